"""A feed's folder held to its feed."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kindpace.feed.addresses import FEED
from kindpace.feed.lint.folder import look_into, read_feed
from kindpace.problems import Problem, WorldError, WrongUse
from tests.feed.maker import BASE, NOW, picture


def look(folder: Path) -> list[Problem]:
    """Everything to be said about it."""
    return list(look_into(folder, NOW))


def slugs(folder: Path) -> list[str]:
    """The kinds of everything to be said."""
    return [one.slug for one in look(folder)]


def rewrite(folder: Path, change: Callable[[str], str]) -> None:
    """Change the feed of a folder."""
    text = (folder / FEED).read_text("utf-8")
    assert change(text) != text
    (folder / FEED).write_text(change(text), "utf-8")


def the(folder: Path, pattern: str) -> Path:
    """The one file that fits."""
    (found,) = folder.glob(pattern)
    return found


def test_our_own_folder_has_nothing_to_mend(made_folder: Path) -> None:
    """Tracks, chapters, captions and pictures are what the feed says."""
    told: list[tuple[str, int, int]] = []
    assert look_into(made_folder, NOW, lambda *step: told.append(step)) == ()
    assert told == [("looking", 1, 1)]


@pytest.mark.parametrize(
    "pattern", ["tracks/*.mp3", "tracks/*.vtt", "tracks/*.srt", "chapters/*", "art/*"]
)
def test_a_file_that_is_away_is_missed(public: Path, pattern: str) -> None:
    """Whatever kind it is; a picture that two share, once."""
    the(public, pattern).unlink()
    assert slugs(public) == ["feed/file-away"]


def test_a_track_of_another_length_is_noticed(public: Path) -> None:
    """In bytes, and in time."""
    rewrite(public, lambda text: re.sub(r'length="\d+"', 'length="20000"', text))
    rewrite(public, lambda text: text.replace("duration>120<", "duration>1200<"))
    assert slugs(public) == ["feed/length-differs", "feed/duration-differs"]


def test_a_track_that_breaks_off_is_noticed(public: Path) -> None:
    """With the reason that verify would tell."""
    track = the(public, "tracks/*.mp3")
    track.write_bytes(track.read_bytes()[:-5000])
    found = look(public)
    assert [one.slug for one in found] == ["feed/length-differs", "feed/track-whole"]


def test_chapters_that_differ_in_one_place_are_noticed(public: Path) -> None:
    """Here the chapters file; tag, feed and description agree."""
    file = the(public, "chapters/*")
    told = json.loads(file.read_bytes())
    told["chapters"][1]["startTime"] = 41
    file.write_text(json.dumps(told), "utf-8")
    found = look(public)
    assert [one.slug for one in found] == ["feed/chapters-differ"]
    assert "psc:chapters and the chapters file" in found[0].what


def test_chapters_that_differ_from_the_tag_are_noticed(public: Path) -> None:
    """Feed, file and words say one thing, the track another."""
    file = the(public, "chapters/*")
    file.write_text(file.read_text("utf-8").replace("Settle", "Settled"), "utf-8")
    rewrite(public, lambda text: text.replace("Settle", "Settled"))
    found = look(public)
    assert [one.slug for one in found] == ["feed/chapters-differ"]
    assert "the track's tag" in found[0].what


@pytest.mark.parametrize(
    ("pattern", "data", "slug"),
    [
        ("chapters/*", b"[]", "feed/chapter-file"),
        ("tracks/*.vtt", b"1\n", "feed/caption-file"),
        ("tracks/*.srt", b"\xff", "feed/caption-file"),
        ("art/*", picture(600), "feed/picture-size"),
    ],
)
def test_files_of_another_shape_are_noticed(
    public: Path, pattern: str, data: bytes, slug: str
) -> None:
    """Each by its own rule."""
    the(public, pattern).write_bytes(data)
    assert slugs(public) == [slug]


def test_a_file_elsewhere_is_advice(public: Path) -> None:
    """A folder can only speak for itself."""
    rewrite(public, lambda text: text.replace(f'href="{BASE}/art', 'href="https://cdn.example/art'))
    assert slugs(public) == ["feed/elsewhere"]


@pytest.mark.parametrize("path", ["../outside.mp3", "%2e%2e/outside.mp3", "a%00b.mp3", "link.mp3"])
def test_nothing_outside_the_folder_is_read(public: Path, path: str) -> None:
    """Not by climbing, not by codes, not by a link."""
    (public.parent / "outside.mp3").write_bytes(b"secret")
    (public / "link.mp3").symlink_to(public.parent / "outside.mp3")
    rewrite(public, lambda text: re.sub(r"tracks/run-1-\w+\.mp3", path, text))
    assert "feed/file-away" in slugs(public)


def test_every_page_is_looked_at(public: Path) -> None:
    """And one guid on two pages is found."""
    (public / "feed-2.xml").write_bytes((public / FEED).read_bytes())
    found = look(public)
    assert [one.slug for one in found] == ["feed/guid-twice"]
    assert found[0].where
    assert found[0].where.file.endswith("feed-2.xml")
    (public / "feed-2.xml").write_bytes(b"<rss>")
    assert slugs(public) == ["feed/not-xml"]


def test_a_ladder_is_looked_at_rung_by_rung(public: Path) -> None:
    """Each folder in it that holds a feed."""
    the(public, "tracks/*.srt").unlink()
    public.rename(public.with_name("150"))
    ladder = public.parent
    (ladder / "index.html").write_text("<p>", "utf-8")
    found = look(ladder)
    assert [one.slug for one in found] == ["feed/file-away"]
    assert found[0].where
    assert "150" in found[0].where.file


def test_a_feed_alone_is_held_to_the_rules(public: Path) -> None:
    """Whatever its name; its files aren't looked for."""
    alone = public.parent / "some.xml"
    alone.write_bytes((public / FEED).read_bytes())
    assert slugs(alone) == []
    alone.write_bytes(b"<rss>&")
    assert slugs(alone) == ["feed/not-xml"]


def test_where_no_feed_is_it_says_so(tmp_path: Path) -> None:
    """A folder of other things is wrong use; what can't be read is the world's."""
    with pytest.raises(WrongUse, match="feed-away"):
        look(tmp_path)
    with pytest.raises(WorldError, match="feed-unreadable"):
        look(tmp_path / "nothing.xml")
    os.mkfifo(tmp_path / "pipe.xml")
    with pytest.raises(WorldError, match="no file"):
        read_feed(tmp_path / "pipe.xml")
