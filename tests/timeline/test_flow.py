from fractions import Fraction

import pytest

from kindpace.session.model import Cue, Kind, Part, Play, Seconds
from kindpace.timeline.flow import Flow, Measure, at_least, flow_of, line, pattern_of
from tests.timeline.maker import (
    NEXT_BREATH,
    NEXT_STEP,
    at,
    bell,
    breath,
    count,
    fixed,
    legs,
    lengths,
    limits,
    play,
    quiet,
    rest,
    run,
    say,
    share,
    stand,
    steps,
    walk,
    words,
)


def flow(*cues: Cue, part: Part | None = None) -> Flow:
    """The flow of a standing part between two others: no steps, and no lead."""
    middle = part or stand(60, *cues)
    return flow_of((stand(9), middle, stand(9)), 1, lengths)


def test_cues_need_the_sum_of_their_times() -> None:
    """A sentence of 4 s, its pause, two strokes of a bell, a file of 20 s."""
    need = flow(words(8), bell(2), play()).needs(Measure.USUAL)
    assert need == 4 + Fraction(9, 10) + 6 + 20


def test_rests_give_and_speech_does_not() -> None:
    """A rest of 10 s may shrink to 6 s."""
    one = flow(words(8), rest(10))
    assert one.needs(Measure.USUAL) - one.needs(Measure.TIGHT) == 4


def test_gaps_inside_a_cue_are_kept() -> None:
    """Two sentences with a pause of 3 s."""
    assert flow(say("One. [pause 3s] Two.", pause=fixed(0))).needs(Measure.TIGHT) == 4


def test_a_quiet_needs_its_least_and_may_take_its_most() -> None:
    """Between its limits."""
    one = flow(words(2), quiet(limits(10, 60)))
    assert one.needs(Measure.TIGHT) == Fraction(119, 10)
    assert one.widest() == Fraction(619, 10)
    assert flow(words(2), quiet()).widest() is None


def test_a_count_needs_its_longest_steps_and_the_wait_before() -> None:
    """At 110 steps a minute, coming from there: 10 steps, and one to wait."""
    part = run(60, count(2))
    one = flow_of((walk(60), part, stand(9)), 1, lengths)
    wait = (10 + 1) * Fraction(60, 110)
    assert sum(item.fixed for item in one.items()) == wait


def test_a_count_on_the_breath_may_wait_for_a_whole_one() -> None:
    """Five steps of 3:2, at worst."""
    part = run(60, count(2), breath=breath(steps(3, 2)))
    one = flow(part=part)
    assert sum(item.fixed for item in one.items()) == 15 * Fraction(60, 165)


@pytest.mark.parametrize(("place", "pulses"), [(NEXT_STEP, 1), (NEXT_BREATH, 5)])
def test_whoever_waits_is_given_time(place: object, pulses: int) -> None:
    """For a step, or for a breath."""
    part = run(60, words(2, place), breath=breath(steps(3, 2)))  # type: ignore[arg-type]  # a place
    assert next(flow(part=part).items()).fixed == 1 + pulses * Fraction(60, 165)


def test_pins_cut_a_part_into_spans() -> None:
    """What stands before a pin has to be over at it."""
    one = flow(words(8), words(2, at(30)), words(2, share(80)), words(2, at(-5)))
    assert [len(span.items) for span in one.spans] == [1, 1, 1, 1]
    assert list(one.clashes(Seconds(60))) == []


def test_a_share_asks_for_a_length() -> None:
    """Four seconds before 10 % of the part: it has to last 49 s."""
    assert flow(words(8), words(2, share(10))).needs(Measure.TIGHT) == 49


def test_pins_that_change_places_bound_the_length() -> None:
    """`60%` before `1m30` holds as long as the part isn't too long for it."""
    one = flow(words(2, share(60)), words(2, at(90)))
    assert one.bound() == (90 - Fraction(19, 10)) * Fraction(100, 60)
    assert list(one.clashes(Seconds(140))) == []
    assert [p.slug for p in one.clashes(Seconds(150))] == ["lines-overlap"]
    assert flow(words(2)).bound() is None


def test_what_runs_into_a_pin_is_told_at_the_pin() -> None:
    """Four seconds do not fit before second 2: by 2.9 s, pause included."""
    (problem,) = flow(words(8), words(2, at(2))).clashes(Seconds(60))
    assert problem.slug == "lines-overlap"
    assert "2.9 s" in problem.what


def test_what_is_pinned_too_near_to_the_end_is_told() -> None:
    """Four seconds do not fit into the last two."""
    (problem,) = flow(words(8, at(-2), pause=fixed(0))).clashes(Seconds(60))
    assert problem.slug == "pinned-too-late"
    assert "2 s more" in problem.what


def test_the_bed_has_time_at_both_ends() -> None:
    """Three seconds before the first word, and five after the last; quiet counts as such."""
    alone = (stand(60, words(2)),)
    assert flow_of(alone, 0, lengths).before == 3
    assert flow_of(alone, 0, lengths).after == 5 - Fraction(9, 10)
    opening = (stand(60, rest(2), words(2), quiet(fixed(30))),)
    assert flow_of(opening, 0, lengths).before == 3 - Fraction(6, 5)
    assert flow_of(opening, 0, lengths).after == 0
    assert flow_of((stand(60, words(2, at(0))),), 0, lengths).before == 0


def test_every_part_holds_a_step() -> None:
    """Two seconds, whatever is in it."""
    assert flow().needs(Measure.TIGHT) == 2


def test_footfalls_have_play() -> None:
    """Half a step of this part, and half a step of the one before."""
    one = flow_of((walk(60), run(60, cadence=legs((150, 165, None))), stand(9)), 1, lengths)
    assert one.play == Fraction(30, 110) + Fraction(30, 150)
    assert flow().play == 0


def test_announcements_can_be_taken_away() -> None:
    """What the writer wrote flows on as if nothing had been added."""
    told = say("We walk.", at(-9), kind=Kind.ANNOUNCE)
    one = flow(words(8), quiet(), told, words(4))
    assert len(one.spans) == 2
    assert one.unannounced().spans[0].items == flow(words(8), quiet(), words(4)).spans[0].items


def test_small_things() -> None:
    """A pin as a line, a length rounded up, and what a count counts."""
    assert line(at(-30)) == (Seconds(-30), Seconds(1))
    assert line(share(25)) == (Seconds(0), Fraction(1, 4))
    assert at_least(Fraction(1, 1000)) == "0.1 s"
    assert str(pattern_of(count(1), run(9))) == "3:2"
    assert str(pattern_of(count(1), run(9, breath=breath(steps(4, 4))))) == "4:4"
    assert str(pattern_of(count(1, steps(2, 2)), run(9, breath=breath(steps(4, 4))))) == "2:2"
    assert isinstance(play(), Play)
