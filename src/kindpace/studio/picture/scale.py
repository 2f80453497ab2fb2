"""From moments to places: a track broken into rows as music is, and round moments along them."""

from dataclasses import dataclass
from math import ceil

from kindpace.session.model import Seconds

MARKS = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
"""Distances in seconds that people count time in."""

CLOSEST = 46
"""Pixels between two of the round moments, at least."""

DENSE = 29
"""Pixels for a minute, at least: a spoken line of four seconds is then two pixels wide."""

Span = tuple[float, float]
"""Pixels from the left: where something begins and ends."""

MOST_ROWS = 40
"""A track of many hours is drawn closer rather than longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Seconds from `start` to `end` between `left` and `right`, on a line that begins at `top`."""

    start: float
    end: float
    left: float
    right: float
    top: float

    @property
    def a_second(self) -> float:
        """Pixels for a second."""
        return (self.right - self.left) / max(1e-6, self.end - self.start)

    def x(self, moment: Seconds | float) -> float:
        """Where `moment` stands; what lies outside stands at the ends."""
        held = min(self.end, max(self.start, float(moment)))
        return self.left + (held - self.start) * self.a_second

    def holds(self, start: Seconds | float, end: Seconds | float) -> bool:
        """Whether some of `start` to `end` is on this row; a moment is on one row alone."""
        first, last = float(start), float(end)
        if first >= last:
            return self.start <= first < self.end
        return first < self.end and last > self.start

    def span(self, start: Seconds | float, end: Seconds | float, least: float) -> Span:
        """Left and right of what is here, at least `least` pixels wide and within the row."""
        left = min(self.x(start), self.right - least)
        return left, max(self.x(end), left + least)

    def marks(self) -> list[float]:
        """The round moments of this row."""
        step = step_of(self.a_second)
        first = ceil(self.start / step - 1e-9)
        count = int((self.end - 1e-6) / step) - first + 1
        return [step * (first + number) for number in range(max(0, count))]


def rows(length: Seconds, left: float, right: float, top: float, high: float) -> tuple[Row, ...]:
    """A track of `length` seconds in rows of equal length, each `high` pixels below the last."""
    wide = right - left
    count = min(MOST_ROWS, max(1, ceil(float(length) / 60 * DENSE / wide)))
    each = float(length) / count
    if count > 1:  # whole minutes, so that the same moment of each row is easily found
        each = 60.0 * ceil(each / 60)
        count = ceil(float(length) / each)
    return tuple(
        Row(
            start=number * each,
            end=min(float(length), (number + 1) * each) if length else 1.0,
            left=left,
            right=left + wide * _share(number, each, float(length)),
            top=top + number * high,
        )
        for number in range(count)
    )


def _share(number: int, each: float, length: float) -> float:
    """How much of a whole row is needed: the last one ends where the track does."""
    return min(1.0, (length - number * each) / each) if length else 1.0


def step_of(a_second: float) -> float:
    """Seconds between two round moments where a second is so many pixels wide."""
    for step in MARKS:
        if step * a_second >= CLOSEST:
            return step
    return MARKS[-1] * ceil(CLOSEST / (MARKS[-1] * a_second))
