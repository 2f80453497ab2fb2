"""Where a counted word is heard: the moment in it that the ear takes for its beat."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.take import Frames

Envelope = NDArray[np.float64]

LOWEST: Final = 300.0
HIGHEST: Final = 3000.0
FINE: Final = 0.020
COARSE: Final = 0.100
FIRST_PEAK: Final = 0.3
PAST_PEAK: Final = 0.75
HALF: Final = 0.5
LISTEN: Final = 1.0
"""The first syllable comes within the first second of speech."""


def perceived_onset(samples: Frames, rate: int) -> int:
    """The p-centre of the first syllable: the frame at which it is felt to happen.

    The sound between 300 and 3000 Hz, where vowels carry their energy and hissing consonants do
    not, is rectified and smoothed; the p-centre is where it rises through half of its first peak.
    After S. K. Scott, "P-centres in speech: an acoustic analysis" (PhD thesis, UCL, 1993), in the
    form of F. Cummins and R. Port, Journal of Phonetics 26 (1998) 145-171.
    """
    opening = _band(samples[: round(LISTEN * rate)], rate)
    fine, coarse = _smooth(opening, FINE, rate), _smooth(opening, COARSE, rate)
    if not len(fine) or fine.max() <= 0:
        return 0
    syllable = fine[: _first_syllable(coarse)]
    peak = int(np.argmax(syllable))
    below = np.flatnonzero(syllable[:peak] < HALF * syllable[peak])
    return int(below[-1]) + 1 if len(below) else 0


def _first_syllable(coarse: Envelope) -> int:
    """Where the first hump of the slow envelope has clearly passed."""
    so_far = np.maximum.accumulate(coarse)
    passed = (coarse < PAST_PEAK * so_far) & (so_far >= FIRST_PEAK * coarse.max())
    return int(np.argmax(passed)) if passed.any() else len(coarse)


def _band(samples: Frames, rate: int) -> Envelope:
    """The sound between `LOWEST` and `HIGHEST`, its phase untouched, rectified."""
    size = 1 << (2 * len(samples)).bit_length()
    hertz = np.fft.rfftfreq(size, 1 / rate)
    gain = 1 / np.sqrt((1 + (LOWEST / np.maximum(hertz, 1)) ** 8) * (1 + (hertz / HIGHEST) ** 8))
    filtered = np.fft.irfft(np.fft.rfft(samples, size) * gain, size)
    rectified: Envelope = np.abs(filtered[: len(samples)])
    return rectified


def _smooth(values: Envelope, seconds: float, rate: int) -> Envelope:
    """A triangular mean `seconds` wide, centred: two running means, one after the other."""
    half = max(1, round(seconds * rate / 2))
    return _mean(_mean(values, half), half)


def _mean(values: Envelope, width: int) -> Envelope:
    """The running mean over `width` frames about each frame; beyond the ends there is silence."""
    odd = width | 1
    padded = np.pad(values, (odd // 2 + 1, odd // 2))
    total = np.cumsum(padded)
    mean: Envelope = (total[odd:] - total[:-odd]) / odd
    return mean
