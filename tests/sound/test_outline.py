"""A voice, seen from afar."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.sound.outline import (
    AFTER,
    BEFORE,
    BRIGHTEST,
    HOP,
    POINT,
    TOP,
    UNKNOWN,
    band_weights,
    outline,
    powers,
)
from kindpace.sound.take import Frames
from tests.sound.maker import sine, vowels


def test_an_outline_has_a_point_for_each_40_ms_begun() -> None:
    """Half a point is one."""
    whole = outline(sine(1000, -20, 0.4))
    assert len(whole.level) == len(whole.tint) == 10
    assert len(outline(sine(1000, -20, 0.41)).level) == 11


def test_nothing_has_no_outline_and_silence_a_flat_one() -> None:
    """Neither is divided by."""
    assert outline(np.zeros(0, np.float32)) == UNKNOWN
    assert set(outline(np.zeros(8820, np.float32)).tint) == {0}


@pytest.mark.parametrize(("down", "steps"), [(0, 0), (6, 3), (12, 6), (20, 10), (40, 15)])
def test_two_decibels_are_one_step(down: float, steps: int) -> None:
    """From the highest level down, and thirty dB below it all is one."""
    both = np.concatenate((sine(1000, -20, 0.4), sine(1000, -20 - down, 0.4)))
    level = outline(both).level
    assert TOP - level[15] == steps
    assert max(level) == TOP


@pytest.mark.parametrize(("pitch", "tint"), [(420, 4), (600, 8), (1200, 16), (2400, 24)])
def test_eight_tints_are_an_octave(pitch: float, tint: int) -> None:
    """Counted from 300 Hz."""
    assert abs(outline(sine(pitch, -20, 0.4)).tint[5] - tint) <= 1


def test_only_what_a_telephone_carries_is_looked_at() -> None:
    """A tone far outside of the band leaves a voice's outline as it was."""
    voice = sine(1000, -20, 0.4)
    rumble = outline(voice + sine(50, -20, 0.4))
    assert rumble == outline(voice + sine(9000, -20, 0.4)) == outline(voice)


@given(st.floats(-40, 0))
def test_an_outline_is_the_same_at_any_level(level: float) -> None:
    """It is told under its own highest point."""
    voice = vowels(Fraction(1), 3)
    assert outline(voice * np.float32(10 ** (level / 20))) == outline(voice)


@given(st.integers(1, 20_000), st.integers(0, 99))
def test_every_step_is_within_its_bounds(frames: int, seed: int) -> None:
    """Whatever sounds."""
    noise = np.random.default_rng(seed).standard_normal(frames).astype(np.float32)
    found = outline(noise)
    assert max(found.level) == TOP
    assert max(found.tint) <= BRIGHTEST


def mean_square(sound: Frames) -> float:
    """By the windows' powers over all bands."""
    every = np.full((513, 1), 2 / 1024)
    return float(powers(np.pad(sound, (BEFORE, AFTER)), every).mean())


def test_powers_are_mean_squares() -> None:
    """A sine of peak 1 has one half, whatever its pitch."""
    assert mean_square(sine(1000, 0, 2)) == pytest.approx(0.5, rel=0.01)
    assert mean_square(sine(440, -20, 2)) == pytest.approx(0.005, rel=0.01)


def test_powers_of_a_part_are_a_part_of_the_powers() -> None:
    """They may be asked for block by block."""
    sound = np.random.default_rng(1).standard_normal(100 * HOP).astype(np.float32)
    whole = powers(np.pad(sound, (BEFORE, AFTER)), band_weights())
    part = powers(sound[20 * HOP - BEFORE : 60 * HOP + AFTER], band_weights())
    assert np.allclose(whole[20:60], part, rtol=1e-5)
    assert len(whole) == 100 == 25 * POINT
