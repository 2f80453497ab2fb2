"""Two channels in one ear."""

import numpy as np
import pytest

from kindpace.sound.span import RATE
from kindpace.verify.ears import ALIKE, MOST, part_of, together
from tests.verify.studio import Samples, noise


def ears_of(left: Samples, right: Samples) -> tuple[float, float, float, float]:
    """What is lost, in the worst 3 s, where, and how the channels lean."""
    found = together([part_of(np.stack((left, right), axis=1))])
    return found.lost, found.worst_lost, found.worst_at, found.leaning


def test_mono_loses_nothing() -> None:
    """One channel, and two that are the same."""
    sound = noise(5, -20)
    assert together([part_of(sound[:, None])]) == ALIKE
    assert together([]) == ALIKE
    assert ears_of(sound, sound) == pytest.approx((0, 0, 0, 0), abs=1e-6)


def test_strangers_lose_three_decibels() -> None:
    """Two channels that know nothing of each other."""
    lost, *_, leaning = ears_of(noise(20, -20), noise(20, -20, seed=2))
    assert lost == pytest.approx(3.0, abs=0.3)
    assert leaning < 0.1


def test_turned_against_each_other_nothing_is_left() -> None:
    """One channel upside down."""
    sound = noise(5, -20)
    lost, worst, _, leaning = ears_of(sound, -sound)
    assert (lost, worst) == (MOST, MOST)
    assert leaning == 0


def test_one_ear_alone_leans_as_far_as_can_be() -> None:
    """The other hears nothing, and half of the voltage in the sum is 3 dB of the mean energy."""
    lost, _, _, leaning = ears_of(noise(5, -20), np.zeros(5 * RATE, np.float32))
    assert leaning == MOST
    assert lost == pytest.approx(3.0, abs=0.1)


def test_the_worst_three_seconds_are_found() -> None:
    """Four seconds upside down in the middle of a whole that is fine."""
    left = noise(30, -20)
    right = left.copy()
    right[12 * RATE : 16 * RATE] *= -1
    lost, worst, at, _ = ears_of(left, right)
    assert lost < 1
    assert worst == MOST
    assert at == pytest.approx(12.5, abs=0.6)


def test_what_nobody_hears_is_not_judged() -> None:
    """A bed at -70 dBFS may do what it likes."""
    _, worst, _, _ = ears_of(noise(5, -70), noise(5, -70, seed=2))
    assert worst == 0
