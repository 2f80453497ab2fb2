"""A ladder: folders of the same sessions, each at a cadence of its own."""

from dataclasses import replace
from pathlib import Path

from kindpace.feed.page.rungs import Rung, rung_folders, rungs_of
from tests.feed.page.shelves import SHOW, ladder, shelf


def test_rungs_are_the_folders_with_a_feed_in_order(tmp_path: Path) -> None:
    """Numbers as numbers; hidden folders and others are none."""
    ladder(tmp_path, (150, 90, 165))
    (tmp_path / "empty").mkdir()
    shelf(tmp_path / ".hidden", titles=("Easy",))
    (tmp_path / "file.txt").write_text("x")
    assert [one.name for one in rung_folders(tmp_path)] == ["90", "150", "165"]
    rungs = rungs_of(tmp_path)
    assert [rung.cadence for rung in rungs] == [90, 150, 165]
    assert rungs[0].show.title == "Steady runs at 90"


def test_a_cadence_is_what_all_tracks_share_or_the_folders_name(tmp_path: Path) -> None:
    """Or nobody knows."""
    _, (one,) = shelf(tmp_path, titles=("Easy",))
    other = replace(one, cadence=170)
    assert Rung(path="x", show=SHOW, episodes=(one,)).cadence == 165
    assert Rung(path="x", show=SHOW, episodes=(one, other)).cadence is None
    assert Rung(path="150", show=SHOW, episodes=(one, other)).cadence == 150
    assert Rung(path="150", show=SHOW, episodes=()).cadence == 150
