"""What a picture's first bytes say about it: kind, width, height, colours. No pixel is unpacked."""

import struct
from dataclasses import dataclass
from typing import Final

JPEG: Final = b"\xff\xd8\xff"
PNG: Final = b"\x89PNG\r\n\x1a\n"
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that tell its size (ITU T.81, table B.1)."""

BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
FRAME_HEAD: Final = ">BHHB"
PNG_HEAD: Final = 26
GREY, RGB, PALETTE, GREY_ALPHA, RGB_ALPHA = 0, 2, 3, 4, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its media `type`, its pixels each way, and whether its colours are RGB."""

    type: str
    width: int
    height: int
    rgb: bool


def picture_in(data: bytes) -> Picture | None:
    """The JPEG or PNG that begins with `data`; None if it is neither, or tells no size there."""
    if data.startswith(PNG) and len(data) >= PNG_HEAD and data[12:16] == b"IHDR":
        width, height, _, colours = struct.unpack_from(">IIBB", data, 16)
        rgb = colours in (RGB, PALETTE, RGB_ALPHA)
        return Picture(type="image/png", width=width, height=height, rgb=rgb)
    return _jpeg(data) if data.startswith(JPEG) else None


def _jpeg(data: bytes) -> Picture | None:
    """Go from segment to segment until one tells the size."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - how every marker begins
        marker = data[place + 1]
        if marker == 0xFF or marker in BARE:  # noqa: PLR2004 - filling
            place += 1 if marker == 0xFF else 2  # noqa: PLR2004 - the same
            continue
        if marker in FRAMES:
            if place + 4 + struct.calcsize(FRAME_HEAD) > len(data):
                return None
            _, height, width, layers = struct.unpack_from(FRAME_HEAD, data, place + 4)
            return Picture(type="image/jpeg", width=width, height=height, rgb=layers == 3)  # noqa: PLR2004 - three colours
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return None
