"""Stretches of sample frames, and the stems that answer for any of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """One kind of sound through the whole track.

    `ask` gives what both ears share. In stereo `side` is added on the left and taken away on the
    right, so that the two ears always sum to the mono mix.
    """

    name: str
    ask: Ask
    side: Ask | None = None


def decibels(level: float) -> float:
    """`level` in dB as a factor of amplitude."""
    return float(10.0 ** (level / 20.0))


OnSpan = Callable[[Span], None]
"""Told of a span once it has been used."""


def told_of(frames: int, on_span: OnSpan) -> Iterator[Span]:
    """The spans of a whole track of `frames`, each told of once it has been used."""
    for span in Span(0, frames).blocks():
        yield span
        on_span(span)
