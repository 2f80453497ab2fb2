"""The outline of a track, its offset, and its top."""

import numpy as np
import pytest

from kindpace.sound.loudness import STEP, measured
from kindpace.sound.span import RATE
from kindpace.verify.found import Levels
from kindpace.verify.levels import counted, part_of, together
from tests.verify.studio import Samples, blocks, noise, pieces


def levels_of(*channels: Samples) -> Levels:
    """The levels of a track at our own rate."""
    sound = np.stack(channels, axis=1)
    return together(
        [part_of(block) for block in blocks(*channels)],
        [counted(piece) for piece in pieces(sound)],
        rate=RATE,
        loudness=measured([sound]),
        true_peak=-3.0,
        floor=np.zeros(3),
        longest_faint=0.012,
    )


def test_the_outline_holds_the_extremes_of_each_tenth_of_a_second() -> None:
    """Over all channels, up and down, up to the last frame."""
    left, right = np.zeros((2, 25 * RATE + 100), np.float32)
    left[3 * STEP + 7], right[3 * STEP + 9], left[-1] = 0.5, -0.75, 0.25
    found = levels_of(left, right)
    assert len(found.highs) == len(found.lows) == 251
    assert (found.highs[3], found.lows[3]) == (0.5, -0.75)
    assert (found.highs[-1], found.lows[-1]) == (0.25, 0.0)
    assert found.highs.sum() == 0.75
    assert found.length == pytest.approx(25 + 100 / RATE)


def test_a_track_that_never_crosses_zero_has_no_depth() -> None:
    """Highs are 0 or more, lows 0 or less."""
    found = levels_of(np.full(RATE, -0.2, np.float32))
    assert not found.highs.any()
    assert found.lows == pytest.approx(-0.2)


def test_the_offset_is_that_of_the_worst_channel() -> None:
    """With its sign."""
    left = noise(12, -30)
    assert levels_of(left, left - np.float32(0.05)).offset == pytest.approx(-0.05, abs=1e-4)
    assert abs(levels_of(left).offset) < 1e-4


def test_samples_at_the_top_are_counted() -> None:
    """Whatever a 16-bit player has to cut, up or down, in any channel."""
    sound = np.zeros(RATE, np.float32)
    sound[10:14], sound[20], sound[30] = 1.2, -1.0, 0.999
    assert levels_of(sound, np.zeros(RATE, np.float32)).clipped == 5
    assert levels_of(noise(2, -20)).clipped == 0


def test_loudness_is_that_of_the_whole() -> None:
    """Figures come from one measure."""
    sound = noise(10, -20)
    found, told = levels_of(sound), measured([sound])
    assert found.integrated == told.integrated
    assert found.range == told.range
    assert found.momentary.tolist() == told.momentary.tolist()


def test_nothing_at_all_has_levels_too() -> None:
    """An MP3 of no samples."""
    found = together(
        [], [], rate=RATE, loudness=measured([]), true_peak=-120.0, floor=np.zeros(0),
        longest_faint=0.0,
    )  # fmt: skip
    assert (found.length, found.offset, found.clipped, len(found.highs)) == (0, 0, 0, 0)
