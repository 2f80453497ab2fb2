"""From seconds and values to places on the page, and from many values to as many as can be seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from kindpace.session.notation import clock

Numbers = NDArray[np.float64]

MARKS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
"""Distances in seconds that people count time in."""

CLOSEST = 105
"""Pixels from one moment on the time line to the next, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Seconds of a track of `length` between `left` and `right`."""

    length: float
    left: float
    right: float

    @property
    def columns(self) -> int:
        """How many whole pixels there are."""
        return int(self.right - self.left)

    def x(self, moment: float) -> float:
        """Where `moment` stands; moments outside of the track stand at its ends."""
        share = min(1.0, max(0.0, moment / self.length)) if self.length > 0 else 0.0
        return self.left + share * (self.right - self.left)

    def xs(self, moments: Numbers) -> Numbers:
        """`x` for many."""
        shares = moments / self.length if self.length > 0 else np.zeros_like(moments)
        places: Numbers = self.left + np.clip(shares, 0, 1) * (self.right - self.left)
        return places

    def marks(self) -> list[tuple[float, str]]:
        """Round moments with their names, far enough from one another to be read."""
        least = CLOSEST * self.length / max(1.0, self.right - self.left)
        step = next((mark for mark in MARKS if mark >= least), MARKS[-1])
        while step < least:
            step *= 2
        count = int(self.length / step + 1e-9) + 1 if self.length > 0 else 1
        return [(step * number, _name(step * number, step)) for number in range(count)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """Where a curve stands: its clock, and values from `low` at the bottom to `high` at the top."""

    clock: Clock
    top: float
    bottom: float
    low: float
    high: float

    def y(self, value: float) -> float:
        """Where `value` stands, held within the plot."""
        return float(self.ys(np.array([value]))[0])

    def ys(self, values: Numbers) -> Numbers:
        """`y` for many; what is no number stands at the bottom."""
        held = np.clip(np.nan_to_num(values, nan=self.low), self.low, self.high)
        share = (held - self.low) / (self.high - self.low)
        places: Numbers = self.bottom - share * (self.bottom - self.top)
        return places


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hull:
    """The least and the greatest value around each of some `moments`."""

    moments: Numbers
    low: Numbers
    high: Numbers


def hull(values: Numbers, *, every: float, first: float, at_most: int) -> Hull:
    """Values `every` so many seconds from `first` on, as at most `at_most` lows and highs.

    Values that are no number are passed over; where there are no others, they stay.
    """
    count = min(len(values), max(1, at_most))
    if not count:
        nothing = np.zeros(0)
        return Hull(moments=nothing, low=nothing, high=nothing)
    edges = np.arange(count + 1) * len(values) // count
    return Hull(
        moments=first + every * (edges[:-1] + edges[1:] - 1) / 2,
        low=np.fmin.reduceat(values, edges[:-1]),
        high=np.fmax.reduceat(values, edges[:-1]),
    )


def gathered(xs: Numbers, values: Numbers, apart: float = 1.0) -> tuple[Numbers, Numbers, Numbers]:
    """Unevenly placed values by columns `apart` pixels wide: their middles, lows and highs.

    `xs` rise; none of `values` may be NaN.
    """
    columns = np.floor(xs / apart)
    starts = np.flatnonzero(np.diff(columns, prepend=-np.inf))
    if not len(starts):
        return xs, values, values
    middles = (columns[starts] + 0.5) * apart
    return middles, np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)


def runs(spans: Iterable[tuple[float, float]], gap: float = 1.0) -> list[tuple[float, float]]:
    """Spans of pixels in order, joined where less than `gap` lies between them."""
    joined: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if joined and left - joined[-1][1] < gap:
            joined[-1] = joined[-1][0], max(joined[-1][1], right)
        else:
            joined.append((left, right))
    return joined


def seated(starts: Sequence[float], wides: Sequence[float], rows: int, gap: float) -> list[int]:
    """On which row each name stands, of `rows`; -1 for one that finds no room.

    Names begin at rising `starts` and are as wide as `wides`; on a row, `gap` lies between them.
    """
    ends = [-np.inf] * rows
    seats = []
    for start, wide in zip(starts, wides, strict=True):
        row = next((row for row, end in enumerate(ends) if start >= end + gap), -1)
        if row >= 0:
            ends[row] = start + wide
        seats.append(row)
    return seats


def tens(values: Numbers, *, low: float, high: float, step: float = 10) -> tuple[float, float]:
    """Round bounds around `values`, within `low` and `high` and at least two steps apart."""
    seen = values[np.isfinite(values)]
    if not len(seen):
        return low, high
    top = min(high, max(low + 2 * step, float(np.ceil(seen.max() / step)) * step))
    bottom = min(top - 2 * step, max(low, float(np.floor(seen.min() / step)) * step))
    return bottom, top


def _name(moment: float, step: float) -> str:
    if step >= 1:
        return clock(Fraction(moment))
    minutes, seconds = divmod(round(moment * 10), 600)
    return f"{minutes}:{seconds / 10:04.1f}"
