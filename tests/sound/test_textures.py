"""The stuff of grounds: noise, chords and running water."""

import numpy as np
import pytest

from kindpace.sound.span import RATE
from kindpace.sound.templates import Brook, Noise, Tones
from kindpace.sound.textures import HIGHEST, STORE, Ground, store

NOISE = Noise(sound="noise", low=100, high=900, tilt=-3, level=-40)
CHORD = Tones(sound="tones", pitches=(110, 165, 247), tilt=-12, blur=0.5)
BROOK = Brook(sound="brook", every=0.01, pitch=(400, 1_200))
GROUNDS = pytest.mark.parametrize("ground", [NOISE, CHORD, BROOK], ids=lambda one: str(one.sound))


@GROUNDS
def test_a_store_has_one_strength_and_closes_on_itself(ground: Ground) -> None:
    """RMS 1 whatever the level; from its last sample to its first is a step like any other."""
    sound = store(ground, (1, 2))
    assert len(sound) == STORE
    assert np.sqrt(np.mean(sound.astype(np.float64) ** 2)) == pytest.approx(1, abs=1e-3)
    assert abs(sound[0] - sound[-1]) <= np.abs(np.diff(sound)).max()
    assert not sound.flags.writeable


@GROUNDS
def test_the_same_seed_makes_the_same_store(ground: Ground) -> None:
    """And another seed another one."""
    assert store(ground, (1, 2)).tobytes() == store(ground, (1, 2)).tobytes()
    assert store(ground, (1, 2)).tobytes() != store(ground, (1, 3)).tobytes()


def test_a_chord_sounds_on_its_pitches_and_nowhere_else() -> None:
    """All but a thousandth of its energy lies within 2 Hz of a partial, none above the highest."""
    power = np.abs(np.fft.rfft(store(CHORD, (3,)))) ** 2
    pitch = np.fft.rfftfreq(STORE, 1 / RATE)
    away = [
        np.abs(pitch - lowest * np.maximum(1, np.round(pitch / lowest))) for lowest in CHORD.pitches
    ]
    assert power[np.min(away, axis=0) > 2].sum() < 0.001 * power.sum()
    assert power[pitch > HIGHEST + 5].sum() < 1e-6 * power.sum()


def test_a_chord_breathes_slowly() -> None:
    """Its loudness moves, but hardly faster than once a second."""
    cells = store(CHORD, (3,))[: 4_410 * 220].reshape(-1, 4_410)
    level = np.sqrt(np.mean(cells.astype(np.float64) ** 2, axis=1))
    power = np.abs(np.fft.rfft(level - level.mean())) ** 2
    rate = np.fft.rfftfreq(len(level), 0.1)
    assert level.std() > 0.1 * level.mean()
    assert power[rate < 1.2].sum() > 0.9 * power.sum()


def test_water_is_many_bubbles_between_its_pitches() -> None:
    """No single one stands out, and most of the energy lies where the recipe says."""
    sound = store(BROOK, (4,))
    power = np.abs(np.fft.rfft(sound)) ** 2
    pitch = np.fft.rfftfreq(STORE, 1 / RATE)
    assert power[(pitch > 350) & (pitch < 1_500)].sum() > 0.9 * power.sum()
    assert np.abs(sound).max() < 8
