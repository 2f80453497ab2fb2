"""Where one stream may follow another, and what it carries over."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.track.encode import MONO, STEREO, Encoding, lame, source_of
from kindpace.track.frames import walk
from kindpace.track.info import PER_FRAME, frame_start
from kindpace.track.seams import carried, seam
from tests.track.maker import noise

FRAMES = 120
BEGUN = 49
"""The right stream begins with the left one's frame of this number: where padding comes round."""


def streams(encoding: Encoding, level: float = 0.1) -> tuple[bytes, bytes]:
    """The same sound from its beginning, and from frame `BEGUN` on."""
    sound = noise(FRAMES * PER_FRAME, encoding.channels, level)
    sound[70 * PER_FRAME + 300 :: 5_000] = 0.9
    source = source_of(sound)
    return (
        lame(source.samples(0, len(sound), encoding), encoding),
        lame(source.samples(BEGUN * PER_FRAME, len(sound), encoding), encoding),
    )


@pytest.mark.parametrize("encoding", [MONO, STEREO])
def test_frames_begin_where_the_padding_puts_them(encoding: Encoding) -> None:
    """The arithmetic and a walk over the headers agree."""
    left, right = streams(encoding)
    for stream in (left, right):
        places = [place for place, _ in walk(stream, 0)]
        assert places == [frame_start(number, encoding) for number in range(len(places))]


@settings(max_examples=20, deadline=None)
@given(first=st.integers(2, 50), stereo=st.booleans())
def test_a_seam_needs_no_more_than_the_left_leaves_free(first: int, stereo: bool) -> None:
    """What is carried over lies in that room, and every bit else of the left stays."""
    encoding = STEREO if stereo else MONO
    left, right = streams(encoding)
    frame = seam(left, right, BEGUN, range(first, 60), encoding)
    assert first <= frame < 60
    head = carried(left, right, BEGUN, frame, encoding)
    assert len(head) == frame_start(BEGUN + frame, encoding)
    changed = np.flatnonzero(
        np.frombuffer(head, np.uint8) != np.frombuffer(left[: len(head)], np.uint8)
    )
    assert changed.size == 0 or len(head) - changed[0] <= 511 + 4 * (4 + 32)
    joined = head + right[frame_start(frame, encoding) :]
    assert sum(header.size for _, header in walk(joined, 0)) == len(joined) == len(left)


def test_streams_of_unlike_sounds_have_no_seam_where_their_windows_differ() -> None:
    """A click asks for short windows; its silence in the other stream does not."""
    click = noise(FRAMES * PER_FRAME, level=0.001)
    click[:: PER_FRAME // 4] = 0.9
    plain = noise(FRAMES * PER_FRAME, level=0.001)
    left, right = (
        lame(source_of(sound).samples(0, len(sound), MONO), MONO) for sound in (click, plain)
    )
    assert seam(left, right, 0, range(10, 40), MONO) == -1
