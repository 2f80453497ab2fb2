import io

import pytest
import soundfile

from kindpace.voices.mpeg import counted, frames_of, is_mpeg
from kindpace.voices.protocol import VoiceFailed

from .standins.sounds import HEADER_ALONE, NOT_A_SOUND, said

MP3 = said("Easy now, and let it go.")
ID3 = b"ID3\x03\0\0\0\0\1\x05" + b"APIC\xff\xfb" + b"\0" * 127


def test_frames_follow_one_another_without_the_count() -> None:
    """The first frame of ours counts the others; all the rest are sound."""
    frames = list(frames_of(MP3))
    assert b"Xing" not in b"".join(frames)
    assert MP3.endswith(b"".join(frames))
    assert len(MP3) - len(b"".join(frames)) < 1000
    assert {frame[:2] for frame in frames} == {b"\xff\xf3"}


def test_tags_and_filling_are_left_out() -> None:
    """Before, between and after the streams; a picture's bytes are no frames."""
    frames = list(frames_of(MP3))
    tail = b"TAG" + b" " * 125
    assert list(frames_of(ID3 + MP3 + ID3 + MP3 + tail)) == frames * 2
    assert list(frames_of(MP3 + bytes(999))) == frames


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (MP3[:-1], "breaks off"),
        (MP3[:500], "breaks off"),
        (MP3[: -len(list(frames_of(MP3))[-1]) * 2], "breaks off"),
        (b"".join(list(frames_of(MP3 + MP3))[:1]) + MP3[:-800], "breaks off"),
        (MP3 + b"x", "played"),
        (MP3[:1000] + b"junk" + MP3[1000:], "played"),
        (HEADER_ALONE, "played"),
        (NOT_A_SOUND, "played"),
        (bytes(2000), "played"),
        (ID3 + b"x", "played"),
        (MP3 + b"\xff\xfb\x90\xc4" + bytes(413), "played"),
    ],
)
def test_what_does_not_follow_on_is_told(sound: bytes, words: str) -> None:
    """Cut, joined badly, or no MP3 at all."""
    with pytest.raises(VoiceFailed, match=words):
        list(frames_of(sound))


@pytest.mark.parametrize(
    "head",
    [b"", b"\xff", b"\xff\xfb", b"\xff\xeb\x90\xc4", b"\xff\xfd\x90\xc4", b"\xff\xfb\xf0\xc4",
     b"\xff\xfb\x00\xc4", b"\xff\xfb\x9c\xc4", b"RIFF"],
)  # fmt: skip
def test_what_is_no_header_is_no_frame(head: bytes) -> None:
    """Too short, a reserved version, another layer, no bitrate, no rate."""
    assert not is_mpeg(head + b"\0" * 400 if len(head) > 3 else head)
    assert is_mpeg(b"\xff\xfb\x90\xc4")


def test_a_true_count_stands_in_front() -> None:
    """So that a decoder knows the length of a stream that doesn't tell it, or tells it wrongly."""
    frames = list(frames_of(MP3))
    for sound, times in ((MP3, 1), (b"".join(frames), 1), (MP3 * 3, 3)):
        whole = soundfile.info(io.BytesIO(counted(sound)))
        assert whole.frames == pytest.approx(len(frames) * times * 576, abs=1200)


def test_one_frame_alone_is_no_speech() -> None:
    """It lasts a fortieth of a second."""
    with pytest.raises(VoiceFailed, match="played"):
        counted(next(frames_of(MP3)))


def test_each_version_has_its_size() -> None:
    """128 kbit/s at 44.1 kHz, 64 at 24 kHz, 32 at 11.025 kHz, as encoders write them."""
    for head, size in (
        (b"\xff\xfb\x90\xc4", 417),
        (b"\xff\xf3\x84\xc4", 192),
        (b"\xff\xe3\x40\xc4", 208),
    ):
        frame = head + bytes(size - 4)
        assert list(frames_of(frame * 3)) == [frame] * 3
