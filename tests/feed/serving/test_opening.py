"""What somebody wishes to serve is looked through before the door opens."""

from pathlib import Path
from typing import Any

import pytest

from kindpace.feed.serving import opening
from kindpace.feed.serving.opening import Opened, Wish, opened
from kindpace.feed.serving.tokens import token_of
from kindpace.problems import KindpaceError, WorldError, WrongUse
from tests.feed.page.shelves import ladder, shelf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def wished(folder: Path, **wish: Any) -> Opened:  # noqa: ANN401 - whatever a wish holds
    """Opened at a free port, and closed again."""
    there = opened(Wish(folder=folder, port=0, **wish))
    there.listening.close()
    return there


def test_a_person_is_told_title_tracks_and_addresses(tmp_path: Path) -> None:
    """Of one feed."""
    shelf(tmp_path)
    there = wished(tmp_path)
    assert (there.title, there.tracks) == ("Steady runs", 3)
    assert there.page.startswith("http://127.0.0.1:")
    assert there.feed == f"{there.page}feed.xml"


def test_a_ladder_has_a_page_and_no_feed_of_its_own(tmp_path: Path) -> None:
    """And counts all its tracks."""
    ladder(tmp_path)
    there = wished(tmp_path)
    assert (there.tracks, there.feed) == (3, None)


def test_a_feed_made_elsewhere_is_served_too(tmp_path: Path) -> None:
    """By the name of its folder."""
    (tmp_path / "feed.xml").write_text("<rss/>")
    assert wished(tmp_path).title == tmp_path.name


def test_a_private_feed_stands_below_its_token(tmp_path: Path) -> None:
    """The same each time, until it is taken back."""
    shelf(tmp_path, titles=("Easy",))
    first = wished(tmp_path, private=True)
    assert first.page.endswith(f"/{token_of(tmp_path)}/")
    assert wished(tmp_path, private=True).page.split("/")[3] == first.page.split("/")[3]
    assert (
        wished(tmp_path, private=True, revoke=True).page.split("/")[3] != first.page.split("/")[3]
    )


def test_on_a_network_the_page_has_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And without one that is told."""
    shelf(tmp_path, titles=("Easy",))
    monkeypatch.setattr(opening, "lan_address", lambda: "192.168.1.20")
    monkeypatch.setattr(opening, "own_names", lambda: frozenset({"pi.local"}))
    there = wished(tmp_path, lan=True)
    assert there.page.startswith("http://192.168.1.20:")
    assert there.house.hosts.know("pi.local")
    monkeypatch.setattr(opening, "lan_address", lambda: None)
    with pytest.raises(WorldError, match="serve-no-network"):
        wished(tmp_path, lan=True)


def test_a_tunnel_gives_the_address(tmp_path: Path) -> None:
    """Whole, without a path of its own."""
    shelf(tmp_path, titles=("Easy",))
    there = wished(tmp_path, base_url="https://runs.example.org")
    assert there.page == "https://runs.example.org/"
    assert there.house.hosts.know("runs.example.org")
    for url in (
        "runs.example.org",
        "https://a.example/x",
        "https://a.example/?x",
        "ftp://a",
        "http://",
    ):
        with pytest.raises(WrongUse, match="serve-base-url"):
            wished(tmp_path, base_url=url)


def test_what_is_no_feed_is_not_served(tmp_path: Path) -> None:
    """A slip in a path shows nobody the rest of a disk."""
    (tmp_path / "notes.txt").write_text("private")
    with pytest.raises(WrongUse, match="serve-no-feed"):
        wished(tmp_path)
    with pytest.raises(WrongUse, match="serve-no-folder"):
        wished(tmp_path / "nowhere")
    shelf(tmp_path, titles=("Easy",))
    with pytest.raises(WrongUse, match="serve-revoke-alone"):
        wished(tmp_path, revoke=True)
    (tmp_path / "kindpace.json").write_text("[]")
    with pytest.raises(KindpaceError, match="ledger-unreadable"):
        wished(tmp_path)
