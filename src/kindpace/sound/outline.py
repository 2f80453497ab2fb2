"""What a voice looks like from afar: level and tint in coarse steps, enough to know a line by."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.span import RATE
from kindpace.sound.take import Frames

Numbers = NDArray[np.float64]

HOP: Final = RATE // 100
WINDOW: Final = 2 * HOP
"""Levels are taken each 10 ms, over 20 ms under a Hann window, so that no edge stands out."""

BEFORE: Final = HOP // 2
AFTER: Final = WINDOW - HOP - BEFORE
"""Frames around a sound that the first and the last window look at."""

TRANSFORM: Final = 1024

POINT: Final = 4
"""Hops in one point of an outline: 40 ms."""

BAND: Final = (300.0, 3_400.0)
"""Hz between which a voice is known: what a telephone carries (ITU-T G.712)."""

TOP: Final = 15
DECIBELS_A_STEP: Final = 2
"""An outline counts from `TOP`, the highest level, down to 0 in steps of 2 dB."""


STEPS_AN_OCTAVE: Final = 8
BRIGHTEST: Final = 28
"""A tint counts eighths of an octave; `BAND` has room for as many."""

FAINTEST: Final = 1e-9
"""Of the highest power: less is silence."""

AT_ONCE: Final = 128
"""Hops that are transformed together: more of them would leave the processor's cache."""


def powers(around: Frames, weights: Numbers) -> Numbers:
    """Weighed powers for each 10 ms of a sound, (hops, columns of `weights`).

    `around` brings `BEFORE` frames before the first hop and `AFTER` behind the last. `weights` are
    for the mean square in each of the `TRANSFORM` // 2 + 1 bands, (bands, columns).
    """
    hops = (len(around) - BEFORE - AFTER) // HOP
    views = np.lib.stride_tricks.sliding_window_view(around, WINDOW)[::HOP]
    found = [np.zeros((0, weights.shape[1]))]
    for first in range(0, hops, AT_ONCE):
        rows = views[first : min(first + AT_ONCE, hops)]
        bands = np.fft.rfft(rows * _HANN, TRANSFORM)
        found.append(np.einsum("ij,jk->ik", bands.real**2 + bands.imag**2, weights))
    return np.concatenate(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A voice each 40 ms: its level, 0..`TOP`, and where the middle of its spectrum lies.

    `tint` is that, weighed by power, in eighths of an octave over the lower end of `BAND`.
    """

    level: bytes = b""
    tint: bytes = b""


UNKNOWN: Final = Outline()
"""The outline of what nobody shall know a line by."""


def outline(samples: Frames) -> Outline:
    """The outline of a spoken line, a point for each 40 ms begun."""
    if not len(samples):
        return UNKNOWN
    whole = np.pad(samples, (BEFORE, AFTER - len(samples) % -(HOP * POINT)))
    level, tinted = powers(whole, band_weights()).reshape(-1, POINT, 2).mean(axis=1).T
    highest = max(float(level.max()), FAINTEST)
    under = -10 * np.log10(np.maximum(level / highest, FAINTEST)) / DECIBELS_A_STEP
    octaves = tinted / np.maximum(level, FAINTEST * highest)
    return Outline(
        level=_steps(TOP - under, TOP), tint=_steps(octaves * STEPS_AN_OCTAVE, BRIGHTEST)
    )


def _steps(values: Numbers, most: int) -> bytes:
    return bytes(np.clip(np.round(values), 0, most).astype(np.uint8))


def band_weights() -> Numbers:
    """The weights for the power in `BAND`, and that times its octaves over the lower end."""
    pitch = np.fft.rfftfreq(TRANSFORM, 1 / RATE)
    inside = (pitch >= BAND[0]) & (pitch <= BAND[1])
    power = np.where(inside, 2.0, 0.0) / TRANSFORM
    octaves = np.log2(np.maximum(pitch, BAND[0]) / BAND[0])
    return np.stack((power, power * octaves), axis=1)


_HANN: Final = (np.hanning(WINDOW + 1)[:-1] / np.sqrt(WINDOW * 0.375)).astype(np.float32)
