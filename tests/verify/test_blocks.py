"""A track in blocks is the track."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.span import RATE
from kindpace.verify.blocks import MARGIN, at_our_rate, cut

SIZE = 2 * MARGIN


@settings(max_examples=25, deadline=None)
@given(
    frames=st.integers(1, 4 * SIZE + 10),
    pieces=st.lists(st.integers(0, 4 * SIZE + 10), max_size=5),
    channels=st.integers(1, 2),
)
def test_blocks_hold_every_frame_once_and_know_their_neighbours(
    frames: int, pieces: list[int], channels: int
) -> None:
    """However the decoder cuts, each block is the same window on the same track."""
    sound = np.arange(frames * channels, dtype=np.float32).reshape(-1, channels)
    given_as = np.split(sound, sorted(place % frames for place in pieces))
    found = list(cut(given_as, SIZE))
    assert np.array_equal(np.concatenate([one.samples[one.inside] for one in found]), sound)
    padded = np.pad(sound, ((MARGIN, MARGIN), (0, 0)))
    for one in found:
        assert np.array_equal(one.samples, padded[one.span.start : one.span.stop + 2 * MARGIN])
        assert len(one.middle) == len(one.samples) == one.around.length


def test_nothing_in_gives_no_blocks() -> None:
    """A decoder that has nothing to say."""
    assert list(cut([])) == []
    assert list(at_our_rate([], 48_000)) == []


def test_the_middle_is_the_mean_of_both_ears() -> None:
    """One ear up, one down: nothing in the middle."""
    sound = np.stack((np.full(500, 0.5), np.full(500, -0.5)), axis=1).astype(np.float32)
    (one,) = cut([sound])
    assert not one.middle.any()
    assert one.samples[one.inside].tolist() == sound.tolist()


@pytest.mark.parametrize("rate", [22_050, 32_000, 48_000])
def test_other_rates_come_to_ours_as_long_as_before(rate: int) -> None:
    """A second stays a second, and a tone keeps its pitch."""
    time = np.arange(3 * rate) / rate
    tone = np.sin(2 * np.pi * 1_000 * time).astype(np.float32)[:, None]
    heard = np.concatenate(list(at_our_rate(np.array_split(tone, 7), rate)))[:, 0]
    assert len(heard) == pytest.approx(3 * RATE, abs=2)
    expected = np.sin(2 * np.pi * 1_000 * np.arange(len(heard)) / RATE)
    assert np.abs(heard - expected)[RATE : 2 * RATE].max() < 0.001


def test_our_own_rate_passes_untouched() -> None:
    """No filter stands where none is needed."""
    sound = np.random.default_rng(1).normal(0, 1, (1000, 1)).astype(np.float32)
    (heard,) = at_our_rate([sound], RATE)
    assert heard is sound
