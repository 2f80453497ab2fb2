"""Every planned sentence, found by its outline: where it begins, how like it is, how clear it is.

A track is reduced to two levels each 10 ms: of the band in which a voice is known, and K-weighted.
The moments that the beat covers are bridged, so that outlines show the voice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np

from kindpace.sound.filters import SIZE, response
from kindpace.sound.loudness import k_weighting
from kindpace.sound.outline import AFTER, BEFORE, HOP, POINT, TRANSFORM, band_weights, powers
from kindpace.timeline.score import Score, ScoredLine
from kindpace.verify.blocks import Block
from kindpace.verify.fitting import AWAY, EACH, Flags, Track, bridged, decibels_of, fitted
from kindpace.verify.found import Beats, LineFound, Numbers

ALIKE: Final = 0.6
"""Likeness from which on a line is known wherever it is found."""

FEW_RIVALS, NEAR = 8, 6
"""Other lines that each is held against, and by how many levels these may stand apart from it."""

RIVALRY: Final = 2.0
"""How many times the lead of another line counts against one's own."""

PRESENT, FAINTER = 6.0, 12.0
"""Decibels over the bed, and under the other lines, at which something still counts as a voice."""

SOON, LATER = (10, 3), (4, 16)
"""From and until how many levels before a line, and after it, the bed is heard as it lies under
it: the bed is down 0.1 s before (sound.ducking), and has hardly begun to return after."""

PAUSE: Final = 1
"""The highest step of an outline that is a pause: 28 dB or more under the loudest."""

FEW, MANY = 6, 16
"""Levels that it takes to tell a bed by: 60 ms beside a line, 160 ms in its pauses."""

FAINTEST: Final = 0.02
"""The share of a line's pauses that no hiss fills, however its voice speaks."""

BLOCK: Final = 40
"""Levels (400 ms) over which words are measured."""

SILENT: Final = -120.0
"""What is said of no sound at all, in dB."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Envelope:
    """Mean squares each 10 ms, (levels, 3).

    Those of the voice's band, the same times its octaves, and K-weighted, both ears together.
    """

    levels: Numbers


def part_of(block: Block) -> Envelope:
    """The levels of `block`."""
    hops = -(-block.span.length // HOP)
    around = slice(block.inside.start - BEFORE, block.inside.start + hops * HOP + AFTER)
    levels = powers(block.middle[around], _weights())
    if block.samples.shape[1] > 1:
        side = block.samples[around, 0] - block.middle[around]
        levels[:, 2] += powers(side, _weights())[:, 2]
    return Envelope(levels=levels)


def together(
    parts: Sequence[Envelope], score: Score, beats: Beats | None = None
) -> tuple[LineFound, ...]:
    """The lines of `score`, each looked for in all `parts`.

    `beats` tell which moments to bridge, and how late the whole track runs by now.
    """
    levels = np.concatenate([np.zeros((0, 3)), *(one.levels for one in parts)])
    covered = _covered(beats)
    voice, tinted, loud = (bridged(one, covered) for one in levels.T)
    track = Track(voice=voice, tinted=tinted, loud=loud, taken=_taken(score, beats, len(loud)))
    found = [
        _placed(line, others, track, late_at(float(line.start), beats))
        for line, others in zip(score.lines, rivals(score.lines), strict=True)
    ]
    voiced = [one.level for one in found if one.level - one.bed >= PRESENT]
    usual = float(np.median(voiced)) if voiced else 0.0
    return tuple(_told(line, one, usual) for line, one in zip(score.lines, found, strict=True))


def late_at(moment: float, beats: Beats | None) -> float:
    """How many levels late the whole track runs at `moment`, by its beats."""
    return 0.0 if beats is None else (beats.late + beats.slope * moment) / EACH


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """Where a line fits best (levels late), how well, its own level and the bed's (dB)."""

    lag: float
    likeness: float | None
    level: float
    bed: float


def _told(line: ScoredLine, found: _Placed, usual: float) -> LineFound:
    """A line is there if its outline is known, or if some voice speaks in its place."""
    clear = found.level - found.bed
    known = found.likeness is not None and found.likeness >= ALIKE
    heard = known or (clear >= PRESENT and found.level >= usual - FAINTER)
    return LineFound(
        start=float(line.start),
        end=float(line.end),
        text=line.text,
        begins=float(line.start) + found.lag * EACH if heard else None,
        likeness=found.likeness,
        clear=clear if heard else None,
    )


def rivals(lines: Sequence[ScoredLine]) -> list[tuple[ScoredLine, ...]]:
    """For each of `lines` the `FEW_RIVALS` others that are nearest to it in length."""
    order = sorted(range(len(lines)), key=lambda number: len(lines[number].outline))
    found: list[tuple[ScoredLine, ...]] = [()] * len(lines)
    for place, number in enumerate(order):
        first = max(0, place - FEW_RIVALS // 2)
        near = [lines[one] for one in order[first : place + FEW_RIVALS // 2 + 1]]
        own = lines[number]
        found[number] = tuple(
            replace(one, start=own.start, end=own.start + one.end - one.start)
            for one in near
            if one.outline and (one.outline, one.tint) != (own.outline, own.tint)
        )
    return found


def _placed(line: ScoredLine, others: Sequence[ScoredLine], track: Track, late: float) -> _Placed:
    """`line` where it fits best; in its own place where it isn't known at all.

    Where another line fits better, it is less likely to be this one: its likeness sinks by
    `RIVALRY` times the other's lead.
    """
    lag, likeness = fitted(line, track, late) if line.outline else (late, None)
    if likeness is not None and likeness >= ALIKE:
        best = max((fitted(one, track, lag, NEAR)[1] for one in others), default=0.0)
        likeness -= RIVALRY * max(0.0, best - likeness)
    if likeness is None or likeness < ALIKE:
        lag, likeness = late, None if likeness is None else max(0.0, likeness)
    first, last = (round(float(one) / EACH + lag) for one in (line.start, line.end))
    return _Placed(
        lag=lag,
        likeness=likeness,
        level=_loudness(track.loud[max(0, first) : max(0, last)]),
        bed=_bed_under(line, track, first, last),
    )


def _loudness(loud: Numbers) -> float:
    """How loud (dB) words are: the mean of their 400 ms within 12 dB of the loudest of these."""
    if not loud.size:
        return SILENT
    wide = min(BLOCK, loud.size)
    sums = np.cumsum(np.pad(loud, (1, 0)))
    means = np.maximum(sums[wide:] - sums[:-wide], 0) / wide
    return float(decibels_of(means[means >= means.max() * 10**-1.2].mean()))


def _bed_under(line: ScoredLine, track: Track, first: int, last: int) -> float:
    """The level (dB) of what lies under a line that is heard from level `first` to `last`.

    It is heard just before and after the line, and in the very faintest of its long pauses, for
    most of these are hisses, which lie above the band of an outline; the louder of the two counts.
    Where there is neither, other words standing close, the line's faintest tenth has to do.
    """
    before = range(first - SOON[0], first - SOON[1])
    after = range(last + LATER[0], last + LATER[1])
    starts = [first + n * POINT for n, step in enumerate(line.outline) if step <= PAUSE]
    pauses = [n for start in starts for n in (start + 1, start + 2) if 0 <= n < len(track.loud)]
    edges = [n for n in (*before, *after) if 0 <= n < len(track.loud) and not track.taken[n]]
    own = track.loud[max(0, first) : max(0, last)]
    heard = [
        np.quantile(track.loud[one], share)
        for one, few, share in ((edges, FEW, 0.5), (pauses, MANY, FAINTEST))
        if len(one) >= few
    ]
    if not heard and own.size:
        heard = [np.quantile(own, 0.1)]
    return float(decibels_of(np.max(heard, initial=0.0)))


def _covered(beats: Beats | None) -> Numbers:
    """The moments (s) at which the beat is heard."""
    if beats is None:
        return np.zeros(0)
    heard = np.isfinite(beats.late_by)
    found: Numbers = beats.planned[heard] + beats.late_by[heard]
    return found


def _taken(score: Score, beats: Beats | None, count: int) -> Flags:
    """Which levels hold more than bed and breath, by the plan."""
    stretches = [(one.start, one.end) for one in score.lines]
    stretches += [(one.start, one.end) for one in (*score.bells, *score.plays)]
    stretches += [(one.start - one.room / 2, one.start + one.room) for one in score.words]
    taken = np.zeros(count + AWAY, np.bool_)
    for start, end in stretches:
        late = late_at(float(start), beats)
        first, last = float(start) / EACH + late, float(end) / EACH + late
        taken[max(0, round(first)) : max(0, round(last))] = True
    return taken


@lru_cache(maxsize=1)
def _weights() -> Numbers:
    """For the voice's band, its octaves, and K-weighting (BS.1770-4), (bands, 3)."""
    k = np.abs(response(k_weighting())[:: SIZE // TRANSFORM]) ** 2
    return np.column_stack((band_weights(), 2 * k.astype(np.float64) / TRANSFORM))
