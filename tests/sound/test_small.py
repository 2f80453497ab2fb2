"""Drops, birds, crickets and crackles by themselves."""

import numpy as np
import pytest

from kindpace.sound.small import small_sound
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import Sprinkle

PITCHES = {
    "drops": (500, 2_400),
    "birds": (1_700, 4_200),
    "crickets": (2_700, 3_600),
    "crackles": (600, 2_200),
}
KINDS = pytest.mark.parametrize("kind", PITCHES)


def made(kind: str, number: int) -> Frames:
    """One small sound."""
    recipe = Sprinkle.model_validate(
        {"sound": kind, "every": 1, "level": 0, "pitch": PITCHES[kind]}
    )
    return small_sound(recipe, (7, number))


@KINDS
def test_a_small_sound_is_whole(kind: str) -> None:
    """Peak 1, at rest at both ends, and the same every time."""
    for number in range(6):
        sound = made(kind, number)
        assert np.abs(sound).max() == pytest.approx(1)
        assert abs(sound[0]) < 0.02
        assert abs(sound[-1]) < 1e-3
        assert sound.tobytes() == made(kind, number).tobytes()


@KINDS
def test_no_two_are_alike(kind: str) -> None:
    """Each number has its own."""
    assert made(kind, 0).tobytes() != made(kind, 1).tobytes()


@KINDS
def test_a_small_sound_is_soon_over(kind: str) -> None:
    """Half a second holds nearly all of a drop or a crackle, two seconds all of any."""
    longest = {"birds": 1.8, "crickets": 0.6, "drops": 0.07, "crackles": 0.17}[kind]
    assert max(len(made(kind, number)) for number in range(6)) <= longest * RATE


def test_a_crackle_is_a_few_dry_ticks() -> None:
    """Most of its energy comes within a tenth of a second, and little of it is shrill."""
    for number in range(12):
        sound = made("crackles", number).astype(np.float64)
        power = sound**2
        middle = int(np.argmax(np.cumsum(power) > power.sum() / 2))
        near = power[max(0, middle - RATE // 10) : middle + RATE // 10].sum()
        assert near > 0.9 * power.sum()
        spectrum = np.abs(np.fft.rfft(sound)) ** 2
        pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
        assert spectrum[pitch > 6_000].sum() < 0.25 * spectrum.sum()
