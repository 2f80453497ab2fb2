"""Where the files of a feed stand on the web."""

from dataclasses import replace

import pytest

from kindpace.feed.addresses import (
    address,
    checked_base,
    home,
    is_address,
    page_name,
    path_in,
    place_of,
)
from kindpace.problems import WrongUse
from tests.feed.maker import SHOW, episode


def test_an_address_is_the_base_and_the_path() -> None:
    """With or without a slash at the base's end."""
    slashed = replace(SHOW, base_url="https://example.org/runs/")
    assert address(SHOW, "a.mp3") == address(slashed, "a.mp3") == "https://example.org/runs/a.mp3"


def test_any_path_becomes_an_address_and_comes_back() -> None:
    """Spaces, other letters and signs as codes; what asks or points is no part of the path."""
    assert address(SHOW, "a b/ä?#.mp3") == "https://example.org/runs/a%20b/%C3%A4%3F%23.mp3"
    assert path_in("a%20b/%C3%A4%3F%23.mp3?x=1#y") == "a b/ä?#.mp3"


def test_pages_are_counted_from_the_second() -> None:
    """The first has the name that people follow."""
    assert [page_name(number) for number in (1, 2)] == ["feed.xml", "feed-2.xml"]


def test_people_visit_the_shows_page_or_the_one_beside_the_feed() -> None:
    """An episode has its place there, by a name that any address holds."""
    assert home(SHOW) == "https://example.org/runs/index.html"
    assert home(replace(SHOW, link="https://ana.example")) == "https://ana.example"
    assert place_of(SHOW, episode(1, id="Füße")).startswith(f"{home(SHOW)}#fue--")


@pytest.mark.parametrize(
    "url",
    ["https://a.org/b%20c", "http://127.0.0.1:8000/x", "http://[::1]:80/a", "HTTPS://a.org/?q=1#f"],
)
def test_whole_addresses_are_known(url: str) -> None:
    """Also those at home."""
    assert is_address(url)


@pytest.mark.parametrize(
    "url",
    ["", "a.org", "/a", "//a.org", "ftp://a.org", "https://", "https://a b", "https://ä.org",
     "https://a.org/%zz", "https://a.org:99999/", "http://[::1", "https://a.org/\n"],
)  # fmt: skip
def test_what_apps_could_not_ask_for_is_noticed(url: str) -> None:
    """Half addresses, other letters, other schemes."""
    assert not is_address(url)


@pytest.mark.parametrize("url", ["runs", "https://a.org/?x=1", "https://a.org/#top"])
def test_a_base_that_no_path_can_follow_is_refused(url: str) -> None:
    """Before anything is written."""
    with pytest.raises(WrongUse, match="feed-base-url"):
        checked_base(url)
    assert checked_base("https://a.org/runs") == "https://a.org/runs"
