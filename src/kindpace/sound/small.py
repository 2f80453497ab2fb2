"""The small sounds of a bed: a drop, a bird, a cricket, a crackle, each peak 1 and over soon."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.chance import stream
from kindpace.sound.instruments import peaked
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import Sprinkle


def small_sound(recipe: Sprinkle, key: tuple[int, ...]) -> Frames:
    """One of the sounds that `recipe` sprinkles; `key` tells which."""
    return _MAKERS[recipe.sound](recipe, key)


def drop(recipe: Sprinkle, key: tuple[int, ...]) -> Frames:
    """A raindrop on leaves: a tick of noise and a very short, sinking tone."""
    draw = stream("drop", *key)
    pitch, decay = draw.uniform(*recipe.pitch), draw.uniform(0.004, 0.012)
    time = np.arange(int(0.06 * RATE)) / RATE
    tone = np.sin(2 * np.pi * pitch * (time - 1.5 * time * time)) * np.exp(-time / decay)
    tick = draw.standard_normal(len(time)) * np.exp(-time / 0.0025)
    return _far(0.5 * tone + 0.5 * tick, 0.001, 5_000)


def bird(recipe: Sprinkle, key: tuple[int, ...]) -> Frames:
    """A few sliding whistles from far off: quick bends and no ring, unlike any bell or horn."""
    draw = stream("bird", *key)
    length = int(RATE * 1.8)
    song = np.zeros(length)
    low, high = recipe.pitch
    for start in np.cumsum(draw.uniform(0.09, 0.28, draw.integers(2, 6))):
        frames = int(RATE * draw.uniform(0.05, 0.14))
        x = np.arange(frames) / frames
        begin, bend = draw.uniform(low, high), draw.uniform(-0.35, 0.25)
        pitch = begin * (1 + bend * x + 0.06 * np.sin(2 * np.pi * draw.uniform(1, 3) * x))
        note = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.sin(np.pi * x) ** 2
        at = int(start * RATE)
        song[at : at + frames] += note[: length - at] * draw.uniform(0.4, 1)
    return _far(_echoed(song, draw), 0.002, 7_000)


def cricket(recipe: Sprinkle, key: tuple[int, ...]) -> Frames:
    """A short trill of three to five soft pulses, each a few milliseconds of one high tone."""
    draw = stream("cricket", *key)
    pitch, count = draw.uniform(*recipe.pitch), int(draw.integers(3, 6))
    pulse = int(RATE * 0.019)
    gap = int(RATE * draw.uniform(0.030, 0.036))
    x = np.arange(pulse) / pulse
    sound = np.zeros(gap * count + RATE // 3)
    for number in range(count):
        swell = (number + 1.5) / (count + 0.5)
        note = np.sin(2 * np.pi * pitch * np.arange(pulse) / RATE) * np.sin(np.pi * x) ** 2
        sound[number * gap : number * gap + pulse] += note * swell
    return _far(_echoed(sound, draw), 0.002, 7_000)


def crackle(recipe: Sprinkle, key: tuple[int, ...]) -> Frames:
    """Embers: one to four dry ticks close together, none like another."""
    draw = stream("crackle", *key)
    length = int(RATE * 0.16)
    time = np.arange(length) / RATE
    sound = np.zeros(length)
    for start in np.cumsum(draw.uniform(0.0, 0.04, draw.integers(1, 5))):
        pitch, decay = draw.uniform(*recipe.pitch), draw.uniform(0.0008, 0.003)
        since = np.maximum(0, time - start)
        tick = np.cos(2 * np.pi * pitch * since) + 0.6 * draw.standard_normal(length)
        sound += (time >= start) * tick * np.exp(-since / decay) * draw.uniform(0.25, 1)
    return _far(sound, 0.001, 4_500)


_MAKERS: Final[dict[str, Callable[[Sprinkle, tuple[int, ...]], Frames]]] = {
    "drops": drop,
    "birds": bird,
    "crickets": cricket,
    "crackles": crackle,
}


def _echoed(sound: NDArray[np.float64], draw: np.random.Generator) -> NDArray[np.float64]:
    """`sound` as from across a meadow: itself, and a scatter of weaker, later copies."""
    wet = sound.copy()
    for delay in draw.integers(RATE // 50, RATE // 4, 14):
        strength = 0.35 * np.exp(-delay / (RATE * 0.12))
        wet[delay:] += strength * sound[:-delay]
    return wet


def _far(sound: NDArray[np.float64], rise: float, high: float) -> Frames:
    """Peak 1, nothing sudden at either end, the highest tones taken by the air."""
    time = np.arange(len(sound)) / RATE
    ends = np.minimum(1, time / rise) * np.minimum(1, (time[-1] - time) / 0.02)
    pitch = np.fft.rfftfreq(2 * len(sound), 1 / RATE)
    spectrum = np.fft.rfft(sound, 2 * len(sound)) / (1 + (pitch / high) ** 4)
    return peaked(np.fft.irfft(spectrum)[: len(sound)] * ends)
