"""Chapters the same everywhere: in the tag, as JSON, in the feed and in the description.

Players merge what several places tell them; where starts and titles agree, nothing jumps.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from kindpace.feed.markup import around, element
from kindpace.feed.show import Chapter
from kindpace.feed.titles import SHORT, title
from kindpace.session.model import Seconds
from kindpace.track import labels

TYPE = "application/json+chapters"
VERSION = "1.2.0"
"""Of the podcast namespace's JSON chapters format."""

LINE = re.compile(r"\(?(?:(\d{1,2}):)?(\d{1,3}):(\d\d)\)?[ \t]+[-–—]?[ \t]*(\S.*)")
"""A line of a description that tells a chapter: `(03:00) Settle`, `1:02:03 - Home`."""


def fitted(chapters: tuple[labels.Chapter, ...], length: Seconds) -> tuple[labels.Chapter, ...]:
    """The chapters of a track that lasts `length`, as every place can hold them.

    On whole seconds from nought, with titles below 40 letters that no app takes for markup. The
    track's tag is to be written from these.
    """
    return tuple(
        replace(one, title=title(one.title, most=SHORT - 1))
        for one in labels.on_whole_seconds(chapters, length)
    )


def listed(chapters: Iterable[labels.Chapter]) -> tuple[Chapter, ...]:
    """`fitted` chapters as an episode holds them."""
    return tuple(Chapter(start=round(one.start), title=one.title) for one in chapters)


def chapters_json(chapters: Iterable[Chapter]) -> bytes:
    """The file that `podcast:chapters` points at (JSON chapters 1.2.0)."""
    told = [{"startTime": one.start, "title": _name(one)} for one in chapters]
    text = json.dumps({"version": VERSION, "chapters": told}, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8")


def psc(chapters: Iterable[Chapter]) -> str:
    """Podlove Simple Chapters 1.2, which Spotify, gPodder and AntennaPod read in the feed."""
    inner = [
        element("psc:chapter", start=f"{stamp(one.start, hours=True)}.000", title=_name(one))
        for one in chapters
    ]
    return around("psc:chapters", inner, version="1.2")


def lines(chapters: Iterable[Chapter]) -> list[str]:
    """`(03:00) Settle`, a line a chapter, as Spotify looks for them in a description."""
    return [f"({stamp(one.start)}) {_name(one)}" for one in chapters]


@lru_cache(maxsize=4096)
def _name(chapter: Chapter) -> str:
    """The title, which is the same for every place, whoever made the chapter."""
    return title(chapter.title, most=SHORT - 1)


def told_in(line: str) -> Chapter | None:
    """The chapter that a line of a description tells, if it tells one."""
    found = LINE.fullmatch(line.strip())
    if found is None:
        return None
    hours, minutes, seconds, name = found.groups()
    return Chapter(start=int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds), title=name)


def stamp(seconds: int, *, hours: bool = False) -> str:
    """`03:00`, and `1:02:03` from an hour on; with `hours` always `00:03:00`."""
    minutes, rest = divmod(seconds, 60)
    if hours:
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}"
    if minutes < 60:  # noqa: PLR2004 - an hour
        return f"{minutes:02d}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
