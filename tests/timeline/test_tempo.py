from fractions import Fraction

import pytest

from kindpace.session.model import Seconds
from kindpace.timeline.tempo import FINE, Stride, frame, whole_steps


def stride(steps: int, begin: int, end: int, start: int = 0) -> Stride:
    """Some steps from one cadence to another."""
    return Stride(start=Seconds(start), steps=steps, begin=Fraction(begin), end=Fraction(end))


def test_steady_steps_fall_evenly() -> None:
    """At 150 steps a minute a step comes every 0.4 s, without a remainder."""
    even = stride(100, 150, 150, start=3)
    assert list(even)[:3] == [Fraction(3), Fraction(17, 5), Fraction(19, 5)]
    assert even.step(100) == even.stop == 43
    assert len(list(even)) == 100


def test_a_third_of_a_second_is_kept() -> None:
    """At 180 a step lasts 1/3 s; after an hour nothing has drifted."""
    assert stride(20_000, 180, 180).step(10_800) == 3600


def test_a_ramp_lasts_as_long_as_its_middle_cadence() -> None:
    """825 steps from 160 to 170 take exactly five minutes."""
    ramp = stride(825, 160, 170)
    assert ramp.length == 300
    assert ramp.step(825) == 300
    assert ramp.cadence_at(Seconds(150)) == 165


def test_a_ramp_begins_slowly_and_ends_fast() -> None:
    """The first step is as long as at 120, the last one as at 180, nearly."""
    ramp = stride(150, 120, 180)
    assert ramp.step(1) == pytest.approx(0.5, abs=0.003)
    assert ramp.stop - ramp.step(149) == pytest.approx(1 / 3, abs=0.003)


def test_a_ramp_down_is_the_mirror_of_a_ramp_up() -> None:
    """Step n of one is step −n of the other, but for the rounding of both."""
    up, down = stride(150, 120, 180), stride(150, 180, 120)
    for number in range(151):
        assert abs(up.stop - up.step(number) - down.step(150 - number)) <= Fraction(2, FINE)


def test_all_steps_of_a_ramp_are_its_steps() -> None:
    """One by one or all together, in order, none behind its end."""
    ramp = stride(150, 120, 180, start=7)
    together = list(ramp)
    assert together == [ramp.step(number) for number in range(150)]
    assert together == sorted(set(together))
    assert together[0] == 7
    assert together[-1] < ramp.stop


@pytest.mark.parametrize(
    ("length", "begin", "end", "steps"),
    [(60, 150, 150, 150), (60, 100, 200, 150), (0, 150, 150, 0), (-1, 150, 150, 0)],
)
def test_whole_steps_come_nearest(length: int, begin: int, end: int, steps: int) -> None:
    """Never less than none."""
    assert whole_steps(Seconds(length), Fraction(begin), Fraction(end)) == steps


def test_the_one_rounding() -> None:
    """A moment becomes the frame nearest to it."""
    assert frame(Fraction(1, 3), 44_100) == 14_700
    assert frame(Fraction(1, 7), 44_100) == 6300
    assert frame(Fraction(10, 44_100) + Fraction(4, 10 * 44_100), 44_100) == 10
