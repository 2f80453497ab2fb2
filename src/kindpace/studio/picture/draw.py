"""From a timeline and what care finds in it to a drawing: one pure function, no font, no file."""

from collections.abc import Iterable, Iterator, Sequence

from kindpace.problems import Problem
from kindpace.session.notation import clock
from kindpace.studio.picture.cues import cues
from kindpace.studio.picture.lanes import on_row
from kindpace.studio.picture.scale import Row, rows
from kindpace.studio.picture.score import HEIGHTS, SMALL, Score, lane_top
from kindpace.studio.picture.shapes import (
    BOLD,
    Align,
    Box,
    Cue,
    Drawing,
    Ink,
    Lane,
    Path,
    Shape,
    Words,
    fitted,
)
from kindpace.timeline.events import Timeline

WIDE, NARROW = 960, 360
"""Pixels: for a page of paper or a desk, and for a phone."""

GUTTER, EDGE = 62, 10
"""Pixels for the names of the lanes, and around everything."""

HEAD = 58
"""Pixels for the title and the figures under it."""

CLOCK = 34
"""Pixels under a row for the clock."""


def drawing(
    timeline: Timeline,
    findings: Iterable[Problem] = (),
    *,
    language: str = "en",
    wide: int = WIDE,
    shared: bool = False,
) -> Drawing:
    """The whole of `timeline` with `findings` at their place, `wide` pixels wide.

    A minute has the same width on every row, and needs some thirty pixels: a long session takes
    more rows. `shared` keeps private words out, and findings, which may quote them.
    """
    told = cues(timeline, findings, shared=shared)
    score = Score(timeline=timeline, cues=told, lanes=_lanes(timeline, told))
    high = sum(HEIGHTS[lane] for lane in score.lanes) + CLOCK
    placed = rows(timeline.length, EDGE + GUTTER, wide - EDGE, HEAD + EDGE, high)
    shapes: list[Shape] = list(_head(timeline, told, wide))
    for row in placed:
        shapes += (*_names(score, row), *on_row(score, row), *_clock(row, high - CLOCK))
    return Drawing(
        wide=wide,
        high=HEAD + 2 * EDGE + high * len(placed),
        title=timeline.title,
        told=_told(timeline, told),
        language=language,
        shapes=tuple(shapes),
        cues=told,
    )


def _lanes(timeline: Timeline, told: Sequence[Cue]) -> tuple[Lane, ...]:
    """The lanes that something stands on, in their order."""
    used = {Lane.PART, *(cue.lane for cue in told)}
    if timeline.strides:
        used.add(Lane.CADENCE)
    return tuple(lane for lane in Lane if lane in used)


def _head(timeline: Timeline, told: Sequence[Cue], wide: int) -> Iterator[Shape]:
    room = wide - 2 * EDGE
    title = fitted(timeline.title, 20 * BOLD, room)
    yield Words(x=EDGE, base=EDGE + 20, text=title, size=20, own=True, bold=True)
    facts = fitted(_figures(timeline, told), SMALL, room)
    yield Words(x=EDGE, base=EDGE + 42, text=facts, size=SMALL, ink=Ink.SOFT)


def _figures(timeline: Timeline, told: Sequence[Cue]) -> str:
    looks = sum(cue.lane is Lane.LOOK for cue in told)
    said = sum(cue.lane in (Lane.SAYS, Lane.ASKS, Lane.CARES) for cue in told)
    facts = [clock(timeline.length), _many(len(timeline.sections), "part")]
    facts.append(_many(said, "spoken cue"))
    facts += [f"{looks} to look at"] if looks else []
    return " · ".join(facts)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _told(timeline: Timeline, told: Sequence[Cue]) -> str:
    """The picture in a sentence or two, for those who don't see it."""
    parts = ", ".join(
        f"{cue.text} ({cue.kind} {clock(cue.end - cue.start)})"
        for cue in told
        if cue.lane is Lane.PART
    )
    return f"{_figures(timeline, told)}. {parts}."


def _names(score: Score, row: Row) -> Iterator[Shape]:
    """The names of the lanes at the left, and quiet bands behind every other lane of words."""
    for number, lane in enumerate(score.lanes):
        top = lane_top(score, lane, row)
        if number % 2 and lane is not Lane.CADENCE:
            yield Box(
                left=row.left,
                top=top,
                wide=row.right - row.left,
                high=HEIGHTS[lane],
                ink=Ink.BAND,
            )
        if lane is not Lane.PART:
            base = top + (HEIGHTS[lane] + SMALL) / 2 - 3
            yield Words(
                x=row.left - 6,
                base=base,
                text=str(lane),
                size=SMALL,
                ink=Ink.SOFT,
                align=Align.END,
            )


def _clock(row: Row, below: float) -> Iterator[Shape]:
    """Round moments under the row."""
    bottom = row.top + below
    for moment in row.marks():
        x = row.x(moment)
        yield Path(points=((x, bottom), (x, bottom + 4)), ink=Ink.SOFT)
        near_end = row.right - x < 16  # noqa: PLR2004 - half of a clock's width
        align = Align.END if near_end else Align.MIDDLE if x > row.left else Align.START
        yield Words(
            x=x, base=bottom + 17, text=_name(moment), size=SMALL, ink=Ink.SOFT, align=align
        )


def _name(moment: float) -> str:
    minutes, seconds = divmod(round(moment), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
