"""A whole track, balanced on its voice before a sample of it is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
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
    settle,
)
from kindpace.sound.ducking import edges
from kindpace.sound.limiter import limited, limits
from kindpace.sound.loudness import SILENCE, STEP, Loudness, Sound, measured
from kindpace.sound.mix import mixed
from kindpace.sound.span import RATE, Span, Stem, decibels
from kindpace.sound.stems import stems
from kindpace.sound.take import Take
from kindpace.sound.templates import Template
from kindpace.sound.voices import Voices, voices
from kindpace.timeline.events import Timeline
from kindpace.timeline.tempo import frame

__all__ = ["Aim", "Balance", "Figures", "Master", "heard", "master", "weight"]

DEEPER: Final = 0.5
"""Decibels that a deeper duck goes beyond what is missing."""

ENDS: Final = RATE // 50
"""Frames over which the very end fades, so that nothing that still rings is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the finished samples come to, told from what they are made of: within 0.2 LU.

    `speech` is the loudness of all phrases together, `lines` that of each, in LUFS; `gain` went to
    everything, `trim` to breath and bed, `marks_trim` to beat and bell, in dB. `given` is what was
    kept of the listener's wishes. `clear` is the least distance, in LU, of a line from the breath
    and bed under it; None where nobody speaks.
    """

    integrated: float
    speech: float
    lines: tuple[float, ...]
    gain: float
    trim: float
    marks_trim: float
    given: Balance
    clear: float | None
    on_aim: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Master:
    """The finished track: `frames` of `channels`, its figures, and an answer for any span.

    `words` are its spoken lines as they were levelled; breath and bed step back `deeper` dB more
    for them than the template says.
    """

    frames: int
    aim: Aim
    words: Voices
    stems: tuple[Stem, ...]
    gains: Mapping[str, float]
    deeper: float
    figures: Figures

    def ask(self, span: Span) -> Sound:
        """The samples of `span`, (frames, channels), the same however they are asked for."""
        return finished(self.stems, self.gains, self.aim, self.frames, span)

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
) -> Master:
    """`timeline` with its `takes`, balanced. The same in, the same samples out.

    `bed` is the author's own, in place of the template's. Raises `KindpaceError` where a line has
    no take, or a file of the author's can't be read.
    """
    words = voices(timeline, takes, balance.clarity)
    frames = frame(timeline.length, RATE)

    def built(deeper: float) -> tuple[Stem, ...]:
        return stems(timeline, template, words, seed, own=bed, own_mark=bed_mark, deeper=deeper)

    deeper = 0.0
    all_stems = built(deeper)
    parts = weighed(all_stems, words, frames)
    ears = 10 * float(np.log10(aim.channels))
    settled = settle(parts.gained(ears), aim, balance)
    clear = clearance(timeline, parts, settled)
    if clear is not None and clear < aim.clear:
        # Own wishes, or a template of one's own, come too near the words: only there they give.
        deeper = aim.clear - clear + DEEPER
        all_stems = built(deeper)
        parts = replace(parts, **soft_parts(all_stems, frames))
        clear = clearance(timeline, parts, settled)
    return Master(
        frames=frames,
        aim=aim,
        words=words,
        stems=all_stems,
        gains=settled.gains(),
        deeper=deeper,
        figures=_figures(timeline, parts.gained(ears), settled, aim, clear),
    )


def weighed(all_stems: tuple[Stem, ...], words: Voices, frames: int) -> Parts:
    """The energies of each kind of sound, before gain and limiter."""
    return Parts(
        voice=spoken_loudness(words, frames) + weight(all_stems, ("play",), frames),
        marks=weight(all_stems, ("beat", "bell"), frames),
        **soft_parts(all_stems, frames),
    )


def soft_parts(all_stems: tuple[Stem, ...], frames: int) -> dict[str, Loudness]:
    """The energies of breath and bed, by name."""
    return {name: weight(all_stems, (name,), frames) for name in ("breath", "bed")}


def weight(all_stems: tuple[Stem, ...], names: tuple[str, ...], frames: int) -> Loudness:
    """The loudness of the stems called `names` together; what can't be weighed is listened to."""
    chosen = [stem for stem in all_stems if stem.name in names]
    told = (Loudness(stem.weigh(frames // STEP)) for stem in chosen if stem.weigh)
    unknown = tuple(stem for stem in chosen if not stem.weigh)
    start = heard(unknown, names, frames) if unknown else Loudness(np.zeros(frames // STEP))
    return reduce(add, told, start)


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


def heard(all_stems: tuple[Stem, ...], names: tuple[str, ...], frames: int) -> Loudness:
    """The loudness of the stems called `names` together, before gain and limiter."""
    chosen = [stem for stem in all_stems if stem.name in names]
    return measured(mixed(chosen, span, {}) for span in Span(0, frames).blocks())


def finished(
    all_stems: tuple[Stem, ...], gains: Mapping[str, float], aim: Aim, frames: int, span: Span
) -> Sound:
    """The samples of `span` of a track of `frames`: mixed, its ends faded, its peaks held."""
    around = limits(span)
    sound = mixed(all_stems, around, gains, aim.channels)
    sound *= np.reshape(edges(Span(-ENDS, frames), ENDS).over(around), (-1, 1))
    return limited(sound, span, decibels(aim.peak))


def _figures(
    timeline: Timeline, parts: Parts, settled: Settled, aim: Aim, clear: float | None
) -> Figures:
    """What all `parts` come to together."""
    whole = (parts.voice + parts.rest(settled)).gained(settled.gain + settled.given.voice)
    lines = tuple(
        whole.phrase(frame(one.start, RATE), frame(one.end, RATE)) for one in timeline.speeches
    )
    return Figures(
        integrated=whole.integrated,
        speech=_together(lines),
        lines=lines,
        trim=settled.trim,
        marks_trim=settled.marks_trim,
        gain=settled.gain,
        given=settled.given,
        clear=clear,
        on_aim=abs(whole.integrated - aim.loudness) <= aim.tolerance,
    )


def _together(lines: tuple[float, ...]) -> float:
    """The mean of `lines` as energies, in LUFS."""
    return 10 * float(np.log10(np.mean(10 ** (np.array(lines) / 10)))) if lines else SILENCE
