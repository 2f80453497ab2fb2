"""Where something like the beat's own stroke begins: a matched filter over a decoded track.

A stroke in noise is told best by correlating after both were divided by the noise's spectrum
(matched filter; G. L. Turin, "An introduction to matched filters", IRE Trans. Inf. Theory 6, 1960).
Here the noise is whatever else sounds in the same fifth of a second, words above all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.instruments import beat_strokes
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Frames
from kindpace.sound.templates import Beat
from kindpace.verify.blocks import Block
from kindpace.verify.found import Numbers

SIZE: Final = 8192
EDGE: Final = SIZE // 8
HOP: Final = SIZE - 2 * EDGE
"""Frames of one transform, and from one to the next: all but its edges is kept."""

AT_ONCE: Final = 16
"""Windows that are transformed together: more of them would leave the processor's cache."""

SMOOTH: Final = 11
"""Bins (59 Hz) over which a spectrum is taken as noise: a voice's harmonics still stand apart."""

LOWEST: Final = 200.0
"""Hz under which nothing counts: the floor and the wind."""

FAINTEST: Final = 1e-5
"""Of a spectrum's highest power: no bin is taken to be more silent than this."""

PLAIN: Final = 2.5
"""How many deviations over what surrounds it an onset stands at least."""

Complex = NDArray[np.complex64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Onsets:
    """Moments (s, rising) at which a stroke of one foot may begin.

    `heights` is the peak that the stroke would have (of full scale), `clear` how many deviations
    of what surrounds it that is.
    """

    times: Numbers
    heights: Numbers
    clear: Numbers


Feet = tuple[Onsets, Onsets]
"""What may be strokes of the left foot, and of the right."""


def joined(parts: Sequence[Onsets]) -> Onsets:
    """All of `parts` in a row."""
    none = [np.zeros(0)]
    return Onsets(
        times=np.concatenate([*none, *(one.times for one in parts)]),
        heights=np.concatenate([*none, *(one.heights for one in parts)]),
        clear=np.concatenate([*none, *(one.clear for one in parts)]),
    )


def onsets(block: Block, recipe: Beat, seed: int) -> Feet:
    """Every moment of `block` where a stroke of `recipe` may begin."""
    windows, strokes = _windows(block), _strokes(recipe, seed)
    feet: tuple[list[Onsets], list[Onsets]] = ([], [])
    for first in range(0, len(windows), AT_ONCE):
        span = Span(block.span.start + first * HOP, block.span.stop)
        for foot, height in enumerate(correlated(windows[first : first + AT_ONCE], strokes)):
            feet[foot].append(_peaks(height, span))
    return joined(feet[0]), joined(feet[1])


def _peaks(height: Frames, span: Span) -> Onsets:
    """The peaks in `span` of `height`, (windows, `HOP` // 2 + 2), that rise from its windows."""
    spread = np.median(np.abs(height[:, ::3]), axis=1) / 0.6745
    inner = height[:, 1:-1]
    peak = (inner >= height[:, :-2]) & (inner > height[:, 2:])
    row, column = np.nonzero(peak & (inner > PLAIN * spread[:, None]))
    before, here, after = (height[row, column + n].astype(np.float64) for n in range(3))
    # The top of the parabola through three neighbours.
    beside = 0.5 * (before - after) / (before - 2 * here + after)
    frames = span.start + row * HOP + 2 * (column + beside)
    own = frames < span.stop
    return Onsets(
        times=frames[own] / RATE,
        heights=here[own],
        clear=(here / np.maximum(spread[row], 1e-12))[own],
    )


def _windows(block: Block) -> Frames:
    """The transforms' windows, (windows, `SIZE`): what is kept of them lies end to end."""
    first = block.inside.start - EDGE
    count = -(-block.span.length // HOP)
    views = np.lib.stride_tricks.sliding_window_view(block.middle[first:], SIZE)
    return views[: (count - 1) * HOP + 1 : HOP] * _EDGES


def correlated(windows: Frames, strokes: Complex) -> list[Frames]:
    """How high each of `strokes` would stand at every second frame.

    One array a stroke, (windows, `HOP` // 2 + 2): what is kept, with a neighbour on each side.
    """
    spectrum = np.fft.rfft(windows)[:, : SIZE // 4 + 1]
    power = _smoothed((spectrum.real**2 + spectrum.imag**2).astype(np.float64))
    least = FAINTEST * power[:, _LOW:].max(axis=1, keepdims=True) + 1e-9
    weights = (_BAND / (power + least)).astype(np.float32)
    weighed = spectrum * weights
    kept = slice(EDGE // 2 - 1, (EDGE + HOP) // 2 + 1)
    found = []
    for stroke in strokes:
        own = np.einsum("ij,j->i", weights, stroke.real**2 + stroke.imag**2)
        sound = np.fft.irfft(weighed * np.conj(stroke), SIZE // 2)[:, kept]
        found.append((sound * (SIZE / 4 / own[:, None])).astype(np.float32))
    return found


def _smoothed(power: Numbers) -> Numbers:
    """The mean of `SMOOTH` bins around each."""
    half = SMOOTH // 2
    sums = np.cumsum(np.pad(power, ((0, 0), (half + 1, half)), mode="edge"), axis=1)
    means: Numbers = np.maximum(sums[:, SMOOTH:] - sums[:, :-SMOOTH], 0) / SMOOTH
    return means


@lru_cache(maxsize=4)
def _strokes(recipe: Beat, seed: int) -> Complex:
    """The spectra of both feet's strokes, up to a quarter of `RATE`."""
    both = [np.fft.rfft(one, SIZE)[: SIZE // 4 + 1] for one in beat_strokes(recipe, seed)]
    return np.stack(both).astype(np.complex64)


def _band() -> Frames:
    """Weights of the bins: nothing under `LOWEST`, and an end without an edge above."""
    pitch = np.arange(SIZE // 4 + 1) * RATE / SIZE
    low = 1 / (1 + (LOWEST / np.maximum(pitch, 1)) ** 8)
    high = np.clip((pitch[-1] - pitch) / 1_000, 0, 1)
    band: Frames = (low * high).astype(np.float32)
    return band


def _edges() -> Frames:
    """A window that is flat but for what isn't kept."""
    rise = np.sin(np.pi / 2 * (np.arange(EDGE) + 0.5) / EDGE) ** 2
    return np.concatenate((rise, np.ones(HOP), rise[::-1])).astype(np.float32)


_LOW: Final = int(LOWEST * SIZE / RATE)
_BAND: Final = _band()
_EDGES: Final = _edges()
