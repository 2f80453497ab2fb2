from fractions import Fraction
from itertools import pairwise

import pytest

from kindpace.session.model import Gait, Part, Seconds
from kindpace.timeline.stride import Pulse, planned, seconds_pulse, slowest, strides_of
from kindpace.timeline.tempo import Stride
from tests.timeline.maker import legs, run, stand, walk


def laid(
    part: Part, end: float, before: tuple[Gait, int] | None = None, *, last: bool = False
) -> list[tuple[float, int, float, float]]:
    """The strides of `part` from 0 to `end`: start, steps, from, to."""
    came = (before[0], Fraction(before[1])) if before else None
    strides = strides_of(part, Seconds(0), Fraction(end), before=came, last=last)
    assert all(one.stop == other.start for one, other in pairwise(strides))
    return [(float(s.start), s.steps, float(s.begin), float(s.end)) for s in strides]


def test_a_steady_part_is_one_stride() -> None:
    """It ends on the footfall nearest to its end."""
    assert laid(run(60), 60) == [(0, 165, 165, 165)]
    assert laid(run(60), 60.1) == [(0, 165, 165, 165)]
    assert laid(run(60), 60.2) == [(0, 166, 165, 165)]


def test_the_last_part_has_steps_to_its_very_end() -> None:
    """The last stride doesn't stop before the track does."""
    assert laid(run(60), 60.1, last=True) == [(0, 166, 165, 165)]


def test_another_gait_is_reached_in_twenty_seconds_or_more() -> None:
    """The beat goes over evenly from the walk to the run."""
    lead, rest = laid(run(300), 300, (Gait.WALK, 110))
    assert lead[2:] == (110, 165)
    assert rest[0] >= 20
    assert rest[0] < 20.5


def test_another_cadence_is_reached_in_ten_seconds() -> None:
    """Within the same gait, half the time is enough; with the same cadence, none is needed."""
    lead, rest = laid(run(300), 300, (Gait.RUN, 155))
    assert 10 <= rest[0] < 10.5
    assert lead[2:] == (155, 165)
    assert len(laid(run(300), 300, (Gait.RUN, 165))) == 1


def test_a_plan_takes_its_time_and_the_open_leg_the_rest() -> None:
    """Two minutes up, then steady; the errors of rounding don't add up."""
    up, steady = laid(run(240, cadence=legs((160, 165, 120), (165, 165, None))), 240)
    assert up[1:] == (325, 160, 165)
    assert steady[0] + steady[1] * 60 / 165 == pytest.approx(240, abs=0.2)


def test_ramps_go_down_too() -> None:
    """From 165 to 150 over the whole part."""
    assert laid(run(120, cadence=legs((165, 150, None))), 120) == [(0, 315, 165, 150)]


def test_an_open_leg_may_stand_in_the_middle() -> None:
    """What the two ends leave is its own."""
    plan = legs((160, 160, 30), (160, 170, None), (170, 170, 30))
    middle = laid(run(120, cadence=plan), 120)[1]
    assert middle[0] == 30
    assert middle[1] == 165


def test_a_plan_without_room_is_drawn_together() -> None:
    """The lead keeps its twenty seconds; the plan gets the rest."""
    plan = legs((160, 165, 120), (165, 165, None))
    lead, up = laid(run(120, cadence=plan), 120, (Gait.WALK, 110))
    assert lead[1] == 45
    assert up[2:] == (160, 165)
    assert up[0] + up[1] * 60 / 162.5 == pytest.approx(120, abs=0.2)


def test_a_short_part_keeps_half_of_itself_from_the_lead() -> None:
    """Ten seconds: five to go over, five at the new cadence."""
    rest = laid(run(10), 10, (Gait.WALK, 110))[1]
    assert 5 <= rest[0] < 5.5
    assert rest[2:] == (165, 165)


def test_half_a_minute_is_enough_to_go_over_in_twenty_seconds() -> None:
    """A short part gives the change what it needs, and keeps some steps of its own."""
    rest = laid(run(30), 30, (Gait.WALK, 110))[1]
    assert 20 <= rest[0] < 20.5
    assert rest[2:] == (165, 165)


def test_every_part_has_a_step() -> None:
    """Even one that has no time."""
    assert laid(run(None), 0.1) == [(0, 1, 165, 165)]


def test_a_pulse_goes_through_all_strides_and_on() -> None:
    """Numbers run through; behind the end, the last cadence goes on."""
    pulse = Pulse(
        strides=(
            Stride(start=Seconds(0), steps=4, begin=Fraction(60), end=Fraction(60)),
            Stride(start=Seconds(4), steps=4, begin=Fraction(120), end=Fraction(120)),
        )
    )
    assert [pulse.at(number) for number in (0, 3, 4, 5, 8, 10)] == [0, 3, 4, 4.5, 6, 7]
    for number in range(14):
        assert pulse.after(pulse.at(number)) == number
        assert pulse.after(pulse.at(number) - Fraction(1, 100)) == number


def test_where_nobody_moves_the_pulse_is_a_second() -> None:
    """From the part's beginning on."""
    pulse = seconds_pulse(Seconds(Fraction(7, 2)), Seconds(10))
    assert pulse.at(3) == Fraction(13, 2)
    assert pulse.after(Seconds(5)) == 2


def test_what_a_plan_holds() -> None:
    """Its lowest cadence, and the time that is written in it."""
    part = run(None, cadence=legs((160, 150, 60), (150, 165, 30), (165, 165, None)))
    assert slowest(part) == 150
    assert planned(part) == 90
    assert slowest(stand(10)) == 60
    assert slowest(walk(10)) == 110
