"""What goes into a phone's folder."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kindpace.feed.exporting.lots import lots
from kindpace.feed.show import File
from kindpace.problems import KindpaceError, WrongUse
from kindpace.track.encode import RATE
from kindpace.track.labels import Labels
from tests.feed.publishing.shows import build, ladder, put
from tests.track.maker import small_track


def names(folder: Path) -> list[str]:
    """Of all things in the only lot."""
    (lot,) = lots(folder, Path("card"))
    return [one.name for one in lot.things]


def test_tracks_come_oldest_first_with_their_words_beside(tmp_path: Path) -> None:
    """Then the cover, and the playlist."""

    def sung(one: Any) -> Any:  # noqa: ANN401 - an episode
        lyrics = File(
            **put(tmp_path, "tracks", one.id, b"[00:00.00]Hi\n", "lrc"), type="text/plain"
        )
        return replace(one, lyrics=lyrics)

    build(tmp_path, 220, 330, change=sung)
    assert names(tmp_path) == [
        "01 Easy loop 1.mp3", "01 Easy loop 1.lrc", "02 Easy loop 2.mp3", "02 Easy loop 2.lrc",
        "folder.jpg", "Steady runs.m3u8",
    ]  # fmt: skip


def test_the_playlist_names_the_tracks_as_they_are_called_there(tmp_path: Path) -> None:
    """With lengths and titles."""
    build(tmp_path, 220, 330)
    (lot,) = lots(tmp_path, Path("card"))
    text = (lot.things[-1].data or b"").decode("utf-8")
    assert text.startswith("#EXTM3U\n#PLAYLIST:Steady runs\n#EXTINF:2,kindpace - Easy loop 1\n")
    assert text.endswith("\n02 Easy loop 2.mp3\n")


def test_tags_that_count_the_tracks_are_followed(tmp_path: Path) -> None:
    """Where each has a number of its own; else the days decide."""

    def counted(numbers: dict[str, int]) -> Any:  # noqa: ANN401 - what changes an episode
        def change(one: Any) -> Any:  # noqa: ANN401 - an episode
            labels = Labels(title=one.title, track=numbers.get(one.id))
            made = small_track(tmp_path, frames=RATE * 2, labels=labels, name="made.mp3")
            told = put(tmp_path, "tracks", one.id, made.path.read_bytes(), "mp3")
            made.path.unlink()
            return replace(one, enclosure=replace(one.enclosure, **told))

        return change

    build(tmp_path, 220, 220, change=counted({"run-1": 7, "run-2": 3}))
    assert names(tmp_path)[:2] == ["01 Easy loop 2.mp3", "02 Easy loop 1.mp3"]
    for numbers in ({"run-1": 7, "run-2": 7}, {"run-2": 3}):
        build(tmp_path, 220, 220, change=counted(numbers))
        assert names(tmp_path)[:2] == ["01 Easy loop 1.mp3", "02 Easy loop 2.mp3"]


def test_files_have_the_day_of_their_episode(tmp_path: Path) -> None:
    """Players of folders sort by it."""
    build(tmp_path, 220)
    (lot,) = lots(tmp_path, Path("card"))
    assert lot.things[0].day == dt.datetime(2026, 4, 1, 6, tzinfo=dt.UTC)
    assert lot.tracks == 1


def test_a_ladder_has_a_folder_a_rung(tmp_path: Path) -> None:
    """By the name of the rung."""
    ladder(tmp_path)
    assert [lot.into for lot in lots(tmp_path, Path("card"))] == [
        Path("card/150"), Path("card/165"),
    ]  # fmt: skip


def test_what_is_no_feed_or_not_whole_is_told(tmp_path: Path) -> None:
    """Before anything is copied."""
    with pytest.raises(WrongUse, match="publish-no-feed"):
        lots(tmp_path, Path("card"))
    build(tmp_path, 220)
    next((tmp_path / "tracks").glob("*.mp3")).unlink()
    with pytest.raises(KindpaceError, match="publish-file-differs"):
        lots(tmp_path, Path("card"))
