"""The feed's own files come last, and its picture is its maker's if there is one."""

import os
from pathlib import Path

import pytest

from kindpace.feed.ledger import read_ledger
from kindpace.problems import WorldError, WrongUse
from kindpace.studio.building import shelving
from tests.studio.building.maker import built, picture, scripts

pytestmark = pytest.mark.usefixtures("quickly")


def test_the_picture_beside_the_show_is_taken(tmp_path: Path) -> None:
    """And one that isn't there, or leads away, is told."""
    folder = scripts(tmp_path / "in", "one")
    (folder / "show.yaml").write_text("kindpace: 1\nart: mine.jpg\n", "utf-8")
    with pytest.raises(WrongUse, match="show-art-missing"):
        built(folder, tmp_path / "out")
    (folder / "mine.jpg").write_bytes(picture())
    built(folder, tmp_path / "out")
    art = read_ledger(tmp_path / "out")[0].art
    assert art
    assert (tmp_path / "out" / art.path).read_bytes() == picture()
    (folder / "show.yaml").write_text("kindpace: 1\nart: ../out/index.html\n", "utf-8")
    with pytest.raises(WrongUse, match="show-art-missing"):
        built(folder, tmp_path / "out")


def test_the_feed_is_written_after_all_that_it_points_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads it meanwhile finds everything; stopped before it, the old feed still holds."""
    folder = scripts(tmp_path / "in", "one")
    built(folder, tmp_path / "out")
    before = (tmp_path / "out" / "feed.xml").read_bytes()

    def full(*_: object) -> None:
        raise WorldError([])

    monkeypatch.setattr(shelving, "write_feed", full)
    scripts(folder, "two")
    with pytest.raises(WorldError):
        built(folder, tmp_path / "out")
    assert (tmp_path / "out" / "feed.xml").read_bytes() == before
    monkeypatch.undo()
    made = built(folder, tmp_path / "out")
    assert b"Two" in (tmp_path / "out" / "feed.xml").read_bytes()
    assert made.exit_code == 0


def test_a_disk_that_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a fault of the world; nothing half-written is left."""

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    made = built(scripts(tmp_path / "in", "one"), tmp_path / "out")
    assert (made.exit_code, {one.slug for one in made.faults}) == (3, {"disk-full"})
    assert [one for one in (tmp_path / "out").rglob("*") if one.is_file()] == []
