"""How apps are asked to follow, and which can see a home network."""

import pytest

from kindpace.feed.page.apps import apps, is_near


def test_every_app_is_asked_in_its_own_way() -> None:
    """One name each, one scheme each, and the feed in it."""
    known = apps("https://runs.example.org/steady/feed.xml")
    told = {app.name: app.address for app in known}
    assert told["AntennaPod"] == "antennapod-subscribe://runs.example.org/steady/feed.xml"
    assert told["Overcast"].endswith("?url=https%3A%2F%2Fruns.example.org%2Fsteady%2Ffeed.xml")
    assert told["Pocket Casts"] == "pktc://subscribe/runs.example.org/steady/feed.xml"
    assert told["Apple Podcasts"] == "pcast://runs.example.org/steady/feed.xml"
    assert len({address.partition(":")[0] for address in told.values()}) == len(known)
    assert {app.name for app in known if app.near} == {"AntennaPod", "Podcast Addict", "gPodder"}


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("http://192.168.1.20:8000/", True),
        ("http://localhost/", True),
        ("http://[::1]:8000/x", True),
        ("http://pi.local/", True),
        ("http://pi/", True),
        ("http://[fd00::1]/", True),
        ("https://runs.example.org/", False),
        ("http://8.8.8.8/", False),
        ("https://a.b.c./", False),
    ],
)
def test_a_home_address_is_known(address: str, *, near: bool) -> None:
    """By number or by name."""
    assert is_near(address) is near
