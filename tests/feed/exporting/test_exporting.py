"""The walk of an export."""

from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kindpace.feed.exporting import exporting
from kindpace.feed.exporting.exporting import export, folded
from kindpace.problems import KindpaceError, WorldError, WrongUse
from tests.feed.publishing.shows import SHOW, build, ladder

RECORD = ".kindpace-export.json"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A feed of two episodes."""
    build(tmp_path / "public", 220, 220)
    return tmp_path / "public"


def titled(*titles: str) -> Any:  # noqa: ANN401 - what changes an episode
    """Episodes with these titles."""
    return lambda one: replace(one, title=titles[int(one.id.rpartition("-")[2]) - 1])


def names(folder: Path) -> set[str]:
    """What a person sees there."""
    return {one.name for one in folder.iterdir() if not one.name.startswith(".")}


def test_only_what_changed_is_copied(public: Path, tmp_path: Path) -> None:
    """And what went from the feed goes."""
    card = tmp_path / "card"
    first = export(public, card)
    assert (len(first.copied), first.tracks, first.kept) == (4, 2, 0)
    stamps = {one.name: one.stat().st_mtime_ns for one in card.iterdir()}
    again = export(public, card)
    assert (again.copied, again.removed, again.kept) == ((), (), 4)
    assert stamps == {one.name: one.stat().st_mtime_ns for one in card.iterdir()}
    build(public, 220, 330)
    assert export(public, card).copied == ("02 Easy loop 2.mp3",)
    build(public, 220)
    assert export(public, card).removed == ("02 Easy loop 2.mp3",)
    assert names(card) == {"01 Easy loop 1.mp3", "Steady runs.m3u8", "folder.jpg"}


def test_a_rendering_of_the_same_size_is_still_another(public: Path, tmp_path: Path) -> None:
    """A constant bitrate makes them alike, and their contents are what counts."""
    card = tmp_path / "card"
    export(public, card)
    before = (card / "01 Easy loop 1.mp3").read_bytes()
    build(public, 330, 220)
    assert "01 Easy loop 1.mp3" in export(public, card).copied
    after = (card / "01 Easy loop 1.mp3").read_bytes()
    assert (len(after), after == before) == (len(before), False)


def test_files_wear_the_day_of_their_episode(public: Path, tmp_path: Path) -> None:
    """Whenever they were copied."""
    export(public, tmp_path / "card")
    days = [one.stat().st_mtime for one in sorted((tmp_path / "card").glob("*.mp3"))]
    assert days[1] - days[0] == 24 * 3600


@pytest.mark.parametrize("copies", range(4))
def test_stopped_at_any_copy_the_next_time_goes_on(
    public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copies: int
) -> None:
    """Even if the feed has changed in between."""
    card, left, real = tmp_path / "card", [None] * copies, exporting._copy

    def copy(*words: Any) -> None:  # noqa: ANN401 - as its elder
        if not left:
            raise KeyboardInterrupt
        left.pop()
        real(*words)

    monkeypatch.setattr(exporting, "_copy", copy)
    with pytest.raises(KeyboardInterrupt):
        export(public, card)
    monkeypatch.undo()
    (card / ".kindpace-0a1b2c3d.part").write_bytes(b"half")
    build(public, 330, 220, change=titled("Other", "Easy loop 2"))
    export(public, card)
    assert names(card) == {
        "01 Other.mp3", "02 Easy loop 2.mp3", "folder.jpg", "Steady runs.m3u8",
    }  # fmt: skip
    assert not list(card.glob("*.part"))
    assert export(public, card).copied == ()


def test_capitals_may_change(public: Path, tmp_path: Path) -> None:
    """On a disk that takes both for one, the old name goes before the new one comes."""
    build(public, 220, change=titled("Easy"))
    export(public, tmp_path / "card")
    build(public, 220, change=titled("EASY"))
    done = export(public, tmp_path / "card")
    assert (done.copied[0], done.removed) == ("01 EASY.mp3", ("01 Easy.mp3",))
    assert "01 EASY.mp3" in names(tmp_path / "card")
    assert folded("01 EASY.mp3") == folded("01 easy.mp3")


def test_what_is_not_ours_is_left_alone(public: Path, tmp_path: Path) -> None:
    """Under its own name always; under one of ours, the export says so."""
    card = tmp_path / "card"
    card.mkdir()
    (card / "My song.mp3").write_bytes(b"mine")
    export(public, card)
    build(public, 220)
    export(public, card)
    assert (card / "My song.mp3").read_bytes() == b"mine"
    other = tmp_path / "other"
    other.mkdir()
    (other / "folder.jpg").write_bytes(b"mine")
    with pytest.raises(WrongUse, match=r"export-taken.*folder\.jpg"):
        export(public, other)
    assert names(other) == {"folder.jpg"}


def test_a_lost_record_costs_a_comparison(public: Path, tmp_path: Path) -> None:
    """And no copy."""
    export(public, tmp_path / "card")
    (tmp_path / "card" / RECORD).unlink()
    assert export(public, tmp_path / "card").copied == ()


def test_room_is_looked_for_first(
    public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For all that is to come, before the first copy."""
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as the library's own
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10**7, 9 * 10**6, 10**6))
    with pytest.raises(WorldError, match=r"has 1 MB left, and 2 MB are to come"):
        export(public, tmp_path / "deep" / "card")
    assert not (tmp_path / "deep").exists()


def test_a_track_of_another_content_stops_everything(public: Path, tmp_path: Path) -> None:
    """Even one of the same size."""
    track = next((public / "tracks").glob("*.mp3"))
    track.write_bytes(bytes(track.stat().st_size))
    with pytest.raises(KindpaceError, match="publish-content-differs"):
        export(public, tmp_path / "card")
    assert not (tmp_path / "card").exists()


@pytest.mark.parametrize("place", [".", "public", "public/card"])
def test_a_folder_is_never_exported_into_itself(public: Path, tmp_path: Path, place: str) -> None:
    """Neither above nor below."""
    with pytest.raises(WrongUse, match="export-into-itself"):
        export(public, tmp_path / place)


def test_a_ladder_goes_into_folders(tmp_path: Path) -> None:
    """And its show's name may hold what a disk doesn't take."""
    ladder(tmp_path / "public")
    told: list[tuple[str, int, int]] = []
    done = export(tmp_path / "public", tmp_path / "card", lambda *step: told.append(step))
    assert done.tracks == 2
    assert {one.name for one in (tmp_path / "card").iterdir()} == {"150", "165"}
    assert told[-1] == ("copying", done.size, done.size)
    build(tmp_path / "odd", 220, show=replace(SHOW, title='Runs: "now"/later?'))
    export(tmp_path / "odd", tmp_path / "other")
    assert "Runs - 'now'-later.m3u8" in names(tmp_path / "other")
