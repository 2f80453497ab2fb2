"""Footfalls in exact time.

A `Stride` is a run of whole steps whose cadence is steady or changes evenly, so its length is
rational: n steps from f to g steps a minute last 120·n / (f + g) seconds. Steps inside a ramp fall
at irrational moments; they are found by an integer square root, less than 2^-40 s early.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from kindpace.session.model import Seconds, StepsPerMinute

FINE = 1 << 40
"""Irrational footfalls are kept as multiples of 1/FINE seconds."""

FINER = 1 << 80
"""Roots are kept as multiples of 1/FINER, so that nothing is lost on the way to 1/FINE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stride:
    """`steps` footfalls from `start` on, at `begin` steps a minute, ending at `end`."""

    start: Seconds
    steps: int
    begin: StepsPerMinute
    end: StepsPerMinute

    @property
    def length(self) -> Seconds:
        """Seconds until the step after the last one, which belongs to the next stride."""
        return 120 * self.steps / (self.begin + self.end)

    @property
    def stop(self) -> Seconds:
        """When the step after the last one falls."""
        return self.start + self.length

    def step(self, number: int) -> Seconds:
        """When step `number` falls, from 0; `number` = `steps` gives `stop`.

        On a ramp the count of steps is the integral of the cadence, a quadratic in time;
        t = 2n / (b + sqrt(b² + 4kn)), b = begin/60, k = (end − begin) / (120·length).
        """
        if self.begin == self.end:
            return self.start + 60 * number / self.begin
        if number == self.steps:
            return self.stop
        return self.start + self._ramp()(number)

    def _ramp(self) -> Callable[[int], Seconds]:
        """How long after `start` a step of a ramp falls; whole numbers all the way, for speed."""
        b = self.begin / 60
        k = (self.end - self.begin) / (120 * self.length)
        square, slope = b * b, 4 * k
        below = square.denominator * slope.denominator
        first = square.numerator * slope.denominator * FINER * FINER
        each = slope.numerator * square.denominator * FINER * FINER
        above, along = 2 * FINER * b.denominator * FINE, b.numerator * FINER

        def moment(number: int) -> Seconds:
            root = isqrt((first + each * number) // below)
            return Fraction(above * number // (along + root * b.denominator), FINE)

        return moment

    def cadence_at(self, moment: Seconds) -> StepsPerMinute:
        """Steps a minute at `moment`, which lies within the stride."""
        return self.begin + (self.end - self.begin) * (moment - self.start) / self.length

    def __iter__(self) -> Iterator[Seconds]:
        if self.begin == self.end:
            return (self.step(number) for number in range(self.steps))
        ramp = self._ramp()
        return (self.start + ramp(number) for number in range(self.steps))


def whole_steps(length: Seconds, begin: StepsPerMinute, end: StepsPerMinute) -> int:
    """How many whole steps come nearest to `length` seconds between two cadences, at least 0."""
    return max(0, round(length * (begin + end) / 120))


def frame(moment: Seconds, rate: int) -> int:
    """The sample frame nearest to `moment`: the one rounding between the plan and the sound."""
    return round(moment * rate)
