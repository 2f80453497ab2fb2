"""A show and its episodes -> the page for phones, and what a phone needs to keep it."""

import json
from collections.abc import Iterator
from typing import Any, Final

from markupsafe import Markup

from kindpace.feed.addresses import FEED, address
from kindpace.feed.names import slug
from kindpace.feed.page.apps import apps, is_near
from kindpace.feed.page.frame import filled, worker
from kindpace.feed.page.wording import (
    SAID,
    Words,
    clock,
    day,
    length,
    megabytes,
    paragraphs,
    plain,
    words,
)
from kindpace.feed.qr import as_svg
from kindpace.feed.show import Episode, Show, newest_first

PER_PAGE: Final = 300
"""Tracks on a page, as on a page of the feed."""

INDEX: Final = "index.html"
VTT: Final = "text/vtt"


def page_files(
    show: Show, episodes: tuple[Episode, ...], per_page: int = PER_PAGE
) -> dict[str, bytes]:
    """The page's files by name, `index.html` first: newest tracks first, older ones on more pages.

    Equal values give equal bytes. Nothing in them is fetched from anywhere but the feed's folder.
    """
    said = words(show.language)
    ordered = newest_first(episodes)
    count = max(1, -(-len(ordered) // per_page))
    texts = {
        page_name(number): _page(
            show, ordered[(number - 1) * per_page : number * per_page], said, number, count
        )
        for number in range(1, count + 1)
    }
    texts |= {"app.webmanifest": _manifest(show, said), "offline.js": worker()}
    return {name: text.encode("utf-8") for name, text in texts.items()}


def page_name(number: int) -> str:
    """The file of the page `number`, counted from 1."""
    return INDEX if number == 1 else f"index-{number}.html"


def _page(show: Show, page: tuple[Episode, ...], said: Words, number: int, count: int) -> str:
    home, feed = address(show, ""), address(show, FEED)
    return filled(
        "page.html",
        show=_show(show),
        tracks=[_track(show, one, said) for one in page],
        words=said,
        program_words={name: said[name] for name in SAID},
        private=show.private,
        address=home,
        feed=feed,
        square=Markup(as_svg(home, said["scan"])),  # noqa: S704 - drawn, with its title escaped
        apps=apps(feed),
        near=is_near(feed),
        number=number,
        newer=page_name(number - 1) if number > 1 else None,
        older=page_name(number + 1) if number < count else None,
    )


def _show(show: Show) -> dict[str, Any]:
    return {
        "title": plain(show.title) or show.id,
        "language": show.language.replace("_", "-"),
        "paragraphs": paragraphs(show.summary),
        "summary": plain(show.summary),
        "notes": [one for note in show.notes for one in paragraphs(note)],
        "art": show.art.path if show.art else "",
    }


def _track(show: Show, one: Episode, said: Words) -> dict[str, Any]:
    captions = [file.path for file in one.captions if file.type == VTT]
    art = one.art or show.art
    return {
        "id": slug(one.id),
        "guid": one.guid,
        "title": plain(one.title) or one.id,
        "language": (one.language or show.language).replace("_", "-"),
        "src": one.enclosure.path,
        "file": f"{slug(one.id)}.mp3",
        "size": megabytes(one.enclosure.size),
        "seconds": one.duration,
        "art": art.path if art else "",
        "captions": captions[0] if captions else "",
        "facts": list(_facts(one, said)),
        "paragraphs": paragraphs(one.summary),
        "chapters": [
            {"start": chapter.start, "clock": clock(chapter.start), "title": plain(chapter.title)}
            for chapter in one.chapters
        ],
    }


def _facts(one: Episode, said: Words) -> Iterator[str]:
    """What stands below a title: where it belongs, how long, how quick, since when."""
    yield from filter(None, (plain(one.season_name), plain(one.display)))
    yield length(one.duration, said)
    if one.cadence:
        yield said["cadence"].format(cadence=one.cadence)
    yield day(one.published, said)


def _manifest(show: Show, said: Words) -> str:
    """What a phone needs to put the page among its apps (W3C Web Application Manifest)."""
    side = f"{show.art.side}x{show.art.side}" if show.art else ""
    icons = [{"src": show.art.path, "sizes": side, "type": show.art.type}] if show.art else []
    told = {
        "name": plain(show.title) or show.id,
        "lang": said["language"],
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#2e6b4f",
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
