"""Samples become MP3 frames of one bitrate."""

import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, WrongUse
from kindpace.track.encode import (
    BITRATES,
    MONO,
    RATE,
    STEREO,
    Block,
    Encoding,
    Source,
    clock,
    lame,
    pcm,
    source_of,
)
from kindpace.track.frames import walk
from kindpace.track.info import frame_count, frame_size
from tests.track.maker import music as music_of
from tests.track.maker import noise


@pytest.mark.parametrize("bitrate", BITRATES)
@pytest.mark.parametrize("channels", [1, 2])
def test_every_offered_bitrate_comes_out_constant(bitrate: int, channels: int) -> None:
    """Each frame has the bitrate asked for, and the frames fill the stream to its last byte."""
    encoding = Encoding(channels=channels, bitrate=bitrate)
    music = music_of(noise(12_000, channels), encoding)
    frames = list(walk(music, 0))
    assert {(h.bitrate, h.rate, h.channels) for _, h in frames} == {(bitrate, 44_100, channels)}
    assert sum(header.size for _, header in frames) == len(music)
    assert frame_count(len(music), encoding) == len(frames)
    assert {header.size - frame_size(encoding) for _, header in frames} <= {0, 1}


def test_a_source_is_asked_for_ten_seconds_at_a_time() -> None:
    """So no long stretch of it is ever in memory as floats."""
    sound, asked = noise(25 * RATE), list[tuple[int, int]]()

    def ask(start: int, stop: int) -> Block:
        asked.append((start, stop))
        return sound[start:stop]

    samples = Source(frames=len(sound), ask=ask).samples(1_000, len(sound), MONO)
    assert [stop - start for start, stop in asked] == [10 * RATE, 10 * RATE, 5 * RATE - 1_000]
    assert samples == source_of(sound).samples(1_000, len(sound), MONO)


def test_only_the_last_frames_of_an_unended_stretch_are_missing() -> None:
    """What an encoder gives before it is ended is the beginning of what it gives in all."""
    samples = source_of(noise(60_000)).samples(0, 60_000, MONO)
    whole, unended = lame(samples, MONO), lame(samples, MONO, last=False)
    assert 0 < len(whole) - len(unended) < 6 * frame_size(MONO)
    kept = len(unended) - 2 * frame_size(MONO)
    assert whole[:kept] == unended[:kept]


def test_samples_are_rounded_to_the_nearest_step() -> None:
    """Half a step and less goes to the nearer one; exactly full scale fits."""
    sound = np.array([[0.0], [1.4], [-1.6], [32767.4], [32768], [-32768]], dtype=np.float32)
    steps = np.frombuffer(pcm(sound / np.float32(32768), 1, 0), dtype="<i2")
    assert steps.tolist() == [0, 1, -2, 32767, 32767, -32768]


@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=50))
def test_whole_steps_pass_unchanged(steps: list[int]) -> None:
    """16-bit sound goes through float and back without loss."""
    sound = (np.array(steps, dtype=np.float32) / np.float32(32768)).reshape(-1, 1)
    assert steps == np.frombuffer(pcm(sound, 1, 0), dtype="<i2").tolist()


def test_sound_beyond_full_scale_is_refused_with_its_place() -> None:
    """Nothing is clipped in silence: where, and by how much beyond what LAME leaves room for."""
    sound = noise(100_000)
    sound[66_150] = 1.2
    with pytest.raises(KindpaceError, match=re.escape("At 0:01.500 the sound goes 2.03 dB")):
        music_of(sound)


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_numbers_are_refused(broken: float) -> None:
    """A sample that is not a number would be a loud crack."""
    sound = noise(500)
    sound[441] = broken
    with pytest.raises(KindpaceError, match=re.escape("At 0:00.010 the sound holds values")):
        music_of(sound)


def test_the_shape_of_blocks_is_held() -> None:
    """Mono blocks for a stereo track are a slip of the program's."""
    with pytest.raises(ValueError, match="expected"):
        music_of(noise(500), STEREO)


@pytest.mark.parametrize(
    ("wish", "slug"),
    [
        ({"bitrate": 32}, "bitrate-unknown"),
        ({"bitrate": 97}, "bitrate-unknown"),
        ({"channels": 3}, "channels-unknown"),
        ({"channels": 0}, "channels-unknown"),
        ({"quality": 1}, "quality-unknown"),
        ({"quality": 8}, "quality-unknown"),
    ],
)
def test_wishes_that_mp3_cannot_grant_are_wrong_use(wish: dict[str, int], slug: str) -> None:
    """Each with its own sentence."""
    with pytest.raises(WrongUse, match=slug):
        Encoding(**wish)


def test_a_clock_carries_over() -> None:
    """999.6 milliseconds are a second, and sixty of them a minute."""
    assert clock(Fraction(599_996, 10_000)) == "1:00.000"
    assert clock(Fraction(3_725)) == "62:05.000"
