"""Gains that change smoothly over a track, exact for any span."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.span import Span
from kindpace.sound.take import Frames

Gain = Frames | float
"""One factor for a whole span, or one for each of its frames."""


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A gain that is known at `frames` and eases from each of them to the next.

    Between two knots it follows 3x² - 2x³, which begins and ends level; before the first knot and
    after the last it stays as it is.
    """

    frames: NDArray[np.int64]
    gains: NDArray[np.float64]

    @classmethod
    def through(cls, knots: Iterable[tuple[int, float]]) -> "Curve":
        """The curve through `knots` of (frame, gain), in order. A later knot at a frame wins."""
        pairs = sorted(dict(knots).items())
        return cls(
            np.array([frame for frame, _ in pairs], np.int64),
            np.array([gain for _, gain in pairs], np.float64),
        )

    def over(self, span: Span) -> Gain:
        """The gain over `span`."""
        if not self.frames.size:
            return 1.0
        first = int(np.searchsorted(self.frames, span.start, "right"))
        last = int(np.searchsorted(self.frames, span.stop - 1, "right"))
        near = self.gains[max(0, first - 1) : last + 1]
        if np.all(near == near[0]):
            return float(near[0])
        gains = np.empty(span.length, np.float32)
        for number in range(first, last + 1):
            self._fill(gains, span, number)
        return gains

    def at(self, frames: NDArray[np.int64]) -> NDArray[np.float64]:
        """The gain at each of `frames`."""
        if not self.frames.size:
            return np.ones(len(frames))
        number = np.searchsorted(self.frames, frames, "right")
        left = np.clip(number - 1, 0, len(self.frames) - 1)
        right = np.minimum(number, len(self.frames) - 1)
        length = np.maximum(1, self.frames[right] - self.frames[left])
        share = np.clip((frames - self.frames[left]) / length, 0, 1)
        rise = self.gains[right] - self.gains[left]
        return np.asarray(self.gains[left] + rise * share * share * (3 - 2 * share))

    def _fill(self, gains: Frames, span: Span, number: int) -> None:
        """Write the stretch that ends at knot `number` (one past the last: what follows it)."""
        left, right = max(0, number - 1), min(number, len(self.frames) - 1)
        start = span.start if number == 0 else int(self.frames[left])
        stop = span.stop if number == len(self.frames) else int(self.frames[right])
        part = Span(start, stop).shared(span)
        low, high = self.gains[left], self.gains[right]
        if low == high:
            gains[part.within(span)] = low
            return
        place = np.arange(part.start - start, part.stop - start, dtype=np.int32)
        share = place.astype(np.float32) / np.float32(stop - start)
        ease = share * share * (np.float32(3) - np.float32(2) * share)
        gains[part.within(span)] = np.float32(low) + np.float32(high - low) * ease


def product(curves: Sequence[Curve], span: Span) -> Gain:
    """All `curves` at once over `span`."""
    gain: Gain = 1.0
    for curve in curves:
        gain = gain * curve.over(span)
    return gain
