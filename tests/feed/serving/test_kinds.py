"""What may be given away, and how."""

import pytest

from kindpace.feed.serving.kinds import CHAPTERS, KINDS, caching, kind_of


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("tracks/a.mp3", "audio/mpeg"),
        ("150/tracks/a.VTT", "text/vtt; charset=utf-8"),
        ("chapters/a.json", "application/json+chapters"),
        ("kindpace.json", "application/json"),
        ("art/a.jpg", "image/jpeg"),
    ],
)
def test_a_file_is_served_as_what_it_is(path: str, kind: str) -> None:
    """By its ending, and chapters by their folder."""
    found = kind_of(tuple(path.split("/")))
    assert found is not None
    assert found.type == kind


@pytest.mark.parametrize(
    "name", ["run.yaml", "key.pem", "mp3", "a.part", "a.mp3~", "noend", ".mp3x"]
)
def test_what_no_feed_is_made_of_stays_home(name: str) -> None:
    """Scripts, keys, halves."""
    assert kind_of((name,)) is None


def test_only_captions_and_chapters_may_be_read_elsewhere() -> None:
    """The ledger, the page and the feed stay with us; sound is text for nobody."""
    open_ones = {ending for ending, kind in KINDS.items() if kind.open}
    assert open_ones == {"vtt", "srt", "lrc"}
    assert CHAPTERS.open
    assert not any(KINDS[one].text for one in ("mp3", "jpg", "png", "zip"))


def test_a_name_with_a_hash_is_kept_for_ever() -> None:
    """Any other is asked for again; what is private is kept by nobody between."""
    assert caching("run-0123456789.mp3", private=False) == "public, max-age=31536000, immutable"
    assert caching("run-0123456789.mp3", private=True).startswith("private, max-age")
    assert caching("feed.xml", private=False) == "public, no-cache"
    assert caching("run-012345678.mp3", private=False) == "public, no-cache"
