"""Where the files of a feed stand on the web."""

import re
from urllib.parse import quote, unquote, urlsplit

from kindpace.feed.names import slug
from kindpace.feed.show import Episode, Show
from kindpace.problems import WrongUse, problem

FEED = "feed.xml"

WEB = ("http", "https")
PRINTED = re.compile(r"[!#-;=?-Z_a-z~\[\]]+")
"""The letters an address may hold as they are (RFC 3986), `%` and its digits among them."""


def page_name(number: int) -> str:
    """The file of the feed's page `number`, counted from 1."""
    return FEED if number == 1 else f"feed-{number}.xml"


def address(show: Show, path: str) -> str:
    """The address of `path`, a file of the feed's folder."""
    return f"{show.base_url.rstrip('/')}/{quote(path)}"


def path_in(address: str) -> str:
    """The path that `address` holds, its codes as letters, without question and place."""
    return unquote(address.partition("#")[0].partition("?")[0])


def home(show: Show) -> str:
    """The page that people visit: the show's own, else the one beside the feed."""
    return show.link or address(show, "index.html")


def place_of(show: Show, episode: Episode) -> str:
    """Where the page beside the feed shows `episode`."""
    return f"{address(show, 'index.html')}#{slug(episode.id)}"


def checked_base(url: str) -> str:
    """`url` if a feed can stand there. Raises `WrongUse` (`feed-base-url`) otherwise."""
    if not is_address(url) or urlsplit(url).query or "#" in url or "?" in url:
        raise WrongUse([problem("feed-base-url", url=url[:80])])
    return url


def is_address(url: str) -> bool:
    """Whether `url` is a whole web address in ASCII letters, ready to be fetched."""
    if not PRINTED.fullmatch(url) or re.search(r"%(?![0-9A-Fa-f]{2})", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in WEB and bool(parts.hostname) and (parts.port or 80) > 0
    except ValueError:
        return False
