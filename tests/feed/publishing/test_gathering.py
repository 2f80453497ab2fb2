"""From a folder to what is published of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kindpace.feed.ledger import read_ledger, write_ledger
from kindpace.feed.publishing.gathering import differing, gathered
from kindpace.feed.publishing.pieces import Turn
from kindpace.feed.show import files_of
from kindpace.problems import KindpaceError, Weight, WorldError, WrongUse
from tests.feed.publishing.shows import BASE, SHOW, build, ladder


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A feed of two episodes."""
    build(tmp_path / "public", 220, 330)
    return tmp_path / "public"


def test_everything_has_its_turn(public: Path) -> None:
    """Media from where they lie, what belongs together as it was read."""
    turns = {piece.path: piece.stage[0] for piece in gathered(public).pieces}
    assert turns["feed.xml"] is Turn.FEEDS
    assert turns["index.html"] is Turn.PAGES
    assert {turns[name] for name in ("kindpace.json", "playlist.m3u8", "offline.js")} == {
        Turn.LISTS
    }
    tracks = {path for path, turn in turns.items() if turn is Turn.TRACKS}
    assert len(tracks) == 2
    assert all(path.endswith(".mp3") for path in tracks)
    read = {piece.path for piece in gathered(public).pieces if piece.data is not None}
    assert not [path for path in read if "/" in path]


def test_a_ladder_is_its_rungs_and_a_page(tmp_path: Path) -> None:
    """Without the page, the rungs alone."""
    ladder(tmp_path)
    told = gathered(tmp_path)
    assert told.pieces[-1].path == "index.html"
    assert told.pieces[-1].stage[0] is Turn.LADDER
    assert told.feeds == (f"{BASE}/150/feed.xml", f"{BASE}/165/feed.xml")
    assert len(set(told.shows)) == 2
    (tmp_path / "index.html").unlink()
    assert not [one for one in gathered(tmp_path).pieces if one.stage[0] is Turn.LADDER]


def test_a_rung_that_lies_elsewhere_or_has_an_odd_name_is_told(tmp_path: Path) -> None:
    """All at once."""
    ladder(tmp_path / "public", (150,))
    build(tmp_path / "public" / "my runs", 220)
    build(tmp_path / "outside", 220)
    (tmp_path / "public" / "165").symlink_to(tmp_path / "outside")
    with pytest.raises(KindpaceError, match="publish-rung") as refused:
        gathered(tmp_path / "public")
    assert len(refused.value.problems) == 2


@pytest.mark.parametrize("name", ["index.html", "playlist.m3u8", "feed.xml", "kindpace.json"])
def test_a_link_out_of_the_folder_is_never_followed(
    public: Path, tmp_path: Path, name: str
) -> None:
    """What it leads to was never meant for the world."""
    (public / name).rename(tmp_path / "secret")
    (public / name).symlink_to(tmp_path / "secret")
    with pytest.raises(WorldError, match="leads out of its folder"):
        gathered(public)


def test_no_feed_is_told(tmp_path: Path) -> None:
    """For a folder with anything else, and for none."""
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(WrongUse, match="publish-no-feed"):
            gathered(place)


def test_a_build_that_did_not_end_is_no_feed_yet(public: Path) -> None:
    """Its ledger is ahead of its feed."""
    show, episodes = read_ledger(public)
    write_ledger(show, episodes[:1], public)
    with pytest.raises(KindpaceError, match="publish-unsettled"):
        gathered(public)
    (public / "feed.xml").unlink()
    with pytest.raises(KindpaceError, match="publish-unsettled"):
        gathered(public)


def test_files_that_are_not_as_told_are_told_all_at_once(public: Path, tmp_path: Path) -> None:
    """Missing, longer, a folder, and behind a link that leads out."""
    show, episodes = read_ledger(public)
    first, second, third, *_ = files_of(show, episodes)
    (public / first.path).unlink()
    (public / second.path).write_bytes(b"longer than it was told to be, by far, really")
    outside = tmp_path / "outside"
    (public / third.path).rename(outside)
    (public / third.path).symlink_to(outside)
    told = list(differing(public, files_of(show, episodes)))
    assert {one.slug for one in told} == {"publish-file-differs"}
    assert len(told) == 3
    with pytest.raises(KindpaceError, match="isn't there"):
        gathered(public)


@pytest.mark.parametrize("base", ["https://ana:hush@example.org/runs", "https://ana@example.org"])
def test_an_address_with_a_secret_is_refused(tmp_path: Path, base: str) -> None:
    """Without repeating it."""
    build(tmp_path, 220, show=replace(SHOW, base_url=base))
    with pytest.raises(KindpaceError, match="publish-secret-address") as refused:
        gathered(tmp_path)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("base", ["http://192.168.1.20:8000", "http://localhost:8000/runs"])
def test_an_address_of_a_home_network_is_remarked_upon(tmp_path: Path, base: str) -> None:
    """It may be meant so."""
    build(tmp_path, 220, show=replace(SHOW, base_url=base))
    (remark,) = gathered(tmp_path).remarks
    assert (remark.slug, remark.weight) == ("publish-near", Weight.LOOK)


def test_a_face_that_can_not_be_read_is_told(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the disk's reason, or by its size."""
    monkeypatch.setattr("kindpace.feed.publishing.gathering.MOST_BYTES", 10)
    with pytest.raises(WorldError, match="larger than"):
        gathered(public)
    monkeypatch.undo()
    (public / "index-2.html").mkdir()
    assert gathered(public)
    (public / "playlist.m3u8").unlink()
    assert "playlist.m3u8" not in {one.path for one in gathered(public).pieces}
