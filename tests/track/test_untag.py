"""A tag is read back into labels."""

import datetime as dt
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import CHAP, CTOC, ID3, TBPM, TDRC, TIT2, TLAN, TRCK, CTOCFlags, Frame

from kindpace.track.bounded import TagTooLarge
from kindpace.track.encode import MONO
from kindpace.track.labels import Chapter, Labels, TimedLine
from kindpace.track.tags import tag_bytes
from kindpace.track.untag import TagUnreadable, labels_in, lists_chapters, read_tag
from tests.track.test_tags import FULL, LENGTH

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


def foreign(*frames: Frame, version: int = 4) -> ID3:
    """A tag that another program might have written."""
    tag, written = ID3(), BytesIO()
    for frame in frames:
        tag.add(frame)
    tag.save(written, v1=0, v2_version=version)
    return read_tag(written.getvalue())


def test_our_own_labels_come_back_whole() -> None:
    """All that was written is read; a lyric line lasts until the next."""
    found = labels_in(read_tag(tag_bytes(FULL, LENGTH, MONO)), LENGTH)
    assert [(1, Fraction(61, 2)), (Fraction(61, 2), 120)] == [
        (line.start, line.end) for line in found.lyrics
    ]
    assert [line.text for line in FULL.lyrics] == [line.text for line in found.lyrics]
    for name in ("title", "artist", "album", "genre", "language", "date", "summary", "chapters",
                 "bpm", "cover", "extra", "track"):  # fmt: skip
        assert getattr(found, name) == getattr(FULL, name), name


@given(title=WORDS, album=WORDS, name=WORDS, value=WORDS, line=WORDS)
def test_any_words_come_back(title: str, album: str, name: str, value: str, line: str) -> None:
    """In whatever script they are written."""
    labels = Labels(
        title=title,
        album=album,
        extra=((name, value),),
        lyrics=(TimedLine(start=Fraction(0), end=LENGTH, text=line),),
        chapters=(Chapter(start=Fraction(0), end=LENGTH, title=title),),
    )
    assert labels_in(read_tag(tag_bytes(labels, LENGTH, MONO)), LENGTH) == labels


def test_our_table_of_contents_lists_all_chapters() -> None:
    """In the order of the file."""
    assert lists_chapters(read_tag(tag_bytes(FULL, LENGTH, MONO)))
    assert not lists_chapters(foreign(TIT2(text=["x"])))


def test_chapters_in_a_wrong_order_are_told_as_they_stand() -> None:
    """Reading mends nothing: a later check has to see it."""
    late = CHAP(element_id="b", start_time=9000, end_time=10_000, sub_frames=[TIT2(text=["B"])])
    early = CHAP(
        element_id="a", start_time=0, end_time=9000, sub_frames=[TIT2(text=["A longer name"])]
    )
    table = CTOC(
        element_id="toc",
        flags=CTOCFlags.TOP_LEVEL,
        child_element_ids=["a", "b"],
        sub_frames=[],
    )
    tag = foreign(early, late, table, version=3)
    titles = [chapter.title for chapter in labels_in(tag, LENGTH).chapters]
    assert titles == ["B", "A longer name"]
    assert not lists_chapters(tag)


@pytest.mark.parametrize("nonsense", ["", "fast", "-3", "12345678901234567890", "1.5"])
def test_numbers_that_are_none_are_left_out(nonsense: str) -> None:
    """A strange tempo, track or date is nothing, not a fault."""
    frames = (TBPM(text=[nonsense]), TRCK(text=[nonsense]), TDRC(text=["soon"]), TLAN(text=["eng"]))
    labels = labels_in(foreign(*frames), LENGTH)
    assert (labels.bpm, labels.track, labels.date, labels.language) == (None, None, None, "en")


def test_newer_tags_are_read_as_well() -> None:
    """Version 2.4 has one frame for the whole date, and tracks may be counted."""
    labels = labels_in(foreign(TDRC(text=["2026-11-22T08:00"]), TRCK(text=["3/12"])), LENGTH)
    assert (labels.date, labels.track) == (dt.date(2026, 11, 22), 3)


def test_a_tag_of_an_unknown_version_is_unreadable() -> None:
    """With a reason."""
    with pytest.raises(TagUnreadable, match=r"\w"):
        read_tag(b"ID3\x09\x00\x00\x00\x00\x00\x10" + bytes(16))


@given(st.binary(max_size=200), st.integers(2, 4), st.integers(0, 255))
def test_any_bytes_in_a_tag_are_read_or_refused(body: bytes, version: int, flags: int) -> None:
    """Never another exception."""
    size = bytes((0, 0, len(body) >> 7, len(body) & 0x7F))
    try:
        tag = read_tag(b"ID3" + bytes((version, 0, flags)) + size + body)
    except (TagUnreadable, TagTooLarge):
        return
    assert isinstance(labels_in(tag, LENGTH), Labels)
    assert lists_chapters(tag) in (True, False)


@given(st.data())
def test_a_tag_with_wrong_bytes_in_it_is_read_or_refused(data: st.DataObject) -> None:
    """A whole tag in which a few bytes were changed."""
    tag = bytearray(tag_bytes(FULL, LENGTH, MONO))
    for _ in range(data.draw(st.integers(1, 4))):
        tag[data.draw(st.integers(3, len(tag) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read_tag(bytes(tag))
    except (TagUnreadable, TagTooLarge):
        return
    assert isinstance(labels_in(found, LENGTH), Labels)
    assert lists_chapters(found) in (True, False)
