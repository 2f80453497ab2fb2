"""Podcast clients follow a feed that was published and is served: nothing is announced twice."""

import os
from pathlib import Path

import pytest

from kindpace.feed.publishing.on_disk import OnDisk
from kindpace.feed.publishing.publishing import publish
from tests.feed.publishing.followers import NAMES, follower
from tests.feed.publishing.shows import NOW, build
from tests.feed.serving.door import open_house

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


@pytest.mark.parametrize("name", NAMES)
def test_a_client_follows_from_the_first_day_on(name: str, tmp_path: Path) -> None:
    """Subscribe, download, look again: nothing new. A new rendering: nothing new, another sound."""
    public, site, home = tmp_path / "public", tmp_path / "site", tmp_path / "home"
    home.mkdir()

    def week(number: int, *pitches: int) -> list[bytes]:
        _, episodes = build(public, *pitches)
        publish(public, OnDisk(root=site), now=NOW)
        moment = NOW.timestamp() + number  # HTTP knows no time between two seconds
        os.utime(site / "kindpace.json", (moment, moment))
        return [(public / one.enclosure.path).read_bytes() for one in episodes]

    tracks = week(1, 220, 220)
    with open_house(site) as door:
        client = follower(name, f"{door.page}feed.xml", home)
        if client is None:
            pytest.skip(f"{name} isn't on this machine")
        assert client.update() == 2
        assert client.download() == tracks
        assert client.update() == 0
        again = week(2, 330, 220)
        assert again[0] != tracks[0]
        assert client.update() == 0
        assert client.download() == again
        if name != "castero":  # it gives a new episode a number, and then that number to an old one
            assert len(week(3, 330, 220, 440)) == 3
            assert client.update() == 1
