"""Panels of what the feet hear: how exactly the beat stands, and how its cadence goes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindpace.timeline.score import Score
from kindpace.verify.axes import Numbers, Plot, gathered, tens
from kindpace.verify.drawing import ALARM, FINE, INK, PALE_TEAL, TEAL, Shape, Sheet
from kindpace.verify.found import Beats, Found
from kindpace.verify.panel import Key, Panel, spans_x, stretches
from kindpace.verify.promises import BEAT_WITHIN

BOUND = 1000 * BEAT_WITHIN
"""Milliseconds that a beat may stand off its plan."""

SCALES = (4.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0)
"""Milliseconds at the edge of the panel, the least that holds every beat."""

ROOMY = 10.0
"""Milliseconds at the edge up to which the bounds have room for their own figures."""

DOT_ROOM = 5
"""Pixels that a beat needs to be a dot of its own; closer ones become a band."""

DIAMOND_ROOM, SIGNS_APART = 8, 16
CONSTANT_SHOWN = 0.5
"""Milliseconds of constant lateness that are worth a word."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Errors:
    """Milliseconds that each found beat stands late, once the constant part is taken off."""

    moments: Numbers
    late: Numbers
    missing: Numbers

    @property
    def worst(self) -> float:
        """The greatest distance from the plan; 0 where no beat was found."""
        return float(np.abs(self.late).max(initial=0.0))


def errors(beats: Beats) -> Errors:
    """What the beats are off by."""
    there = np.isfinite(beats.late_by)
    return Errors(
        moments=beats.planned[there],
        late=1000 * (beats.late_by[there] - beats.late),
        missing=beats.planned[~there],
    )


def beat(found: Found) -> Panel | None:
    """Each beat's distance from the plan within its bounds; None where no beat is planned."""
    beats = found.beats
    if beats is None or not len(beats.planned):
        return None
    off, slope = errors(beats), beats.slope
    edge = next((scale for scale in SCALES if scale >= 1.1 * off.worst), SCALES[-1])

    def paint(sheet: Sheet, plot: Plot) -> None:
        left, right = plot.clock.left, plot.clock.right
        sheet.box((left, plot.y(BOUND), right, plot.y(-BOUND)), PALE_TEAL, strength=0.45)
        _paint_found(sheet, plot, off)
        if len(off.late):
            _paint_drift(sheet, plot, off, slope)
        else:
            middle = (left + right) / 2, plot.y(0) + 8
            sheet.write(middle, "no planned beat was found", size=24, ink=ALARM, align=0.5)
        _paint_missing(sheet, plot, off.missing)

    names = {-edge: f"-{edge:g}", 0.0: "0", edge: f"+{edge:g}"}
    bounds = {-BOUND: f"-{BOUND:g}", BOUND: f"+{BOUND:g}"} if edge <= ROOMY else {}
    return Panel(
        name="Beat, ms late",
        keys=_beat_keys(off, beats),
        height=190,
        low=-edge,
        high=edge,
        ticks=tuple((names | bounds).items()),
        paint=paint,
    )


def _beat_keys(off: Errors, beats: Beats) -> tuple[Key, ...]:
    late = 1000 * beats.late
    constant = f", {late:+.1f} ms throughout" if abs(late) >= CONSTANT_SHOWN else ""
    drift = 60_000 * beats.slope
    keys = [
        Key(shape=Shape.DOT, colour=TEAL, text=f"{len(off.late)} beats found{constant}"),
        Key(shape=Shape.PATCH, colour=PALE_TEAL, text=f"within {BOUND:g} ms"),
    ]
    if len(off.late):
        keys.append(Key(shape=Shape.DASHES, colour=INK, text=f"drift {drift:+.2f} ms a minute"))
    if beyond := int((np.abs(off.late) > BOUND).sum()):
        keys.append(Key(shape=Shape.DIAMOND, colour=ALARM, text=f"{beyond} beyond"))
    if len(off.missing):
        keys.append(Key(shape=Shape.CROSS, colour=ALARM, text=f"{len(off.missing)} missing"))
    return tuple(keys)


def _paint_found(sheet: Sheet, plot: Plot, off: Errors) -> None:
    """Beats as dots, or as a band where they stand close; those beyond the bounds as diamonds."""
    xs, far = plot.clock.xs(off.moments), np.abs(off.late) > BOUND
    if len(xs) * DOT_ROOM <= plot.clock.columns:
        near = xs[~far].tolist(), plot.ys(off.late[~far]).tolist()
        for x, y in zip(*near, strict=True):
            sheet.sign(Shape.DOT, x, y, TEAL, 7)
    else:
        middles, low, high = gathered(xs[~far], off.late[~far], 3)
        for part in stretches(np.diff(middles, prepend=middles[:1]) <= SIGNS_APART):
            run = slice(max(0, part.start - 1), part.stop)
            above, below = plot.ys(high[run]), plot.ys(low[run])
            sheet.area(middles[run], above - 1, below + 1, TEAL, strength=0.85)
    for x, value in _furthest(xs[far], off.late[far]):
        sheet.sign(Shape.DIAMOND, x, plot.y(value), ALARM, 11)


def _furthest(xs: Numbers, late: Numbers) -> list[tuple[float, float]]:
    """Of beats whose diamonds would stand in one place, the earliest and the latest of all."""
    places = 2 * np.floor(xs / DIAMOND_ROOM) + (late > 0)
    order = np.lexsort((-np.abs(late), places))
    _, first = np.unique(places[order], return_index=True)
    kept = order[first]
    return list(zip(xs[kept].tolist(), late[kept].tolist(), strict=True))


def _paint_drift(sheet: Sheet, plot: Plot, off: Errors, slope: float) -> None:
    """A dashed line of the drift through the middle of the beats."""
    first, last = float(off.moments[0]), float(off.moments[-1])
    middle = float(np.median(off.late)), float(np.median(off.moments))
    ends = [
        (plot.clock.x(moment), plot.y(middle[0] + 1000 * slope * (moment - middle[1])))
        for moment in (first, last)
    ]
    sheet.dashes(ends[0], ends[1], INK, 2)


def _paint_missing(sheet: Sheet, plot: Plot, missing: Numbers) -> None:
    """A bar at the foot of the panel where beats are missing, with crosses on it."""
    spans = [(moment, moment) for moment in missing.tolist()]
    for left, right in spans_x(plot.clock, spans):
        sheet.box((left - 1, plot.bottom - 7, right + 1, plot.bottom), ALARM)
    xs, _, _ = gathered(plot.clock.xs(missing), missing, SIGNS_APART)
    for x in xs.tolist():
        sheet.sign(Shape.CROSS, x, plot.bottom - 18, ALARM, 12)


def cadence(found: Found) -> Panel | None:
    """The planned cadence, filled where the beat sounds; None where nobody moves."""
    score = found.score
    if score is None or not score.strides:
        return None
    ends = [float(end) for stride in score.strides for end in (stride.begin, stride.end)]
    low, high = tens(np.array(ends), low=0, high=400, step=20)

    def paint(sheet: Sheet, plot: Plot) -> None:
        moments = np.linspace(0, plot.clock.length, FINE * plot.clock.columns)
        curve, heard = cadences(score, moments), _within_windows(score, moments)
        xs, ys = plot.clock.xs(moments), plot.ys(curve)
        for part in stretches(np.isfinite(curve) & heard):
            foot = np.full(part.stop - part.start, plot.bottom)
            sheet.area(xs[part], ys[part], foot, PALE_TEAL, strength=0.8)
        for part in stretches(np.isfinite(curve)):
            points = list(zip(xs[part].tolist(), ys[part].tolist(), strict=True))
            sheet.line(points, TEAL, thick=2.5)

    return Panel(
        name="Cadence, steps a minute",
        keys=(
            Key(shape=Shape.LINE, colour=TEAL, text="planned"),
            Key(shape=Shape.PATCH, colour=PALE_TEAL, text="beat is heard"),
        ),
        height=80,
        low=low,
        high=high,
        ticks=((low, f"{low:g}"), (high, f"{high:g}")),
        paint=paint,
    )


def cadences(score: Score, moments: Numbers) -> Numbers:
    """Steps a minute at each of `moments`; NaN where nobody moves."""
    starts, stops, begins, ends = np.array(
        [
            [float(one.start), float(one.stop), float(one.begin), float(one.end)]
            for one in score.strides
        ]
    ).T
    at = np.maximum(0, np.searchsorted(starts, moments, "right") - 1)
    share = (moments - starts[at]) / np.maximum(stops[at] - starts[at], 1e-9)
    curve: Numbers = begins[at] + (ends[at] - begins[at]) * share
    return np.where((share >= 0) & (share <= 1), curve, np.nan)


def _within_windows(score: Score, moments: Numbers) -> NDArray[np.bool_]:
    heard = np.zeros(len(moments), dtype=bool)
    for window in score.windows:
        first, last = np.searchsorted(moments, [float(window.start), float(window.end)])
        heard[first:last] = True
    return heard
