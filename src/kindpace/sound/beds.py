"""The bed: air, leaves, rain and small far sounds, made from the place in the track alone.

A noise is laid in tiles. Each tile takes a stretch of a circular store from a place, and with a
sign, that belong to its number; neighbours cross over at equal power. So nothing comes round, and
any span can be made without the one before it.
"""

from collections.abc import Callable
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.chance import dice, stream
from kindpace.sound.curves import Curve
from kindpace.sound.instruments import band_noise, peaked
from kindpace.sound.loudness import measured
from kindpace.sound.span import RATE, Ask, Span, decibels
from kindpace.sound.take import Frames
from kindpace.sound.templates import Layer, Noise, Sprinkle, Template

STORE: Final = 3 * 5 * (1 << 16)
"""Frames in the store of one noise (22 s)."""

TILE: Final = 7 * RATE
CROSS: Final = RATE
"""Frames in one tile, and of its crossing into the next."""

VARIANTS: Final = 12
"""How many drops, birds or crickets are made to choose from."""

PROBE: Final = Span(0, 30 * RATE)
"""What is measured to set the bed's level."""

WIDTH: Final = 0.45
"""How loud the ears' difference is beside what they share: 7 dB less."""

_SWEEP = np.pi / 2 * (np.arange(CROSS) + 0.5) / CROSS
_IN: Final = np.sin(_SWEEP).astype(np.float32)
_OUT: Final = np.cos(_SWEEP).astype(np.float32)


def bed(template: Template, seed: int) -> tuple[Ask, Ask]:
    """The bed at its template's loudness, and the part that differs between the ears."""
    layers = tuple(
        layer_of(layer, template.seed, seed, number) for number, layer in enumerate(template.bed)
    )
    steady = [ask for ask, recipe in zip(layers, template.bed, strict=True) if _steady(recipe)]
    level = level_for(_together(steady or list(layers)), template.levels.bed)
    wide = [
        layer_of(layer, template.seed, seed, -1 - number)
        for number, layer in enumerate(template.bed)
        if _steady(layer)
    ]
    return _louder(_together(layers), level), _louder(_together(wide), level * WIDTH)


def _steady(layer: Layer) -> bool:
    return isinstance(layer, Noise)


def level_for(ask: Ask, loudness: float) -> float:
    """The factor that brings the first `PROBE` of `ask` to `loudness` LUFS."""
    found = measured(sound for sound in (ask(PROBE),) if sound is not None)
    return decibels(loudness - found.plain)


def layer_of(recipe: Layer, sound_seed: int, seed: int, number: int) -> Ask:
    """One layer: the template's seed makes its stuff, the session's seed lays it out."""
    if isinstance(recipe, Noise):
        return noise(recipe, (sound_seed, number), (seed, sound_seed, number))
    return sprinkle(recipe, (sound_seed, number), (seed, sound_seed, number))


def noise(recipe: Noise, stuff: tuple[int, ...], lay: tuple[int, ...]) -> Ask:
    """A steady noise, with slow gusts where the recipe has them."""
    store = band_noise(STORE, recipe.low, recipe.high, recipe.tilt, ("noise", *stuff))
    store = store * np.float32(decibels(recipe.level))
    endless = np.concatenate((store, store[: TILE + CROSS]))

    def ask(span: Span) -> Frames:
        sound = np.zeros(span.length, np.float32)
        for tile in range((span.start - CROSS) // TILE, (span.stop - 1) // TILE + 1):
            _lay(sound, span, endless, tile, lay)
        return _blown(sound, span, recipe, lay)

    return ask


def _lay(sound: Frames, span: Span, endless: Frames, tile: int, lay: tuple[int, ...]) -> None:
    """Add tile number `tile` to `sound`: it stands on TILE frames and crosses into CROSS more."""
    whole = Span(tile * TILE, tile * TILE + TILE + CROSS)
    part = whole.shared(span)
    offset = int(dice("tile", tile, *lay) * STORE)
    sign = np.float32(1 - 2 * int(2 * dice("sign", tile, *lay)))
    piece = endless[offset + part.start - whole.start : offset + part.stop - whole.start] * sign
    for fade, start in ((_IN, whole.start), (_OUT, whole.stop - CROSS)):
        cross = Span(start, start + CROSS)
        both = cross.shared(part)
        piece[both.within(part)] *= fade[both.within(cross)]
    sound[part.within(span)] += piece


def _blown(sound: Frames, span: Span, recipe: Noise, lay: tuple[int, ...]) -> Frames:
    if recipe.gusts is None:
        return sound
    every, depth = int(recipe.gusts.every * RATE), recipe.gusts.depth
    numbers = range(span.start // every - 1, span.stop // every + 3)
    knots = (
        (
            int((n + 0.6 * dice("when", n, *lay)) * every),
            decibels(depth * (dice("gust", n, *lay) - 0.5)),
        )
        for n in numbers
    )
    gain = Curve.through(knots).over(span)
    return sound * np.float32(gain) if isinstance(gain, float) else sound * gain


def sprinkle(recipe: Sprinkle, stuff: tuple[int, ...], lay: tuple[int, ...]) -> Ask:
    """Small sounds, one by chance in each stretch of `every` seconds."""
    kinds = [MAKERS[recipe.sound](recipe, (*stuff, n)) for n in range(VARIANTS)]
    longest = max(len(kind) for kind in kinds)
    every = max(1, int(recipe.every * RATE))
    peak = decibels(recipe.level)

    def ask(span: Span) -> Frames:
        sound = np.zeros(span.length, np.float32)
        for cell in range((span.start - longest) // every - 1, (span.stop - 1) // every + 1):
            kind = kinds[int(dice("kind", cell, *lay) * VARIANTS)]
            start = int((cell + dice("when", cell, *lay)) * every)
            part = Span(start, start + len(kind)).shared(span)
            if part.length:
                gain = np.float32(peak * (0.2 + 0.8 * dice("gain", cell, *lay) ** 2))
                sound[part.within(span)] += gain * kind[part.start - start : part.stop - start]
        return sound

    return ask


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


MAKERS: Final[dict[str, Callable[[Sprinkle, tuple[int, ...]], Frames]]] = {
    "drops": drop,
    "birds": bird,
    "crickets": cricket,
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


def _together(layers: list[Ask] | tuple[Ask, ...]) -> Ask:
    def ask(span: Span) -> Frames | None:
        heard = [sound for layer in layers if (sound := layer(span)) is not None]
        return reduce(np.add, heard) if heard else None

    return ask


def _louder(ask: Ask, factor: float) -> Ask:
    def louder(span: Span) -> Frames | None:
        sound = ask(span)
        return None if sound is None else sound * np.float32(factor)

    return louder
