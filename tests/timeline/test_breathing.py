from fractions import Fraction

import pytest

from kindpace.session.model import BreathPlan, How, Pattern, Seconds, Stage
from kindpace.session.packs import Pack, pack_for
from kindpace.timeline.breathing import (
    Counted,
    breaths,
    count_lines,
    count_texts,
    counted_words,
    next_breath,
    origin,
)
from kindpace.timeline.events import Breath, Phase
from kindpace.timeline.stride import Pulse
from kindpace.timeline.tempo import Stride
from tests.timeline.maker import breath, mark, seconds, steps

PULSE = Pulse(strides=(Stride(start=Seconds(100), steps=60, begin=Fraction(60), end=Fraction(60)),))
"""A step a second, from second 100 for a minute: moments read like numbers."""


def english() -> Pack:
    """The words of English."""
    pack = pack_for("en")
    assert pack is not None
    return pack


def counted(first: int, cycles: int, pattern: Pattern) -> Counted:
    """A count from pulse `first` on."""
    return Counted(first=first, cycles=cycles, pattern=pattern, mark=mark(9))


def sounding(plan: BreathPlan | None, *counts: Counted) -> list[Breath]:
    """What sounds in the minute, in order."""
    found = breaths(plan, counts, PULSE, Seconds(100), Seconds(160))
    return sorted(found, key=lambda one: one.start)


def inhales(plan: BreathPlan | None, *counts: Counted) -> list[int]:
    """When in-breaths sound, in seconds of the part."""
    return [int(b.start) - 100 for b in sounding(plan, *counts) if b.phase is Phase.IN]


def test_a_breath_is_counted_from_the_second_number_on() -> None:
    """In, two, three, out, two."""
    assert count_texts(steps(3, 2), english()) == ("in", "two", "three", "out", "two")
    assert count_texts(steps(1, 1), english()) == ("in", "out")


def test_counted_words_are_lines_of_the_right_tongue() -> None:
    """British stays British; a language that borrows the pack is counted in the pack's own."""
    assert {line.language for line in count_lines(steps(2, 2), english(), "en-GB")} == {"en-GB"}
    assert {line.language for line in count_lines(steps(2, 2), english(), "cy")} == {"en"}
    assert len({line.pace for line in count_lines(steps(2, 2), english(), "en")}) == 1


def test_each_word_has_its_footfall() -> None:
    """And the time until the next one."""
    lines = count_lines(steps(2, 1), english(), "en")
    words = list(counted_words(counted(3, 2, steps(2, 1)), PULSE, lines))
    assert [int(word.start) for word in words] == [103, 104, 105, 106, 107, 108]
    assert [word.line.text for word in words] == ["in", "two", "out"] * 2
    assert {word.room for word in words} == {1}


def test_a_plan_sounds_in_whole_breaths() -> None:
    """Twelve breaths of 3:2 in a minute; each in-breath three steps, each out-breath two."""
    found = sounding(breath(steps(3, 2)))
    assert len(found) == 24
    assert [b.phase for b in found[:2]] == [Phase.IN, Phase.OUT]
    assert [b.length for b in found[:2]] == [3, 2]
    assert all(one.start + one.length <= 160 for one in found)


def test_it_comes_in_and_fades_away() -> None:
    """Over three breaths in, over the last twenty seconds out."""
    gains = [b.gain for b in sounding(breath(steps(3, 2), fade=20)) if b.phase is Phase.IN]
    third, quarter = Fraction(1, 3), Fraction(1, 4)
    assert gains == [third, 2 * third, *[1] * 7, 3 * quarter, 2 * quarter, quarter]


def test_it_may_begin_later() -> None:
    """On the first step at or after its moment; before, nothing sounds."""
    assert inhales(breath(steps(3, 2), starts=20.5))[0] == 21


def test_stages_follow_one_another_and_sound_returns() -> None:
    """Two breaths, then ten seconds of silence, then all that is left, coming in anew."""
    plan = breath(
        steps(3, 2),
        Stage(how=How.SOUND, cycles=2),
        Stage(how=How.SILENT, lasts=Seconds(12)),
        Stage(how=How.SOUND),
    )
    found = [b for b in sounding(plan) if b.phase is Phase.IN]
    assert [int(b.start) - 100 for b in found] == [0, 5, 20, 25, 30, 35, 40, 45, 50, 55]
    assert found[2].gain == Fraction(1, 3)


def test_without_a_fade_it_ends_at_once() -> None:
    """A fade of no time is none."""
    assert sounding(breath(steps(3, 2), fade=0))[-1].gain == 1


def test_seconds_are_breathed_like_steps() -> None:
    """Four in, six out, where nobody moves."""
    assert inhales(breath(seconds(4, 6))) == [0, 10, 20, 30, 40, 50]


def test_the_plan_waits_for_the_first_count() -> None:
    """Its breaths go on where the count ends; counted ones sound under the words."""
    plan, first = breath(steps(3, 2), starts=None), counted(4, 2, steps(3, 2))
    assert inhales(plan) == []
    assert inhales(plan, first)[:4] == [4, 9, 14, 19]
    assert [b.gain for b in sounding(plan, first)][:4] == [Fraction(1, 2)] * 4


def test_a_count_on_the_breath_sounds_once() -> None:
    """Breath and count share their in-breaths."""
    plan = breath(steps(3, 2))
    assert inhales(plan, counted(20, 3, steps(3, 2))) == inhales(plan)


def test_a_count_of_another_pattern_takes_the_breath_over() -> None:
    """The plan's breaths give way, and come back in their own time."""
    found = inhales(breath(steps(3, 2)), counted(11, 2, steps(4, 4)))
    assert found == [0, 5, 11, 19, 30, 35, 40, 45, 50, 55]


def test_a_count_without_a_plan_sounds_by_itself() -> None:
    """Only what is counted."""
    assert inhales(None, counted(7, 2, steps(2, 2))) == [7, 11]


@pytest.mark.parametrize(("number", "found"), [(8, 8), (9, 13), (12, 13), (13, 13), (3, 3), (1, 3)])
def test_the_next_breath_lies_on_the_plan(number: int, found: int) -> None:
    """Before its beginning too, so that nothing has to be shifted there."""
    assert next_breath(number, breath(steps(3, 2)), 8) == found
    assert next_breath(number, None, None) == number


def test_where_breathing_begins() -> None:
    """At the plan's moment, or after the first count, or not known yet."""
    first = counted(4, 2, steps(3, 2))
    assert origin(breath(steps(3, 2), starts=7), [], PULSE, Seconds(100)) == 7
    assert origin(breath(steps(3, 2), starts=None), [first], PULSE, Seconds(100)) == 14
    assert origin(breath(steps(3, 2), starts=None), [], PULSE, Seconds(100)) is None
    assert origin(None, [first], PULSE, Seconds(100)) is None
