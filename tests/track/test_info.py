"""The Info frame, from which players learn the exact length."""

from pathlib import Path
from typing import Any

import mutagen.mp3
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kindpace.track.checksum import crc16
from kindpace.track.encode import BITRATES, MONO, RATE, STEREO, Encoding, source_of
from kindpace.track.frames import header_of, info_in
from kindpace.track.info import Music, frame_size, info_frame
from kindpace.track.write import write_track
from tests.track.maker import PLAIN, music, noise, small_track


def music_of(frames: int, encoding: Encoding) -> Music:
    """The sum of encoded noise."""
    return Music().and_then(music(noise(frames, encoding.channels), encoding))


@pytest.mark.parametrize("bitrate", BITRATES)
@pytest.mark.parametrize("channels", [1, 2])
def test_it_is_a_valid_frame_of_the_same_stream(bitrate: int, channels: int) -> None:
    """Same bitrate, rate and channels as the music; as long as its own header says."""
    encoding = Encoding(channels=channels, bitrate=bitrate)
    frame = info_frame(music_of(3_000, encoding), 3_000, encoding)
    header = header_of(frame[:4])
    assert header is not None
    assert (header.bitrate, header.channels) == (bitrate, channels)
    assert len(frame) == header.size == frame_size(encoding)


def test_its_numbers_add_up() -> None:
    """Frames, bytes, delay, padding and both checksums agree with the music."""
    summed = music_of(10_000, MONO)
    frame = info_frame(summed, 10_000, MONO)
    header = header_of(frame[:4])
    assert header is not None
    info = info_in(frame, header)
    assert info is not None
    assert info.constant
    assert info.frames * 1152 - info.delay - info.padding == 10_000
    assert info.size == len(frame) + summed.size
    assert (info.music_crc, info.tag_whole) == (summed.crc, True)
    assert info.delay == 576


def test_the_table_of_contents_runs_straight_through_the_file() -> None:
    """At a constant bitrate, one per cent of the time is one per cent of the bytes."""
    frame = info_frame(music_of(3_000, MONO), 3_000, MONO)
    contents = frame[21 + 16 : 21 + 116]
    assert frame[21:25] == b"Info"
    assert [256 * percent // 100 for percent in range(100)] == list(contents)


def test_a_sum_of_pieces_is_the_sum_of_the_whole() -> None:
    """Size, checksum and first header don't depend on how the music comes."""
    whole = music(noise(4_000))
    summed = Music()
    for first in range(0, len(whole), 3):
        summed = summed.and_then(whole[first : first + 3])
    assert summed == Music(size=len(whole), crc=crc16(whole), header=whole[:4])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frames=st.integers(1, 3 * RATE), stereo=st.booleans())
def test_players_hear_exactly_as_many_samples_as_went_in(
    tmp_path: Path, frames: int, stereo: bool
) -> None:
    """The law of length, with two decoders that know nothing of each other."""
    encoding = STEREO if stereo else MONO
    track = small_track(tmp_path, frames=frames, encoding=encoding)
    heard, rate = soundfile.read(track.path, always_2d=True)
    assert (len(heard), rate, heard.shape[1]) == (frames, RATE, encoding.channels)
    told: Any = mutagen.mp3.MP3(track.path).info
    assert abs(told.length - frames / RATE) < 1e-6
    assert told.bitrate_mode is mutagen.mp3.BitrateMode.CBR


@pytest.mark.parametrize("frames", [1, 575, 576, 577, 1151, 1152, 1153, 2304])
def test_lengths_round_a_frame_boundary_are_exact(tmp_path: Path, frames: int) -> None:
    """Where padding wraps, too."""
    assert soundfile.info(small_track(tmp_path, frames=frames).path).frames == frames


def test_the_sound_stands_where_it_stood(tmp_path: Path) -> None:
    """Clicks over noise come back within a millisecond of their place, all through the track."""
    frames = 6 * RATE
    sound = noise(frames, level=0.005)
    clicks = [round(RATE * (0.2 + number * 60 / 173)) for number in range(16)]
    for click in clicks:
        sound[click : click + 40] += 0.5
    path = tmp_path / "clicks.mp3"
    write_track(source_of(sound), PLAIN, path)
    heard, _ = soundfile.read(path)
    for click in clicks:
        near = abs(heard[click - 2_000 : click + 2_000])
        onset = click - 2_000 + int((near > 0.25).argmax())
        assert abs(onset - click) <= RATE / 1000
