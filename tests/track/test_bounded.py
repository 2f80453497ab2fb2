"""A tag made to fill memory or time is refused; an honest one of any size is read."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from kindpace.problems import KindpaceError
from kindpace.track.bounded import MOST_BYTES, Budget, TagTooLarge, affordable, bounded_frames
from kindpace.track.encode import MONO
from kindpace.track.reading import read_track
from kindpace.track.tags import tag_bytes
from kindpace.track.untag import TagUnreadable, labels_in, read_tag
from tests.track.maker import small_track
from tests.track.test_tags import FULL, LENGTH

PACKED_23, PACKED_24 = 0x80, 0x09
FEW_BYTES = 100 << 20


def seven(number: int) -> bytes:
    """A size as version 2.4 writes it, seven bits a byte."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def tag(*frames: bytes, version: int = 3) -> bytes:
    """A tag of `frames`."""
    body = b"".join(frames)
    return b"ID3" + bytes((version, 0, 0)) + seven(len(body)) + body


def frame(name: bytes, data: bytes, *, flags: int = 0, version: int = 3) -> bytes:
    """One frame of a tag."""
    size = seven(len(data)) if version == 4 else struct.pack(">I", len(data))
    return name + size + struct.pack(">H", flags) + data


def bomb() -> bytes:
    """A hundred and fifty megabytes of words in as many kilobytes."""
    packer = zlib.compressobj(9)
    million = b"\0x\0" + b"a" * (1 << 20)
    return b"".join(packer.compress(million) for _ in range(150)) + packer.flush()


def packed_words() -> bytes:
    """A text that unfolds a thousandfold, as version 2.3 packs it."""
    return tag(frame(b"TXXX", struct.pack(">I", 150 << 20) + bomb(), flags=PACKED_23))


def packed_words_of_24() -> bytes:
    """The same as version 2.4 packs it."""
    data = seven(150 << 20) + bomb()
    return tag(frame(b"TXXX", data, flags=PACKED_24, version=4), version=4)


def packed_within_a_chapter() -> bytes:
    """The same hidden in a chapter."""
    inner = frame(b"TIT2", struct.pack(">I", 150 << 20) + bomb(), flags=PACKED_23)
    return tag(frame(b"CHAP", b"c\0" + bytes(16) + inner))


def many_small_frames() -> bytes:
    """A million of them; each would be cut off the rest of the tag."""
    return tag(frame(b"TIT2", b"\0") * 1_000_000)


def many_small_frames_in_a_chapter() -> bytes:
    """The same one level down."""
    return tag(frame(b"CHAP", b"c\0" + bytes(16) + frame(b"WXXX", b"\0") * 1_000_000))


def many_lyrics() -> bytes:
    """Two million lines of none."""
    return tag(frame(b"SYLT", b"\0eng\2\1\0" + (b"\0" + bytes(4)) * 2_000_000))


def many_values() -> bytes:
    """Frames of a kind whose values would be compared with each other one by one."""
    values = [b"\0".join(b"%d" % (n + k * 70_000) for n in range(70_000)) for k in range(20)]
    return tag(*(frame(b"TPE1", b"\0" + one) for one in values))


def larger_than_any() -> bytes:
    """Thirty-two megabytes and more."""
    return tag(frame(b"APIC", bytes(MOST_BYTES)))


@pytest.mark.parametrize(
    "make",
    [
        packed_words,
        packed_words_of_24,
        packed_within_a_chapter,
        many_small_frames,
        many_small_frames_in_a_chapter,
        many_lyrics,
        many_values,
        larger_than_any,
    ],
)
def test_a_tag_that_would_fill_memory_is_refused(make: Callable[[], bytes]) -> None:
    """Before it does, whatever its trick."""
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(TagTooLarge):
            read_tag(data)
        assert tracemalloc.get_traced_memory()[1] < FEW_BYTES
    finally:
        tracemalloc.stop()


def test_frames_that_lie_in_each_other_too_deep_are_refused() -> None:
    """Chapters within chapters, thousands of them."""
    inner = b""
    for _ in range(3_000):
        inner = frame(b"CHAP", b"c\0" + bytes(16) + inner)
    with pytest.raises((TagTooLarge, TagUnreadable)):
        read_tag(tag(inner))


def test_hundreds_of_chapters_with_pictures_are_read() -> None:
    """As podcasts have them."""
    picture = frame(b"APIC", b"\0image/jpeg\0\3\0" + b"p" * 40_000)
    title = frame(b"TIT2", b"\0A chapter")
    chapters = [
        frame(b"CHAP", b"c%d\0" % n + struct.pack(">4I", n * 1000, n * 1000 + 1000, 0, 0) + inside)
        for n, inside in enumerate([title + picture] * 255)
    ]
    cover = frame(b"APIC", b"\0image/jpeg\0\3\0" + b"p" * (3 << 20))
    labels = labels_in(read_tag(tag(*chapters, cover)), LENGTH)
    assert len(labels.chapters) == 255
    assert len(labels.cover) == 3 << 20


def test_our_own_tag_costs_little() -> None:
    """Every label is read under its bound."""
    data = tag_bytes(FULL, LENGTH, MONO)
    affordable(data[10:], 3)
    assert labels_in(read_tag(data), LENGTH).extra == FULL.extra


@pytest.mark.parametrize("version", [2, 3, 4])
def test_the_bounded_frames_are_those_that_become_labels(version: int) -> None:
    """Under the names that this version knows."""
    names = set(bounded_frames(version))
    assert ({"TT2", "PIC"} if version == 2 else {"TIT2", "APIC", "CHAP", "TXXX"}) <= names
    assert not {"GEOB", "GEO", "MLLT", "MLL"} & names


def test_the_first_of_two_alike_counts() -> None:
    """As before it was bounded, a title is one title."""
    two = tag(frame(b"TIT2", b"\0One"), frame(b"TIT2", b"\0Two"))
    found: ID3 = read_tag(two)
    assert labels_in(found, LENGTH).title == "One"


@given(st.lists(st.integers(0, 1000), max_size=20), st.integers(0, 3000), st.booleans())
def test_a_budget_is_spent_once(costs: list[int], whole: int, copies: bool) -> None:
    """It gives out exactly what it has."""
    name = "copies" if copies else "words"
    budget = Budget(**{name: whole})
    spent = 0
    for cost in costs:
        if spent + cost > whole:
            with pytest.raises(TagTooLarge):
                budget.spend(**{name: cost})
            return
        budget.spend(**{name: cost})
        spent += cost
    assert getattr(budget, name) == whole - spent


@given(st.binary(max_size=2_000), st.sampled_from([2, 3, 4, 9]))
def test_any_few_bytes_are_affordable(data: bytes, version: int) -> None:
    """Nothing short costs much."""
    affordable(data, version)
    assert len(data) <= 2_000


def test_a_file_with_such_a_tag_is_told_about(tmp_path_factory: pytest.TempPathFactory) -> None:
    """With a sentence, and with what else there is to tell."""
    track = small_track(tmp_path_factory.mktemp("bomb"))
    music = track.path.read_bytes()[read_track(track.path).form.start :]
    track.path.write_bytes(packed_words() + music[:-500])
    with pytest.raises(KindpaceError) as refused:
        read_track(track.path)
    assert [one.slug for one in refused.value.problems] == ["track-truncated", "tag-too-large"]
