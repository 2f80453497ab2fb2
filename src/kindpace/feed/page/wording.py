"""What a page says itself, in its show's language, and figures as people read them."""

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from kindpace.feed.titles import GONE, JOINERS

OTHERWISE: Final = "en"
Words = Mapping[str, Any]

SAID: Final = ("play", "pause", "copied", "copy_by_hand", "from", "away", "words_away", "spoken",
               "keep", "kept", "keeping")  # fmt: skip
"""What the page's program says, too."""


def words(language: str) -> Words:
    """The words of `language` (`es`, `es-MX`), in English where we know none."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    known = _all()
    return known.get(primary, known[OTHERWISE])


@cache
def _all() -> Mapping[str, Words]:
    return tomllib.loads(files("kindpace.feed.page").joinpath("words.toml").read_text("utf-8"))


def plain(text: str) -> str:
    """`text` as one line, without letters that steer a display instead of being read.

    Brackets stay as they are: on a page they are letters like others.
    """
    told = (one if one in JOINERS or unicodedata.category(one) not in GONE else " " * one.isspace()
            for one in text)  # fmt: skip
    return " ".join("".join(told).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of `text`, each as one line."""
    return tuple(filter(None, map(plain, text.splitlines())))


def clock(seconds: int) -> str:
    """`0:30`, `12:05`, `1:02:03`."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def length(seconds: int, said: Words) -> str:
    """A track's length in whole minutes; below one, in seconds."""
    return f"{(seconds + 30) // 60} {said['minutes']}" if seconds >= 60 else f"{seconds} s"  # noqa: PLR2004 - a minute


def day(moment: dt.datetime, said: Words) -> str:
    """`30 April 2026`."""
    month = said["months"][moment.month - 1]
    return str(said["date"].format(day=moment.day, month=month, year=moment.year))


def megabytes(size: int) -> str:
    """`28.4 MB`; small files in kB."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"  # noqa: PLR2004 - a megabyte
