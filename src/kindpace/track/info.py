"""The Info frame: a silent first MPEG frame from which players learn the exact length.

It is laid out as LAME writes it: the header of Xing ("Info" where the bitrate is constant), then
LAME's extension, by "Mp3 Info Tag rev 1 specifications" (Gabriel Bouvigne, mp3-tech.org).
"""

import struct
from dataclasses import dataclass

from kindpace.track.checksum import crc16
from kindpace.track.encode import RATE, Encoding

PER_FRAME = 1152
"""Samples a channel in one frame of MPEG-1 Layer III."""

DELAY = 576
"""How many frames of silence LAME puts before the first; a decoder's own 529 come on top."""

EVERY_FIELD = 0b1111
"""Frame count, byte count, table of contents and quality all follow."""

NAME = b"LAME3.100"
"""The version whose tag this is; lameenc doesn't tell which LAME it carries."""

CONSTANT = 0x01
PSYCHOACOUSTICS = 0x14
SOURCE_44_1 = 0x40
JOINT_STEREO = 3 << 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Music:
    """The encoded frames in sum: how many bytes, their CRC, and the first frame's header."""

    size: int = 0
    crc: int = 0
    header: bytes = b""

    def and_then(self, piece: bytes) -> "Music":
        """The sum with `piece` added to its end."""
        return Music(
            size=self.size + len(piece),
            crc=crc16(piece, self.crc),
            header=self.header + piece[: 4 - len(self.header)],
        )


def frame_size(encoding: Encoding) -> int:
    """Bytes in a frame without its padding byte."""
    return 144_000 * encoding.bitrate // RATE


def frame_start(number: int, encoding: Encoding) -> int:
    """The byte with which frame `number` of a stream begins, as LAME pads its frames."""
    size, rest = divmod(144_000 * encoding.bitrate, RATE)
    return number * size - (-(number - 1) * rest // RATE if number else 0)


def frame_count(size: int, encoding: Encoding) -> int:
    """How many frames `size` bytes hold: padding keeps the sum within a byte of the bitrate."""
    return round(size * RATE / (144_000 * encoding.bitrate))


def info_frame(music: Music, frames: int, encoding: Encoding) -> bytes:
    """The frame to put before `music`, so that decoders give back exactly `frames` frames."""
    size = frame_size(encoding)
    count = frame_count(music.size, encoding)
    padding = count * PER_FRAME - DELAY - frames
    whole = size + music.size
    xing = b"Info" + struct.pack(">III", EVERY_FIELD, count, whole)
    contents = bytes(256 * percent // 100 for percent in range(100))
    quality = struct.pack(">I", 60 - encoding.quality)
    stereo = JOINT_STEREO if encoding.channels > 1 else 0
    extension = struct.pack(
        ">9sBBIHHBB3sBBHIH",
        NAME,
        CONSTANT,
        0,  # low-pass, peak and loudness: not told
        0,
        0,
        0,
        PSYCHOACOUSTICS,
        min(encoding.bitrate, 255),
        (DELAY << 12 | padding).to_bytes(3, "big"),
        SOURCE_44_1 | stereo,
        0,
        0,
        whole,
        music.crc,
    )
    tag = _start(music, encoding) + xing + contents + quality + extension
    return (tag + crc16(tag).to_bytes(2, "big")).ljust(size, b"\0")


def _start(music: Music, encoding: Encoding) -> bytes:
    """The music's own header, unpadded, without mode extension, and side information of zeros."""
    sync, layer, rate, mode = music.header
    side = 17 if encoding.channels == 1 else 32
    return bytes((sync, layer, rate & ~0b10, mode & 0b1100_1111)) + bytes(side)
