"""The files of a feed's folder: whole, untouched where they fit, gone when nothing needs them."""

from pathlib import Path

import pytest

from kindpace.feed.show import Enclosure, Episode, File
from kindpace.problems import WorldError, WrongUse
from kindpace.studio.building.folder import (
    forget,
    holds,
    is_whole,
    named_by_feed,
    note,
    noted,
    put,
    ready_folder,
    sweep,
)
from tests.studio.building.maker import NOW

TRACK = Enclosure(path="tracks/one-0123456789.mp3", size=3, sha256="x")
ONE = Episode(
    id="one", guid="g", title="One", published=NOW, enclosure=TRACK, duration=1, fingerprint="f"
)


def test_a_file_that_fits_isnt_touched(tmp_path: Path) -> None:
    """Its date stays; one of the same size with other bytes is replaced."""
    first = put(tmp_path, "tracks/a.vtt", b"words", "text/vtt")
    before = (tmp_path / first.path).stat().st_mtime_ns
    assert put(tmp_path, "tracks/a.vtt", b"words", "text/vtt") == first
    assert (tmp_path / first.path).stat().st_mtime_ns == before
    assert put(tmp_path, "tracks/a.vtt", b"sword", "text/vtt").sha256 != first.sha256
    assert holds(tmp_path / first.path, b"sword")


def test_what_is_whole_has_its_size(tmp_path: Path) -> None:
    """A file cut short, or gone, is not."""
    (tmp_path / "tracks").mkdir()
    (tmp_path / TRACK.path).write_bytes(b"abc")
    assert is_whole(tmp_path, [TRACK])
    (tmp_path / TRACK.path).write_bytes(b"ab")
    assert not is_whole(tmp_path, [TRACK])
    assert not is_whole(tmp_path, [File(path="art/x.jpg", size=1, sha256="", type="")])


def test_notes_outlive_their_build_and_broken_ones_are_passed_over(tmp_path: Path) -> None:
    """What can't be read is made again; what can, isn't."""
    note(tmp_path, ONE)
    (tmp_path / ".building" / "two.json").write_text("{", "utf-8")
    (tmp_path / ".building" / "three.json").write_text('{"id": 3}', "utf-8")
    assert noted(tmp_path) == {"one": ONE}
    forget(tmp_path)
    assert noted(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


def test_only_our_own_leftovers_are_swept(tmp_path: Path) -> None:
    """Not what is needed, not what the feed before names, not what somebody put there."""
    (tmp_path / "feed.xml").write_text('<enclosure url="https://x/tracks/old-0123456789.mp3"/>')
    names = {
        "tracks/one-0123456789.mp3": "needed",
        "tracks/old-0123456789.mp3": "named",
        "tracks/old-0123456789.lrc": "beside what is named",
        "tracks/my own song.mp3": "somebody's",
        "tracks/gone-0123456789.mp3": "ours",
        "art/gone-0123456789.jpg": "ours",
        "tracks/.kindpace-01234567.part": "half",
        ".kindpace-01234567.part": "half",
    }
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"abc")
    assert sweep(tmp_path, [TRACK], named_by_feed(tmp_path)) == 4
    left = {name for name in names if (tmp_path / name).exists()}
    assert {names[name] for name in left} == {
        "needed",
        "named",
        "beside what is named",
        "somebody's",
    }


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    """A site, and a file where the folder should be."""
    ready_folder(tmp_path / "new" / "deep")
    assert (tmp_path / "new" / "deep").is_dir()
    (tmp_path / "feed.xml").write_text("another's", "utf-8")
    with pytest.raises(WrongUse, match="build-folder-taken"):
        ready_folder(tmp_path)
    (tmp_path / "kindpace.json").write_text("{}", "utf-8")
    ready_folder(tmp_path)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(WorldError):
        ready_folder(tmp_path / "file" / "below")
