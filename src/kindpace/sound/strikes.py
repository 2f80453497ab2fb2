"""Sounds laid out in time: heard by adding them up, and weighed without being heard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.filters import TAIL, filtered
from kindpace.sound.loudness import STEP, k_weighting
from kindpace.sound.span import Ask, Energies, Span
from kindpace.sound.take import Frames


def laid(
    starts: NDArray[np.int64], lengths: NDArray[np.int64], make: Callable[[int], Frames]
) -> Ask:
    """Sound number n, made by `make`, from frame `starts[n]` (rising) for `lengths[n]` frames."""
    longest = int(lengths.max(initial=0))

    def ask(span: Span) -> Frames | None:
        first = int(np.searchsorted(starts, span.start - longest, "right"))
        last = int(np.searchsorted(starts, span.stop, "left"))
        sound: Frames | None = None
        for number in range(first, last):
            whole = Span(int(starts[number]), int(starts[number] + lengths[number]))
            part = whole.shared(span)
            if part.length:
                sound = np.zeros(span.length, np.float32) if sound is None else sound
                sound[part.within(span)] += make(number)[part.within(whole)]
        return sound

    return ask


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clips:
    """Sound number n is clip `kinds[n]` of `clips`, as loud as `gains[n]` says.

    It stands from frame `starts[n]` and is drawn out to `lengths[n]` frames.
    """

    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    kinds: NDArray[np.int64]
    gains: NDArray[np.float64]
    clips: Sequence[Frames]

    def weigh(self, steps: int) -> Energies:
        """The energies of all of them, as if no two were heard at the same moment."""
        sums = np.zeros(steps)
        for kind, clip in enumerate(self.clips):
            own = np.flatnonzero(self.kinds == kind)
            if own.size:
                _add(sums, _heard_so_far(clip), self, own, len(clip))
        return sums


def _heard_so_far(clip: Frames) -> NDArray[np.float64]:
    """What has been heard of `clip`, K-weighted and with its tail, before each of its frames."""
    heard = filtered(np.pad(clip, (0, TAIL)), *k_weighting()).astype(np.float64)
    return np.concatenate(([0.0], np.cumsum(heard * heard)))


def _add(
    sums: Energies, heard: NDArray[np.float64], laid_out: Clips, own: NDArray[np.int64], size: int
) -> None:
    """Add the sounds called `own`, all of one clip of `size` frames, to the steps they fall in."""
    starts, drawn = laid_out.starts[own], laid_out.lengths[own] / size
    first = starts // STEP
    count = int((len(heard) - 1) * drawn.max() // STEP) + 2
    edges = (first[:, None] + np.arange(count + 1)) * STEP - starts[:, None]
    places = np.clip(edges / drawn[:, None], 0, len(heard) - 1).astype(np.int64)
    powers = np.diff(heard[places], axis=1) * (drawn * laid_out.gains[own] ** 2)[:, None] / STEP
    into = first[:, None] + np.arange(count)
    there = (into >= 0) & (into < len(sums))
    sums += np.bincount(into[there], powers[there], len(sums))
