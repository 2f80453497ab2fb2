"""What the ground of a bed is made of: noise, a chord, or running water, as circular stores."""

from functools import lru_cache
from typing import Final

import numpy as np

from kindpace.sound.chance import stream
from kindpace.sound.instruments import band_noise, shaped_noise
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import Brook, Noise, Tones

Ground = Noise | Tones | Brook

STORE: Final = 3 * 5 * (1 << 16)
"""Frames in one store (22 s)."""

HIGHEST: Final = 1_000
"""Hz above which a chord has no partials: what rings up there tires the ear."""

BUBBLE: Final = RATE // 8
"""Frames in the longest bubble."""


def store(recipe: Ground, stuff: tuple[int, ...]) -> Frames:
    """`STORE` frames of RMS 1 that close on themselves, without the recipe's level and movement."""
    match recipe:
        case Noise():
            return band_noise(STORE, recipe.low, recipe.high, recipe.tilt, ("noise", *stuff))
        case Tones():
            return chord(recipe, ("tones", *stuff))
        case Brook():
            return water(recipe, ("brook", *stuff))


@lru_cache(maxsize=4)
def chord(recipe: Tones, key: tuple[int | str, ...]) -> Frames:
    """Each partial as a very narrow noise: many strings never quite in tune.

    A band `blur` Hz wide swells and sinks by itself about `blur` times a second, without a rule,
    and never glides; so nothing in it is like a horn or a siren, and it never comes round.
    """
    pitch = np.fft.rfftfreq(STORE, 1 / RATE)
    size = np.zeros(len(pitch))
    for lowest in recipe.pitches:
        for partial in range(1, int(HIGHEST / lowest) + 1):
            away = (pitch - partial * lowest) / (recipe.blur / 2)
            size += partial ** (recipe.tilt / 6.02) * np.exp(-0.5 * away * away)
    return shaped_noise(size, STORE, key)


@lru_cache(maxsize=4)
def water(recipe: Brook, key: tuple[int | str, ...]) -> Frames:
    """Bubbles as they close: each a short tone that rises a little and dies.

    A bubble of radius r metres sounds at 3 / r Hz (Minnaert 1933) and loses 0.13 / r +
    0.0072 / r^1.5 of itself a second (K. van den Doel, "Physically based models for liquid
    sounds", ACM TAP 2(4), 2005). Most are small and faint.
    """
    draw = stream(*key)
    sound = np.zeros(STORE + BUBBLE)
    for _ in range(int(STORE / RATE / recipe.every)):
        pitch = float(np.exp(draw.uniform(*np.log(recipe.pitch))))
        radius = 3 / pitch
        damping = 0.13 / radius + 0.0072 / radius**1.5
        time = np.arange(min(BUBBLE, int(6 / damping * RATE))) / RATE
        rise = 1 + 0.1 * draw.random() * damping * time
        bubble = np.sin(2 * np.pi * pitch * rise * time) * np.exp(-damping * time)
        bubble *= np.minimum(1, time / 0.0015) * np.minimum(1, (time[-1] - time) / 0.005)
        start = int(draw.integers(STORE))
        sound[start : start + len(time)] += draw.random() ** 2 * bubble
    sound[:BUBBLE] += sound[STORE:]
    made: Frames = (sound[:STORE] / np.sqrt(np.mean(sound[:STORE] ** 2))).astype(np.float32)
    made.flags.writeable = False
    return made
