"""A show and its episodes -> the pages of its RSS feed.

RSS 2.0 with Apple's, Podcasting 2.0's, Podlove's and Atom's elements, as PSP-1 asks. No clock, no
version and no machine has a say: equal values give equal bytes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from kindpace.feed.addresses import FEED, address, checked_base, home, page_name
from kindpace.feed.dates import rfc_2822
from kindpace.feed.describing import show_text
from kindpace.feed.items import item, numbered, person, spoken_by_machine
from kindpace.feed.markup import around, element
from kindpace.feed.show import Episode, Show
from kindpace.feed.titles import title
from kindpace.problems import KindpaceError, problem
from kindpace.track.whole import told, whole_file

PER_PAGE: Final = 300
"""Episodes on a page: Apple's directory once showed as many, and apps ask every hour."""

PAGE_BYTES: Final = 950_000
"""A page's items stay below this together, so that no page reaches a megabyte."""

SPACES: Final = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
    "xmlns:psc": "http://podlove.org/simple-chapters",
}
RSS: Final = "application/rss+xml"
CLAIM: Final = re.compile(r"(?i)^(?:\s|copyright|©|\(c\)|℗|\d{4}(?:[-–]\d{4})?\b,?)+")
"""What PSP-1 wants left out of a copyright line: sign, word and year."""


def feed_pages(
    show: Show, episodes: tuple[Episode, ...], per_page: int = PER_PAGE
) -> dict[str, bytes]:
    """The feed's files by name, `feed.xml` first: the newest episodes, then page by page.

    Raises `WrongUse` if the show's address is none, `KindpaceError` if episodes share what only
    one can have.
    """
    checked_base(show.base_url)
    _refuse_twins(episodes)
    pages = _paged(show, numbered(show, episodes), per_page)
    return {
        page_name(number): _page(show, page, number, len(pages))
        for number, page in enumerate(pages, 1)
    }


def write_feed(
    show: Show, episodes: tuple[Episode, ...], folder: Path, per_page: int = PER_PAGE
) -> tuple[Path, ...]:
    """Put the feed's pages into `folder`, `feed.xml` last; the paths of those that changed.

    A page that stands there already with the same bytes isn't touched; a page that the feed no
    longer has goes last of all. Raises like `feed_pages`, and `WorldError`.
    """
    pages = feed_pages(show, episodes, per_page)
    changed = []
    for name, data in reversed(pages.items()):
        if _as_on_disk(folder / name) != data:
            with whole_file(folder / name) as file:
                file.write(data)
            changed.append(folder / name)
    for old in sorted(folder.glob("feed-*.xml")):
        if old.name not in pages and re.fullmatch(r"feed-\d+\.xml", old.name):
            with told(old):
                old.unlink()
            changed.append(old)
    return tuple(changed)


def _as_on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _refuse_twins(episodes: tuple[Episode, ...]) -> None:
    """Apps tell episodes apart by guid, and Apple passes over a second one with the same track."""
    for name, values in (
        ("id", Counter(one.id for one in episodes)),
        ("guid", Counter(one.guid for one in episodes)),
        ("track", Counter(one.enclosure.path for one in episodes)),
    ):
        for value, times in values.items():
            if times > 1:
                twins = problem("feed-twins", name=name, value=value[:60], times=times)
                raise KindpaceError([twins])


Page = tuple[tuple[Episode, str], ...]
"""Episodes with their items."""


def _paged(show: Show, episodes: tuple[Episode, ...], per_page: int) -> list[Page]:
    """The items in pages, each within its count and its bytes; one page at least."""
    pages: list[list[tuple[Episode, str]]] = [[]]
    size = 0
    for one in episodes:
        text = item(show, one)
        length = len(text.encode("utf-8")) + 1
        if pages[-1] and (len(pages[-1]) >= per_page or size + length > PAGE_BYTES):
            pages.append([])
            size = 0
        pages[-1].append((one, text))
        size += length
    return [tuple(page) for page in pages]


def _page(show: Show, page: Page, number: int, count: int) -> bytes:
    spaces = "".join(f' {name}="{space}"' for name, space in SPACES.items())
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{spaces}>\n'
    parts = chain(
        _of_rss(show, page),
        _links(show, number, count),
        _of_apple(show),
        _of_podcasting_2(show),
        (text for _, text in page),
    )
    return f"{head}{around('channel', parts)}\n</rss>\n".encode()


def _of_rss(show: Show, page: Page) -> Iterator[str]:
    yield element("title", title(show.title, otherwise=show.id))
    yield element("link", home(show))
    yield element("description", show_text(show) or title(show.title, otherwise=show.id))
    yield element("language", show.language.replace("_", "-"))
    if owner := title(CLAIM.sub("", show.copyright), otherwise=""):
        yield element("copyright", owner)
    yield element("generator", "kindpace")
    if moments := [one.changed or one.published for one, _ in page]:
        newest = max(*moments, *(one.published for one, _ in page))
        yield element("lastBuildDate", rfc_2822(newest))


def _links(show: Show, number: int, count: int) -> Iterator[str]:
    """Where this page stands, and its neighbours (RFC 5005, 3: paged feeds)."""
    pages = {"self": number}
    if count > 1:
        pages |= {"first": 1, "previous": number - 1, "next": number + 1, "last": count}
    for rel, at in pages.items():
        if 1 <= at <= count:
            yield element("atom:link", href=address(show, page_name(at)), rel=rel, type=RSS)


def _of_apple(show: Show) -> Iterator[str]:
    yield element("itunes:author", title(show.author, otherwise="kindpace"))
    if show.email and not show.private:
        inner = [
            element("itunes:name", title(show.author, otherwise="kindpace")),
            element("itunes:email", title(show.email)),
        ]
        yield around("itunes:owner", inner)
    if show.art:
        picture = address(show, show.art.path)
        yield element("itunes:image", href=picture)
        inner = [
            element("url", picture),
            element("title", title(show.title, otherwise=show.id)),
            element("link", home(show)),
        ]
        yield around("image", inner)
    if show.category:
        inner = [element("itunes:category", text=one) for one in show.category[1:2]]
        yield around("itunes:category", inner, text=show.category[0])
    yield element("itunes:explicit", str(show.explicit).lower())
    yield element("itunes:type", str(show.order))
    if show.moved_to:
        yield element("itunes:new-feed-url", show.moved_to)
    if show.complete:
        yield element("itunes:complete", "Yes")
    if show.private:
        yield element("itunes:block", "Yes")


def _of_podcasting_2(show: Show) -> Iterator[str]:
    yield element("podcast:guid", show.guid)
    owner = show.email if show.email and not show.private else None
    yield element("podcast:locked", "yes" if show.locked else "no", owner=owner)
    yield element("podcast:medium", show.medium)
    if often := show.frequency:
        yield element(
            "podcast:updateFrequency",
            title(often.text, most=128),
            complete="true" if often.complete else None,
            rrule=often.rule or None,
        )
    if show.license:
        url = show.license.url or None
        yield element("podcast:license", title(show.license.name, most=128), url=url)
    if show.private:
        yield element("podcast:block", "yes")
    yield from map(person, show.persons)
    yield from spoken_by_machine(show.synthetic)


def feed_address(show: Show) -> str:
    """Where the feed's first page stands."""
    return address(show, FEED)
