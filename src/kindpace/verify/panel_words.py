"""Panels of what is said and breathed: words over the bed, how clear they stand, and the breath."""

from collections.abc import Sequence

import numpy as np

from kindpace.timeline.events import Phase
from kindpace.timeline.score import Score, ScoredBreath
from kindpace.verify.axes import Clock, Numbers, Plot, hull, tens
from kindpace.verify.drawing import (
    ALARM,
    BLUE,
    FINE,
    GOLD,
    INK,
    PALE_BLUE,
    PALE_GOLD,
    SOFT_INK,
    TEAL,
    Shape,
    Sheet,
)
from kindpace.verify.found import Found, LineFound
from kindpace.verify.panel import Key, Panel, shade, spans_x, stretches
from kindpace.verify.panel_sound import HOP, spoken
from kindpace.verify.promises import CLEARANCE

CALM = 4
"""Pixels of which the line of the bed takes the lowest, so that pauses between words show it."""

HIGHEST = 30.0
SIGN_ROOM = 12
"""Pixels that a line's sign needs; of lines that stand closer, the least clear one is shown."""

HILL_ROOM = 6
"""Pixels that half a breath needs to be a hill of its own; closer ones show their strength."""


def bed(found: Found) -> Panel | None:
    """The level that sounds all the time, with the words over it; None for tracks without plan."""
    if found.score is None:
        return None
    floor, said = found.levels.floor, spoken(found)
    lost = [(line.start, line.end) for line in found.lines if line.begins is None]
    low, high = tens(floor, low=-90, high=0)

    def paint(sheet: Sheet, plot: Plot) -> None:
        shade(sheet, plot.clock, said, (plot.top, plot.bottom), PALE_GOLD)
        band = hull(floor, every=HOP, first=HOP / 2, at_most=FINE * plot.clock.columns)
        xs = plot.clock.xs(band.moments)
        sheet.area(xs, plot.ys(band.high), plot.ys(band.low), PALE_BLUE, strength=0.8, least=1)
        calm = hull(floor, every=HOP, first=HOP / 2, at_most=plot.clock.columns // CALM)
        low_ys = plot.ys(calm.low).tolist()
        sheet.line(list(zip(plot.clock.xs(calm.moments).tolist(), low_ys, strict=True)), BLUE)
        for left, right in spans_x(plot.clock, lost):
            sheet.box((left, plot.top, right, plot.bottom), ALARM, strength=0.3)
            sheet.sign(Shape.CROSS, (left + right) / 2, plot.top + 14, ALARM, 14)

    return Panel(
        name="Words over the bed, dBFS",
        keys=(
            Key(shape=Shape.PATCH, colour=PALE_BLUE, text="level each 100 ms"),
            Key(shape=Shape.LINE, colour=BLUE, text="its lowest: the bed"),
            Key(shape=Shape.PATCH, colour=PALE_GOLD, text="words"),
            *_lost_key(len(lost)),
        ),
        height=160,
        low=low,
        high=high,
        ticks=tuple((float(v), str(v)) for v in range(int(low), int(high) + 1, 20)),
        paint=paint,
    )


def clearance(found: Found) -> Panel | None:
    """How far each line stands above the bed; None where no line is planned."""
    if not found.lines:
        return None
    lines, lost = found.lines, sum(line.begins is None for line in found.lines)
    unclear = sum(line.clear is not None and line.clear < CLEARANCE for line in lines)

    def paint(sheet: Sheet, plot: Plot) -> None:
        y = plot.y(CLEARANCE)
        sheet.dashes((plot.clock.left, y), (plot.clock.right, y), INK, 2)
        for x, line in _thinned(lines, plot.clock):
            if line.begins is None:
                sheet.sign(Shape.CROSS, x, plot.bottom - 10, ALARM, 14)
                continue
            sure = line.clear is not None and line.clear >= CLEARANCE
            colour = GOLD if sure else SOFT_INK if line.clear is None else ALARM
            top = plot.y(line.clear or 0.0)
            sheet.line([(x, plot.bottom), (x, top)], colour, thick=2)
            sheet.sign(Shape.RING if colour == ALARM else Shape.DOT, x, top, colour, 10)

    keys = [
        Key(shape=Shape.DOT, colour=GOLD, text="a line"),
        Key(shape=Shape.DASHES, colour=INK, text=f"{CLEARANCE:g} LU and more is clear"),
    ]
    if unclear:
        keys.append(Key(shape=Shape.RING, colour=ALARM, text=f"{unclear} less clear"))
    return Panel(
        name="Lines above the bed, LU",
        keys=(*keys, *_lost_key(lost)),
        height=110,
        low=0,
        high=HIGHEST,
        ticks=((0, "0"), (CLEARANCE, f"{CLEARANCE:g}"), (HIGHEST, f"{HIGHEST:g}")),
        paint=paint,
    )


def _lost_key(lost: int) -> tuple[Key, ...]:
    return (Key(shape=Shape.CROSS, colour=ALARM, text=f"{lost} not found"),) if lost else ()


def _thinned(lines: Sequence[LineFound], clock: Clock) -> list[tuple[float, LineFound]]:
    """Of the lines that would stand in one place, the one that needs looking at the most."""
    kept: dict[int, tuple[float, LineFound]] = {}
    for line in lines:
        x = clock.x((line.start + line.end) / 2)
        place = int(x // SIGN_ROOM)
        if place not in kept or _worry(line) < _worry(kept[place][1]):
            kept[place] = x, line
    return [kept[place] for place in sorted(kept)]


def _worry(line: LineFound) -> float:
    if line.begins is None:
        return -np.inf
    return HIGHEST if line.clear is None else line.clear


def breath(found: Found) -> Panel | None:
    """Half breaths where they sound, in upwards and out downwards, and the counted words."""
    score = found.score
    if score is None or not (score.breaths or score.words):
        return None

    def paint(sheet: Sheet, plot: Plot) -> None:
        for phase, colour in ((Phase.IN, TEAL), (Phase.OUT, BLUE)):
            halves = [one for one in score.breaths if one.phase is phase]
            xs, heights = outline(halves, plot.clock)
            way = 1.0 if phase is Phase.IN else -1.0
            foot = np.full(len(xs), plot.y(0))
            for part in stretches(heights > 0):
                edges = plot.ys(way * heights[part]), foot[part]
                above, below = edges if way > 0 else edges[::-1]
                sheet.area(xs[part], above, below, colour, strength=0.8)
        _paint_counts(sheet, plot, score)

    keys = [
        Key(shape=Shape.PATCH, colour=TEAL, text="in, upwards"),
        Key(shape=Shape.PATCH, colour=BLUE, text="out, downwards"),
    ]
    if score.words:
        text = f"{len(score.words)} counted words"
        keys.append(Key(shape=Shape.DIAMOND, colour=GOLD, text=text))
    return Panel(
        name="Breath, as planned",
        keys=tuple(keys),
        height=100,
        low=-1.25,
        high=1.25,
        ticks=((0, ""),),
        paint=paint,
    )


def outline(halves: Sequence[ScoredBreath], clock: Clock) -> tuple[Numbers, Numbers]:
    """The heights (0..1) of hills over the columns of `clock`, each as strong as it is heard.

    Where hills are too narrow to be seen, only their strength is told, through the half between.
    """
    xs = clock.left + np.arange(FINE * clock.columns + 1) / FINE
    heights = np.zeros(len(xs))
    spans = [clock.x(float(one.start + one.length)) - clock.x(float(one.start)) for one in halves]
    narrow = bool(spans) and float(np.median(spans)) < HILL_ROOM
    for half, wide in zip(halves, spans, strict=True):
        left = clock.x(float(half.start))
        first = int(FINE * (left - clock.left))
        reach = 2.4 * wide if narrow else wide
        last = int(np.ceil(FINE * (left + reach - clock.left))) + 1
        share = np.clip((xs[first:last] - left) / max(wide, 1 / FINE), 0, 1)
        hill = np.ones(len(share)) if narrow else np.sin(np.pi * share)
        heights[first:last] = np.maximum(heights[first:last], float(half.gain) * hill)
    return xs, heights


def _paint_counts(sheet: Sheet, plot: Plot, score: Score) -> None:
    """Counted words as diamonds under the breath, as a bar where they stand close."""
    starts = [float(word.start) for word in score.words]
    y = plot.bottom - 8
    for left, right in spans_x(plot.clock, [(start, start) for start in starts], SIGN_ROOM):
        if right - left <= SIGN_ROOM + 1:
            sheet.sign(Shape.DIAMOND, (left + right) / 2, y, GOLD, 11)
        else:
            sheet.box((left, y - 4, right, y + 4), GOLD, radius=4)
