"""MPEG frames are told from everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.track.frames import header_of, info_in, tag_end, walk
from tests.track.maker import music as music_of
from tests.track.maker import noise


@pytest.mark.parametrize(
    ("four", "expected"),
    [
        ("fffb70c4", (44_100, 1, 96, 313, 1152)),
        ("fffb9064", (44_100, 2, 128, 417, 1152)),
        ("fffb9264", (44_100, 2, 128, 418, 1152)),
        ("fffb9464", (48_000, 2, 128, 384, 1152)),
        ("fff388c4", (16_000, 1, 64, 288, 576)),
        ("ffe380c4", (11_025, 1, 64, 417, 576)),
    ],
)
def test_a_header_is_read_as_the_standard_says(four: str, expected: tuple[int, ...]) -> None:
    """Rate, channels, bitrate, bytes and samples of MPEG-1, 2 and 2.5."""
    header = header_of(bytes.fromhex(four))
    assert header is not None
    found = (header.rate, header.channels, header.bitrate, header.size, header.samples)
    assert found == expected


@pytest.mark.parametrize(
    "four",
    ["", "fffb90", "00fb9064", "ff1b9064", "ffeb9064", "fff99064", "fffb0064", "fffbf064",
     "fffb9c64", "49443303"],
)  # fmt: skip
def test_what_is_no_header_of_layer_three_is_none(four: str) -> None:
    """Too short, out of sync, a reserved version, another layer, no bitrate, no rate, a tag."""
    assert header_of(bytes.fromhex(four)) is None


@pytest.mark.parametrize(
    ("four", "side"), [("fffb9064", 32), ("fffb70c4", 17), ("fff38864", 17), ("fff388c4", 9)]
)
def test_side_information_has_its_size(four: str, side: int) -> None:
    """By version and channels."""
    header = header_of(bytes.fromhex(four))
    assert header is not None
    assert header.side == side


def test_a_tag_ends_where_its_size_says() -> None:
    """Seven bits a byte; a footer adds ten."""
    assert tag_end(b"ID3\x03\x00\x00\x00\x00\x02\x01") == 10 + 257
    assert tag_end(b"ID3\x04\x00\x10\x00\x00\x00\x01") == 10 + 1 + 10
    assert tag_end(b"ID3\x03\x00") == 0
    assert tag_end(b"\xff\xfb\x90\x64" * 4) == 0


def test_a_walk_meets_every_frame_and_stops_at_the_first_thing_else() -> None:
    """Frames follow each other without a gap; what is cut short is given too."""
    music = music_of(noise(5_000))
    whole = list(walk(music + b"TAG", 0))
    places = [place for place, _ in whole]
    assert [0, *(place + header.size for place, header in whole[:-1])] == places
    assert whole[-1][0] + whole[-1][1].size == len(music)
    assert len(list(walk(music[:-1], 0))) == len(whole)
    assert list(walk(music, 1)) == []


def test_music_is_no_info_header() -> None:
    """The first frame of a bare stream tells nothing."""
    music = music_of(noise(3_000))
    header = header_of(music[:4])
    assert header is not None
    assert info_in(music[: header.size], header) is None


def test_a_short_xing_header_tells_no_delay() -> None:
    """Older encoders wrote the counts alone; then nothing is trimmed."""
    four = bytes.fromhex("fffb9064")
    header = header_of(four)
    assert header is not None
    xing = b"Xing" + (3).to_bytes(4, "big") + (12).to_bytes(4, "big") + (5000).to_bytes(4, "big")
    info = info_in((four + bytes(32) + xing).ljust(header.size, b"\0"), header)
    assert info is not None
    assert (info.constant, info.frames, info.size) == (False, 12, 5000)
    assert (info.encoder, info.delay, info.padding, info.tag_whole) == ("", 0, 0, False)


@given(st.binary(max_size=600))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    """Nothing that stands in a file stops the reader."""
    for place, header in walk(data, 0):
        assert place < len(data)
        info_in(data[place : place + header.size], header)
