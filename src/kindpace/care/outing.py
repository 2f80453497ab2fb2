"""What several rules ask of a timeline: who speaks when, how long a gait lasts, what lies open."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from kindpace.problems import Mark
from kindpace.session.model import Gait, Kind, Seconds
from kindpace.timeline.events import Section, Speech, Timeline

LEEWAY = Seconds(2)
"""Parts end on a footfall and counted time is rounded to it, so bounds give way by this much."""

MINUTE = Seconds(60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One cue as it is heard: all its sentences, `spoken` seconds of voice from start to end."""

    start: Seconds
    end: Seconds
    spoken: Seconds
    text: str
    kind: Kind
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the track."""

    start: Seconds
    end: Seconds

    @property
    def length(self) -> Seconds:
        """Seconds from start to end."""
        return self.end - self.start

    def shared(self, other: "Span | Section") -> Seconds:
        """How long the two overlap."""
        return max(Seconds(0), min(self.end, other.end) - max(self.start, other.start))


def moves(timeline: Timeline) -> bool:
    """Whether the runner walks or runs at all."""
    return any(section.gait.moving for section in timeline.sections)


def of_gait(timeline: Timeline, gait: Gait) -> tuple[Section, ...]:
    """The sections in `gait`, in order."""
    return tuple(section for section in timeline.sections if section.gait is gait)


def spent(timeline: Timeline, gait: Gait, within: Span | None = None) -> Seconds:
    """Seconds in `gait`, of the whole track or of `within`."""
    span = within or Span(start=Seconds(0), end=timeline.length)
    return sum((span.shared(section) for section in of_gait(timeline, gait)), Seconds(0))


def section_at(timeline: Timeline, moment: Seconds) -> Section:
    """The section that holds `moment`; a moment past the end belongs to the last."""
    starts = [section.start for section in timeline.sections]
    return timeline.sections[max(0, bisect_right(starts, moment) - 1)]


def utterances(timeline: Timeline) -> tuple[Utterance, ...]:
    """The spoken cues in order; counted words are not among them."""
    starts = [section.start for section in timeline.sections]

    def cue(speech: Speech) -> tuple[Mark, Kind, int]:
        return speech.mark, speech.kind, bisect_right(starts, speech.start)

    return tuple(_heard(list(said)) for _, said in groupby(timeline.speeches, key=cue))


def voiced(timeline: Timeline) -> tuple[Span, ...]:
    """Where words are heard, in order: speech, counted words, recordings of the author's."""
    spans = [
        *(Span(start=speech.start, end=speech.end) for speech in timeline.speeches),
        *(Span(start=word.start, end=word.start + word.room) for word in timeline.words),
        *(Span(start=play.start, end=play.start + play.length) for play in timeline.plays),
    ]
    return tuple(sorted(spans, key=lambda span: span.start))


def open_spans(timeline: Timeline) -> Iterator[Span]:
    """The stretches without words, from the first moment to the last."""
    edge = Span(start=Seconds(0), end=Seconds(0))
    close = Span(start=timeline.length, end=timeline.length)
    for before, after in pairwise((edge, *joined(voiced(timeline), Seconds(0)), close)):
        if after.start > before.end:
            yield Span(start=before.end, end=after.start)


def joined(spans: Iterable[Span], gap: Seconds) -> Iterator[Span]:
    """The spans in order, those that lie `gap` or less apart made one."""
    held: Span | None = None
    for span in sorted(spans, key=lambda span: span.start):
        if held and span.start - held.end <= gap:
            held = Span(start=held.start, end=max(held.end, span.end))
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _heard(said: list[Speech]) -> Utterance:
    return Utterance(
        start=said[0].start,
        end=said[-1].end,
        spoken=sum((speech.length for speech in said), Seconds(0)),
        text=" ".join(speech.line.text for speech in said),
        kind=said[0].kind,
        mark=said[0].mark,
    )
