"""Clips and their way through pydub."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.clip import GRAIN, Clip, overlaid, samples_of, segment_of

NOISE = np.random.default_rng(3).uniform(-1, 1, 10 * GRAIN).astype(np.float32)


def test_a_clip_is_read_only_and_leaves_its_source_alone() -> None:
    """Nobody changes a clip, and a clip changes nobody's array."""
    source = NOISE.copy()
    clip = Clip(source)
    source[0] = 0.5
    assert clip.samples[0] == NOISE[0]
    with pytest.raises(ValueError, match="read-only"):
        clip.samples[0] = 0


def test_a_segment_gives_the_clip_back() -> None:
    """32 bits with 18 dB of headroom keep every sample to a part in 2^28."""
    back = Clip.of(Clip(NOISE).to_segment())
    assert len(back) == len(NOISE)
    assert np.abs(back.samples - NOISE).max() <= 2**-24


def test_stereo_goes_there_and_back() -> None:
    """Both channels keep their places."""
    both = np.stack((NOISE, -NOISE), axis=1)
    assert np.allclose(both, samples_of(segment_of(both)), atol=2**-24)


def test_gain_is_in_decibels() -> None:
    """Six decibels double the amplitude, nearly."""
    louder = Clip(NOISE).gained(6.0206)
    assert np.allclose(2 * NOISE, louder.samples, atol=1e-5)
    assert Clip(NOISE).gained(0).samples.tobytes() == NOISE.tobytes()


@settings(max_examples=20)
@given(st.permutations(range(5)))
def test_overlaying_does_not_care_for_order(order: list[int]) -> None:
    """Sums of integers are the same whoever comes first."""
    segments = [segment_of(np.roll(NOISE, 37 * n), 0.5) for n in range(5)]
    straight = overlaid(segments)
    shuffled = overlaid([segments[n] for n in order])
    assert straight.raw_data == shuffled.raw_data


def test_the_bus_has_room_for_seven_full_stems() -> None:
    """Nothing saturates below 18 dB over full scale."""
    full = np.full(GRAIN, 0.99, np.float32)
    assert np.allclose(7 * 0.99, samples_of(overlaid([segment_of(full)] * 7)), atol=1e-5)


def test_importing_clips_warns_of_nothing() -> None:
    """A machine without ffmpeg is no reason to be told so."""
    code = "import kindpace.sound.clip"
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": ""},
    )
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
