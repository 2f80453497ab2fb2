"""A panel of the page: a name, a key to its signs, an axis, and what is drawn over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kindpace.verify.axes import Clock, Numbers, Plot, runs
from kindpace.verify.drawing import INK, RULE, SOFT_INK, Shape, Sheet

HEAD = 46
"""Pixels over a plot that hold the panel's name and key."""


CROWDED = 6
"""Pixels that spans need each, on average, to be drawn one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What a sign or a colour means."""

    shape: Shape
    colour: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One panel, not yet placed: `ticks` are values with their names, from `low` to `high`."""

    name: str
    keys: tuple[Key, ...]
    height: float
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    paint: Callable[[Sheet, Plot], None]

    def plot(self, clock: Clock, top: float) -> Plot:
        """Where the curves stand if the panel begins at `top`."""
        above = top + HEAD
        return Plot(
            clock=clock, top=above, bottom=above + self.height, low=self.low, high=self.high
        )


def lay(sheet: Sheet, panel: Panel, plot: Plot) -> None:
    """Draw `panel`: its head, its lines, then its curves over them."""
    left, right = plot.clock.left, plot.clock.right
    taken = sheet.write((left, plot.top - 13), panel.name, size=25, ink=INK)
    _write_keys(sheet, panel.keys, left + taken + 30, right, plot.top - 14)
    for value, name in panel.ticks:
        y = plot.y(value)
        sheet.line([(left, y), (right, y)], RULE, thick=1)
        sheet.write((left - 12, y + 7), name, size=18, ink=SOFT_INK, align=1)
    panel.paint(sheet, plot)


def _write_keys(sheet: Sheet, keys: Sequence[Key], left: float, right: float, base: float) -> None:
    """Write the key from the right end on, as much of it as there is room for."""
    x = right
    for key in reversed(keys):
        if x - 60 < left:
            return
        x -= sheet.write((x, base), key.text, size=19, ink=SOFT_INK, align=1, room=x - 48 - left)
        sheet.sign(key.shape, x - 22, base - 7, key.colour, 13)
        x -= 62


def spans_x(
    clock: Clock, spans: Sequence[tuple[float, float]], least: float = 2
) -> list[tuple[float, float]]:
    """Stretches of seconds as stretches of pixels, none of them narrower than `least`."""
    places = ((min(clock.x(start), clock.right - least), clock.x(end)) for start, end in spans)
    return runs((left, max(right, left + least)) for left, right in places)


def shade(
    sheet: Sheet,
    clock: Clock,
    spans: Sequence[tuple[float, float]],
    edges: tuple[float, float],
    colour: str,
) -> None:
    """Colour `spans` (in seconds) between two heights; paler where a pixel holds only a few."""
    if len(spans) * CROWDED <= clock.columns:
        for left, right in spans_x(clock, spans):
            sheet.box((left, edges[0], right, edges[1]), colour)
        return
    levels = np.ceil(8 * covered(spans, np.linspace(0, clock.length, clock.columns + 1)))
    for level in range(1, 9):
        for part in stretches(levels == level):
            left, right = clock.left + part.start, clock.left + part.stop
            sheet.box((left, edges[0], right, edges[1]), colour, strength=level / 8)


def covered(spans: Sequence[tuple[float, float]], moments: Numbers) -> Numbers:
    """Which share (0..1) of the time between each two rising `moments` lies in `spans`."""
    apart = np.array(runs(spans, 0.0))
    edges = apart.ravel()
    full = np.repeat(np.cumsum(apart[:, 1] - apart[:, 0]), 2)
    full[0::2] -= apart[:, 1] - apart[:, 0]
    shares: Numbers = np.diff(np.interp(moments, edges, full)) / np.diff(moments)
    return np.clip(shares, 0, 1)


def stretches(mask: NDArray[np.bool_]) -> list[slice]:
    """Where `mask` holds, as slices."""
    edges = np.flatnonzero(np.diff(mask.astype(np.int8), prepend=0, append=0)).tolist()
    return [slice(first, last) for first, last in list(pairwise(edges))[::2]]
