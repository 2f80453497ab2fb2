"""Programme loudness after ITU-R BS.1770-4, by streams of blocks, in numpy alone.

The K-weighting is applied by overlap-save on a grid of its own, so the figures don't depend on how
the sound was cut into blocks. Energies are kept per 100 ms, which is all that the later questions
need: integrated loudness, loudness of any window, loudness with one part turned down.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log10
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.filters import HOP, TAIL, Biquad, passed, response
from kindpace.sound.span import RATE

Sound = NDArray[np.float32]
"""Samples as (frames,) or (frames, channels)."""

STEP: Final = RATE // 10
"""Frames in 100 ms: the distance between gating blocks (BS.1770-4 annex 1: 75 % overlap)."""

WINDOW: Final = 4
"""Steps in one gating block of 400 ms."""

ABSOLUTE_GATE: Final = -70.0
RELATIVE_GATE: Final = -10.0
RANGE_GATE: Final = -20.0
RANGE_WINDOW: Final = 30
"""Steps in the 3 s that a loudness range is told from (EBU Tech 3342)."""

PAUSE: Final = -12.0
SILENCE: Final = -120.0
"""What is said of sound too weak to measure, in LUFS."""


@dataclass(frozen=True, slots=True, eq=False)
class Loudness:
    """K-weighted mean squares of each 100 ms, summed over channels (front channels weigh 1)."""

    energies: NDArray[np.float64]

    def __add__(self, other: "Loudness") -> "Loudness":
        """Two unlike sounds heard at once: their energies add."""
        return Loudness(self.energies + other.energies)

    def gained(self, level: float) -> "Loudness":
        """The same sound `level` dB louder."""
        return Loudness(self.energies * 10 ** (level / 10))

    @property
    def momentary(self) -> NDArray[np.float64]:
        """LUFS of each 400 ms, 100 ms apart: l_j = -0.691 + 10·lg(sum z_ij) (eqs. 3 and 4)."""
        return lufs(self._means(WINDOW))

    @property
    def integrated(self) -> float:
        """Gated loudness in LUFS (eqs. 5 to 7)."""
        blocks = self._means(WINDOW)
        loud = blocks[lufs(blocks) > ABSOLUTE_GATE]
        if not loud.size:
            return SILENCE
        gate = lufs(loud.mean()) + RELATIVE_GATE
        return float(lufs(loud[lufs(loud) > gate].mean()))

    @property
    def range(self) -> float:
        """Loudness range in LU (EBU Tech 3342): from the 10th to the 95th percentile of each 3 s.

        What lies under -70 LUFS, or 20 LU under the rest, doesn't count.
        """
        short = self._means(RANGE_WINDOW)
        heard = short[lufs(short) > ABSOLUTE_GATE]
        if not heard.size:
            return 0.0
        told = lufs(heard)
        low, high = np.percentile(told[told >= lufs(heard.mean()) + RANGE_GATE], (10, 95))
        return float(high - low)

    def between(self, start: int, stop: int) -> "Loudness":
        """The frames from `start` to `stop`, to the nearest 100 ms but never less than that."""
        first = round(start / STEP)
        return Loudness(self.energies[first : max(first + 1, round(stop / STEP))])

    @property
    def plain(self) -> float:
        """Ungated loudness in LUFS."""
        return float(lufs(self.energies.mean())) if self.energies.size else SILENCE

    def phrase(self, start: int, stop: int) -> float:
        """Loudness in LUFS of the words that fill the frames from `start` to `stop`.

        It is the mean of their 400 ms blocks within `PAUSE` of the loudest, so that pauses don't
        count. Words of half a second and less are taken over their own length, so that one word
        is not made louder than the sentence around it.
        """
        first, last = max(0, start // STEP), -(-stop // STEP)
        own = Loudness(self.energies[first:last])
        if last - first <= WINDOW + 1:
            return own.plain + 10 * log10((last - first) * STEP / max(1, stop - start))
        blocks = own._means(WINDOW)
        return float(lufs(blocks[blocks >= blocks.max() * 10 ** (PAUSE / 10)].mean()))

    def _means(self, steps: int) -> NDArray[np.float64]:
        """The mean square of each whole window of `steps`; of 4, z_ij of eq. 3."""
        sums = np.concatenate(([0.0], np.cumsum(self.energies)))
        means: NDArray[np.float64] = np.maximum(sums[steps:] - sums[:-steps], 0.0) / steps
        return means


def lufs(energy: NDArray[np.float64] | np.float64 | float) -> NDArray[np.float64]:
    """Loudness of a mean square: -0.691 + 10·lg(z) (eq. 2), not under `SILENCE`."""
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(energy, 10 ** (SILENCE / 10))))


def k_weighting() -> tuple[Biquad, Biquad]:
    """The two filters of BS.1770-4 annex 1, brought from its 48 kHz tables to `RATE`.

    The tables are an analogue prototype under the bilinear transform: a shelf of 4 dB at
    1,681.97 Hz (Q 0.7072) and a high-pass at 38.1355 Hz (Q 0.5003), after B. De Man, "Evaluation of
    Implementations of the EBU R128 Loudness Measurement", AES 145, 2018.
    """
    high, middle = 1.584864701130855, 1.258720930232562
    k = np.tan(np.pi * 1681.974450955533 / RATE)
    q = 0.7071752369554196
    shelf = Biquad(
        (high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k),
        (1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k),
    )
    k = np.tan(np.pi * 38.13547087602444 / RATE)
    q = 0.5003270373238773
    gain = 1 + k / q + k * k
    rumble = Biquad((gain, -2 * gain, gain), (gain, 2 * (k * k - 1), 1 - k / q + k * k))
    return shelf, rumble


def measured(blocks: Iterable[Sound]) -> Loudness:
    """The loudness of all `blocks` in a row, however they are cut. A rest under 100 ms is left."""
    weights = response(k_weighting())
    found = [_energies(piece, weights) for piece in _pieces(blocks)]
    return Loudness(np.concatenate(found) if found else np.zeros(0))


def _energies(piece: Sound, weights: NDArray[np.complex64]) -> NDArray[np.float64]:
    """Mean squares per `STEP` of what follows the first `TAIL` frames of `piece`."""
    steps = (len(piece) - TAIL) // STEP
    if not piece.any():
        return np.zeros(steps)
    sums = np.zeros(steps)
    for channel in piece.T if piece.ndim > 1 else (piece,):
        rows = passed(channel, weights)[: steps * STEP].reshape(steps, STEP)
        sums += np.einsum("ij,ij->i", rows, rows, dtype=np.float64) / STEP
    return sums


def _pieces(blocks: Iterable[Sound]) -> Iterator[Sound]:
    """`blocks` cut anew: each piece brings the `TAIL` frames before its own `HOP`."""
    held: list[Sound] = []
    waiting = 0
    for block in blocks:
        if not held:
            held = [np.zeros((TAIL, *block.shape[1:]), np.float32)]
        held.append(block)
        waiting += len(block)
        if waiting < HOP:
            continue
        joined = np.concatenate(held)
        while waiting >= HOP:
            yield joined[: TAIL + HOP]
            joined, waiting = joined[HOP:], waiting - HOP
        held = [joined.copy()]
    if waiting:
        yield np.concatenate(held)
