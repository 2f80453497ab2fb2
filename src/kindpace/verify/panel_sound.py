"""Panels that any MP3 has: its waveform, and its loudness over time."""

import numpy as np

from kindpace.sound.loudness import ABSOLUTE_GATE, RELATIVE_GATE, lufs
from kindpace.verify.axes import Numbers, Plot, hull, tens
from kindpace.verify.drawing import (
    BLUE,
    FINE,
    GOLD,
    INK,
    PALE_GOLD,
    TEAL,
    Shape,
    Sheet,
)
from kindpace.verify.found import Found
from kindpace.verify.panel import Key, Panel, shade
from kindpace.verify.promises import LOUDNESS

HOP = 0.1
"""Seconds from one level to the next."""

FEW = 20
"""LU that a panel may span and still have a line each 5."""

WORD_BAR = 9
"""Pixels under the waveform that are coloured where words are spoken."""


def spoken(found: Found) -> list[tuple[float, float]]:
    """When sentences are heard, in seconds: where they were found, else where they are planned."""
    return [
        (
            line.start if line.begins is None else line.begins,
            line.end if line.begins is None else line.begins + line.end - line.start,
        )
        for line in found.lines
    ]


def waveform(found: Found) -> Panel:
    """The highest and lowest samples, with the words underneath."""
    said = spoken(found)

    def paint(sheet: Sheet, plot: Plot) -> None:
        at_most = FINE * plot.clock.columns
        above = hull(found.levels.highs, every=HOP, first=HOP / 2, at_most=at_most)
        below = hull(found.levels.lows, every=HOP, first=HOP / 2, at_most=at_most)
        xs = plot.clock.xs(above.moments)
        sheet.area(xs, plot.ys(above.high), plot.ys(below.low), BLUE, strength=0.85, least=1)
        shade(sheet, plot.clock, said, (plot.bottom + 3, plot.bottom + 3 + WORD_BAR), GOLD)

    words = (Key(shape=Shape.PATCH, colour=GOLD, text="words"),) if said else ()
    return Panel(
        name="Waveform",
        keys=(Key(shape=Shape.PATCH, colour=BLUE, text="highest and lowest sample"), *words),
        height=150,
        low=-1,
        high=1,
        ticks=((1, "1"), (0, "0"), (-1, "-1")),
        paint=paint,
    )


def loudness(found: Found) -> Panel:
    """Momentary loudness with its target, the whole's loudness, and the gate under it."""
    levels, said = found.levels, spoken(found)
    low, high = tens(levels.momentary, low=-60, high=0)
    gate = relative_gate(levels.momentary)

    def paint(sheet: Sheet, plot: Plot) -> None:
        left, right = plot.clock.left, plot.clock.right
        shade(sheet, plot.clock, said, (plot.top, plot.bottom), PALE_GOLD)
        band = hull(levels.momentary, every=HOP, first=2 * HOP, at_most=FINE * plot.clock.columns)
        xs = plot.clock.xs(band.moments)
        sheet.area(xs, plot.ys(band.high), plot.ys(band.low), BLUE, strength=0.75, least=2)
        if levels.integrated >= plot.low:
            y = plot.y(levels.integrated)
            sheet.line([(left, y), (right, y)], TEAL, thick=4)
        _dashed(sheet, plot, LOUDNESS, INK)
        if gate is not None:
            _dashed(sheet, plot, gate, GOLD)

    words = (Key(shape=Shape.PATCH, colour=PALE_GOLD, text="words"),) if said else ()
    gated = () if gate is None else (_key(Shape.DASHES, GOLD, f"gate {gate:.1f}"),)
    return Panel(
        name="Loudness, LUFS",
        keys=(
            _key(Shape.PATCH, BLUE, "each 400 ms"),
            _key(Shape.LINE, TEAL, f"whole track {levels.integrated:.1f}"),
            _key(Shape.DASHES, INK, f"target {LOUDNESS:.0f}"),
            *gated,
            *words,
        ),
        height=190,
        low=low,
        high=high,
        ticks=_ticks(low, high),
        paint=paint,
    )


def relative_gate(momentary: Numbers) -> float | None:
    """LUFS under which blocks don't count (BS.1770-4 eq. 6); None where all is under -70."""
    loud = momentary[momentary > ABSOLUTE_GATE]
    if not len(loud):
        return None
    return float(lufs(float(np.mean(10 ** ((loud + 0.691) / 10))))) + RELATIVE_GATE


def _dashed(sheet: Sheet, plot: Plot, value: float, colour: str) -> None:
    if plot.low <= value <= plot.high:
        y = plot.y(value)
        sheet.dashes((plot.clock.left, y), (plot.clock.right, y), colour, 2)


def _key(shape: Shape, colour: str, text: str) -> Key:
    return Key(shape=shape, colour=colour, text=text)


def _ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    step = 10 if high - low > FEW else 5
    return tuple((float(value), str(value)) for value in range(int(low), int(high) + 1, step))
