"""What can be read off a finished timeline: chapters, transcript, and how much quiet there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kindpace.problems import Mark
from kindpace.session.model import Kind, Seconds
from kindpace.timeline.events import CountWord, Speech, Timeline
from kindpace.timeline.reminders import joined, voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A named stretch of the track, in whole seconds but for the track's own end."""

    start: Seconds
    end: Seconds
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said from `start` to `end`: the sentences of one cue, or one spoken count.

    `public` is the text without anything private. `kind` None is a count: `text` is one breath of
    it, heard `breaths` times.
    """

    start: Seconds
    end: Seconds
    text: str
    public: str
    kind: Kind | None
    mark: Mark
    breaths: int = 0


def chapters(timeline: Timeline) -> tuple[Chapter, ...]:
    """One chapter a section, each beginning where the one before ends; repeated names get numbers.

    A section that has no whole second to itself gives way to the one after it.
    """
    starts = [Seconds(round(section.start)) for section in timeline.sections]
    names = [section.name for section in timeline.sections]
    ends = [*starts[1:], timeline.length]
    kept = [
        (start, name) for start, end, name in zip(starts, ends, names, strict=True) if start < end
    ]
    edges = pairwise([*(start for start, _ in kept), timeline.length])
    titles = _numbered([name for _, name in kept])
    return tuple(
        Chapter(start=start, end=end, title=title)
        for (start, end), title in zip(edges, titles, strict=True)
    )


def transcript(timeline: Timeline) -> tuple[Entry, ...]:
    """Everything that is said, in order: a cue's sentences joined, a count as one breath of it."""
    entries = (*_said(timeline.speeches), *_counted(timeline.words))
    return tuple(sorted(entries, key=lambda entry: entry.start))


def quiet_share(timeline: Timeline) -> Seconds:
    """How much of the track (0..1) has no voice and no file of the author's."""
    heard = sum((stop - start for start, stop in joined(voices(timeline))), Seconds(0))
    return 1 - heard / timeline.length


def longest_quiet(timeline: Timeline) -> Seconds:
    """The longest time without a voice, in seconds."""
    edges = [
        (Seconds(0), Seconds(0)),
        *joined(voices(timeline)),
        (timeline.length, timeline.length),
    ]
    return max(start - stop for (_, stop), (start, _) in pairwise(edges))


def words_a_minute(timeline: Timeline) -> Seconds:
    """Words over the whole track, counted ones among them: how talkative it is."""
    spoken = sum(len(speech.line.text.split()) for speech in timeline.speeches)
    return 60 * (spoken + len(timeline.words)) / timeline.length


def _numbered(names: Sequence[str]) -> Iterator[str]:
    """`names`, those that came before with the next free number."""
    given = set(names)
    seen: dict[str, int] = {}
    for name in names:
        number = seen.get(name, 0) + 1
        while number > 1 and f"{name} {number}" in given:
            number += 1
        seen[name] = number
        yield name if number == 1 else f"{name} {number}"


def _said(speeches: Sequence[Speech]) -> Iterator[Entry]:
    cue: list[Speech] = []
    for speech in (*speeches, None):
        if cue and (speech is None or not speech.goes_on or speech.mark != cue[0].mark):
            yield Entry(
                start=cue[0].start,
                end=cue[-1].end,
                text=" ".join(one.line.text for one in cue),
                public=" ".join(one.line.shareable for one in cue),
                kind=cue[0].kind,
                mark=cue[0].mark,
            )
            cue = []
        if speech is not None:
            cue.append(speech)


def _counted(words: Sequence[CountWord]) -> Iterator[Entry]:
    count: list[CountWord] = []
    for word in (*words, None):
        if count and (
            word is None
            or word.mark != count[0].mark
            or word.start != count[-1].start + count[-1].room
        ):
            yield _entry(count)
            count = []
        if word is not None:
            count.append(word)


def _entry(count: Sequence[CountWord]) -> Entry:
    first = count[0].line
    breaths = sum(word.line == first for word in count)
    spoken = ", ".join(word.line.text for word in count[: len(count) // breaths])
    text = f"{spoken[:1].upper()}{spoken[1:]}."
    return Entry(
        start=count[0].start,
        end=count[-1].start + count[-1].room,
        text=text,
        public=text,
        kind=None,
        mark=count[0].mark,
        breaths=breaths,
    )
