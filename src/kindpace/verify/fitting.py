"""A line's outline laid over a track: where it fits best, and how like it is there.

A track is seen as its levels each 10 ms; an outline has a point each 40 ms.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.outline import DECIBELS_A_STEP, HOP, POINT, STEPS_AN_OCTAVE, TOP
from kindpace.sound.span import RATE
from kindpace.timeline.score import ScoredLine
from kindpace.verify.found import Numbers

EACH: Final = HOP / RATE
"""Seconds between two levels."""

AWAY: Final = 150
"""Levels (1.5 s) by which a line may stand from its place and still be found."""

DEPTH: Final = 20.0
"""Decibels under its highest level that of a voice is looked at; the bed and breath lie below."""

LOUD: Final = 12.0
"""Decibels under the highest within which a voice outshines all else: there its tint is seen."""

STILL: Final = 2
"""Points before and after a line in which no voice should be heard."""

EVEN: Final = 9.0
ONE_TINT: Final = 0.005
"""What is added to how much an outline varies (dB², octaves²), so that a flat one, of which there
are many, takes more to be known by."""

NEARBY: Final = 0.04
"""Likeness that an outline further off has to have more than in its own place."""

AT_PLACE: Final = 3
"""Levels (30 ms) around a line's own place that still are that place."""

FEWEST: Final = 2
"""Loud points of an outline in the track, under which it can't be known."""

COVERED: Final = (0.01, 0.035)
"""Seconds before and after a beat in which levels are the beat's."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """A track each 10 ms: mean squares of the voice's band, those times its octaves, K-weighted.

    `taken` tells which are planned to hold words, bells or files of the author's.
    """

    voice: Numbers
    tinted: Numbers
    loud: Numbers
    taken: Flags


def fitted(line: ScoredLine, track: Track, late: float, away: int = AWAY) -> tuple[float, float]:
    """How many levels late `line` fits `track` best, and its likeness (0..1) there.

    It is looked for up to `away` levels around `late`. No voice is expected right before and
    after it, unless other words are planned there.
    """
    steps = np.frombuffer(line.outline, np.uint8).astype(np.float64)
    tints = np.frombuffer(line.tint.ljust(len(steps), b"\0"), np.uint8)[: len(steps)]
    count = len(steps)
    places = float(line.start) / EACH + late + np.arange(-STILL, count + STILL) * POINT
    own = np.arange(-STILL, count + STILL)
    beside = (own < 0) | (own >= count)
    near = np.clip(np.round(places).astype(np.int64), 0, len(track.taken) - POINT)
    kept = (places >= 0) & (places <= len(track.voice) - POINT)
    kept &= ~(beside & (track.taken[near] | track.taken[near + POINT - 1]))
    level = np.where(beside, -DEPTH, (np.pad(steps, STILL) - TOP) * DECIBELS_A_STEP)
    if np.count_nonzero(kept & (level >= -LOUD)) < FEWEST:
        return late, 0.0
    tint = np.pad(tints, STILL) / STEPS_AN_OCTAVE
    around = np.arange(-away, away + 1, dtype=np.float64)
    found = likeness(level[kept], tint[kept], *points(track, places[None, kept] + around[:, None]))
    best = int(np.argmax(found))
    here = slice(away - AT_PLACE, away + AT_PLACE + 1)
    if found[here].max() >= found[best] - NEARBY:
        best = here.start + int(np.argmax(found[here]))
    return late + float(around[best]), float(found[best])


def likeness(level: Numbers, tint: Numbers, levels: Numbers, tints: Numbers) -> Numbers:
    """How like each row of `levels` (dB) and `tints` (octaves) is to `level` and `tint`, 0..1.

    Of each the share of its variance that the row explains, then the geometric mean of both.
    Levels are brought together by their loud points; tints are compared at those alone.
    """
    loud = level >= -LOUD
    planned = np.maximum(level, -DEPTH)
    shift = np.median(levels[:, loud] - planned[loud], axis=1, keepdims=True)
    off = np.maximum(levels - shift, -DEPTH) - planned
    by_level = 1 - np.mean(off**2, axis=1) / (float(np.var(planned)) + EVEN)
    apart = tints[:, loud] - tint[loud]
    by_tint = 1 - np.mean(apart**2, axis=1) / (float(np.var(tint[loud])) + ONE_TINT)
    both: Numbers = np.sqrt(np.clip(by_level, 0, 1) * np.clip(by_tint, 0, 1))
    return both


def points(track: Track, places: Numbers) -> tuple[Numbers, Numbers]:
    """Level (dB) and tint (octaves) of the 40 ms from each of `places`, which may lie between."""
    power, tinted = (_means(one, places) for one in (track.voice, track.tinted))
    return decibels_of(power), tinted / np.maximum(power, 1e-12)


def _means(levels: Numbers, places: Numbers) -> Numbers:
    first = max(0, int(places.min()))
    near = levels[first : int(places.max()) + 2 * POINT]
    sums = np.cumsum(np.pad(near, (1, 0)))
    at = first + np.arange(len(sums))
    return (np.interp(places + POINT, at, sums) - np.interp(places, at, sums)) / POINT


def bridged(levels: Numbers, beats: Numbers) -> Numbers:
    """`levels` with those around each of `beats` (s) drawn on from beside them, in decibels."""
    firsts = np.floor((beats - COVERED[0]) / EACH).astype(np.int64)
    lasts = np.ceil((beats + COVERED[1]) / EACH).astype(np.int64)
    hidden = np.zeros(len(levels), np.bool_)
    for first, last in zip(firsts, lasts, strict=True):
        hidden[max(0, first) : max(0, last)] = True
    if hidden.all():
        return levels
    at = np.arange(len(levels))
    shown = np.interp(at, at[~hidden], decibels_of(levels[~hidden]))
    whole: Numbers = np.where(hidden, 10 ** (shown / 10), levels)
    return whole


def decibels_of(power: Numbers | float) -> Numbers:
    """A mean square in dB, not under -120."""
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)))
