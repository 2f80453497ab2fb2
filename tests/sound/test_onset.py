"""The moment that the ear takes for the beat of a word."""

import numpy as np
import pytest

from kindpace.sound.onset import perceived_onset
from kindpace.sound.take import Frames

RATE = 24_000
LEAD = 0.2


def vowel(seconds: float, ramp: float = 0.0) -> Frames:
    """A voiced sound of 120 Hz whose overtones die off, rising over `ramp` seconds."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * 120 * n * time) / n for n in range(1, 30))
    rise = np.minimum(time / ramp, 1) if ramp else 1.0
    return np.asarray(0.2 * wave * rise, np.float32)


def hiss(seconds: float, low: float) -> Frames:
    """Noise above `low` Hz, as in "s"."""
    noise = np.random.default_rng(7).standard_normal(round(seconds * RATE))
    spectrum = np.fft.rfft(noise)
    spectrum[np.fft.rfftfreq(len(noise), 1 / RATE) < low] = 0
    return np.asarray(0.1 * np.fft.irfft(spectrum, len(noise)), np.float32)


def silence(seconds: float) -> Frames:
    """Nothing at all."""
    return np.zeros(round(seconds * RATE), np.float32)


def click() -> Frames:
    """One tap, a single sample high."""
    return np.concatenate([silence(LEAD), np.array([0.9], np.float32), silence(0.3)]).astype(
        np.float32
    )


@pytest.mark.parametrize(
    ("signal", "moment", "within"),
    [
        (click(), LEAD, 0.010),
        (np.concatenate([silence(LEAD), vowel(0.4)]), LEAD, 0.008),
        (np.concatenate([silence(LEAD), vowel(0.6, ramp=0.2)]), LEAD + 0.1, 0.010),
        (np.concatenate([silence(0.05), hiss(0.15, 4500), vowel(0.4)]), LEAD, 0.008),
    ],
    ids=["a click", "a vowel", "a slow ramp", "a hiss, then a vowel"],
)
def test_the_moment_that_is_felt(signal: Frames, moment: float, within: float) -> None:
    """A click is felt at once, a ramp half way up, a fricative's syllable at its vowel."""
    assert perceived_onset(signal, RATE) / RATE == pytest.approx(moment, abs=within)


def test_the_first_syllable_counts_even_before_a_louder_one() -> None:
    """The second syllable is twice as loud; the first is the one that is stepped to."""
    signal = np.concatenate([silence(0.1), 0.4 * vowel(0.15), silence(0.15), vowel(0.2)])
    assert perceived_onset(signal.astype(np.float32), RATE) / RATE == pytest.approx(0.1, abs=0.01)
