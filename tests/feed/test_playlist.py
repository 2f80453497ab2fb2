"""The playlist."""

from dataclasses import replace

from kindpace.feed.playlist import playlist
from kindpace.feed.show import Order
from tests.feed.maker import SHOW, days, episode


def test_tracks_are_listed_with_their_lengths() -> None:
    """The newest first, by paths beside the list."""
    assert playlist(SHOW, days(2)).decode() == (
        "#EXTM3U\n#PLAYLIST:Easy runs\n"
        "#EXTINF:120,Ana - An easy run, day 2\ntracks/run-2-0123456789.mp3\n"
        "#EXTINF:120,Ana - An easy run, day 1\ntracks/run-1-0123456789.mp3\n"
    )


def test_a_serial_show_begins_at_its_beginning() -> None:
    """As a programme is run."""
    lines = playlist(replace(SHOW, order=Order.SERIAL), days(2)).decode().split("\n")
    assert lines[3] == "tracks/run-1-0123456789.mp3"


def test_no_title_writes_a_line_of_its_own() -> None:
    """Line ends in a title would be read as paths."""
    text = playlist(SHOW, (episode(1, title="a\n/etc/passwd"),)).decode()
    assert "\n/etc" not in text
