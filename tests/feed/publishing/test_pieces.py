"""What is published of a feed, piece by piece."""

from pathlib import Path

import pytest

from kindpace.feed.publishing.pieces import Turn, of_data, of_file, turn_of, typed
from kindpace.feed.show import Enclosure

TRACK = Enclosure(path="tracks/run-1-0123456789.mp3", size=3, sha256="0a")


def test_a_file_goes_with_its_type_and_is_kept_for_ever_under_its_hash() -> None:
    """Below the path of its feed, and read from where it lies."""
    piece = of_file(TRACK, Path("public/150"), "150/", Turn.TRACKS, private=False)
    assert piece.path == "150/tracks/run-1-0123456789.mp3"
    assert piece.file == Path("public/150/tracks/run-1-0123456789.mp3")
    assert (piece.type, piece.size, piece.data) == ("audio/mpeg", 3, None)
    assert piece.caching == "public, max-age=31536000, immutable"


def test_what_was_read_beforehand_is_asked_for_each_time() -> None:
    """A feed under one name has one content after the other."""
    piece = of_data(b"<rss/>", Path("feed.xml"), "feed.xml", (Turn.FEEDS, -1), private=True)
    assert piece.type == "application/rss+xml; charset=utf-8"
    assert piece.caching == "private, no-cache"
    assert (piece.size, len(piece.sha256)) == (6, 64)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("chapters/run-1-0123456789.json", "application/json+chapters"),
        ("kindpace.json", "application/json"),
        ("tracks/run-1-0123456789.vtt", "text/vtt; charset=utf-8"),
        ("tracks/run-1-0123456789.odd", "application/octet-stream"),
    ],
)
def test_types_are_those_of_the_server(path: str, kind: str) -> None:
    """A bucket and `kindpace serve` say the same of a file."""
    assert typed(path) == kind


def test_what_has_to_go_has_its_turn_by_its_name() -> None:
    """The record of before tells no more than paths."""
    paths = ["tracks/a-0123456789.mp3", "art/a-0123456789.jpg", "playlist.m3u8"]
    paths += ["index-2.html", "150/feed-2.xml"]
    turns = [Turn.TRACKS, Turn.BESIDE_TRACKS, Turn.LISTS, Turn.PAGES, Turn.FEEDS]
    assert [turn_of(path) for path in paths] == turns
