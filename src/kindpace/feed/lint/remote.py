"""A feed on the web held to its rules, and its files asked for as apps do: HEAD, then two bytes."""

import datetime as dt
import ipaddress
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

from kindpace.feed.addresses import is_address, path_in
from kindpace.feed.lint import content
from kindpace.feed.lint.channel import links
from kindpace.feed.lint.document import MOST_BYTES, Node, document
from kindpace.feed.lint.fetching import Answer, Away, ask
from kindpace.feed.lint.findings import Findings, Looked, said
from kindpace.feed.lint.folder import HEAD, MOST_FILE, Progress, unwatched
from kindpace.feed.lint.looking import in_order, look_through
from kindpace.problems import KindpaceError, Problem, WorldError, problem

FEEDS: Final = ("application/rss+xml", "application/xml", "text/xml")
OK, PARTIAL, NOT_MODIFIED = 200, 206, 304
NEWEST: Final = 20
"""Episodes whose files are asked for: apps fetch the newest, and a host is spared the rest."""

PAGES: Final = 50
"""Further pages that are followed: 15,000 episodes."""

CORS: Final = "access-control-allow-origin"


def look_at(
    url: str, now: dt.datetime, on_progress: Progress = unwatched, newest: int = NEWEST
) -> tuple[Problem, ...]:
    """Everything to be said about the feed at `url`, and the files of its `newest` episodes.

    Raises `WorldError` if the feed itself can't be had.
    """
    try:
        answer = ask(url, most=MOST_BYTES + 1)
    except Away as fault:
        raise WorldError([problem("feed-unfetched", url=said(url), reason=str(fault))]) from fault
    if answer.status != OK:
        reason = f"the answer is {answer.status}"
        raise WorldError([problem("feed-unfetched", url=said(url), reason=reason)])
    try:
        feed = document(answer.body, url)
    except KindpaceError as unreadable:
        return unreadable.problems
    looked = Looked(document=feed, now=now, address=answer.url)
    found = (
        look_through(feed, now, answer.url),
        _served(looked, answer),
        _files(looked, answer.url, on_progress, newest),
        _further(looked),
    )
    return in_order(chain.from_iterable(found))


def _further(looked: Looked) -> Iterator[Problem]:
    """The pages that follow (RFC 5005), each held to the rules for feeds."""
    base, seen = looked.address, {looked.address}
    for _ in range(PAGES):
        node = next(iter(links(looked.document.channel, "next")), None)
        url = node.attributes.get("href", "") if node else ""
        if node is None or url in seen or not _may_ask(base, url):
            return
        seen.add(url)
        answer = _asked(base, url, most=MOST_BYTES + 1)
        if answer is None or answer.status != OK:
            yield looked.mend("feed/no-answer", node, found=said(url), answer=_told(answer))
            return
        try:
            looked = replace(looked, document=document(answer.body, url), address=answer.url)
        except KindpaceError as unreadable:
            yield from unreadable.problems
            return
        yield from look_through(looked.document, looked.now, looked.address)


def _served(looked: Looked, answer: Answer) -> Findings:
    """The feed comes as XML, and can be asked for again without being sent again."""
    root = looked.document.root
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in FEEDS:
        yield looked.look("feed/served-as", root, found=said(kind), wanted=FEEDS[0])
    tag, since = answer.headers.get("etag"), answer.headers.get("last-modified")
    asked = {"If-None-Match": tag} if tag else {"If-Modified-Since": since} if since else None
    again = _asked(answer.url, answer.url, headers=asked) if asked else None
    if again is None or again.status != NOT_MODIFIED:
        yield looked.look("feed/no-etag", root)


def _files(looked: Looked, base: str, on_progress: Progress, newest: int) -> Iterator[Problem]:
    items = looked.document.items[:newest]
    pictures = set[str]()
    for done, parent in enumerate((looked.document.channel, *items)):
        for node in parent.all("itunes:image"):
            if (url := node.attributes.get("href", "")) not in pictures:
                pictures.add(url)
                yield from _art(looked, base, node, url)
        for node in parent.all("enclosure") if done else ():
            yield from _track(looked, base, node)
        for node in parent.children if done else ():
            if node.name in ("podcast:chapters", "podcast:transcript"):
                yield from _text(looked, base, node)
        on_progress("asking", done, len(items))


def _track(looked: Looked, base: str, node: Node) -> Findings:
    """A track answers to HEAD with its length and kind, and to a range with that range."""
    url = node.attributes.get("url", "")
    if not _may_ask(base, url):
        yield looked.look("feed/not-asked", node, found=said(url))
        return
    head = _asked(base, url, method="HEAD")
    if head is None or head.status != OK:
        yield looked.mend("feed/no-answer", node, found=said(url), answer=_told(head))
        return
    told, size = node.attributes.get("length", "").strip(), head.headers.get("content-length", "")
    if size != told:
        words = {"path": said(url), "told": said(told), "found": said(size) or "unknown"}
        yield looked.mend("feed/length-differs", node, **words)
    kind = head.headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = node.attributes.get("type", "").strip().lower()
    if kind != wanted:
        yield looked.look("feed/served-as", node, found=said(kind), wanted=said(wanted))
    part = _asked(base, url, headers={"Range": "bytes=0-1"})
    spoken = part.headers.get("content-range", "") if part else ""
    ranged = part is not None and part.status == PARTIAL and len(part.body) == 2  # noqa: PLR2004 - the two that were asked for
    if not ranged or not re.fullmatch(r"bytes 0-1/(?:\d+|\*)", spoken):
        yield looked.mend("feed/no-range", node, found=said(url))


def _art(looked: Looked, base: str, node: Node, url: str) -> Findings:
    if not _may_ask(base, url):
        yield looked.look("feed/not-asked", node, found=said(url))
        return
    head, picture = _asked(base, url, method="HEAD"), _asked(base, url)
    if head is None or head.status != OK or picture is None or picture.status != OK:
        missing = picture if head and head.status == OK else head
        yield looked.mend("feed/no-answer", node, found=said(url), answer=_told(missing))
        return
    yield from content.art(looked, node, path_in(url), picture.body)


def _text(looked: Looked, base: str, node: Node) -> Findings:
    url = node.attributes.get("url", "")
    if not _may_ask(base, url):
        yield looked.look("feed/not-asked", node, found=said(url))
        return
    answer = _asked(base, url, most=MOST_FILE)
    if answer is None or answer.status != OK:
        yield looked.mend("feed/no-answer", node, found=said(url), answer=_told(answer))
        return
    if CORS not in answer.headers:
        yield looked.look("feed/no-cors", node, found=said(url))
    rule = content.chapter_file if node.name == "podcast:chapters" else content.captions
    yield from rule(looked, node, said(url), answer.body)


def _asked(
    base: str,
    url: str,
    *,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    most: int = HEAD,
) -> Answer | None:
    """The answer to what a feed at `base` points at, wherever that leads; None if there is none."""
    try:
        return ask(
            url, method=method, headers=headers, most=most, may=lambda on: _may_ask(base, on)
        )
    except Away:
        return None


def _told(answer: Answer | None) -> str:
    return "nothing" if answer is None else str(answer.status)


def _may_ask(base: str, url: str) -> bool:
    """A feed from the open web doesn't get to send us round a home network."""
    return is_address(url) and (_at_home(base) or not _at_home(url))


def _at_home(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".local", ".internal", ".localhost"))
