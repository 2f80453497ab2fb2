"""A folder as a target."""

from hashlib import sha256
from pathlib import Path

import pytest

from kindpace.feed.publishing.on_disk import OnDisk, clear_halves, content_of, copy, digest
from kindpace.feed.publishing.pieces import Turn, of_data
from kindpace.problems import WorldError


def test_a_half_is_cleared_before_the_next_copy(tmp_path: Path) -> None:
    """What a copy leaves that was ended by force is seen by no reader, and doesn't stay."""
    half = tmp_path / "tracks" / ".kindpace-0a1b2c3d.part"
    half.parent.mkdir()
    half.write_bytes(b"mus")
    piece = of_data(b"music", tmp_path, "tracks/a.mp3", (Turn.TRACKS, 0), private=False)
    OnDisk(root=tmp_path).put([piece], lambda _: None)
    assert [one.name for one in half.parent.iterdir()] == ["a.mp3"]


def test_only_halves_are_cleared(tmp_path: Path) -> None:
    """And none is fine."""
    (tmp_path / ".kindpace-published.json").write_bytes(b"{}")
    clear_halves(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [".kindpace-published.json"]


def test_a_source_that_goes_leaves_nothing(tmp_path: Path) -> None:
    """The file that stood there stays."""
    (tmp_path / "there.mp3").write_bytes(b"old")
    (tmp_path / "gone.mp3").write_bytes(b"new")
    piece = of_data(b"new", tmp_path / "gone.mp3", "there.mp3", (Turn.TRACKS, 0), private=False)
    (tmp_path / "gone.mp3").unlink()
    away = type(piece)(**{name: getattr(piece, name) for name in piece.__slots__ if name != "data"})
    with pytest.raises(WorldError, match="publish-unread"):
        copy(away, tmp_path / "there.mp3", lambda _: None)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    """With the disk's own reason."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WorldError, match="file") as refused:
        OnDisk(root=tmp_path / "file").write("feed.xml", b"")
    assert refused.value.problems[0].mend


def test_empty_folders_go_with_their_last_file(tmp_path: Path) -> None:
    """The root stays."""
    target = OnDisk(root=tmp_path)
    target.write("150/feed.xml", b"1")
    target.remove(["150/feed.xml"])
    assert list(tmp_path.iterdir()) == []


def test_contents_come_in_pieces_and_hash_as_a_whole(tmp_path: Path) -> None:
    """Nothing is held in memory; a file that isn't there has no hash."""
    data = bytes(range(256)) * 8192
    (tmp_path / "a").write_bytes(data)
    pieces = list(content_of(tmp_path / "a"))
    assert len(pieces) > 1
    assert b"".join(pieces) == data
    assert digest(tmp_path / "a") == sha256(data).hexdigest()
    assert digest(tmp_path / "b") == ""
