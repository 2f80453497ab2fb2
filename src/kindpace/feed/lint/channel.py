"""Rules about the show: what directories ask for, and how they want it written."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final
from uuid import UUID

from kindpace.feed.dates import moment_of
from kindpace.feed.lint.document import Node
from kindpace.feed.lint.findings import Findings, Looked, said
from kindpace.feed.writing import CLAIM
from kindpace.track.languages import CODES

REQUIRED: Final = (
    "title", "link", "description", "language", "itunes:category", "itunes:explicit",
    "itunes:image",
)  # fmt: skip
"""By Apple and PSP-1; PSP-1 asks for an `atom:link` with rel="self" besides."""

WISHED: Final = ("itunes:author", "podcast:guid", "podcast:locked")

LANGUAGE: Final = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2}|-[A-Za-z]{4}(?:-[A-Za-z]{2})?)?")
RULE: Final = re.compile(r"FREQ=(?:YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY)(?:;[A-Z]+=[A-Z0-9,+:-]+)*")
PAGE: Final = 300
UUID_5: Final = 5


def lacking(looked: Looked) -> Findings:
    """What the channel leaves out."""
    channel = looked.document.channel
    for name in REQUIRED:
        if channel.first(name) is None:
            yield looked.mend("feed/channel-lacks", channel, name=name)
    if _self(channel) is None:
        yield looked.mend("feed/channel-lacks", channel, name='atom:link rel="self"')
    for name in WISHED:
        if channel.first(name) is None:
            yield looked.look("feed/channel-misses", channel, name=name)
    if not looked.document.items:
        yield looked.look("feed/no-items", channel)


def language(looked: Looked) -> Findings:
    """Apple refuses a feed whose language is none of ISO 639's two letters."""
    node = looked.document.channel.first("language")
    if node and node.text.strip():
        found = LANGUAGE.fullmatch(node.text.strip())
        if found is None or found[1].lower() not in CODES:
            yield looked.mend("feed/language", node, found=said(node.text))


def categories(looked: Looked) -> Findings:
    """Only Apple's own words count, letter by letter; only the first category does."""
    known = apple_categories()
    for node in looked.document.channel.all("itunes:category"):
        name = node.attributes.get("text", "")
        if name not in known:
            yield looked.mend("feed/category", node, found=said(name))
            continue
        for inner in node.all("itunes:category"):
            if (sub := inner.attributes.get("text", "")) not in known[name]:
                yield looked.mend("feed/category", inner, found=said(f"{name}, {sub}"))


@cache
def apple_categories() -> Mapping[str, list[str]]:
    """Apple's categories with their subcategories."""
    text = files("kindpace.feed").joinpath("categories.toml").read_text("utf-8")
    return {name: list(inner) for name, inner in tomllib.loads(text).items()}


def identity(looked: Looked) -> Findings:
    """`podcast:guid` is a UUID, of version 5 where it was made as the namespace says."""
    node = looked.document.channel.first("podcast:guid")
    if node is None:
        return
    try:
        made = UUID(node.text.strip()).version
    except ValueError:
        yield looked.mend("feed/guid-form", node, found=said(node.text))
        return
    if made != UUID_5:
        yield looked.look("feed/guid-version", node)


def rights(looked: Looked) -> Findings:
    """PSP-1 wants the owner's name alone."""
    node = looked.document.channel.first("copyright")
    if node and CLAIM.match(node.text.strip()):
        yield looked.look("feed/copyright", node, found=said(node.text))


def rhythm(looked: Looked) -> Findings:
    """How often episodes come, as RFC 5545 writes it."""
    for node in looked.document.channel.all("podcast:updateFrequency"):
        rule = node.attributes.get("rrule")
        if rule is not None and not RULE.fullmatch(rule):
            yield looked.look("feed/rhythm", node, found=said(rule))


def whereabouts(looked: Looked) -> Findings:
    """A feed says where it stands, and where its other pages do."""
    channel = looked.document.channel
    own = _self(channel)
    found = own.attributes.get("href", "") if own else ""
    if own and looked.address and found != looked.address:
        yield looked.look("feed/self-other", own, found=said(found), wanted=said(looked.address))
    following = links(channel, "next")
    if len(looked.document.items) > PAGE and not following:
        many = len(looked.document.items)
        yield looked.look("feed/one-page", channel, many=many)
    for node in following:
        if own and node.attributes.get("href") == found:
            yield looked.mend("feed/page-circle", node)


def built(looked: Looked) -> Findings:
    """The channel's own dates can be read."""
    for name in ("lastBuildDate", "pubDate"):
        node = looked.document.channel.first(name)
        if node and moment_of(node.text) is None:
            yield looked.mend("feed/date", node, found=said(node.text))


def order(looked: Looked) -> Findings:
    """Apps that read only the head of a feed look for the newest there."""
    before = None
    for node in looked.document.items:
        moment = moment_of(node.words("pubDate"))
        if before and moment and moment > before:
            yield looked.look("feed/order", node)
            return
        before = moment or before


def links(channel: Node, rel: str) -> list[Node]:
    """The channel's links of one kind: `self`, `next`."""
    return [one for one in channel.all("atom:link") if one.attributes.get("rel") == rel]


def _self(channel: Node) -> Node | None:
    return next(iter(links(channel, "self")), None)


RULES = (
    lacking, language, categories, identity, rights, rhythm, whereabouts, built, order,
)  # fmt: skip
