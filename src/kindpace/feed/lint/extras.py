"""Rules about what surrounds a track: chapters, transcripts, soundbites, other files."""

import html
import re
from itertools import pairwise
from typing import Final

from kindpace.feed.chapters import told_in
from kindpace.feed.lint.document import Node
from kindpace.feed.lint.findings import Chapters, Findings, Looked, listing, said
from kindpace.feed.show import Chapter
from kindpace.feed.titles import SHORT

TIME: Final = re.compile(r"(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d{1,5})(?:\.(\d{1,6}))?")
"""Podlove's Normal Play Time: `75`, `1:15`, `00:01:15.000`."""

BLOCKS: Final = re.compile(r"(?i)<(?:br|/?p|/?li|/?div|/?ul|/?ol)\b[^>]{0,300}>|\n")
TAGS: Final = re.compile(r"<[^>]{0,300}>")

CHAPTER_TYPES: Final = ("application/json+chapters", "application/json")
TRANSCRIPT_TYPES: Final = (
    "text/vtt", "application/x-subrip", "application/srt", "application/json", "text/html",
    "text/plain",
)  # fmt: skip
BITE: Final = (15.0, 120.0)
FEW: Final = 3
BRIEF: Final = 30
"""Seconds: the least that Spotify advises for a chapter."""


def chapters(looked: Looked) -> Findings:
    """Chapters in the feed: in order, from nought, on whole seconds, the same as in the words."""
    for item in looked.document.items:
        node = item.first("psc:chapters")
        told = from_psc(item)
        if node and told is None:
            yield looked.mend("feed/chapter-time", node)
        elif node and told is not None:
            yield from _well_laid(looked, node, told)
        written = from_words(item)
        if told and written and told != written:
            here, there = listing(told), listing(written)
            at = item.first("description") or item
            between = "psc:chapters and the description"
            yield looked.mend("feed/chapters-differ", at, between=between, here=here, there=there)


def _well_laid(looked: Looked, node: Node, told: Chapters) -> Findings:
    starts = [one.start for one in told]
    if any(after <= before for before, after in pairwise(starts)):
        yield looked.mend("feed/chapter-order", node)
    elif starts and starts[0] != 0:
        yield looked.look("feed/chapter-first", node, start=starts[0])
    elif any(after - before < BRIEF for before, after in pairwise(starts)):
        yield looked.look("feed/chapter-brief", node, least=BRIEF)
    if len(told) < FEW:
        yield looked.look("feed/chapters-few", node, many=len(told), least=FEW)
    for one in node.all("psc:chapter"):
        if len(title := one.attributes.get("title", "")) >= SHORT:
            yield looked.look("feed/chapter-title", one, found=said(title), most=SHORT)
        if float(f"0.{(_time(one) or ('', '', '', '0'))[3] or 0}"):
            yield looked.look("feed/chapter-fraction", one)


def from_psc(item: Node) -> Chapters | None:
    """The chapters that Podlove's element lists; None if a time can't be read; () for none."""
    inner = [one for node in item.all("psc:chapters")[:1] for one in node.all("psc:chapter")]
    times = [_time(one) for one in inner]
    if not all(times):
        return None
    return tuple(
        Chapter(
            start=int(time[0] or 0) * 3600 + int(time[1] or 0) * 60 + int(time[2]),
            title=one.attributes.get("title", ""),
        )
        for one, time in zip(inner, times, strict=True)
        if time
    )


def _time(node: Node) -> tuple[str, str, str, str] | None:
    found = TIME.fullmatch(node.attributes.get("start", "").strip())
    return (found[1], found[2], found[3], found[4]) if found else None


def from_words(item: Node) -> Chapters:
    """The chapters that the description tells in lines of their own, as Spotify looks for them."""
    text = item.words("description") or item.words("content:encoded")
    lines = (html.unescape(TAGS.sub("", line)) for line in BLOCKS.split(text))
    found = [one for line in lines if (one := told_in(line))]
    return tuple(found) if found and found[0].start == 0 else ()


def files(looked: Looked) -> Findings:
    """Chapter files and transcripts name their kinds."""
    for item in looked.document.items:
        for node in item.all("podcast:chapters"):
            if (kind := node.attributes.get("type", "")) not in CHAPTER_TYPES:
                wanted = CHAPTER_TYPES[0]
                yield looked.mend(
                    "feed/kind", node, name=node.name, found=said(kind), wanted=wanted
                )
        for node in item.all("podcast:transcript"):
            if (kind := node.attributes.get("type", "")) not in TRANSCRIPT_TYPES:
                wanted = "text/vtt or application/x-subrip"
                yield looked.mend(
                    "feed/kind", node, name=node.name, found=said(kind), wanted=wanted
                )
            elif kind == "text/vtt" and node.attributes.get("rel") != "captions":
                yield looked.look("feed/captions", node)


def soundbites(looked: Looked) -> Findings:
    """A preview that apps can play: within 15 to 120 seconds."""
    for item in looked.document.items:
        for node in item.all("podcast:soundbite"):
            start, length = (_seconds(node, name) for name in ("startTime", "duration"))
            if start is None or length is None:
                yield looked.mend("feed/soundbite", node)
            elif not BITE[0] <= length <= BITE[1]:
                yield looked.look("feed/soundbite-length", node, found=f"{length:g}")


def _seconds(node: Node, name: str) -> float | None:
    found = node.attributes.get(name, "").strip()
    return float(found) if re.fullmatch(r"\d{1,7}(?:\.\d{1,9})?", found) else None


def machine_voice(looked: Looked) -> Findings:
    """The flag for synthetic voices says true or false."""
    for parent in (looked.document.channel, *looked.document.items):
        for node in parent.all("podcast:txt"):
            flag = node.attributes.get("purpose", "").lower() == "ai-content"
            if flag and node.text.strip() not in ("true", "false"):
                yield looked.look("feed/machine-voice", node, found=said(node.text))


def others(looked: Looked) -> Findings:
    """An alternative enclosure names its kind, and at least one place to fetch it."""
    for item in looked.document.items:
        for node in item.all("podcast:alternateEnclosure"):
            kind, sources = node.attributes.get("type", ""), node.all("podcast:source")
            addresses = [one.attributes.get("uri", "") for one in sources]
            if "/" not in kind or not addresses or not all(addresses):
                yield looked.mend("feed/alternate", node)


RULES = (chapters, files, soundbites, machine_voice, others)
