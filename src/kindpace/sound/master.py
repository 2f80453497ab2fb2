"""A whole track, balanced on its voice and measured before it is made.

Integrated loudness is anchored on the voice by BS.1770's own relative gate: whatever lies 10 LU
under the programme doesn't count. So beat, breath and bed are kept under that gate, which sinks as
words become sparse, and the figure for the programme is the figure for the voice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from kindpace.session.model import Line
from kindpace.sound.ducking import edges
from kindpace.sound.level import Clarity
from kindpace.sound.limiter import limited, limits
from kindpace.sound.loudness import SILENCE, STEP, Loudness, Sound, measured
from kindpace.sound.mix import mixed
from kindpace.sound.peaks import watched
from kindpace.sound.span import RATE, OnSpan, Span, Stem, decibels, told_of
from kindpace.sound.stems import stems
from kindpace.sound.take import Take
from kindpace.sound.templates import Template
from kindpace.sound.voices import Voices, voices
from kindpace.timeline.events import Timeline
from kindpace.timeline.tempo import frame

GRID: Final = 0.25
"""Gains are rounded to this many dB, so that one changed phrase leaves every other sample alone."""

TRIMS: Final = tuple(0.0 - 0.5 * n for n in range(33))
"""How far the soft stems may be turned down to stay under the gate, in dB."""

CLEAR: Final = 0.25
"""LU by which all the rest may move the integrated loudness of the voice."""

MARKS: Final = ("beat", "bell")
SOFT: Final = ("breath", "bed")
"""The stems that stay under the gate: those that mark time, and those that surround it."""

FIRST: Final = 6.0
"""Decibels that the soft stems give before the marks give any: a runner steps on the beat."""

MARGIN: Final = 2.0
"""Decibels by which the rest stays further under the gate than it would have to: the ears'
difference in stereo, and what an encoder adds."""

LISTENS: Final = 3
"""How often a track is listened to before it is made: its marks, its soft sounds, the whole."""

ENDS: Final = RATE // 50
"""Frames over which the very end fades, so that nothing that still rings is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a track should come to: LUFS, dBTP, and how far gain may go to reach it (dB)."""

    loudness: float = -16.0
    tolerance: float = 0.5
    peak: float = -2.0
    lift: float = 1.0
    cut: float = 6.0
    channels: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The listener's own wishes, in dB beside the template; `clarity` None: by what they do."""

    voice: float = 0.0
    beat: float = 0.0
    breath: float = 0.0
    bed: float = 0.0
    clarity: Clarity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured on the finished samples, before encoding.

    `speech` is the loudness of all phrases together, `lines` that of each, in LUFS; `gain` went to
    everything, `trim` to breath and bed, `marks_trim` to beat and bell, in dB.
    """

    integrated: float
    speech: float
    lines: tuple[float, ...]
    true_peak: float
    gain: float
    trim: float
    marks_trim: float
    on_aim: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Master:
    """The finished track: `frames` of `channels`, its figures, and an answer for any span."""

    frames: int
    aim: Aim
    stems: tuple[Stem, ...]
    gains: Mapping[str, float]
    figures: Figures

    def ask(self, span: Span) -> Sound:
        """The samples of `span`, (frames, channels), the same however they are asked for."""
        return _finished(self.stems, self.gains, self.aim, self.frames, span)

    def blocks(self) -> Iterator[Sound]:
        """The whole track, block by block."""
        return (self.ask(span) for span in Span(0, self.frames).blocks())


def master(
    timeline: Timeline,
    takes: Mapping[Line, Take],
    template: Template,
    *,
    aim: Aim = Aim(),
    balance: Balance = Balance(),
    seed: int = 0,
    on_span: OnSpan = lambda _span: None,
) -> Master:
    """`timeline` with its `takes`, balanced and measured. The same in, the same samples out.

    `on_span` is told of every span that has been listened to; the whole track is, `LISTENS` times.
    Raises `KindpaceError` where a line has no take, or a file of the author's can't be read.
    """
    words = voices(timeline, takes, balance.clarity)
    all_stems = stems(timeline, template, words, seed)
    frames = frame(timeline.length, RATE)
    wishes = wished(balance)
    voice = spoken_loudness(words, frames).gained(balance.voice)
    voice += heard(all_stems, ("play",), wishes, frames)
    marks = heard(all_stems, MARKS, wishes, frames, on_span)
    soft = heard(all_stems, SOFT, wishes, frames, on_span)
    ears = 10 * float(np.log10(aim.channels))
    trim, gain = settle(voice.gained(ears), marks.gained(ears), soft.gained(ears), aim)
    track = _made(timeline, all_stems, wishes, aim, settled=(trim, gain), on_span=on_span)
    left = _on_grid(_left(track.figures, aim))
    return (
        track if not left else _made(timeline, all_stems, wishes, aim, settled=(trim, gain + left))
    )


def _made(
    timeline: Timeline,
    all_stems: tuple[Stem, ...],
    wishes: Mapping[str, float],
    aim: Aim,
    *,
    settled: tuple[float, float],
    on_span: OnSpan = lambda _span: None,
) -> Master:
    """The track with `settled` trim and gain, measured."""
    trim, gain = settled
    trims = dict.fromkeys(SOFT, trim) | dict.fromkeys(MARKS, marks_trim(trim))
    gains = {
        name: factor * decibels(gain + trims.get(name, 0.0)) for name, factor in wishes.items()
    }
    return Master(
        frames=frame(timeline.length, RATE),
        aim=aim,
        stems=all_stems,
        gains=gains,
        figures=_figures(timeline, all_stems, gains, aim, settled=settled, on_span=on_span),
    )


def _left(figures: Figures, aim: Aim) -> float:
    """The gain in dB that would still bring the aim nearer, where it matters and may be given."""
    missing = aim.loudness - figures.integrated
    if not figures.lines or abs(missing) <= aim.tolerance / 2:
        return 0.0
    room = aim.loudness + aim.lift - max(figures.lines)
    return min(missing, max(0.0, room))


def wished(balance: Balance) -> dict[str, float]:
    """`balance` as factors by stem name; the bell goes with the beat, files with the voice."""
    wishes = {
        "voice": balance.voice,
        "play": balance.voice,
        "beat": balance.beat,
        "bell": balance.beat,
        "breath": balance.breath,
        "bed": balance.bed,
    }
    return {name: decibels(level) for name, level in wishes.items()}


def spoken_loudness(words: Voices, frames: int) -> Loudness:
    """The energies of all lines in their places, without mixing them."""
    energies = np.zeros(frames // STEP)
    for one in words.placed:
        first = max(0, round(one.start / STEP))
        line = words.energies[one.heard].energies[: -(-one.length // STEP)]
        room = energies[first : first + len(line)]
        room += line[: len(room)]
    return Loudness(energies)


def heard(
    all_stems: tuple[Stem, ...],
    names: tuple[str, ...],
    gains: Mapping[str, float],
    frames: int,
    on_span: OnSpan = lambda _span: None,
) -> Loudness:
    """The loudness of the stems called `names` together, before gain and limiter."""
    chosen = [stem for stem in all_stems if stem.name in names]
    return measured(mixed(chosen, span, gains) for span in told_of(frames, on_span))


def marks_trim(trim: float) -> float:
    """What beat and bell give, in dB, where the soft stems give `trim`."""
    return min(0.0, trim + FIRST)


def settle(voice: Loudness, marks: Loudness, soft: Loudness, aim: Aim) -> tuple[float, float]:
    """The trim of the soft stems and the gain of everything, in dB, that bring `aim` nearest.

    The least trim that leaves the voice's own integrated loudness standing is taken; where none
    does, the one that comes nearest. The voice never ends up above `aim.loudness + aim.lift`.
    """
    alone = voice.integrated
    if alone == SILENCE:
        return 0.0, _on_grid(-10 * float(np.log10(aim.channels)))

    def rest(trim: float) -> Loudness:
        return marks.gained(marks_trim(trim)) + soft.gained(trim)

    moved = {trim: abs((voice + rest(trim).gained(MARGIN)).integrated - alone) for trim in TRIMS}
    clear = [trim for trim in TRIMS if moved[trim] <= CLEAR]
    trim = clear[0] if clear else min(TRIMS, key=lambda one: moved[one])
    together = (voice + rest(trim)).integrated
    most, least = aim.loudness + aim.lift - alone, aim.loudness - aim.cut - alone
    return trim, _on_grid(float(np.clip(aim.loudness - together, least, most)))


def _on_grid(level: float) -> float:
    return float(np.floor(level / GRID + 0.5) * GRID)


def _finished(
    all_stems: tuple[Stem, ...], gains: Mapping[str, float], aim: Aim, frames: int, span: Span
) -> Sound:
    around = limits(span)
    sound = mixed(all_stems, around, gains, aim.channels)
    sound *= np.reshape(edges(Span(-ENDS, frames), ENDS).over(around), (-1, 1))
    return limited(sound, span, decibels(aim.peak))


def _figures(
    timeline: Timeline,
    all_stems: tuple[Stem, ...],
    gains: Mapping[str, float],
    aim: Aim,
    *,
    settled: tuple[float, float],
    on_span: OnSpan,
) -> Figures:
    """Everything that is told about the finished samples, in one pass over them."""
    frames = frame(timeline.length, RATE)
    whole = (_finished(all_stems, gains, aim, frames, span) for span in told_of(frames, on_span))
    highest = 0.0

    def passing() -> Iterator[Sound]:
        nonlocal highest
        for block, so_far in watched(whole):
            highest = so_far
            yield block

    found = measured(passing())
    lines = tuple(
        found.phrase(frame(one.start, RATE), frame(one.end, RATE)) for one in timeline.speeches
    )
    return Figures(
        integrated=found.integrated,
        speech=_together(lines),
        lines=lines,
        true_peak=20 * float(np.log10(max(highest, 1e-6))),
        trim=settled[0],
        marks_trim=marks_trim(settled[0]),
        gain=settled[1],
        on_aim=abs(found.integrated - aim.loudness) <= aim.tolerance,
    )


def _together(lines: tuple[float, ...]) -> float:
    """The mean of `lines` as energies, in LUFS."""
    return 10 * float(np.log10(np.mean(10 ** (np.array(lines) / 10)))) if lines else SILENCE
