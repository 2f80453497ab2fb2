"""Two stretches of one sound, encoded apart, joined frame to frame into one clean stream.

A frame of Layer III may keep the beginning of its data in the free room of the frames before it,
the bit reservoir (ISO/IEC 11172-3 2.4.3.4). So the right stretch can take over at any frame whose
data reaches no further back than the left stretch has left free, and where both chose the same
windows: then those few bytes are carried over, and no bit of any frame has to change.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kindpace.track.encode import Encoding
from kindpace.track.info import frame_start

HEADER: Final = 4
MAIN_DATA_BEGIN: Final = 9
"""Bits that say how many bytes of main data lie before the frame's own room."""

GRANULE: Final = 59
"""Bits of side information for one granule of one channel."""

WINDOWS: Final = 33
"""Bits of it before those that tell the windows; then one flag, two of type and one of mixing."""


def seam(left: bytes, right: bytes, begun: int, tried: Iterable[int], encoding: Encoding) -> int:
    """The first of `tried` frames of `right` at which it can follow `left`; -1 where none can.

    `right` begins with the frame that is number `begun` of `left`.
    """
    for frame in tried:
        ours, theirs = _side(right, frame, encoding), _side(left, begun + frame, encoding)
        earlier = _side(right, frame - 1, encoding), _side(left, begun + frame - 1, encoding)
        alike = all(
            _windows(one, encoding) == _windows(other, encoding)
            for one, other in ((ours, theirs), earlier)
        )
        if alike and _reach(ours, encoding) <= _reach(theirs, encoding):
            return frame
    return -1


def carried(left: bytes, right: bytes, begun: int, frame: int, encoding: Encoding) -> bytes:
    """`left` up to where `right` takes over at its `frame`, with what that keeps in reserve."""
    joined = bytearray(left[: frame_start(begun + frame, encoding)])
    wanted = _reach(_side(right, frame, encoding), encoding)
    shift = frame_start(begun + frame, encoding) - frame_start(frame, encoding)
    for start, stop in _rooms_before(frame, encoding):
        first = max(start, stop - wanted)
        joined[shift + first : shift + stop] = right[first:stop]
        wanted -= stop - first
        if not wanted:
            break
    return bytes(joined)


def _rooms_before(frame: int, encoding: Encoding) -> Iterator[tuple[int, int]]:
    """Where the frames before `frame` have room for main data, from the last one on."""
    for number in range(frame - 1, -1, -1):
        head = HEADER + _side_size(encoding)
        yield frame_start(number, encoding) + head, frame_start(number + 1, encoding)


def _side_size(encoding: Encoding) -> int:
    return 17 if encoding.channels == 1 else 32


def _side(stream: bytes, frame: int, encoding: Encoding) -> int:
    """The side information of a frame, as one number."""
    first = frame_start(frame, encoding) + HEADER
    return int.from_bytes(stream[first : first + _side_size(encoding)], "big")


def _reach(side: int, encoding: Encoding) -> int:
    """How many bytes of a frame's main data lie before its own room."""
    return side >> (8 * _side_size(encoding) - MAIN_DATA_BEGIN)


def _windows(side: int, encoding: Encoding) -> tuple[int, ...]:
    """How each granule of each channel is windowed: 0 for long windows, else type and mixing."""
    blocks = 2 * encoding.channels
    shifts = (GRANULE * (blocks - block) - WINDOWS - 4 for block in range(blocks))
    return tuple(side >> shift & 0b0111 if side >> shift & 0b1000 else 0 for shift in shifts)
