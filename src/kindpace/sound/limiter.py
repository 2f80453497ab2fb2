"""A look-ahead limiter without memory: each sample's gain depends on 12 ms around it and no more.

The least gain that each cell needs is spread by a sliding minimum and smoothed over as many cells,
so it stays at or under what any cell asks, and any span comes out as the same span of the whole.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.peaks import CELL, REACH, cell_peaks
from kindpace.sound.span import Span
from kindpace.sound.take import Frames

SPREAD: Final = 8
"""Cells before and after that a peak is felt (8 cells of 32 frames are 5.8 ms)."""

SAFETY: Final = 0.965
"""0.3 dB for what four points a sample do not see."""

MARGIN: Final = (2 * SPREAD + 1) * CELL + REACH
"""Frames that the limiter needs to see on either side of what it gives."""


def limits(span: Span) -> Span:
    """The frames that have to be known so that `span` can be limited."""
    aligned = Span(span.start // CELL * CELL, -(-span.stop // CELL) * CELL)
    return aligned.grown(MARGIN, MARGIN)


def limited(samples: NDArray[np.float32], span: Span, ceiling: float) -> NDArray[np.float32]:
    """`samples` of `limits(span)`, (frames, channels), as `span` with true peaks under `ceiling`.

    All channels share one gain. Where nothing comes near the ceiling the samples stay as they are.
    """
    inside = span.within(limits(span))
    mark = ceiling * SAFETY
    needed = np.maximum.reduce(
        [_reduction(cell_peaks(channel, mark), mark) for channel in samples.T]
    )
    if not needed.any():
        return samples[inside]
    aligned = limits(span).grown(-MARGIN, -MARGIN)
    gain = _between(1 - _spread(needed))[span.within(aligned)]
    return samples[inside] * gain[:, None]


def held_gains(peaks: Frames, ceiling: float) -> Frames:
    """The gain of each cell that keeps `peaks` under `ceiling`.

    `peaks` are the true peaks of cells, with all those of a `MARGIN` on either side.
    """
    return (1 - _spread(_reduction(peaks, ceiling * SAFETY)))[1:-1]


def _reduction(peaks: Frames, mark: float) -> Frames:
    """How much of its level each cell has to give up, 0..1."""
    return np.maximum(np.float32(0), 1 - np.float32(mark) / np.maximum(peaks, np.float32(mark)))


def _spread(needed: Frames) -> Frames:
    """The highest need within SPREAD + 1 cells on either side, then a mean over 2·SPREAD - 1."""
    reach = SPREAD + 1
    views = np.lib.stride_tricks.sliding_window_view(needed, 2 * reach + 1)
    highest: Frames = views.max(axis=1)
    count = len(highest) - 2 * SPREAD + 2
    total = np.zeros(count, np.float32)
    for shift in range(2 * SPREAD - 1):
        total += highest[shift : shift + count]
    return total / np.float32(2 * SPREAD - 1)


def _between(gain: Frames) -> Frames:
    """Straight lines from the middle of one cell to that of the next, without the outer cells."""
    before, here, after = gain[:-2, None], gain[1:-1, None], gain[2:, None]
    share = (np.arange(CELL // 2, dtype=np.float32) + np.float32(0.5)) / np.float32(CELL)
    rising = before + (here - before) * (share + np.float32(0.5))
    falling = here + (after - here) * share
    return np.concatenate((rising, falling), axis=1).ravel()
