"""MPEG audio frames as they lie in a file: headers, the Info frame, and a walk over all of them.

Tables and bits: ISO/IEC 11172-3 2.4.1.3 and 13818-3 (Layer III only).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from mmap import mmap

from kindpace.track.checksum import crc16

MPEG_1, MPEG_2, MPEG_2_5 = 3, 2, 0
LAYER_III = 1
RATES = (44_100, 48_000, 32_000)
RATE_PARTS = {MPEG_1: 1, MPEG_2: 2, MPEG_2_5: 4}
MPEG_1_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
MPEG_2_BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
XING_SIZE = 120
LAME_SIZE = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The four bytes that begin a frame: `size` in bytes, `samples` a channel, kbit/s."""

    mpeg: int
    rate: int
    channels: int
    bitrate: int
    size: int
    samples: int

    @property
    def side(self) -> int:
        """Bytes of side information after the header."""
        wide, narrow = (32, 17) if self.mpeg == MPEG_1 else (17, 9)
        return narrow if self.channels == 1 else wide

    def follows(self, first: "Header") -> bool:
        """Whether both may stand in one stream."""
        return (self.mpeg, self.rate) == (first.mpeg, first.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """What an Info (`constant`) or Xing frame tells. `delay` and `padding` are 0 where untold.

    `tag_whole` and `music_crc` serve to see whether frames were changed since.
    """

    constant: bool
    frames: int
    size: int
    encoder: str
    delay: int
    padding: int
    tag_whole: bool
    music_crc: int


@lru_cache(maxsize=64)
def header_of(four: bytes) -> Header | None:
    """The header in these four bytes, or None if they are none that Layer III knows."""
    if len(four) < 4 or four[0] != 0xFF or four[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - sync bits
        return None
    mpeg, layer = four[1] >> 3 & 3, four[1] >> 1 & 3
    bitrate_index, rate_index = four[2] >> 4, four[2] >> 2 & 3
    if mpeg not in RATE_PARTS or layer != LAYER_III:
        return None
    if bitrate_index in (0, 15) or rate_index == len(RATES):
        return None
    bitrates = MPEG_1_BITRATES if mpeg == MPEG_1 else MPEG_2_BITRATES
    samples = 1152 if mpeg == MPEG_1 else 576
    rate, bitrate = RATES[rate_index] // RATE_PARTS[mpeg], bitrates[bitrate_index]
    return Header(
        mpeg=mpeg,
        rate=rate,
        channels=1 if four[3] >> 6 == 3 else 2,  # noqa: PLR2004 - mode 3 is one channel
        bitrate=bitrate,
        size=samples // 8 * 1000 * bitrate // rate + (four[2] >> 1 & 1),
        samples=samples,
    )


def tag_end(data: bytes) -> int:
    """Where the ID3v2 tag at the beginning of a file says that it ends; 0 without one.

    `data` is the file's first ten bytes or more.
    """
    if data[:3] != b"ID3" or len(data) < 10:  # noqa: PLR2004 - the size of an ID3v2 header
        return 0
    size = 0
    for seven_bits in data[6:10]:
        size = size << 7 | seven_bits & 0x7F
    footer = 10 if data[5] & 0x10 else 0
    return 10 + size + footer


def walk(data: bytes | mmap, place: int) -> Iterator[tuple[int, Header]]:
    """Each frame from byte `place` on and its header, while one follows the other.

    A last frame that is cut short is given too.
    """
    first = header_of(bytes(data[place : place + 4]))
    header = first
    while first and header and header.follows(first):
        yield place, header
        place += header.size
        header = header_of(bytes(data[place : place + 4]))


def info_in(frame: bytes, header: Header) -> Info | None:
    """The Info or Xing header in a stream's first frame, or None if it holds music."""
    start = 4 + header.side
    xing = frame[start : start + XING_SIZE]
    if xing[:4] not in (b"Info", b"Xing") or len(xing) < XING_SIZE or xing[7] & 3 != 3:  # noqa: PLR2004 - both counts told
        return None
    frames, size = struct.unpack(">II", xing[8:16])
    lame = frame[start + XING_SIZE : start + XING_SIZE + LAME_SIZE].ljust(LAME_SIZE, b"\0")
    gap = int.from_bytes(lame[21:24], "big")
    told = lame[:1].isalpha() and xing[7] & 15 == 15  # noqa: PLR2004 - LAME's part stands after all four
    stated = int.from_bytes(lame[34:36], "big")
    return Info(
        constant=xing[:4] == b"Info",
        frames=frames,
        size=size,
        encoder=lame[:9].decode("latin-1").strip("\0 ") if told else "",
        delay=gap >> 12 if told else 0,
        padding=gap & 0xFFF if told else 0,
        tag_whole=told and stated == crc16(frame[: start + XING_SIZE + LAME_SIZE - 2]),
        music_crc=int.from_bytes(lame[32:34], "big"),
    )
