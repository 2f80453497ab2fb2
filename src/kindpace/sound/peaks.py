"""True peaks: what a converter makes between the samples (ITU-R BS.1770-4 annex 2).

Sound is looked at in cells of 32 frames on an absolute grid. Four times oversampling runs only over
cells that come near the mark that matters, since it is the dear part.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.take import Frames

CELL: Final = 32
"""Frames in one cell."""

REACH: Final = 16
"""Frames on either side that the interpolation looks at."""

NEAR: Final = 0.5
"""Peaks between samples are looked for in cells whose samples come within 6 dB of the mark."""

_PHASES: Final = 4
_BETA: Final = 7.0


@cache
def interpolation() -> NDArray[np.float32]:
    """Kaiser-windowed sinc weights for the three points between two samples, (3, 2·REACH)."""
    taps = np.arange(2 * REACH) - (REACH - 1)
    phases = np.arange(1, _PHASES)[:, None] / _PHASES
    place = taps - phases
    window = np.i0(_BETA * np.sqrt(np.maximum(0, 1 - (place / REACH) ** 2))) / np.i0(_BETA)
    weights = np.sinc(place) * window
    weights /= weights.sum(axis=1, keepdims=True)
    return np.asarray(weights, np.float32)


def cell_peaks(samples: Frames, mark: float) -> Frames:
    """The true peak of each whole cell in `samples`, which brings `REACH` frames on either side.

    Cells whose samples stay under `NEAR` of `mark` give their sample peak.
    """
    levels = np.abs(samples[REACH:-REACH])
    peaks: Frames = np.maximum.reduceat(levels, np.arange(0, len(levels), CELL))
    near = np.flatnonzero(peaks > NEAR * mark)
    if near.size:
        frames = near[:, None] * CELL + np.arange(CELL + 2 * REACH)
        peaks[near] = np.maximum(peaks[near], _between(samples[frames]))
    return peaks


def _between(rows: Frames) -> Frames:
    """The highest interpolated point of each row's cell.

    Added tap by tap, so that a cell's figure never depends on the cells looked at beside it.
    """
    highest = np.zeros(len(rows), np.float32)
    for weights in interpolation():
        points = np.zeros((len(rows), CELL), np.float32)
        for tap, weight in enumerate(weights):
            points += weight * rows[:, tap + 1 : tap + 1 + CELL]
        highest = np.maximum(highest, np.abs(points).max(axis=1))
    return highest


def true_peak(blocks: Iterable[NDArray[np.float32]]) -> float:
    """The highest true peak in all `blocks` in a row, as a factor of full scale."""
    return max(highest for _, highest in watched(blocks))


def watched(
    blocks: Iterable[NDArray[np.float32]],
) -> Iterator[tuple[NDArray[np.float32], float]]:
    """`blocks` passed on, each with the highest true peak so far; an empty one ends the row."""
    highest = 0.0
    held = np.zeros((REACH, 1), np.float32)
    for block in blocks:
        held = np.concatenate((np.broadcast_to(held, (len(held), _ears(block))), _columns(block)))
        whole = (len(held) - 2 * REACH) // CELL * CELL
        if whole > 0:
            highest = max(highest, _highest(held[: whole + 2 * REACH], highest))
            held = held[whole:]
        yield block, highest
    rest = -(len(held) - REACH) % CELL + REACH
    highest = max(highest, _highest(np.pad(held, ((0, rest), (0, 0))), highest))
    yield held[:0], highest


def _columns(block: NDArray[np.float32]) -> NDArray[np.float32]:
    return block.reshape(len(block), -1) if block.ndim == 1 else block


def _ears(block: NDArray[np.float32]) -> int:
    return 1 if block.ndim == 1 else block.shape[1]


def _highest(samples: NDArray[np.float32], mark: float) -> float:
    mark = max(mark, float(np.abs(samples).max(initial=0.0)))
    return max(float(cell_peaks(channel, mark).max(initial=0.0)) for channel in samples.T)
