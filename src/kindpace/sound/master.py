"""A whole track, balanced on its voice and measured before it is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kindpace.problems import Mark
from kindpace.session.model import Line, Recording
from kindpace.sound.balance import (
    NO_WISHES,
    USUAL_AIM,
    Aim,
    Balance,
    Parts,
    Settled,
    on_grid,
    settle,
)
from kindpace.sound.ducking import edges
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

__all__ = ["LISTENS", "Aim", "Balance", "Figures", "Master", "heard", "master", "spoken_loudness"]

LISTENS: Final = 4
"""How often a track is listened to before it is made: its marks, breath, bed, and the whole."""

DEEPER: Final = 0.5
"""Decibels that a deeper duck goes beyond what is missing."""

ENDS: Final = RATE // 50
"""Frames over which the very end fades, so that nothing that still rings is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured on the finished samples, before encoding.

    `speech` is the loudness of all phrases together, `lines` that of each, in LUFS; `gain` went to
    everything, `trim` to breath and bed, `marks_trim` to beat and bell, in dB. `given` is what was
    kept of the listener's wishes. `clear` is the least distance, in LU, of a line from the breath
    and bed under it; None where nobody speaks.
    """

    integrated: float
    speech: float
    lines: tuple[float, ...]
    true_peak: float
    gain: float
    trim: float
    marks_trim: float
    given: Balance
    clear: float | None
    on_aim: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Master:
    """The finished track: `frames` of `channels`, its figures, and an answer for any span.

    `words` are its spoken lines as they were levelled.
    """

    frames: int
    aim: Aim
    words: Voices
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
    aim: Aim = USUAL_AIM,
    balance: Balance = NO_WISHES,
    bed: Recording | None = None,
    bed_mark: Mark | None = None,
    seed: int = 0,
    on_span: OnSpan = lambda _span: None,
) -> Master:
    """`timeline` with its `takes`, balanced and measured. The same in, the same samples out.

    `bed` is the author's own, in place of the template's. `on_span` is told of every span that has
    been listened to; the whole track is, `LISTENS` times. Raises `KindpaceError` where a line has
    no take, or a file of the author's can't be read.
    """
    words = voices(timeline, takes, balance.clarity)
    frames = frame(timeline.length, RATE)

    def built(deeper: float) -> tuple[Stem, ...]:
        return stems(timeline, template, words, seed, own=bed, own_mark=bed_mark, deeper=deeper)

    all_stems = built(0.0)
    parts = listened(all_stems, words, frames, on_span)
    settled = settle(parts.gained(10 * float(np.log10(aim.channels))), aim, balance)
    clear = clearance(timeline, parts, settled)
    if clear is not None and clear < aim.clear:
        # Own wishes, or a template of one's own, come too near the words: only there they give.
        all_stems = built(aim.clear - clear + DEEPER)
        parts = replace(parts, **soft_parts(all_stems, frames))
        clear = clearance(timeline, parts, settled)
    mixing = _Mixing(timeline=timeline, words=words, stems=all_stems, aim=aim, clear=clear)
    track = _made(mixing, settled, on_span)
    left = _left(track.figures, aim)
    return track if not left else _made(mixing, replace(settled, gain=settled.gain + left))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mixing:
    """All that a track is made of but its gains."""

    timeline: Timeline
    words: Voices
    stems: tuple[Stem, ...]
    aim: Aim
    clear: float | None


def _made(mixing: _Mixing, settled: Settled, on_span: OnSpan = lambda _span: None) -> Master:
    """The track with `settled` gains, measured."""
    return Master(
        frames=frame(mixing.timeline.length, RATE),
        aim=mixing.aim,
        words=mixing.words,
        stems=mixing.stems,
        gains=settled.gains(),
        figures=_figures(mixing, settled, on_span),
    )


def _left(figures: Figures, aim: Aim) -> float:
    """The gain in dB that would still bring the aim nearer, where it matters and may be given."""
    missing = aim.loudness - figures.integrated
    if not figures.lines or abs(missing) <= aim.tolerance / 2:
        return 0.0
    room = aim.loudness + aim.lift - max(figures.lines)
    return on_grid(min(missing, max(0.0, room)))


def listened(all_stems: tuple[Stem, ...], words: Voices, frames: int, on_span: OnSpan) -> Parts:
    """The energies of each kind of sound, before gain and limiter."""
    return Parts(
        voice=spoken_loudness(words, frames) + heard(all_stems, ("play",), frames),
        marks=heard(all_stems, ("beat", "bell"), frames, on_span),
        **soft_parts(all_stems, frames, on_span),
    )


def soft_parts(
    all_stems: tuple[Stem, ...], frames: int, on_span: OnSpan = lambda _span: None
) -> dict[str, Loudness]:
    """The energies of breath and bed, by name."""
    return {name: heard(all_stems, (name,), frames, on_span) for name in ("breath", "bed")}


def clearance(timeline: Timeline, parts: Parts, settled: Settled) -> float | None:
    """The least distance, in LU, of any line from the breath and bed under it; None without lines.

    Both are taken as phrases, pauses left out, so a gap between words counts for neither.
    """
    soft = parts.soft(settled)
    spans = [(frame(one.start, RATE), frame(one.end, RATE)) for one in timeline.speeches]
    return min((parts.voice.phrase(*one) - soft.phrase(*one) for one in spans), default=None)


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
    frames: int,
    on_span: OnSpan = lambda _span: None,
) -> Loudness:
    """The loudness of the stems called `names` together, before gain and limiter."""
    chosen = [stem for stem in all_stems if stem.name in names]
    return measured(mixed(chosen, span, {}) for span in told_of(frames, on_span))


def _finished(
    all_stems: tuple[Stem, ...], gains: Mapping[str, float], aim: Aim, frames: int, span: Span
) -> Sound:
    around = limits(span)
    sound = mixed(all_stems, around, gains, aim.channels)
    sound *= np.reshape(edges(Span(-ENDS, frames), ENDS).over(around), (-1, 1))
    return limited(sound, span, decibels(aim.peak))


def _figures(mixing: _Mixing, settled: Settled, on_span: OnSpan) -> Figures:
    """Everything that is told about the finished samples, in one pass over them."""
    timeline, aim, gains = mixing.timeline, mixing.aim, settled.gains()
    frames = frame(timeline.length, RATE)
    whole = (_finished(mixing.stems, gains, aim, frames, span) for span in told_of(frames, on_span))
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
        trim=settled.trim,
        marks_trim=settled.marks_trim,
        gain=settled.gain,
        given=settled.given,
        clear=mixing.clear,
        on_aim=abs(found.integrated - aim.loudness) <= aim.tolerance,
    )


def _together(lines: tuple[float, ...]) -> float:
    """The mean of `lines` as energies, in LUFS."""
    return 10 * float(np.log10(np.mean(10 ** (np.array(lines) / 10)))) if lines else SILENCE
