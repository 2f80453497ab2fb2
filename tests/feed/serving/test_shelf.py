"""What a feed's folder holds for whoever asks."""

from dataclasses import replace
from pathlib import Path

import pytest

from kindpace.feed.ledger import write_ledger
from kindpace.feed.serving.kinds import PAGE
from kindpace.feed.serving.shelf import Shelf
from kindpace.problems import KindpaceError
from tests.feed.page.shelves import ladder, shelf

BASE = "http://192.168.1.20:8000/"


def read(there: Shelf, *steps: str, base: str = BASE) -> bytes:
    """The bytes behind `steps`."""
    found = there.content(steps, base)
    assert found is not None, steps
    with found.source:
        data = found.source.read()
    assert len(data) == found.size
    return data


def test_feed_and_page_name_the_address_that_they_are_asked_at(tmp_path: Path) -> None:
    """Tracks, pictures and the feed itself; the show's identity stays."""
    show, episodes = shelf(tmp_path)
    feed = read(Shelf(root=tmp_path), "feed.xml").decode()
    assert show.base_url not in feed
    for path in (episodes[0].enclosure.path, "feed.xml", show.art.path if show.art else ""):
        assert f'"{BASE}{path}"' in feed
    assert show.guid in feed
    assert all(one.guid in feed for one in episodes)
    page = read(Shelf(root=tmp_path), "").decode()
    assert f'value="{BASE}feed.xml"' in page
    assert show.base_url not in page
    assert "itunes:block" not in feed


def test_at_its_own_address_the_feed_is_the_file(tmp_path: Path) -> None:
    """Byte by byte, and so is the page."""
    show, _ = shelf(tmp_path)
    there = Shelf(root=tmp_path)
    for name in ("feed.xml", "index.html", "app.webmanifest", "offline.js"):
        assert read(there, name, base=show.base_url) == (tmp_path / name).read_bytes()


def test_a_private_feed_asks_directories_to_pass_by(tmp_path: Path) -> None:
    """And search engines; nothing in between keeps it."""
    shelf(tmp_path)
    there = Shelf(root=tmp_path, private=True)
    assert b"<itunes:block>Yes</itunes:block>" in read(there, "feed.xml")
    assert b'content="noindex, nofollow"' in read(there, "index.html")
    found = there.content(("index.html",), BASE)
    assert found is not None
    assert found.caching.startswith("private")


def test_tags_stay_while_nothing_changes(tmp_path: Path) -> None:
    """A changed ledger changes the feed's, another address too; a changed file its own."""
    show, episodes = shelf(tmp_path)
    there = Shelf(root=tmp_path)

    def tag(*steps: str, base: str = BASE) -> str:
        found = there.content(steps, base)
        assert found is not None
        found.source.close()
        return found.version.tag

    track = tuple(episodes[0].enclosure.path.split("/"))
    feed, sound = tag("feed.xml"), tag(*track)
    assert (tag("feed.xml"), tag(*track)) == (feed, sound)
    assert tag("feed.xml", base="http://10.0.0.2/") != feed
    write_ledger(replace(show, title="Another"), episodes, tmp_path)
    assert tag("feed.xml") != feed
    (tmp_path / episodes[0].enclosure.path).write_bytes(b"other")
    assert tag(*track) != sound


def test_a_ladder_has_a_page_above_and_feeds_below(tmp_path: Path) -> None:
    """Each rung under its own address; no feed of its own above."""
    ladder(tmp_path)
    there = Shelf(root=tmp_path)
    assert b'href="165/"' in read(there, "")
    assert f"{BASE}165/tracks/".encode() in read(there, "165", "feed.xml")
    assert there.content(("feed.xml",), BASE) is None
    assert there.is_folder(("165",))
    assert not there.is_folder(("165", "tracks"))
    assert not there.is_folder(("nowhere",))
    assert b"noindex" in read(Shelf(root=tmp_path, private=True), "")


def test_what_no_feed_is_made_of_stays_home(tmp_path: Path) -> None:
    """Folders, scripts, hidden files, and a link that gives one of them another name."""
    shelf(tmp_path)
    (tmp_path / "run.yaml").write_text("name: Zoë")
    (tmp_path / "alias.txt").symlink_to("run.yaml")
    there = Shelf(root=tmp_path)
    for steps in (("run.yaml",), ("alias.txt",), ("tracks",), ("tracks", ""), ("nothing.mp3",)):
        assert there.content(steps, BASE) is None


def test_a_folder_without_a_ledger_is_served_as_it_lies(tmp_path: Path) -> None:
    """A feed made elsewhere keeps its own words; its page gets nothing to run."""
    (tmp_path / "feed.xml").write_bytes(b"<rss/>")
    (tmp_path / "index.html").write_bytes(b"<p>Hello")
    there = Shelf(root=tmp_path)
    assert read(there, "feed.xml") == b"<rss/>"
    found = there.content(("",), BASE)
    assert found is not None
    assert found.kind is PAGE
    assert "script-src" not in found.policy
    found.source.close()


def test_a_ledger_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    """Never half a feed."""
    (tmp_path / "kindpace.json").write_text("{")
    with pytest.raises(KindpaceError, match="ledger-unreadable"):
        Shelf(root=tmp_path).content(("feed.xml",), BASE)
