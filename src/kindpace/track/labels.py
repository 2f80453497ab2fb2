"""What a track says about itself: frozen values, and how a timeline becomes them."""

import datetime as dt
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from kindpace.session.model import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A named stretch of the track."""

    start: Seconds
    end: Seconds
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedLine:
    """A sentence and when it is heard."""

    start: Seconds
    end: Seconds
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Podcast:
    """Which episode of which feed a track is. `feed` is its address; "" for one that is private."""

    guid: str
    feed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything the tag of a track holds; empty text and None leave their frame out.

    `language` is the session's (`en`, `pt-BR`), `bpm` the cadence by which runners sort,
    `cover` a JPEG, `extra` the pairs that only kindpace reads (SESSION_ID, BREATH, PLAN...).
    `podcast` is for episodes of a feed only: with it, some players move a track out of the music.
    """

    title: str
    artist: str = "kindpace"
    album: str = ""
    genre: str = ""
    language: str = ""
    date: dt.date | None = None
    summary: str = ""
    lyrics: tuple[TimedLine, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    bpm: int | None = None
    cover: bytes = b""
    extra: tuple[tuple[str, str], ...] = ()
    track: int | None = None
    podcast: Podcast | None = None


def on_whole_seconds(chapters: tuple[Chapter, ...], length: Seconds) -> tuple[Chapter, ...]:
    """The chapters as players want them: without gaps, from 0 to `length`, on whole seconds.

    AntennaPod and gPodder cut chapter starts to whole seconds; where all sources agree on them,
    nothing jumps. A chapter that has no second to itself gives way to the one after it.
    """
    titles: dict[Seconds, str] = {}
    for number, chapter in enumerate(sorted(chapters, key=lambda chapter: chapter.start)):
        start = Fraction(round(chapter.start)) if number else Fraction(0)
        if start < length:
            titles[start] = chapter.title
    edges = pairwise([*titles, length])
    return tuple(
        Chapter(start=start, end=end, title=title)
        for (start, end), title in zip(edges, titles.values(), strict=True)
    )


def one_line(text: str) -> str:
    """`text` fit for a title: one line, single spaces, nothing that a display would obey."""
    return " ".join(plain(text).split())


def plain(text: str) -> str:
    """`text` without control characters and broken code points; line ends become newlines."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        "" if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" else letter
        for letter in unified
    )
