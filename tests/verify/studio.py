"""Tracks by hand for the tests of listening: a bed, a floor, a beat, and ways to break them."""

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kindpace.session.model import Seconds
from kindpace.sound.loudness import Sound
from kindpace.sound.span import RATE
from kindpace.sound.stems import FLOOR_LEVEL, FLOOR_PERIOD
from kindpace.timeline.score import Score, ScoredLine
from kindpace.verify.blocks import Block, cut
from tests.verify.maker import score as full_score

Samples = NDArray[np.float32]


@cache
def noise(seconds: float, level: float, *, seed: int = 1) -> Samples:
    """A noise like air in leaves, `level` its RMS in dBFS: it slopes 6 dB an octave from 300 Hz."""
    frames = round(seconds * RATE)
    pitch = np.fft.rfftfreq(frames, 1 / RATE)
    turns = np.exp(2j * np.pi * np.random.default_rng(seed).random(len(pitch)))
    shape = np.where(pitch > 60, 1 / np.sqrt(1 + (pitch / 300) ** 2), 0)
    sound = np.fft.irfft(turns * shape, frames)
    loud = 10 ** (level / 20) / np.sqrt(np.mean(sound**2))
    made = np.asarray(sound * loud, np.float32)
    made.flags.writeable = False
    return made


def floor(seconds: float) -> Samples:
    """The floor that lies under all our tracks."""
    place = np.arange(round(seconds * RATE)) % FLOOR_PERIOD
    return np.asarray(FLOOR_LEVEL * np.sin(2 * np.pi * place / FLOOR_PERIOD), np.float32)


def voice(seconds: float, level: float = 0.2) -> Samples:
    """Something voiced, with nothing above 5 kHz."""
    time = np.arange(round(seconds * RATE)) / RATE
    tones = sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 35))
    return np.asarray(level * tones * np.sin(np.pi * time / seconds) ** 2, np.float32)


def quiet(seconds: float = 40) -> Score:
    """A plan of that length with one line from 10.0 to 13.0 s and nothing else but bed and beat."""
    plan = full_score(seconds, breaths=False, counted=0)
    line = ScoredLine(start=Seconds(10), end=Seconds(13), text="Here we go.")
    return replace(plan, length=Seconds(round(seconds)), lines=(line,), quiets=(), words=())


def blocks(*channels: Samples) -> list[Block]:
    """The blocks of a track."""
    return list(cut(pieces(np.stack(channels, axis=1))))


def pieces(sound: Sound, size: int = 100_000) -> list[Sound]:
    """`sound` as a decoder gives it."""
    return [sound[start : start + size] for start in range(0, len(sound), size)]
