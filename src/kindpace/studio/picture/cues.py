"""All that happens in a session as cues to be read, in order."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType

from kindpace.problems import Mark, Problem, Weight
from kindpace.session.model import Kind, Pattern, Seconds
from kindpace.session.notation import clock
from kindpace.studio.picture.shapes import Cue, Lane
from kindpace.timeline.events import (
    BellStroke,
    Breath,
    CountWord,
    Phase,
    Playing,
    Section,
    Speech,
    Stillness,
    Timeline,
)
from kindpace.timeline.reminders import joined
from kindpace.timeline.sheet import Entry, chapters, transcript

LANES: Mapping[Kind | None, Lane] = MappingProxyType(
    {
        None: Lane.COUNTS,
        Kind.NOTICE: Lane.ASKS,
        Kind.ASK: Lane.ASKS,
        Kind.SAFETY: Lane.CARES,
        Kind.STOP_IF: Lane.CARES,
        Kind.WAY_OUT: Lane.CARES,
        Kind.SUPPORT: Lane.CARES,
    }
)
"""Where a spoken cue stands; all others on the first line of words."""

NAMES: Mapping[Kind, str] = MappingProxyType(
    {Kind.STOP_IF: "stop if", Kind.WAY_OUT: "way out", Kind.LAST_MINUTE: "last minute"}
)


def cues(timeline: Timeline, findings: Iterable[Problem], *, shared: bool) -> tuple[Cue, ...]:
    """Everything that `plan` prints, and more, by its start.

    `shared`: nothing private is in it. Findings then stay out as well, since they quote words.
    """
    found = [
        *_parts(timeline),
        *_beats(timeline),
        *_breaths(timeline),
        *(_said(entry, shared=shared) for entry in transcript(timeline)),
        *_quiets(timeline),
        *_sounds(timeline, shared=shared),
    ]
    if not shared:
        found += _looks(timeline, findings)
    order = list(Lane)
    return tuple(sorted(found, key=lambda cue: (cue.start, order.index(cue.lane))))


def lane_of(kind: Kind | None) -> Lane:
    """The lane on which a spoken cue of `kind` stands; None is a count."""
    return LANES.get(kind, Lane.SAYS)


def _parts(timeline: Timeline) -> Iterator[Cue]:
    """Each part, by the name that its chapter has."""
    titles = {chapter.start: chapter.title for chapter in chapters(timeline)}
    for section in timeline.sections:
        yield Cue(
            start=section.start,
            end=section.end,
            lane=Lane.PART,
            kind=str(section.gait),
            text=titles.get(Seconds(round(section.start)), section.name),
            where=place(section.mark),
        )


def _beats(timeline: Timeline) -> Iterator[Cue]:
    for start, stop in joined((one.start, one.end) for one in timeline.beats):
        text = f"The beat is heard for {clock(stop - start)}."
        yield Cue(start=start, end=stop, lane=Lane.BEAT, kind="beat", text=text)


def _breaths(timeline: Timeline) -> Iterator[Cue]:
    """Each stretch in which one breath pattern of one plan sounds."""
    alike: dict[tuple[Pattern, Mark], list[Breath]] = {}
    for one in timeline.breaths:
        alike.setdefault((one.pattern, one.mark), []).append(one)
    for (pattern, mark), some in alike.items():
        starts = [one.start for one in some if one.phase is Phase.IN]
        for start, stop in joined((one.start, one.start + one.length) for one in some):
            breaths = max(1, bisect_left(starts, stop) - bisect_left(starts, start))
            yield Cue(
                start=start,
                end=stop,
                lane=Lane.BREATH,
                kind="breath",
                text=f"{pattern}, {breaths} {'breath' if breaths == 1 else 'breaths'}",
                where=place(mark),
            )


def _said(entry: Entry, *, shared: bool) -> Cue:
    text = entry.public if shared else entry.text
    if entry.kind is None and entry.breaths > 1:
        text = f"{text} {entry.breaths} breaths"
    return Cue(
        start=entry.start,
        end=entry.end,
        lane=lane_of(entry.kind),
        kind="count" if entry.kind is None else NAMES.get(entry.kind, str(entry.kind)),
        text=text,
        where=place(entry.mark),
    )


def _quiets(timeline: Timeline) -> Iterator[Cue]:
    for one in timeline.quiets:
        told = "told of beforehand" if one.announced else "no words"
        yield Cue(
            start=one.start,
            end=one.start + one.length,
            lane=Lane.QUIET,
            kind="quiet",
            text=f"{clock(one.length)}, {told}",
            where=place(one.mark),
        )


def _sounds(timeline: Timeline, *, shared: bool) -> Iterator[Cue]:
    for bell in timeline.bells:
        yield Cue(
            start=bell.start,
            end=bell.start,
            lane=Lane.SOUNDS,
            kind="bell",
            text="A soft bell.",
            where=place(bell.mark),
        )
    for play in timeline.plays:
        text = "A recording" if shared else play.recording.path.name
        yield Cue(
            start=play.start,
            end=play.start + play.length,
            lane=Lane.SOUNDS,
            kind="play",
            text=f"{text}, {clock(play.length)}",
            where=place(play.mark),
        )


def _looks(timeline: Timeline, findings: Iterable[Problem]) -> Iterator[Cue]:
    """What care has to say, at the moment of the words that it is about; hints stay out."""
    moments = _moments(timeline)
    for one in findings:
        if one.weight is Weight.HINT:
            continue
        start = _moment(moments, one.where)
        yield Cue(
            start=start,
            end=start,
            lane=Lane.LOOK,
            kind=one.slug,
            text=one.what,
            mend=one.mend,
            where=place(one.where) if one.where else "",
        )


def _moments(timeline: Timeline) -> list[tuple[Mark, Seconds]]:
    """When the words at each place of the script are first met, in file order."""
    events: tuple[Section | Speech | CountWord | Breath | BellStroke | Playing | Stillness, ...] = (
        *timeline.sections,
        *timeline.speeches,
        *timeline.words,
        *timeline.breaths,
        *timeline.bells,
        *timeline.plays,
        *timeline.quiets,
    )
    first: dict[Mark, Seconds] = {}
    for event in events:
        first[event.mark] = min(event.start, first.get(event.mark, event.start))
    return sorted(first.items())


def _moment(moments: list[tuple[Mark, Seconds]], where: Mark | None) -> Seconds:
    """When `where` is met: its own event, else the last one before it in the file, else 0."""
    start = Seconds(0)
    for mark, moment in moments:
        if where is not None and mark.file == where.file and mark <= where:
            start = moment
    return start


def place(mark: Mark) -> str:
    """The file's name and the line: where a file lies on somebody's disk is nobody's business."""
    return f"{PurePath(mark.file).name}:{mark.line}"
