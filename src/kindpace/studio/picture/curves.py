"""What has a height of its own: the cadence as a line with its figures, and breath as a wave."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from kindpace.session.model import Seconds
from kindpace.studio.picture.scale import Row
from kindpace.studio.picture.score import HEIGHTS, LEAST, SMALL, Score
from kindpace.studio.picture.shapes import (
    Cue,
    Ink,
    Lane,
    Path,
    Point,
    Shape,
    Words,
    fitted,
    room_for,
)
from kindpace.timeline.events import Breath, Phase
from kindpace.timeline.tempo import Stride

CLEAR = 3.0
"""Pixels that a whole breath needs to be drawn as a wave; closer ones are an area."""

BENDS = 8
"""Straight pieces that a ramp is drawn with."""


def cadence(score: Score, row: Row, top: float) -> Iterator[Shape]:
    """The cadence over time with an area beneath; gaps where nobody steps."""
    low, high = score.bounds
    bottom = top + HEIGHTS[Lane.CADENCE] - 6

    def y(steps: float) -> float:
        return bottom - (steps - low) / (high - low) * (bottom - top - 18)

    for line in _stretches(score.timeline.strides, row):
        points = tuple((row.x(moment), y(steps)) for moment, steps in line)
        ground = ((points[-1][0], bottom), (points[0][0], bottom))
        yield Path(points=(*points, *ground), ink=Ink.BAND, filled=True)
        yield Path(points=points, ink=Ink.CADENCE, thick=2)
    yield from _figures(score, row, y)


def _stretches(strides: Sequence[Stride], row: Row) -> Iterator[list[Point]]:
    """Seconds and steps a minute along this row, one list for each stretch without a gap."""
    line: list[Point] = []
    for stride in strides:
        start, stop = float(stride.start), float(stride.stop)
        if stop <= row.start or start >= row.end:
            continue
        if line and start - line[-1][0] > 1:
            yield line
            line = []
        begin, end = float(stride.begin), float(stride.end)
        slope = (end - begin) / max(1e-9, stop - start)
        first, last = max(start, row.start), min(stop, row.end)
        pieces = BENDS if slope else 1
        moments = (first + (last - first) * piece / pieces for piece in range(pieces + 1))
        line += [(moment, begin + slope * (moment - start)) for moment in moments]
    if line:
        yield line


def _figures(score: Score, row: Row, y: Callable[[float], float]) -> Iterator[Shape]:
    """The cadence in numbers where a part or a row begins, and where a ramp leads."""
    taken = row.left - 1
    for section in score.timeline.sections:
        start, end = max(float(section.start), row.start), min(float(section.end), row.end)
        ends = _ends(score.timeline.strides, start, end)
        if not ends:
            continue
        x = row.x(start) + 3
        room = row.x(end) - x
        offers = (one for one in _ways(ends) if room_for(one, SMALL) <= room)
        told = next(offers, "")
        if told and x >= taken:
            yield Words(x=x, base=y(max(ends)) - 5, text=told, size=SMALL, ink=Ink.CADENCE)
            taken = x + room_for(told, SMALL)


def _ends(strides: Sequence[Stride], start: float, end: float) -> list[float]:
    """The cadences at which the stretches between two moments begin and end."""
    first = bisect_right(strides, start, key=lambda one: float(one.start)) - 1
    found: list[float] = []
    for one in strides[max(0, first) :]:
        begin, stop = float(one.start), float(one.stop)
        if begin >= end:
            break
        if stop > start:
            inside = (max(begin, start), min(stop, end))
            found += (float(one.cadence_at(Seconds(moment))) for moment in inside)
    return found


def _ways(ends: Sequence[float]) -> Iterator[str]:
    """`165`, `114 to 160 to 165` for ramps, or their ends alone where there is less room."""
    steps = [round(end) for end in ends]
    way = [one for place, one in enumerate(steps) if place == 0 or one != steps[place - 1]]
    if len(way) <= MOST_TURNS:
        yield " to ".join(map(str, way))
    yield f"{way[0]} to {way[-1]}" if len(way) > 1 else str(way[0])
    yield str(way[0])


MOST_TURNS = 3
"""A longer way would not be read."""


def breath(score: Score, row: Row, top: float, mine: Sequence[tuple[int, Cue]]) -> Iterator[Shape]:
    """Up while breathing in, down while breathing out, as high as it is loud."""
    base, high = top + 26, 14
    breaths = score.timeline.breaths
    for number, cue in mine:
        first = bisect_left(breaths, cue.start, key=_start)
        stop = bisect_left(breaths, min(cue.end, Seconds(row.end)), key=_start)
        some = [one for one in breaths[first:stop] if one.start + one.length > row.start]
        if not some:
            continue
        left, right = row.span(cue.start, cue.end, LEAST)
        each = (right - left) / max(1, len(some) / 2)
        if each >= CLEAR:
            wave = _wave(some, row, base, high)
            yield Path(points=wave, ink=Ink.BREATH, thick=1.5, cue=number)
        else:
            area = _area(some, row, base, high)
            yield Path(points=area, ink=Ink.BREATH, filled=True, cue=number)
        yield Path(points=((left, base), (right, base)), ink=Ink.BREATH, cue=number)
        if name := fitted(cue.text.partition(",")[0], SMALL, right - left):
            yield Words(x=left, base=top + 10, text=name, size=SMALL, ink=Ink.BREATH, cue=number)


def _start(one: Breath) -> Seconds:
    return one.start


def _wave(some: Sequence[Breath], row: Row, base: float, high: float) -> tuple[Point, ...]:
    points: list[Point] = []
    for one in some:
        crest = base - high * float(one.gain)
        start, end = row.x(one.start), row.x(one.start + one.length)
        if one.phase is Phase.IN:
            points += [(start, base), (end, crest)]
        else:
            points += [(start, crest), (end, base)]
    return tuple(points)


def _area(some: Sequence[Breath], row: Row, base: float, high: float) -> tuple[Point, ...]:
    """One point a pixel at most: no eye tells such breaths apart."""
    crests: dict[int, float] = {}
    for one in some:
        column = int(row.x(one.start))
        crests[column] = min(crests.get(column, base), base - high * float(one.gain))
    left, right = row.x(some[0].start), row.x(some[-1].start + some[-1].length)
    crest = base - high * float(some[-1].gain)
    inner = ((max(left, float(column)), y) for column, y in crests.items())
    return ((left, base), *inner, (right, crest), (right, base))
