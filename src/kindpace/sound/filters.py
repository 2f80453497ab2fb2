"""Second-order filters, applied by overlap-save with their exact frequency response.

The biquads are those of R. Bristow-Johnson's Audio EQ Cookbook, with w = 2·pi·f / RATE and
alpha = sin(w) / (2·Q). Each piece brings the frames before it, so that a filter's tail is whole.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.span import RATE
from kindpace.sound.take import Frames

TAIL: Final = RATE // 5
"""Frames after which every filter here has died away by more than 100 dB."""


SIZE: Final = 1 << 16
HOP: Final = (SIZE - TAIL) // 4410 * 4410
"""Points of a transform, and the new frames in each: whole tenths of a second."""


@dataclass(frozen=True, slots=True)
class Biquad:
    """H(z) = (b0 + b1/z + b2/z²) / (a0 + a1/z + a2/z²)."""

    b: tuple[float, float, float]
    a: tuple[float, float, float]


def high_pass(frequency: float, quality: float = sqrt(0.5)) -> Biquad:
    """Cookbook HPF: 12 dB an octave below `frequency` Hz."""
    w = 2 * pi * frequency / RATE
    alpha = sin(w) / (2 * quality)
    c = cos(w)
    return Biquad(
        ((1 + c) / 2, -(1 + c), (1 + c) / 2),
        (1 + alpha, -2 * c, 1 - alpha),
    )


def high_shelf(frequency: float, level: float) -> Biquad:
    """Cookbook high shelf with slope 1: `level` dB above `frequency` Hz."""
    a = 10 ** (level / 40)
    w = 2 * pi * frequency / RATE
    c = cos(w)
    k = sqrt(2 * a) * sin(w)
    up, down = a + 1 + (a - 1) * c, a + 1 - (a - 1) * c
    return Biquad(
        (a * (up + k), -2 * a * (a - 1 + (a + 1) * c), a * (up - k)),
        (down + k, 2 * (a - 1 - (a + 1) * c), down - k),
    )


@lru_cache(maxsize=8)
def response(filters: tuple[Biquad, ...], size: int = SIZE) -> NDArray[np.complex64]:
    """The response of `filters` in a row at the bins of a real transform of `size` points."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    whole: NDArray[np.complex128] = np.ones_like(z)
    for one in filters:
        whole *= np.polyval(one.b[::-1], z) / np.polyval(one.a[::-1], z)
    return whole.astype(np.complex64)


def passed(piece: Frames, weights: NDArray[np.complex64]) -> Frames:
    """What follows the first `TAIL` frames of `piece`, at most `SIZE` in all, after a filter."""
    heard = np.fft.irfft(np.fft.rfft(piece, SIZE) * weights, SIZE)
    return np.asarray(heard[TAIL : len(piece)], np.float32)


def filtered(samples: Frames, *filters: Biquad) -> Frames:
    """`samples` after `filters`, as long as before."""
    weights = response(filters)
    before = np.concatenate((np.zeros(TAIL, np.float32), samples))
    pieces = [
        passed(before[start : start + TAIL + HOP], weights)
        for start in range(0, max(1, len(samples)), HOP)
    ]
    return np.concatenate(pieces)
