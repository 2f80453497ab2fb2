"""Stretches of sample frames, and the stems that answer for any of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.take import Frames

RATE: Final = 44_100
"""Sample frames a second, everywhere."""

BLOCK: Final = 10 * RATE
"""Frames that are mixed or measured at a time. No sample depends on it."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The sample frames from `start` up to, not including, `stop`."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """How many frames there are."""
        return max(0, self.stop - self.start)

    def grown(self, before: int, after: int) -> "Span":
        """The span with that many more frames on each side."""
        return Span(self.start - before, self.stop + after)

    def blocks(self, size: int = BLOCK) -> Iterator["Span"]:
        """The span cut into pieces of `size` frames; the last one may be shorter."""
        for start in range(self.start, self.stop, size):
            yield Span(start, min(start + size, self.stop))

    def shared(self, other: "Span") -> "Span":
        """What both spans hold; empty spans have no length."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.stop, other.stop)))

    def within(self, other: "Span") -> slice:
        """Where this span's frames stand in an array that holds `other`."""
        return slice(self.start - other.start, self.stop - other.start)


Ask = Callable[[Span], Frames | None]
"""Any span in, its mono samples out; None says that the span is silent."""


Energies = NDArray[np.float64]
"""K-weighted mean squares of each 100 ms from a track's beginning on."""

Weigh = Callable[[int], Energies]
"""How many times 100 ms in, their energies out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """One kind of sound through the whole track.

    `ask` gives what both ears share. In stereo `side` is added on the left and taken away on the
    right, so that the two ears always sum to the mono mix. `weigh` tells how loud the stem is
    without making it; None where nobody knows before it is heard.
    """

    name: str
    ask: Ask
    side: Ask | None = None
    weigh: Weigh | None = None


def decibels(level: float) -> float:
    """`level` in dB as a factor of amplitude."""
    return float(10.0 ** (level / 20.0))
