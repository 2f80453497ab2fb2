"""`kindpace feed check`."""

import json
from pathlib import Path

import pytest

from kindpace.feed.writing import write_feed
from tests.cli.conftest import Kindpace
from tests.feed.lint.server import Page, serving
from tests.feed.maker import SHOW, days


@pytest.fixture
def feed(folder: Path) -> Path:
    """A feed file alone, with nothing to mend."""
    write_feed(SHOW, days(1), folder)
    (folder / "feed.xml").rename(folder / "some.xml")
    return folder / "some.xml"


def test_a_good_feed_passes(kindpace: Kindpace, feed: Path) -> None:
    """With one calm sentence."""
    said = kindpace("feed", "check", feed.name)
    assert (said.code, said.out) == (0, "Nothing to mend.\n")


def test_what_is_to_mend_is_told_with_its_place(kindpace: Kindpace, feed: Path) -> None:
    """Line and column, what, how to mend, and exit 1."""
    feed.write_text(feed.read_text("utf-8").replace(">false<", ">no<"), "utf-8")
    said = kindpace("feed", "check", feed.name)
    assert said.code == 1
    assert "some.xml:23:1  feed/explicit" in said.err
    assert "Write true or false." in said.err
    assert "2 things to mend. Nothing was changed." in said.err


def test_advice_alone_passes(kindpace: Kindpace, feed: Path) -> None:
    """Told, and fine."""
    feed.write_text(feed.read_text("utf-8").replace(' rel="captions"', ""), "utf-8")
    said = kindpace("feed", "check", feed.name)
    assert said.code == 0
    assert "feed/captions" in said.err


def test_many_of_a_kind_are_counted(kindpace: Kindpace, folder: Path) -> None:
    """Eight are shown; the data holds all."""
    write_feed(SHOW, days(9), folder)
    text = (folder / "feed.xml").read_text("utf-8").replace(' isPermaLink="false"', "")
    (folder / "many.xml").write_text(text, "utf-8")
    said = kindpace("feed", "check", "many.xml")
    assert "1 more of these kinds" in said.err
    told = json.loads(kindpace("feed", "check", "many.xml", "--json").out)
    assert len([one for one in told["findings"] if one["slug"] == "feed/permalink"]) == 9
    assert not told["fine"]


def test_data_holds_place_weight_and_reason(kindpace: Kindpace, feed: Path) -> None:
    """For scripts, as for other commands."""
    feed.write_text(feed.read_text("utf-8").replace(' rel="captions"', ""), "utf-8")
    said = kindpace("feed", "check", feed.name, "--json")
    told = json.loads(said.out)
    (found,) = told["findings"]
    assert (said.code, told["fine"], told["feed"]) == (0, True, "some.xml")
    assert (found["slug"], found["weight"]) == ("feed/captions", "look")
    assert found["where"]["line"] > 1
    assert "podcast namespace" in found["why"]


def test_wrong_use_and_the_world_have_their_own_codes(kindpace: Kindpace, folder: Path) -> None:
    """A folder without feed: 2. A file that isn't there: 3, as data too."""
    (folder / "empty").mkdir()
    assert kindpace("feed", "check", "empty").code == 2
    assert kindpace("feed", "check", "nothing.xml").code == 3
    said = kindpace("feed", "check", "nothing.xml", "--json")
    assert said.code == 3
    assert json.loads(said.out)["findings"][0]["slug"] == "feed-unreadable"


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_address_is_asked(kindpace: Kindpace) -> None:
    """And its answer looked through."""
    with serving({"/feed.xml": Page(body=b"<rss>&", type="text/xml")}) as base:
        said = kindpace("feed", "check", f"{base}/feed.xml")
    assert said.code == 1
    assert "feed/not-xml" in said.err
