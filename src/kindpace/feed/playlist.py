"""The playlist: the tracks in the order in which they want to be heard, for players of files."""

from collections.abc import Iterator
from typing import Final

from kindpace.feed.show import Episode, Order, Show, newest_first
from kindpace.feed.titles import title

NAME: Final = "playlist.m3u8"


def playlist(show: Show, episodes: tuple[Episode, ...]) -> bytes:
    """An extended M3U in UTF-8, with paths beside it; a serial show begins with its oldest."""
    return ("\n".join(_lines(show, episodes)) + "\n").encode("utf-8")


def _lines(show: Show, episodes: tuple[Episode, ...]) -> Iterator[str]:
    ordered = newest_first(episodes)
    yield "#EXTM3U"
    yield f"#PLAYLIST:{title(show.title, otherwise=show.id)}"
    for one in reversed(ordered) if show.order is Order.SERIAL else ordered:
        artist = title(show.author, otherwise="kindpace")
        yield f"#EXTINF:{one.duration},{artist} - {title(one.title, otherwise=one.id)}"
        yield one.enclosure.path
