"""True peaks between the samples."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.peaks import CELL, REACH, cell_peaks, true_peak
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames


def quarter_rate(amplitude: float, frames: int = RATE) -> Frames:
    """A sine of a quarter of the rate whose samples all miss its peak by 3 dB."""
    return np.asarray(amplitude * np.sin(np.pi / 2 * np.arange(frames) + np.pi / 4), np.float32)


def test_a_peak_between_samples_is_found() -> None:
    """EBU Tech 3341's inter-sample case: samples say -3 dB, the signal is at 0."""
    sound = quarter_rate(0.5)
    assert np.abs(sound).max() == pytest.approx(0.3536, abs=0.001)
    swell = np.hanning(len(sound)).astype(np.float32)
    assert true_peak([sound * swell]) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("frequency", [50, 997, 5_000, 15_000])
def test_a_sine_peaks_at_its_amplitude(frequency: float) -> None:
    """Within 0.2 dB up to 15 kHz."""
    wave = np.sin(2 * np.pi * frequency * np.arange(RATE) / RATE) * np.hanning(RATE)
    assert true_peak([wave.astype(np.float32)]) == pytest.approx(1, abs=0.023)


@settings(max_examples=20)
@given(st.lists(st.integers(1, 20_000), max_size=6))
def test_blocks_do_not_hide_a_peak(cuts: list[int]) -> None:
    """The highest peak is the same however the sound is cut."""
    sound = np.random.default_rng(8).normal(0, 0.1, (20_000, 2)).astype(np.float32)
    assert true_peak([sound]) == true_peak(np.split(sound, sorted(cuts)))


def test_a_cell_is_judged_by_itself() -> None:
    """What other cells hold doesn't change a cell's figure."""
    sound = np.random.default_rng(9).normal(0, 0.3, 40 * CELL + 2 * REACH).astype(np.float32)
    everywhere = cell_peaks(sound, 0.5)
    alone = [
        cell_peaks(sound[n * CELL : (n + 1) * CELL + 2 * REACH], 0.5).item() for n in range(40)
    ]
    assert everywhere.tolist() == alone


def test_silence_has_no_peak() -> None:
    """Nothing is nothing."""
    assert true_peak([]) == 0
    assert true_peak([np.zeros(100, np.float32)]) == 0
