"""Beat, breath and bell: small sounds made from a recipe and a seed, the same every time."""

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.chance import stream
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import Air, Beat, BellSound, BreathSound
from kindpace.timeline.events import Phase

Curve64 = NDArray[np.float64]

STROKE: Final = RATE * 7 // 100
"""Frames of one beat."""

ATTACK: Final = 22
"""Frames (0.5 ms) in which a beat comes up: sharp enough to step on, too slow to spit."""

WOOD: Final = ((1.0, 1.0, 1.0), (2.42, 0.5, 0.55), (4.08, 0.22, 0.3))
"""Partials of a small wooden bar: pitch, strength and ringing time beside the lowest."""

DRUM: Final = (
    (1.0, 0.7, 1.0),
    (1.59, 0.75, 0.9),
    (2.14, 0.65, 0.8),
    (2.65, 0.55, 0.6),
    (3.16, 0.4, 0.45),
    (4.15, 0.25, 0.3),
)
"""Partials of a round skin (the zeros of Bessel functions), the high ones strong: it is tapped
near its edge, where small earbuds can follow."""

TINE: Final = ((1.0, 1.0, 2.0), (2.0, 0.12, 1.2), (5.4, 0.35, 0.25))
"""Partials of a plucked metal tongue over a box of wood; the glint at 5.4 is gone in a moment."""

SHAKER: Final = (0.62, 1.6)
"""Where the grain of a shaker lies, beside its pitch."""

PUNCH: Final = {"drum": 1.5, "shaker": 1.5}
"""How much stronger the first moment is, where what follows would blur it."""

SOFT: Final = np.hanning(15)[1:-1]
"""What a grain is smoothed by: nothing of it is left where clicks are heard, above 11 kHz."""

PARTIALS: Final = {"wood": WOOD, "drum": DRUM, "tine": TINE}

BOWL: Final = ((1.0, 1.0, 1.0), (1.005, 0.6, 0.9), (2.71, 0.42, 0.45), (5.12, 0.16, 0.2))
"""Partials of a struck bowl; the two lowest beat slowly against each other."""

DEEPEST: Final = 25
"""Hz below which no noise has anything: nobody hears it, and it would only move the cone."""

BANDS: Final = 5
"""Noise bands that a breath passes through."""

REEDS: Final = 6
"""Partials of a reed."""

AIR_IN_REED: Final = 0.6
"""How much air there is in a reed's breath."""

BREATHING: Final = RATE * 4
"""Frames of noise from which breaths are made; longer ones go round it."""


def beat_strokes(recipe: Beat, seed: int) -> tuple[Frames, Frames]:
    """The strokes of the left and the right foot, peak 1, loud from the first sample on."""
    return _stroke(recipe.left, recipe, seed), _stroke(recipe.right, recipe, seed)


def _stroke(pitch: float, recipe: Beat, seed: int) -> Frames:
    time = np.arange(STROKE) / RATE
    body = _grains(pitch, recipe, seed) if recipe.timbre == "shaker" else _ringing(pitch, recipe)
    grain = stream(seed, "knock").standard_normal(STROKE)
    soft = np.convolve(grain, np.hanning(9) / 4)[:STROKE]
    knock = recipe.knock * 0.5 * soft * np.exp(-time / 0.0012)
    body = body * (1 + PUNCH.get(recipe.timbre, 0.0) * np.exp(-time / 0.0015))
    rise = np.minimum(1, np.arange(1, STROKE + 1) / ATTACK) ** 1.5
    return peaked((body + knock) * rise * _end(STROKE, RATE // 100))


def _ringing(pitch: float, recipe: Beat) -> Curve64:
    """A body that is struck: its partials, each dying in its own time."""
    time = np.arange(STROKE) / RATE
    partials = (
        strength * np.cos(2 * np.pi * pitch * ratio * time) * np.exp(-time / (recipe.decay * ring))
        for ratio, strength, ring in PARTIALS[recipe.timbre]
    )
    return np.asarray(sum(partials))


def _grains(pitch: float, recipe: Beat, seed: int) -> Curve64:
    """Seeds in a gourd: one grain of noise, thrown at once and settling."""
    low, high = (pitch * share for share in SHAKER)
    noise = np.convolve(band_noise(STROKE, low, high, -4, (seed, "grains")), SOFT, "same")
    thrown = np.roll(noise, -int(np.abs(noise).argmax()))
    return np.asarray(thrown * np.exp(-np.arange(STROKE) / RATE / recipe.decay), np.float64)


def bell_stroke(recipe: BellSound) -> Frames:
    """One soft stroke, peak 1: a padded mallet, so nothing rings like metal on a handlebar."""
    length = int(RATE * min(12.0, 4.6 * recipe.decay))
    time = np.arange(length) / RATE
    turn = 2 * np.pi * recipe.pitch
    sound = sum(
        strength * np.sin(turn * ratio * time) * np.exp(-time / (recipe.decay * ring))
        for ratio, strength, ring in BOWL
    )
    rise = np.sin(np.pi / 2 * np.minimum(1, time / 0.012)) ** 2
    return peaked(sound * rise * _end(length, length // 4))


def breath_sound(recipe: BreathSound, seed: int, phase: Phase, length: int) -> Frames:
    """Half a breath of `length` frames, RMS about 1 where it is fullest: it brightens or darkens.

    Noise moves through neighbouring bands from the recipe's start to its end; the in-breath opens
    towards its end, the out-breath is fullest early and lets go. A reed sounds in it, if any, on
    one tone: only its colour moves, since a tone that glides is a siren.
    """
    air = recipe.inhale if phase is Phase.IN else recipe.exhale
    x = (np.arange(length) + 0.5) / length
    place = x * (BANDS - 1)
    bands = breath_bands(air, seed, phase)
    sound = np.zeros(length)
    for number, band in enumerate(bands):
        weight = np.sqrt(np.maximum(0, 1 - np.abs(place - number)))
        sound += weight * np.resize(band, length)
    if recipe.timbre == "reed":
        sound = AIR_IN_REED * sound + _reed(air.tone, x if phase is Phase.IN else 1 - x)
    return (sound * _lung(x, phase)).astype(np.float32)


def _reed(tone: float, bright: Curve64) -> Curve64:
    """A soft tone of RMS about 1; `bright` (0..1 in time) opens its upper partials."""
    turns = 2 * np.pi * tone * np.arange(len(bright)) / RATE
    partials = (
        (1 - np.exp(-4 * bright / k) if k > 1 else 1.0) * np.sin(k * turns) / k
        for k in range(1, REEDS + 1)
    )
    return np.asarray(sum(partials)) * 0.9


def _lung(x: Curve64, phase: Phase) -> Curve64:
    """How a half breath swells and ends, over x in 0..1; both ends at rest."""
    peak = 0.62 if phase is Phase.IN else 0.28
    rise = np.sin(np.pi / 2 * np.minimum(1, x / peak)) ** 2
    fall = np.cos(np.pi / 2 * np.clip((x - peak) / (1 - peak), 0, 1)) ** 2
    return np.asarray(np.where(x < peak, rise, fall))


def breath_bands(air: Air, seed: int, phase: Phase) -> tuple[Frames, ...]:
    """Circular noises, an octave and a half wide, stepping from the start of `air` to its end."""
    centres = np.geomspace(air.start, air.end, BANDS)
    return tuple(
        band_noise(BREATHING, float(c) / 1.7, float(c) * 1.7, -3, (seed, phase.value, n))
        for n, c in enumerate(centres)
    )


@lru_cache(maxsize=24)
def band_noise(
    frames: int, low: float, high: float, tilt: float, key: tuple[int | str, ...]
) -> Frames:
    """Noise of RMS 1 that closes on itself after `frames`, every phase drawn from `key`.

    It slopes 12 dB an octave outside `low` to `high`, and `tilt` dB an octave in between.
    """
    pitch = np.fft.rfftfreq(frames, 1 / RATE)
    pitch[0] = pitch[1]
    size = (pitch / 1000) ** (tilt / 6.02)
    size /= (1 + (low / pitch) ** 4) ** 0.5 * (1 + (pitch / high) ** 4) ** 0.5
    size[pitch < DEEPEST] = 0
    return shaped_noise(size, frames, key)


def shaped_noise(size: Curve64, frames: int, key: tuple[int | str, ...]) -> Frames:
    """Noise of RMS 1 and `frames` frames with the spectrum `size`, every phase drawn from `key`."""
    turns = stream(*key).random(len(size))
    sound = np.fft.irfft(size * np.exp(2j * np.pi * turns), frames)
    made: Frames = (sound / np.sqrt(np.mean(sound * sound))).astype(np.float32)
    made.flags.writeable = False
    return made


def _end(length: int, fade: int) -> Curve64:
    """One, then to nothing over the last `fade` frames."""
    left = np.arange(length, 0, -1) / fade
    return np.asarray(np.sin(np.pi / 2 * np.minimum(1, left)) ** 2)


def peaked(sound: Curve64) -> Frames:
    """`sound` with its highest sample at 1."""
    made: Frames = (sound / np.abs(sound).max()).astype(np.float32)
    return made
