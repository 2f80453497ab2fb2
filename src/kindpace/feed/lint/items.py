"""Rules about episodes: each can be told apart, fetched and dated."""

import datetime as dt
import re
from collections import Counter
from email.utils import parsedate_tz
from typing import Final

from kindpace.feed.dates import moment_of
from kindpace.feed.lint.document import Node
from kindpace.feed.lint.findings import Findings, Looked, count, said

REQUIRED: Final = ("title", "enclosure", "guid")
WISHED: Final = (
    "pubDate", "description", "link", "itunes:duration", "itunes:explicit", "itunes:image",
    "podcast:transcript",
)  # fmt: skip
"""By PSP-1."""

DATE: Final = re.compile(
    r"(?:(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} "
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UT|UTC|Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T)"
)
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SKEW: Final = dt.timedelta(minutes=5)
"""By how much clocks may differ before a date counts as one to come."""

NUMBERED: Final = re.compile(
    r"(?i)(?:#\s?\d+|(?:episode|episodio|folge|épisode|ep\.?|s\d+\s?e)\s?\d+|\d+\s?[.:–—|-]\s)"
)
NUMBER: Final = re.compile(r"[1-9]\d{0,8}")
PODCAST_NUMBER: Final = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
SECONDS: Final = re.compile(r"0*[1-9]\d{0,6}")
CLOCK: Final = re.compile(r"(?:\d{1,3}:)?\d{1,3}:\d{2}")
SMALL: Final = 16_384
"""Bytes: AntennaPod takes a smaller length for unknown."""

TYPES: Final = {
    ".mp3": ("audio/mpeg",),
    ".m4a": ("audio/x-m4a", "audio/mp4", "audio/aac"),
    ".mp4": ("video/mp4", "audio/mp4"),
    ".m4v": ("video/x-m4v", "video/mp4"),
    ".mov": ("video/quicktime",),
    ".pdf": ("application/pdf",),
    ".ogg": ("audio/ogg",),
    ".opus": ("audio/ogg", "audio/opus"),
}


def lacking(looked: Looked) -> Findings:
    """What an item leaves out; what is only wished for is told once, with how many do."""
    items = looked.document.items
    for item in items:
        for name in REQUIRED:
            if item.first(name) is None:
                yield looked.mend("feed/item-lacks", item, name=name)
    for name in WISHED:
        bare = [one for one in items if one.first(name) is None]
        if bare:
            many = count(len(bare), "episode", "episodes")
            yield looked.look("feed/item-misses", bare[0], name=name, many=many)


def twins(looked: Looked) -> Findings:
    """Two episodes that apps take for one."""
    for slug, name, told in (
        ("feed/guid-twice", "guid", lambda item: item.words("guid")),
        ("feed/track-twice", "enclosure", _track),
        ("feed/title-twice", "title", lambda item: item.words("title")),
    ):
        seen = Counter[str]()
        for item in looked.document.items:
            node, value = item.first(name), told(item)
            if node and value:
                seen[value] += 1
                if seen[value] > 1:
                    tell = looked.look if name == "title" else looked.mend
                    yield tell(slug, node, found=said(value))


def _track(item: Node) -> str:
    node = item.first("enclosure")
    return node.attributes.get("url", "") if node else ""


def guids(looked: Looked) -> Findings:
    """A guid that isn't an address says so, or readers try to open it."""
    for item in looked.document.items:
        node = item.first("guid")
        if node is None:
            continue
        text = node.text.strip()
        address = text.lower().startswith(("http://", "https://"))
        if not address and node.attributes.get("isPermaLink", "true") != "false":
            yield looked.mend("feed/permalink", node, found=said(text))


def dates(looked: Looked) -> Findings:
    """RFC 2822, with the weekday that the date has, and not to come."""
    for item in looked.document.items:
        node = item.first("pubDate")
        if node is None or not (text := node.text.strip()):
            continue
        moment, shaped = moment_of(text), DATE.fullmatch(text)
        if moment is None or shaped is None:
            yield looked.mend("feed/date", node, found=said(text))
            continue
        if shaped["day"] and (day := _weekday(text)) != shaped["day"]:
            yield looked.mend("feed/weekday", node, found=said(text), day=day)
        if moment > looked.now + SKEW:
            yield looked.mend("feed/to-come", node, found=said(text))


def _weekday(text: str) -> str:
    """The weekday of a readable date, where it was written and not in UTC."""
    parts = parsedate_tz(text)
    if parts is None:  # never for a date of the right shape
        return ""
    year, month, day = parts[:3]
    return DAYS[dt.date(year, month, day).weekday()]


def tracks(looked: Looked) -> Findings:
    """An enclosure tells its length in bytes and its kind."""
    for item in looked.document.items:
        node = item.first("enclosure")
        if node is None:
            continue
        length = node.attributes.get("length", "").strip()
        if not length.isdecimal() or not int(length[:18]):
            yield looked.mend("feed/track-length", node, found=said(length))
        elif int(length[:18]) < SMALL:
            yield looked.look("feed/track-small", node, found=length[:18])
        kind = node.attributes.get("type", "").strip()
        ending = re.search(r"\.\w{2,4}$", node.attributes.get("url", "").partition("?")[0].lower())
        known = TYPES.get(ending[0], ()) if ending else ()
        if "/" not in kind or (known and kind not in known):
            wanted = known[0] if known else "audio/mpeg"
            yield looked.mend("feed/track-type", node, found=said(kind), wanted=wanted)


def names(looked: Looked) -> Findings:
    """Apple wants titles without number and show, for apps show both beside them."""
    show = looked.document.channel.words("title").lower()
    for item in looked.document.items:
        node = item.first("title")
        if node is None:
            continue
        text = node.text.strip()
        if NUMBERED.match(text):
            yield looked.look("feed/numbered-title", node, found=said(text))
        elif len(show) > 3 and text.lower().startswith(f"{show}:"):  # noqa: PLR2004 - a name, no syllable
            yield looked.look("feed/show-in-title", node, found=said(text))


def numbers(looked: Looked) -> Findings:
    """Episode and season are whole numbers from 1; a serial show needs them."""
    serial = looked.document.channel.words("itunes:type") == "serial"
    seen: set[tuple[str, str]] = set()
    for item in looked.document.items:
        for name in ("itunes:episode", "itunes:season", "podcast:season", "podcast:episode"):
            node = item.first(name)
            shape = PODCAST_NUMBER if name == "podcast:episode" else NUMBER
            if node and not shape.fullmatch(node.text.strip()):
                yield looked.mend("feed/number", node, name=name, found=said(node.text))
        number = item.words("itunes:episode")
        kind = item.words("itunes:episodeType") or "full"
        if serial and not number and kind == "full":
            yield looked.mend("feed/serial-number", item)
        place = (item.words("itunes:season"), number)
        if number and kind == "full" and place in seen:
            yield looked.look("feed/number-twice", item, number=said(number))
        seen.add(place)


def durations(looked: Looked) -> Findings:
    """Apple and PSP-1 recommend whole seconds."""
    for item in looked.document.items:
        node = item.first("itunes:duration")
        if node is None or SECONDS.fullmatch(node.text.strip()):
            continue
        tell = looked.look if CLOCK.fullmatch(node.text.strip()) else looked.mend
        yield tell("feed/duration", node, found=said(node.text))


RULES = (lacking, twins, guids, dates, tracks, names, numbers, durations)
