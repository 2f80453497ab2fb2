"""Rules about the files that a feed points at."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.lint.content import art, captions, chapter_file, chapters_in
from kindpace.feed.lint.document import Node
from kindpace.feed.lint.findings import Looked
from kindpace.feed.show import Chapter
from tests.feed.lint.feeds import GOOD, feed_of
from tests.feed.maker import NOW, picture

LOOKED = Looked(document=feed_of(GOOD.encode()), now=NOW)
NODE = LOOKED.document.root


def node(kind: str) -> Node:
    """A transcript of a type."""
    return Node(name="podcast:transcript", text="", attributes={"type": kind}, line=1, column=1)


@pytest.mark.parametrize(
    ("name", "head", "slugs"),
    [
        ("a.jpg", picture(1400), []),
        ("a.png", picture(1400, "PNG"), []),
        ("a.jpg", picture(1399), ["feed/picture-size"]),
        ("a.jpg", picture(3001), ["feed/picture-size"]),
        ("a.png", picture(1400), ["feed/picture-ending"]),
        ("a.jpg", picture(1400, "JPEG", "L"), ["feed/picture-colours"]),
        ("a.jpg", b"GIF89a", ["feed/picture-kind"]),
        ("a.jpg", b"", ["feed/picture-kind"]),
    ],
)
def test_art_is_what_apple_asks_for(name: str, head: bytes, slugs: list[str]) -> None:
    """Kind, ending, size and colours."""
    assert [one.slug for one in art(LOOKED, NODE, name, head)] == slugs


def chapters_of(*chapters: object, version: object = "1.2.0") -> bytes:
    """A chapters file."""
    return json.dumps({"version": version, "chapters": chapters}).encode()


def test_chapters_are_read_in_whole_seconds_without_silent_marks() -> None:
    """As AntennaPod does."""
    data = chapters_of(
        {"startTime": 0, "title": "A"},
        {"startTime": 5.9, "title": "silent", "toc": False},
        {"startTime": 60.7, "title": "B"},
    )
    assert chapters_in(data) == (Chapter(start=0, title="A"), Chapter(start=60, title="B"))
    assert list(chapter_file(LOOKED, NODE, "a.json", data)) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b"\xff",
        chapters_of(version=1),
        b'{"version": "1.2.0"}',
        chapters_of("A"),
        chapters_of({"title": "A"}),
        chapters_of({"startTime": "0", "title": "A"}),
        chapters_of({"startTime": True}),
        chapters_of({"startTime": -1}),
        chapters_of({"startTime": 1e300}),
        b'{"version": "1", "chapters": [{"startTime": NaN}]}',
    ],
)
def test_another_shape_is_noticed(data: bytes) -> None:
    """Calmly, whatever it holds."""
    assert [one.slug for one in chapter_file(LOOKED, NODE, "a", data)] == ["feed/chapter-file"]


def test_chapters_out_of_order_are_noticed() -> None:
    """Apps list them as they come."""
    data = chapters_of({"startTime": 9}, {"startTime": 0})
    assert [one.slug for one in chapter_file(LOOKED, NODE, "a", data)] == ["feed/chapter-order"]


@pytest.mark.parametrize(
    ("kind", "data", "fine"),
    [
        ("text/vtt", b"WEBVTT\n\n", True),
        ("text/vtt", b"\xef\xbb\xbfWEBVTT - a title\r\n", True),
        ("text/vtt", b"WEBVTTX\n", False),
        ("text/vtt", b"1\n00:00", False),
        ("text/vtt", b"WEBVTT\n\xff", False),
        ("application/x-subrip", b"1\n00:00:00,000 --> 00:00:01,000\nHi\n", True),
        ("application/x-subrip", b"", True),
        ("application/x-subrip", b"Hi", False),
        ("text/plain", b"Hi", True),
    ],
)
def test_captions_are_of_their_kind(kind: str, data: bytes, fine: bool) -> None:
    """WebVTT by its first line, SubRip by its times, all in UTF-8."""
    found = [one.slug for one in captions(LOOKED, node(kind), "a", data)]
    assert found == ([] if fine else ["feed/caption-file"])


@given(st.binary(max_size=80))
def test_any_bytes_are_looked_at_calmly(data: bytes) -> None:
    """By every rule."""
    assert chapters_in(data) is None or data
    found = [
        *art(LOOKED, NODE, "a.jpg", data),
        *chapter_file(LOOKED, NODE, "a.json", data),
        *captions(LOOKED, node("text/vtt"), "a.vtt", data),
    ]
    assert all(one.where for one in found)
