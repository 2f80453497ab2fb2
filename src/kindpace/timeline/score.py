"""What a track says it holds: a timeline reduced to what can be heard."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from kindpace.session.model import Seconds
from kindpace.timeline.events import BeatWindow, Breath, CountWord, Phase, Speech, Timeline
from kindpace.timeline.tempo import FINE, Stride, frame

GRID: Final = 44_100
"""Parts of a second to which everything but strides and windows is rounded: sample frames."""

FINEST: Final = 1_200
"""Bits in the denominator of an exact moment; more come up only where cadences are wild."""

LONGEST_TEXT: Final = 4_000
"""Letters of one sentence."""

SHORTEST: Final = Seconds(4, 10)
"""How much of a sentence has to lie in a slice, so that the slice's score names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredLine:
    """A sentence: when it is heard, its public text, and its outline to know it by.

    `outline` holds the voice's level each 40 ms, 0 (30 dB or more under its highest) to 15 (the
    highest); `tint` the middle of its spectrum in eighths of an octave from 300 Hz up (0..28).
    Both are empty where the words are private.
    """

    start: Seconds
    end: Seconds
    text: str
    outline: bytes = b""
    tint: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredWord:
    """A counted word, heard at `start`, with `room` seconds to itself."""

    start: Seconds
    room: Seconds
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredBreath:
    """Half a breath at `gain` (0..1)."""

    start: Seconds
    length: Seconds
    phase: Phase
    gain: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredSpan:
    """A bell's, a recording's or a quiet's stretch; `announced` tells of a quiet alone."""

    start: Seconds
    end: Seconds
    announced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Everything that can be heard in a track of `length`, on one clock.

    A slice of a track keeps what begins before it and is heard in it, at negative times.
    `beat` is the recipe of the stroke, as its template has it, and `seed` the template's own: so
    its sound can be made again. `music` tells that the bed is somebody's own file, which may rise
    and fall as it likes.
    """

    length: Seconds
    strides: tuple[Stride, ...]
    windows: tuple[BeatWindow, ...]
    lines: tuple[ScoredLine, ...]
    words: tuple[ScoredWord, ...]
    breaths: tuple[ScoredBreath, ...]
    bells: tuple[ScoredSpan, ...]
    plays: tuple[ScoredSpan, ...]
    quiets: tuple[ScoredSpan, ...]
    sound: str
    seed: int
    beat: Mapping[str, object]
    music: bool = False

    def beat_steps(self) -> Iterator[tuple[int, Seconds]]:
        """Every footfall within the track that the beat marks, with its number in the strides."""
        windows = iter(sorted(self.windows, key=lambda one: one.start))
        window = next(windows, None)
        steps = (step for stride in self.strides for step in stride)
        for number, step in enumerate(steps):
            while window and window.end <= step:
                window = next(windows, None)
            if window is None or step >= self.length:
                return
            if window.start <= step and step >= 0:
                yield number, step


def score_of(
    timeline: Timeline,
    window: tuple[Seconds, Seconds],
    *,
    outlines: Sequence[tuple[bytes, bytes]] = (),
    ring: Seconds = Seconds(3),
    sound: str,
    seed: int,
    beat: Mapping[str, object],
    music: bool = False,
) -> Score:
    """The score of the stretch `window` of `timeline`, moved to begin at 0.

    `outlines` go with `timeline.speeches`, level and tint for each, or are none at all; those of
    private lines are left out. A bell is heard for `ring` seconds.
    """
    begin = _on_grid(window[0])
    length = _on_grid(min(window[1], timeline.length)) - begin
    slot = _Slot(begin=begin, length=length)
    return Score(
        length=length,
        strides=tuple(
            replace(one, start=_exact(one.start - begin))
            for one in timeline.strides
            if one.start < begin + length
        ),
        windows=tuple(
            BeatWindow(start=_exact(one.start - begin), end=_exact(one.end - begin))
            for one in timeline.beats
            if slot.holds(one.start, one.end)
        ),
        lines=_lines(timeline.speeches, outlines, slot),
        words=tuple(_word(one, slot) for one in timeline.words if slot.holds(one.start, one.start)),
        breaths=_breaths(timeline.breaths, slot),
        bells=slot.spans((one.start, one.start + ring, False) for one in timeline.bells),
        plays=slot.spans((one.start, one.start + one.length, False) for one in timeline.plays),
        quiets=slot.spans(
            (one.start, one.start + one.length, one.announced) for one in timeline.quiets
        ),
        sound=sound,
        seed=seed,
        beat=beat,
        music=music,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """The stretch of a timeline that a score is about; its own clock begins at `begin`."""

    begin: Seconds
    length: Seconds

    def shared(self, start: Seconds, end: Seconds) -> Seconds:
        """How much of what sounds from `start` to `end` lies in the slot."""
        return min(end - self.begin, self.length) - max(start - self.begin, Seconds(0))

    def holds(self, start: Seconds, end: Seconds) -> bool:
        """Whether some of it is heard; a moment counts where it stands in the slot."""
        return self.shared(start, end) > 0 or 0 <= start - self.begin < self.length

    def moved(self, moment: Seconds) -> Seconds:
        """`moment` on the slot's own clock, on the grid."""
        return _on_grid(moment) - self.begin

    def spans(self, stretches: Iterable[tuple[Seconds, Seconds, bool]]) -> tuple[ScoredSpan, ...]:
        """Those of `stretches` that are heard."""
        return tuple(
            ScoredSpan(start=self.moved(start), end=self.moved(end), announced=announced)
            for start, end, announced in stretches
            if self.holds(start, end)
        )


def _line(one: Speech, outline: tuple[bytes, bytes], slot: _Slot) -> ScoredLine:
    level, tint = outline if one.line.public is None else (b"", b"")
    return ScoredLine(
        start=slot.moved(one.start),
        end=slot.moved(one.end),
        text=readable(one.line.shareable),
        outline=level,
        tint=tint,
    )


def _lines(
    speeches: Sequence[Speech], outlines: Sequence[tuple[bytes, bytes]], slot: _Slot
) -> tuple[ScoredLine, ...]:
    heard = outlines or [(b"", b"")] * len(speeches)
    return tuple(
        _line(one, outline, slot)
        for one, outline in zip(speeches, heard, strict=True)
        if slot.shared(one.start, one.end) >= min(SHORTEST, one.length)
    )


def _breaths(breaths: Sequence[Breath], slot: _Slot) -> tuple[ScoredBreath, ...]:
    return tuple(
        _breath(one, slot) for one in breaths if slot.holds(one.start, one.start + one.length)
    )


def _word(one: CountWord, slot: _Slot) -> ScoredWord:
    return ScoredWord(
        start=slot.moved(one.start), room=_on_grid(one.room), text=readable(one.line.shareable)
    )


def _breath(one: Breath, slot: _Slot) -> ScoredBreath:
    return ScoredBreath(
        start=slot.moved(one.start),
        length=_on_grid(one.length),
        phase=one.phase,
        gain=one.gain,
    )


def readable(text: str) -> str:
    """`text` on one line, without what a display would obey, at most `LONGEST_TEXT` letters."""
    letters = " ".join(text.split())[:LONGEST_TEXT].strip()
    return "".join(one for one in letters if unicodedata.category(one) not in ("Cc", "Cs"))


def _exact(moment: Seconds) -> Seconds:
    """`moment` itself, or the nearest one that can be written with reasonable digits."""
    return (
        moment if moment.denominator.bit_length() <= FINEST else Seconds(frame(moment, FINE), FINE)
    )


def _on_grid(moment: Seconds) -> Seconds:
    return Seconds(frame(moment, GRID), GRID)
