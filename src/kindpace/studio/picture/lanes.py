"""What stands on each lane of a row: bands for parts, bars for words, signs for the rest."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kindpace.session.model import Gait
from kindpace.session.notation import clock
from kindpace.studio.picture.cues import lane_of
from kindpace.studio.picture.curves import breath, cadence
from kindpace.studio.picture.scale import Row
from kindpace.studio.picture.score import HEIGHTS, LEAST, SMALL, USUAL, Score, lane_top
from kindpace.studio.picture.shapes import (
    BOLD,
    Align,
    Box,
    Cue,
    Ink,
    Lane,
    Path,
    Shape,
    Words,
    fitted,
    room_for,
)
from kindpace.timeline.events import Timeline

GAITS: Mapping[Gait, Ink] = MappingProxyType(
    {Gait.SIT: Ink.SIT, Gait.STAND: Ink.STAND, Gait.WALK: Ink.WALK, Gait.RUN: Ink.RUN}
)
INKS: Mapping[Lane, Ink] = MappingProxyType(
    {
        Lane.SAYS: Ink.SAYS,
        Lane.ASKS: Ink.ASKS,
        Lane.CARES: Ink.CARES,
        Lane.COUNTS: Ink.COUNTS,
        Lane.SOUNDS: Ink.PLAYS,
    }
)
BAR = 11
"""How high the bar of a spoken line is."""


def on_row(score: Score, row: Row) -> Iterator[Shape]:
    """Every shape of one row, lane by lane; what lies under others comes first."""
    bottom = row.top + sum(HEIGHTS[lane] for lane in score.lanes)
    here = [pair for pair in enumerate(score.cues) if row.holds(pair[1].start, pair[1].end)]
    last = row.end >= float(score.timeline.length)
    here += [
        pair
        for pair in enumerate(score.cues)  # a bell at the very end has no row of its own
        if last and pair[1].start == pair[1].end == score.timeline.length
    ]
    yield from _borders(score, row, bottom)
    for lane in score.lanes:
        top = lane_top(score, lane, row)
        mine = [(number, cue) for number, cue in here if cue.lane is lane]
        yield from _lane(score, lane, row, top, mine)


def _borders(score: Score, row: Row, bottom: float) -> Iterator[Shape]:
    """A thin line through all lanes where a part begins, and one at the bottom."""
    top = row.top + HEIGHTS[Lane.PART]
    for section in score.timeline.sections:
        if row.holds(section.start, section.start):
            x = row.x(section.start)
            yield Path(points=((x, top), (x, bottom)), ink=Ink.RULE)
    yield Path(points=((row.left, bottom), (row.right, bottom)), ink=Ink.RULE)


def _lane(
    score: Score, lane: Lane, row: Row, top: float, mine: Sequence[tuple[int, Cue]]
) -> Iterator[Shape]:
    match lane:
        case Lane.CADENCE:
            yield from cadence(score, row, top)
        case Lane.BREATH:
            yield from breath(score, row, top, mine)
        case Lane.LOOK:
            yield from _looks(row, top, mine)
        case Lane.PART | Lane.BEAT | Lane.QUIET | Lane.SOUNDS:
            for number, cue in mine:
                yield from ONE_BY_ONE[lane](number, cue, row, top)
        case _:
            yield from _lines(score, lane, row, top, mine)


def _part(number: int, cue: Cue, row: Row, top: float) -> Iterator[Shape]:
    """A band with the part's name over what the runner does, as far as there is room."""
    left, right = row.span(cue.start, cue.end, LEAST)
    ink = GAITS[Gait(cue.kind)]
    inner = right - left - 8
    yield Box(
        left=left,
        top=top,
        wide=max(1.5, right - left - 1),
        high=34,
        ink=ink,
        radius=3,
        cue=number,
    )
    long = clock(cue.end - cue.start)
    below = next(
        (told for told in (f"{cue.kind} {long}", cue.kind) if room_for(told, SMALL) <= inner), ""
    )
    if name := fitted(cue.text, USUAL * BOLD, inner):
        yield Words(x=left + 4, base=top + 15, text=name, size=USUAL, own=True, bold=True)
    if below:
        yield Words(x=left + 4, base=top + 29, text=below, size=SMALL)


def _beat(number: int, cue: Cue, row: Row, top: float) -> Iterator[Shape]:
    left, right = row.span(cue.start, cue.end, LEAST)
    ends = ((left, top + 6), (right, top + 6))
    yield Path(points=ends, ink=Ink.BEAT, thick=5, dashed=True, cue=number)


def _lines(
    score: Score, lane: Lane, row: Row, top: float, mine: Sequence[tuple[int, Cue]]
) -> Iterator[Shape]:
    """A bar for each sentence or count."""
    for number, cue in mine:
        for start, end in _sentences(score.timeline, cue):
            if row.holds(start, end):
                left, right = row.span(start, end, LEAST)
                yield Box(
                    left=left,
                    top=top + 2,
                    wide=right - left,
                    high=BAR,
                    ink=INKS[lane],
                    radius=min(3.0, (right - left) / 2),
                    cue=number,
                )


def _sentences(timeline: Timeline, cue: Cue) -> list[tuple[float, float]]:
    """When each sentence of a cue is heard; a count is one."""
    if cue.lane is Lane.COUNTS:
        return [(float(cue.start), float(cue.end))]
    speeches = timeline.speeches
    first = bisect_left(speeches, cue.start, key=lambda one: one.start)
    stop = bisect_left(speeches, cue.end, key=lambda one: one.start)
    return [
        (float(one.start), float(one.end))
        for one in speeches[first : max(stop, first + 1)]
        if lane_of(one.kind) is cue.lane
    ]


def _quiet(number: int, cue: Cue, row: Row, top: float) -> Iterator[Shape]:
    left, right = row.span(cue.start, cue.end, LEAST)
    yield Box(
        left=left, top=top + 1, wide=right - left, high=16, ink=Ink.QUIET, radius=3, cue=number
    )
    for long in (f"quiet {clock(cue.end - cue.start)}", clock(cue.end - cue.start)):
        if room_for(long, SMALL) <= right - left - 4:
            yield Words(
                x=(left + right) / 2,
                base=top + 13,
                text=long,
                size=SMALL,
                ink=Ink.SOFT,
                align=Align.MIDDLE,
                cue=number,
            )
            return


def _sound(number: int, cue: Cue, row: Row, top: float) -> Iterator[Shape]:
    """A diamond for a bell, a bar with a diamond for a file of the author's."""
    x = min(max(row.x(cue.start), row.left + 6), row.right - 6)
    if cue.end > cue.start:
        left, right = row.span(cue.start, cue.end, LEAST)
        yield Box(left=left, top=top + 7, wide=right - left, high=3, ink=Ink.PLAYS, cue=number)
    y = top + 8.5
    points = ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y))
    yield Path(points=points, ink=Ink.PLAYS, filled=True, cue=number)


ONE_BY_ONE: Mapping[Lane, Callable[[int, Cue, Row, float], Iterator[Shape]]] = MappingProxyType(
    {Lane.PART: _part, Lane.BEAT: _beat, Lane.QUIET: _quiet, Lane.SOUNDS: _sound}
)
"""Lanes on which each cue is drawn by itself."""


def _looks(row: Row, top: float, mine: Sequence[tuple[int, Cue]]) -> Iterator[Shape]:
    """A triangle that stands on its point where care finds something, with how much it finds."""
    places: dict[float, list[int]] = {}
    for number, cue in mine:
        x = min(max(row.x(cue.start), row.left + 7), row.right - 18)
        places.setdefault(round(x), []).append(number)
    for x, numbers in places.items():
        points = ((x - 7, top + 3), (x + 7, top + 3), (x, top + 16))
        for number in numbers:
            yield Path(points=points, ink=Ink.LOOK, filled=True, cue=number)
        if len(numbers) > 1:
            told = str(len(numbers))
            yield Words(x=x + 8, base=top + 15, text=told, size=SMALL, ink=Ink.LOOK)
