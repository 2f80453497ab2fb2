"""Ears for what nobody wants to hear on a run: sirens, horns, dogs, and footsteps behind."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.span import RATE
from kindpace.sound.take import Frames

WINDOW, HOP = 2048, 1024
CELL = RATE // 100
PROMINENT = 22.0
"""Decibels by which a tone stands above what lies within half an octave, to be heard as one."""


def band(sound: Frames, low: float, high: float) -> Frames:
    """`sound` between `low` and `high` Hz."""
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    kept = np.where((pitch >= low) & (pitch < high), np.fft.rfft(sound), 0)
    return np.asarray(np.fft.irfft(kept, len(sound)), np.float32)


def envelope(sound: Frames) -> NDArray[np.float64]:
    """The RMS of each 10 ms."""
    cells = sound[: len(sound) // CELL * CELL].reshape(-1, CELL)
    return np.asarray(np.sqrt(np.mean(cells.astype(np.float64) ** 2, axis=1)))


def pulse(sound: Frames, low: float, high: float) -> float:
    """How much the band `low` to `high` Hz swells at the rate of steps (1.2 to 3.5 Hz), 0..1."""
    level = envelope(band(sound, low, high))
    power = np.abs(np.fft.rfft(level - level.mean())) ** 2
    rate = np.fft.rfftfreq(len(level), 0.01)
    steps = power[(rate >= 1.2) & (rate < 3.5)].sum()
    return float(np.sqrt(2 * steps) / len(level) / level.mean())


def strongest_beat(sound: Frames, low: float, high: float) -> float:
    """How far one rate of steps stands above all the others, as a ratio of powers."""
    level = envelope(band(sound, low, high))
    power = np.abs(np.fft.rfft((level - level.mean()) * np.hanning(len(level)))) ** 2
    rate = np.fft.rfftfreq(len(level), 0.01)
    steps = power[(rate >= 1.2) & (rate < 3.5)]
    return float(steps.max() / np.median(steps))


def bursts(sound: Frames, low: float, high: float, above: float = 12.0) -> int:
    """How often the band rises `above` dB over its median for 50 to 400 ms, as a bark does."""
    level = envelope(band(sound, low, high))
    loud = level > np.median(level) * 10 ** (above / 20)
    edges = np.flatnonzero(np.diff(loud, prepend=False, append=False))
    lengths = edges[1::2] - edges[::2]
    return int(((lengths >= 5) & (lengths <= 40)).sum())


def tones(sound: Frames, low: float = 250, high: float = 5_000) -> list[list[float]]:
    """Runs of windows (23 ms apart) in which one tone stands out: its pitch (Hz) in each."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(WINDOW), axis=1)) ** 2 + 1e-20
    pitch = np.fft.rfftfreq(WINDOW, 1 / RATE)
    inside = np.flatnonzero((pitch >= low) & (pitch < high))
    runs: list[list[float]] = [[]]
    for row in power:
        best = int(inside[row[inside].argmax()])
        around = np.sort(row[int(best / 1.41) : int(best * 1.41) + 2])
        stands = 10 * np.log10(row[best] / np.mean(around[: len(around) // 2]))
        near = not runs[-1] or abs(np.log2(pitch[best] / runs[-1][-1])) < 0.2
        if stands > PROMINENT and near:
            runs[-1].append(float(pitch[best]))
        elif runs[-1]:
            runs.append([])
    return runs


def reach(run: list[float]) -> float:
    """How far a tone moves, in octaves."""
    return float(np.ptp(np.log2(run))) if run else 0.0


def sirens(runs: Sequence[list[float]]) -> int:
    """Tones of more than a third of a second that glide by two semitones and more."""
    return sum(len(run) * HOP > 0.33 * RATE and reach(run) > 1 / 6 for run in runs)


def horns(runs: Sequence[list[float]]) -> int:
    """Tones that stay for a fifth of a second and more."""
    return sum(len(run) * HOP > 0.2 * RATE and reach(run) <= 1 / 6 for run in runs)
