"""The bed: air, leaves, water, chords and small far sounds, each moment from its place alone.

A ground is laid in tiles. Each tile takes a stretch of a circular store from a place, and with a
sign, that belong to its number; neighbours cross over at equal power. So nothing comes round, and
any span can be made without the one before it.
"""

from collections.abc import Iterator
from functools import cache, reduce
from typing import Final

import numpy as np

from kindpace.sound.chance import dice
from kindpace.sound.curves import Curve
from kindpace.sound.loudness import measured
from kindpace.sound.small import small_sound
from kindpace.sound.span import RATE, Ask, Span, decibels
from kindpace.sound.take import Frames
from kindpace.sound.templates import Gusts, Layer, Sprinkle, Template, Waves
from kindpace.sound.textures import STORE, Ground, store

TILE: Final = 7 * RATE
CROSS: Final = RATE
"""Frames in one tile, and of its crossing into the next."""

VARIANTS: Final = 12
"""How many drops, birds, crickets or crackles are made to choose from."""

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

    @cache
    def wide() -> Ask:
        """Made when it is first asked for: most tracks are in mono."""
        apart = [
            layer_of(layer, template.seed, seed, -1 - number)
            for number, layer in enumerate(template.bed)
            if _steady(layer)
        ]
        return _louder(_together(apart), level * WIDTH)

    def side(span: Span) -> Frames | None:
        return wide()(span)

    return _louder(_together(layers), level), side


def _steady(layer: Layer) -> bool:
    return not isinstance(layer, Sprinkle)


def level_for(ask: Ask, loudness: float) -> float:
    """The factor that brings the first `PROBE` of `ask` to `loudness` LUFS."""
    found = measured(sound for sound in (ask(PROBE),) if sound is not None)
    return decibels(loudness - found.plain)


def layer_of(recipe: Layer, sound_seed: int, seed: int, number: int) -> Ask:
    """One layer: the template's seed makes its stuff, the session's seed lays it out."""
    if isinstance(recipe, Sprinkle):
        return sprinkle(recipe, (sound_seed, number), (seed, sound_seed, number))
    return ground(recipe, (sound_seed, number), (seed, sound_seed, number))


def ground(recipe: Ground, stuff: tuple[int, ...], lay: tuple[int, ...]) -> Ask:
    """A sound without an end, with slow gusts or waves where the recipe has them."""
    once = store(recipe, stuff) * np.float32(decibels(recipe.level))
    endless = np.concatenate((once, once[: TILE + CROSS]))

    def ask(span: Span) -> Frames:
        sound = np.zeros(span.length, np.float32)
        for tile in range((span.start - CROSS) // TILE, (span.stop - 1) // TILE + 1):
            _lay(sound, span, endless, tile, lay)
        if recipe.gusts is not None:
            sound = _moved(sound, span, gusts(recipe.gusts, span, lay))
        if recipe.waves is not None:
            # Layers of one sound share their waves, so the layer's own number stays out of the key.
            sound = _moved(sound, span, waves(recipe.waves, span, lay[:-1]))
        return sound

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


def _moved(sound: Frames, span: Span, curve: Curve) -> Frames:
    gain = curve.over(span)
    return sound * np.float32(gain) if isinstance(gain, float) else sound * gain


def gusts(recipe: Gusts, span: Span, lay: tuple[int, ...]) -> Curve:
    """The rise and fall of the wind around `span`."""
    every = int(recipe.every * RATE)
    numbers = range(span.start // every - 1, span.stop // every + 3)
    return Curve.through(
        (
            int((n + 0.6 * dice("when", n, *lay)) * every),
            decibels(recipe.depth * (dice("gust", n, *lay) - 0.5)),
        )
        for n in numbers
    )


def waves(recipe: Waves, span: Span, lay: tuple[int, ...]) -> Curve:
    """The swells around `span`: each comes up in a third of its time, and runs out in the rest."""
    every, late = int(recipe.every * RATE), int(recipe.late * RATE)

    def knots() -> Iterator[tuple[int, float]]:
        for n in range((span.start - late) // every - 2, (span.stop - late) // every + 3):
            crest = int((n + 0.35 * dice("crest", n, *lay)) * every) + late
            trough = recipe.depth * (0.15 * dice("trough", n, *lay) - 0.5)
            yield crest - every // 3, decibels(trough)
            yield crest, decibels(recipe.depth * (0.5 - 0.35 * dice("height", n, *lay)))

    return Curve.through(knots())


def sprinkle(recipe: Sprinkle, stuff: tuple[int, ...], lay: tuple[int, ...]) -> Ask:
    """Small sounds, one by chance in each stretch of `every` seconds."""
    kinds = [small_sound(recipe, (*stuff, n)) for n in range(VARIANTS)]
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
