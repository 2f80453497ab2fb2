"""The bed: air, leaves, water, chords and small far sounds, each moment from its place alone.

A ground is laid in tiles. Each tile takes a stretch of a circular store from a place, and with a
sign, that belong to its number; neighbours cross over at equal power. So nothing comes round, and
any span can be made without the one before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from typing import Final

import numpy as np

from kindpace.sound.chance import dice
from kindpace.sound.curves import Curve
from kindpace.sound.filters import response
from kindpace.sound.loudness import STEP, Loudness, k_weighting
from kindpace.sound.small import small_sound
from kindpace.sound.span import RATE, Ask, Energies, Span, Weigh, decibels
from kindpace.sound.strikes import Clips
from kindpace.sound.take import Frames
from kindpace.sound.templates import Gusts, Layer, Sprinkle, Template, Waves
from kindpace.sound.textures import STORE, Ground, store

TILE: Final = 7 * RATE
CROSS: Final = RATE
"""Frames in one tile, and of its crossing into the next."""

VARIANTS: Final = 12
"""How many drops, birds, crickets or crackles are made to choose from."""

PROBE: Final = 300
"""Steps of 100 ms by which the bed's level is set."""

CELL: Final = RATE // 100
"""Frames to which the place of a tile in its store is told when it is weighed."""

WIDTH: Final = 0.45
"""How loud the ears' difference is beside what they share: 7 dB less."""

_SWEEP = np.pi / 2 * (np.arange(CROSS) + 0.5) / CROSS
_IN: Final = np.sin(_SWEEP).astype(np.float32)
_OUT: Final = np.cos(_SWEEP).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """What both ears share, what is added on the left and taken away on the right, and how loud."""

    middle: Ask
    side: Ask
    weigh: Weigh | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One layer of a bed: its sound, and how loud it is."""

    ask: Ask
    weigh: Weigh


def bed(template: Template, seed: int) -> Bed:
    """The bed at its template's loudness, and the part that differs between the ears."""
    layers = [
        layer_of(layer, template.seed, seed, number) for number, layer in enumerate(template.bed)
    ]
    steady = [one for one, recipe in zip(layers, template.bed, strict=True) if _steady(recipe)]
    level = level_for(steady or layers, template.levels.bed)

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

    def weigh(steps: int) -> Energies:
        return _weight(layers, steps) * level**2

    return Bed(middle=_louder(_together(layers), level), side=side, weigh=weigh)


def _steady(layer: Layer) -> bool:
    return not isinstance(layer, Sprinkle)


def level_for(layers: Sequence[Heard], loudness: float) -> float:
    """The factor that brings the first `PROBE` steps of `layers` to `loudness` LUFS."""
    return decibels(loudness - Loudness(_weight(layers, PROBE)).plain)


def _weight(layers: Sequence[Heard], steps: int) -> Energies:
    """Unlike sounds heard at once: their energies add."""
    return reduce(np.add, (layer.weigh(steps) for layer in layers), np.zeros(steps))


def layer_of(recipe: Layer, sound_seed: int, seed: int, number: int) -> Heard:
    """One layer: the template's seed makes its stuff, the session's seed lays it out."""
    if isinstance(recipe, Sprinkle):
        return sprinkle(recipe, (sound_seed, number), (seed, sound_seed, number))
    return ground(recipe, (sound_seed, number), (seed, sound_seed, number))


def ground(recipe: Ground, stuff: tuple[int, ...], lay: tuple[int, ...]) -> Heard:
    """A sound without an end, with slow gusts or waves where the recipe has them."""
    once = store(recipe, stuff) * np.float32(decibels(recipe.level))
    endless = np.concatenate((once, once[: TILE + CROSS]))

    def curves(span: Span) -> Iterator[Curve]:
        if recipe.gusts is not None:
            yield gusts(recipe.gusts, span, lay)
        if recipe.waves is not None:
            # Layers of one sound share their waves, so the layer's own number stays out of the key.
            yield waves(recipe.waves, span, lay[:-1])

    def ask(span: Span) -> Frames:
        sound = np.zeros(span.length, np.float32)
        for tile in range((span.start - CROSS) // TILE, (span.stop - 1) // TILE + 1):
            _lay(sound, span, endless, tile, lay)
        for curve in curves(span):
            sound = _moved(sound, span, curve)
        return sound

    def weigh(steps: int) -> Energies:
        middles = np.arange(steps, dtype=np.int64) * STEP + STEP // 2
        moved = (curve.at(middles) ** 2 for curve in curves(Span(0, steps * STEP)))
        return reduce(np.multiply, moved, _ground_weight(once, steps, lay))

    return Heard(ask=ask, weigh=weigh)


def _offset(tile: int, lay: tuple[int, ...]) -> int:
    """From where in the store a tile is taken."""
    return int(dice("tile", tile, *lay) * STORE)


def _ground_weight(once: Frames, steps: int, lay: tuple[int, ...]) -> Energies:
    """How loud the tiles of a store are, each with its crossings."""
    cells = np.resize(round_the_store(once), (STORE + TILE + CROSS) // CELL)
    across, within = CROSS // STEP, STEP // CELL
    fade = np.sin(np.pi / 2 * (np.arange(across) + 0.5) / across) ** 2
    window = np.concatenate((fade, np.ones((TILE - CROSS) // STEP), fade[::-1]))
    sums = np.zeros(steps + len(window) + TILE // STEP)
    for tile in range(-1, -(-steps * STEP // TILE)):
        first = _offset(tile, lay) // CELL
        taken = cells[first : first + within * len(window)].reshape(-1, within).mean(axis=1)
        place = (tile + 1) * (TILE // STEP)
        sums[place : place + len(window)] += taken * window
    return sums[TILE // STEP :][:steps]


def round_the_store(once: Frames) -> Energies:
    """The K-weighted mean square of each `CELL` frames of a store that closes on itself."""
    heard = np.fft.irfft(np.fft.rfft(once) * response(k_weighting(), len(once)), len(once))
    whole = len(once) // CELL * CELL
    return np.asarray(np.mean(heard[:whole].reshape(-1, CELL) ** 2, axis=1), np.float64)


def _lay(sound: Frames, span: Span, endless: Frames, tile: int, lay: tuple[int, ...]) -> None:
    """Add tile number `tile` to `sound`: it stands on TILE frames and crosses into CROSS more."""
    whole = Span(tile * TILE, tile * TILE + TILE + CROSS)
    part = whole.shared(span)
    offset = _offset(tile, lay)
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


def sprinkle(recipe: Sprinkle, stuff: tuple[int, ...], lay: tuple[int, ...]) -> Heard:
    """Small sounds, one by chance in each stretch of `every` seconds."""
    kinds = [small_sound(recipe, (*stuff, n)) for n in range(VARIANTS)]
    longest = max(len(kind) for kind in kinds)
    every = max(1, int(recipe.every * RATE))
    peak = decibels(recipe.level)

    def fallen(cell: int) -> tuple[int, int, float]:
        """Where it begins, which one it is, and its gain."""
        start = int((cell + dice("when", cell, *lay)) * every)
        gain = peak * (0.2 + 0.8 * dice("gain", cell, *lay) ** 2)
        return start, int(dice("kind", cell, *lay) * VARIANTS), gain

    def cells(span: Span) -> range:
        return range((span.start - longest) // every - 1, (span.stop - 1) // every + 1)

    def ask(span: Span) -> Frames:
        sound = np.zeros(span.length, np.float32)
        for start, kind, gain in map(fallen, cells(span)):
            part = Span(start, start + len(kinds[kind])).shared(span)
            if part.length:
                heard = kinds[kind][part.start - start : part.stop - start]
                sound[part.within(span)] += np.float32(gain) * heard
        return sound

    def weigh(steps: int) -> Energies:
        starts, which, gains = zip(*map(fallen, cells(Span(0, steps * STEP))), strict=True)
        return Clips(
            starts=np.array(starts, np.int64),
            lengths=np.array([len(kinds[kind]) for kind in which], np.int64),
            kinds=np.array(which, np.int64),
            gains=np.array(gains),
            clips=kinds,
        ).weigh(steps)

    return Heard(ask=ask, weigh=weigh)


def _together(layers: Sequence[Heard]) -> Ask:
    def ask(span: Span) -> Frames | None:
        heard = [sound for layer in layers if (sound := layer.ask(span)) is not None]
        return reduce(np.add, heard) if heard else None

    return ask


def _louder(ask: Ask, factor: float) -> Ask:
    def louder(span: Span) -> Frames | None:
        sound = ask(span)
        return None if sound is None else sound * np.float32(factor)

    return louder
