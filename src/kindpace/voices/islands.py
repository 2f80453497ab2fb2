"""Where somebody speaks in a recording from a room: words, without breaths or clicks around."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.filters import filtered, high_pass
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames

BLOCK: Final = RATE // 100
"""Frames of one look: 10 ms."""

HUM: Final = 150
"""Hz; below lie mains hum and traffic."""

ABOVE_FLOOR: Final = 10.0
DEEPEST, SHALLOWEST = 45.0, 25.0
"""Words are looked for at most, and at least, so many decibels under the loudest."""

SURE, NEAR_FLOOR, NOISY = 40, 4.0, 14.0
"""Where 400 ms lie within 4 dB of the floor it is a room, no consonant; words stand out of it."""

SILENT: Final = -66.0
STEADY, STEADY_LOUD = 9.0, -40.0
"""What varies by less than 9 dB and stays under -40 dB is a room in which nobody speaks."""

APART: Final = 15
"""Blocks of quiet that part two islands: longer than the closure of any stop (150 ms)."""

CLICK: Final = 6
"""An island of fewer blocks at an end is no word."""

BREATH: Final = 12.0
LONGEST_BREATH: Final = 120
"""A breath is this far under the loudest in decibels, voiceless, and lasts at most 1.2 s."""

VOICED: Final = 0.5
LOWEST_PITCH, HIGHEST_PITCH = 70, 400
LOOK: Final = RATE // 25


@dataclass(frozen=True, slots=True)
class Island:
    """Frames from `start` up to `stop` that hold words."""

    start: int
    stop: int


def islands(samples: Frames) -> Sequence[Island]:
    """The stretches of words in `samples` (at `RATE`), in order; none if nobody speaks.

    Clicks and breaths are left out at both ends, not between words.
    """
    centred = samples - np.float32(samples.mean(dtype=np.float64) if len(samples) else 0)
    sound = filtered(centred, high_pass(HUM), high_pass(HUM))
    blocks = levels(sound)
    if not len(blocks):
        return ()
    loud = float(_without_clicks(blocks).max())
    floor = float(np.percentile(blocks, 10))
    if loud < SILENT or (loud - floor < STEADY and loud < STEADY_LOUD):
        return ()
    room = np.count_nonzero(np.abs(blocks - floor) < NEAR_FLOOR) >= SURE
    least = min(max(floor + ABOVE_FLOOR, loud - DEEPEST), loud - (NOISY if room else SHALLOWEST))
    found = _joined(np.flatnonzero(blocks >= least))
    while len(found) > 1 and _no_word(sound, blocks, found[0], loud):
        found = found[1:]
    while len(found) > 1 and _no_word(sound, blocks, found[-1], loud):
        found = found[:-1]
    return tuple(Island(first * BLOCK, (last + 1) * BLOCK) for first, last in found)


def levels(sound: Frames) -> NDArray[np.float64]:
    """The power of each block of 10 ms in decibels."""
    blocks = sound[: len(sound) // BLOCK * BLOCK].reshape(-1, BLOCK)
    power = np.mean(np.square(blocks, dtype=np.float64), axis=1)
    found: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 1e-12))
    return found


def _without_clicks(blocks: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median of five neighbours: what lasts under 30 ms is gone."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(blocks, 2, mode="edge"), 5)
    medians: NDArray[np.float64] = np.median(around, axis=1)
    return medians


def _joined(heard: NDArray[np.intp]) -> list[tuple[int, int]]:
    """First and last block of each island."""
    gaps = np.flatnonzero(np.diff(heard) > APART)
    starts = heard[np.concatenate(([0], gaps + 1))]
    stops = heard[np.concatenate((gaps, [len(heard) - 1]))]
    return [(int(first), int(last)) for first, last in zip(starts, stops, strict=True)]


def _no_word(
    sound: Frames, blocks: NDArray[np.float64], island: tuple[int, int], loud: float
) -> bool:
    """Whether an island is a click, or a breath: weak, short, and without a pitch."""
    first, last = island
    size = last + 1 - first
    if size < CLICK:
        return True
    weak = float(_without_clicks(blocks[first : last + 1]).max()) < loud - BREATH
    return weak and size <= LONGEST_BREATH and not _voiced(sound[first * BLOCK : last * BLOCK])


def _voiced(sound: Frames) -> bool:
    """Whether any 40 ms of `sound` repeat themselves as a voice does (autocorrelation)."""
    shortest, longest = RATE // HIGHEST_PITCH, RATE // LOWEST_PITCH
    for start in range(0, len(sound) - LOOK - longest, LOOK // 2):
        piece = sound[start : start + LOOK + longest].astype(np.float64)
        here = piece[:LOOK]
        likeness = np.correlate(piece[shortest:], here, "valid")
        squares = np.cumsum(np.concatenate(([0.0], piece * piece)))
        energies = (squares[LOOK:] - squares[:-LOOK])[shortest:]
        scale = np.sqrt(np.maximum(energies * float(here @ here), 1e-12))
        if float((likeness / scale).max(initial=0)) > VOICED:
            return True
    return False
