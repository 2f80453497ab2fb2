"""The finished timeline as a value: sorted, hashable, printable."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kindpace.problems import Mark
from kindpace.session.model import Gait, Kind, Line, Pattern, Recording, Seconds
from kindpace.timeline.tempo import Stride


class Phase(StrEnum):
    """Which half of a breath."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One sentence, from `start` for `length` seconds of track time.

    `goes_on`: it belongs to the same cue as the sentence before it.
    """

    start: Seconds
    length: Seconds
    line: Line
    kind: Kind
    mark: Mark
    goes_on: bool = False

    @property
    def end(self) -> Seconds:
        """When the sentence is over."""
        return self.start + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWord:
    """One counted word. It is *heard* at `start`; the next one may come `room` seconds later."""

    start: Seconds
    room: Seconds
    line: Line
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Breath:
    """Half a breath that sounds from `start` for `length`, at `gain` (0..1)."""

    start: Seconds
    length: Seconds
    phase: Phase
    gain: Fraction
    pattern: Pattern
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class BellStroke:
    """One soft bell."""

    start: Seconds
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """An audio file of the author's, `level` in decibels."""

    start: Seconds
    length: Seconds
    recording: Recording
    level: Fraction
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Stillness:
    """A written quiet; `announced` tells whether the runner has been told of it."""

    start: Seconds
    length: Seconds
    announced: bool
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatWindow:
    """The beat is heard on the steps from `start` up to, not including, `end`."""

    start: Seconds
    end: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part on the timeline: it ends on a footfall where the runner moves."""

    name: str
    start: Seconds
    length: Seconds
    gait: Gait
    mark: Mark

    @property
    def end(self) -> Seconds:
        """Where the next section begins."""
        return self.start + self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How far a part moved from what was written, so that the whole fits."""

    name: str
    written: Seconds
    fitted: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A whole run on one exact clock. All events are sorted by start."""

    title: str
    length: Seconds
    sections: tuple[Section, ...]
    strides: tuple[Stride, ...]
    beats: tuple[BeatWindow, ...]
    speeches: tuple[Speech, ...]
    words: tuple[CountWord, ...]
    breaths: tuple[Breath, ...]
    bells: tuple[BellStroke, ...]
    plays: tuple[Playing, ...]
    quiets: tuple[Stillness, ...]
    moves: tuple[Move, ...]

    def steps(self) -> Iterator[Seconds]:
        """Every footfall of the track, heard or not, in order."""
        for stride in self.strides:
            yield from stride

    def beat_steps(self) -> Iterator[tuple[int, Seconds]]:
        """Every footfall that the beat marks, with its number (odd and even are the two feet)."""
        windows = iter(self.beats)
        window = next(windows, None)
        for number, step in enumerate(self.steps()):
            while window and window.end <= step:
                window = next(windows, None)
            if window is None:
                return
            if window.start <= step:
                yield number, step

    def spoken(self) -> Seconds:
        """How long a voice is heard, counted words included."""
        words = sum((word.room for word in self.words), Seconds(0))
        return words + sum((speech.length for speech in self.speeches), Seconds(0))
