"""Dice with a memory."""

import numpy as np
import pytest

from kindpace.sound.chance import dice, stream


def test_dice_are_even_and_keep_their_word() -> None:
    """The same key always falls the same way, and all ways are as likely."""
    throws = [dice("x", n) for n in range(2_000)]
    assert dice("x", 7) == throws[7]
    assert np.mean(throws) == pytest.approx(0.5, abs=0.03)
    assert all(0 <= throw < 1 for throw in throws)
    assert len(set(throws)) == len(throws)


def test_dice_fall_the_same_on_every_machine() -> None:
    """A track made today can be made again in a year."""
    assert dice("tile", 3, 1107) == pytest.approx(0.3537077, abs=1e-7)


def test_streams_belong_to_their_keys() -> None:
    """The same key, the same numbers; another key, others."""
    one, same, other = (stream("bird", n).random(5).tolist() for n in (1, 1, 2))
    assert one == same
    assert one != other
