from collections.abc import Sequence
from fractions import Fraction

import pytest

from kindpace.problems import KindpaceError, Problem
from kindpace.session.model import Part, Seconds
from kindpace.timeline.fit import Fitted, fit, room_of
from kindpace.timeline.flow import flow_of
from tests.timeline.maker import (
    Number,
    at,
    fixed,
    legs,
    lengths,
    limits,
    quiet,
    rest,
    run,
    session,
    share,
    stand,
    words,
)


def fitted(parts: Sequence[Part], minutes: Number | None = None) -> tuple[Fitted, ...]:
    """What becomes of `parts` when so many minutes are asked."""
    one = session(*parts, minutes=minutes)
    return fit(one, [flow_of(one.parts, number, lengths) for number in range(len(parts))])


def lasting(parts: Sequence[Part], minutes: Number | None = None) -> list[Fraction]:
    """The lengths of the fitted parts."""
    return [size.length for size in fitted(parts, minutes)]


def fault(*parts: Part, minutes: Number | None = None) -> Problem:
    """The one thing that is wrong."""
    with pytest.raises(KindpaceError) as caught:
        fitted(parts, minutes)
    (problem,) = caught.value.problems
    return problem


def talk(lasts: Number | None) -> Part:
    """Ten seconds of words and an elastic quiet."""
    return stand(lasts, words(20, pause=fixed(0)), quiet())


def test_as_written_unless_asked() -> None:
    """Without minutes, or with the very minutes that the parts make."""
    assert lasting([talk(60), talk(120)]) == [60, 120]
    assert lasting([talk(60), talk(120)], 3) == [60, 120]


def test_quiets_grow_and_shrink_by_one_factor() -> None:
    """Twice the quiet in each: 42 s and 105 s of it as written, less what may never go."""
    short, long = lasting([talk(60), talk(120)], 5)
    assert short + long == 300
    first, second = (room_of(flow_of((talk(60), talk(120)), n, lengths)) for n in (0, 1))
    assert (short - 60) / first.weight == (long - 120) / second.weight
    assert sum(lasting([talk(60), talk(120)], 1)) == 60


def test_a_part_without_a_length_takes_what_is_left() -> None:
    """The others stay as they were written."""
    assert lasting([talk(60), stand(None), talk(120)], 10) == [60, 420, 120]
    assert lasting([talk(60), talk(None), talk(120)], 10) == [60, 420, 120]


def test_a_part_without_a_length_lasts_as_long_as_its_cues() -> None:
    """A minute for each elastic quiet, within its limits; and no less than its cadence plan."""
    alone = [stand(9), stand(None, words(20, pause=fixed(0)), quiet()), stand(9)]
    assert lasting(alone)[1] == 10 + 60
    alone[1] = stand(None, words(20, pause=fixed(0)), quiet(limits(5, 20)))
    assert lasting(alone)[1] == 10 + 20
    alone[1] = run(None, words(2), cadence=legs((150, 160, 90), (160, 160, None)))
    assert lasting(alone)[1] == 90


def test_a_limited_quiet_leaves_the_rest_to_others() -> None:
    """It stops at its most."""
    held = stand(60, words(20, pause=fixed(0)), quiet(limits(5, 60)))
    parts = [talk(60), held, talk(60)]
    first, middle, last = lasting(parts, 10)
    assert middle == 70
    assert first + middle + last == 600


def test_rests_move_only_when_quiets_are_at_their_limits() -> None:
    """First the quiet goes down to 5 s, then the rest from 20 s to no less than 12 s."""
    part = stand(100, words(20, pause=fixed(0)), rest(20), quiet(limits(5, 90)))
    least = 3 + 10 + 20 + 5
    assert [size.growth for size in fitted([part], Fraction(least, 60))] == [0]
    assert lasting([part], Fraction(least - 8, 60)) == [least - 8]
    assert fault(part, minutes=Fraction(least - 9, 60)).slug == "minutes-too-few"
    most = 3 + 10 + 20 + 90
    (size,) = fitted([part], Fraction(most + 5, 60))
    assert size.growth == Fraction(1, 2)
    assert fault(part, minutes=Fraction(most + 11, 60)).slug == "minutes-too-many"


def test_too_few_minutes_are_told_with_what_is_missing() -> None:
    """By how much, and which part has too much in it."""
    problem = fault(talk(60), stand(60, words(100)), minutes=1)
    assert problem.slug == "minutes-too-few"
    assert "1:18" in problem.what
    assert "18 s too short" in problem.what
    assert '"Stand" (line 5)' in problem.mend


def test_too_many_minutes_are_told_with_what_is_possible() -> None:
    """And where a quiet would help."""
    problem = fault(stand(60, words(2)), stand(90, words(2)), minutes=4)
    assert problem.slug == "minutes-too-many"
    assert "2:30 at most" in problem.what
    assert "1 min 30 s more" in problem.what
    assert "(line 4)" in problem.mend


def test_speech_that_does_not_fit_its_part_is_told() -> None:
    """By how many seconds, at the part."""
    problem = fault(stand(9), stand(10, words(24)), stand(9))
    assert problem.slug == "speech-too-long"
    assert "2.9 s more" in problem.what
    assert problem.where is not None
    assert problem.where.line == 3


def test_a_cadence_plan_that_does_not_fit_its_part_is_told() -> None:
    """Once, even in three rounds of the same part."""
    part = run(60, cadence=legs((150, 160, 61), (160, 160, None)))
    problem = fault(part, stand(9))
    assert problem.slug == "cadence-too-long"
    assert "1:01" in problem.what


def test_a_part_that_holds_no_step_is_told() -> None:
    """Two seconds, and five for the last one."""
    assert "1 s more" in fault(run(1), stand(9)).what
    problem = fault(stand(9), stand(4))
    assert (problem.slug, problem.where and problem.where.line) == ("part-too-short", 3)


def test_pins_that_clash_are_told_once() -> None:
    """The clash, and not the length that would be needed besides."""
    assert fault(stand(60, words(2, at(30)), words(2, at(20)))).slug == "lines-overlap"


def test_pins_keep_their_places_at_any_length() -> None:
    """`60%` before `1m30`: the part grows to just there, and no further."""
    part = stand(100, words(2, share(60), pause=fixed(0)), quiet(), words(2, at(90)), quiet())
    assert lasting([part, talk(60)], 30)[0] < 150
    assert sum(lasting([part, talk(60)], 30)) == 1800


@pytest.mark.parametrize("minutes", range(2, 40))
def test_the_sum_is_what_was_asked(minutes: int) -> None:
    """From quiets at their least to rests at their most."""
    parts = [
        talk(60),
        stand(90, words(20), rest(30), quiet(limits(10, 300))),
        stand(60, words(10), quiet(limits(30, 1800)), rest(10)),
        talk(60),
    ]
    assert sum(lasting(parts, minutes), Seconds(0)) == 60 * minutes
