"""A written cue -> what it means: lines with their gaps, rests, quiets, counts, bells and plays."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path as FilePath
from typing import Protocol

from kindpace.session.acts import Notice, Question, Words
from kindpace.session.expand import WrittenCue
from kindpace.session.filling import fill
from kindpace.session.lexicon import Lexicon
from kindpace.session.model import (
    FLOW,
    Anchor,
    Bell,
    Count,
    Cue,
    Kind,
    Line,
    Place,
    Play,
    Quiet,
    Recording,
    Rest,
    Say,
    Seconds,
    Stretch,
)
from kindpace.session.text import uttered

BREATHING_SPACE = Stretch.fixed(Seconds(9, 10))
"""The pause after a line that asks nothing."""

TIME_FOR = {Kind.NOTICE: Seconds(10), Kind.ASK: Seconds(20)}
"""The pause after a line that asks something, where the writer set none."""

PAUSE_GROWS = Seconds(3, 2)
ON = {"next breath": Place(anchor=Anchor.BREATH), "next step": Place(anchor=Anchor.STEP)}


class Recordings(Protocol):
    """Finds the author's own audio files."""

    def recording(self, name: str) -> FilePath:
        """The file called `name`."""


class Draws:
    """Which of several texts is said: seed and day say where to begin, then each in its turn.

    In a programme the number of times before stands for the day, so that no text comes twice in a
    row however many days lie between.
    """

    def __init__(self, seed: int, day: date | int | None) -> None:
        self._seed = seed
        self._days = day.toordinal() if isinstance(day, date) else day or 0
        self._turns: Counter[tuple[str, ...]] = Counter()

    def one_of(self, choices: tuple[str, ...]) -> str:
        """The next of `choices`: never that of the day before, or of the time before today."""
        place = sha256("\n".join((str(self._seed), *choices)).encode()).digest()
        begin = int.from_bytes(place[:4], "big")
        turn = self._turns[choices]
        self._turns[choices] += 1
        return choices[(begin + self._days + turn) % len(choices)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """What the lines of a part share: how they are spoken, and what fills their placeholders.

    `public` holds the script's own words for what a runner may tell: those that others may read.
    """

    language: str
    pace: int
    lexicon: Lexicon
    values: Mapping[str, str]
    public: Mapping[str, str]
    draws: Draws
    files: Recordings

    def cue(self, written: WrittenCue) -> Cue | None:
        """The meaning of a cue that was found in order; None for an unspoken note."""
        cue, mark = written.cue, written.mark
        place = cue.at or (ON[cue.on] if cue.on else FLOW)
        if cue.rest is not None:
            return Rest(length=cue.rest, mark=mark, place=place)
        if cue.quiet is not None:
            quiet = cue.quiet
            return Quiet(length=quiet.lasts, announce=quiet.announce, mark=mark, place=place)
        if cue.count is not None:
            return Count(cycles=cue.count[0], pattern=cue.count[1], mark=mark, place=place)
        if cue.bell is not None:
            return Bell(strokes=cue.bell, mark=mark, place=place)
        if cue.play is not None:
            recording = Recording(path=self.files.recording(cue.play.file))
            return Play(recording=recording, level=cue.play.level, mark=mark, place=place)
        return self._say(cue.words, written, place) if cue.words else None

    def _say(self, words: Words, written: WrittenCue, place: Place) -> Say:
        cue, kind = written.cue, Kind(written.cue.act)
        drawn = self.draws.one_of(words.choices)
        said = uttered(fill(drawn, self.values))
        public = self._public(drawn, said.lines, written)
        own = words.pause if isinstance(words, Notice | Question) else None
        return Say(
            kind=kind,
            lines=tuple(
                self._line(*both, written) for both in zip(said.lines, public, strict=True)
            ),
            gaps=said.gaps,
            pause=_pause(cue.pause or own, said.after, kind),
            mark=written.mark,
            place=place,
            sense=words.sense if isinstance(words, Notice) else None,
        )

    def _public(
        self, drawn: str, lines: tuple[str, ...], written: WrittenCue
    ) -> tuple[str | None, ...]:
        """What others may read of each line; None where that is all of it."""
        shared = {**self.values, **self.public}
        shared |= {field: self.values[field] for field in written.told & shared.keys()}
        return aligned(lines, uttered(fill(drawn, shared)).lines)

    def _line(self, text: str, public: str | None, written: WrittenCue) -> Line:
        """`text` for the voice, in the cue's own language, voice and pace if it has any."""
        cue = written.cue
        language = cue.language or self.language
        respelled = self.lexicon.respelled(text, language)
        return Line(
            text=text,
            spoken=respelled.text,
            sounds=respelled.sounds,
            language=language,
            voice=cue.voice,
            pace=cue.pace or self.pace,
            public=public,
        )


def aligned(lines: tuple[str, ...], public: tuple[str, ...]) -> tuple[str | None, ...]:
    """For each of `lines` the public words in its place: None where they are the same."""
    found: list[str | None] = [None] * len(lines)
    steps = SequenceMatcher(a=lines, b=public, autojunk=False).get_opcodes()
    for what, first, last, begin, end in steps:
        if what != "equal" and first < last:
            found[first:last] = [" ".join(public[begin:end]), *[""] * (last - first - 1)]
    return tuple(found)


def _pause(own: Stretch | None, after: Seconds | None, kind: Kind) -> Stretch:
    """The pause after a cue: what was set for it and at the end of its text, else what is usual."""
    if own is not None:
        return _longer(own, after or Seconds(0))
    if after is not None:
        return Stretch.fixed(after)
    time = TIME_FOR.get(kind)
    if time is None:
        return BREATHING_SPACE
    return Stretch(least=time, usual=time, most=time * PAUSE_GROWS)


def _longer(pause: Stretch, by: Seconds) -> Stretch:
    usual, most = (None if end is None else end + by for end in (pause.usual, pause.most))
    return Stretch(least=pause.least + by, usual=usual, most=most)
