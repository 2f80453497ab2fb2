"""The description of a show and of an episode: short HTML that every app can show."""

import html
import re
from collections.abc import Iterable

from kindpace.feed import chapters
from kindpace.feed.phrases import phrases
from kindpace.feed.show import Episode, Show
from kindpace.feed.titles import DESCRIPTION, fitting, words

LINK = re.compile(r"https?://[^\s<>\"'“”‹›]*[^\s<>\"'“”‹›.,;:!?)\]]")

LEAST = 200
"""Bytes that a summary keeps, whatever else there is to say."""


def show_text(show: Show) -> str:
    """What the show is, in plain words: its summary and notes, 4000 bytes at most."""
    return fitting("\n\n".join(filter(None, map(words, (show.summary, *show.notes)))))


def episode_html(show: Show, episode: Episode) -> str:
    """How to play it, what it is, its chapters, and the show's notes, within 4000 bytes.

    The first line stands first because lists show it: another speed changes the cadence, and a
    player that skips silence takes the beat apart. If room is short, the summary is cut at a
    sentence, then the chapters are left out, which stand in the feed anyway.
    """
    speed = _paragraph(phrases(episode.language or show.language)["speed"])
    notes = "".join(_paragraphs(words("\n\n".join(show.notes))))
    times = "".join(map(_paragraph, chapters.lines(episode.chapters)))
    summary = words(episode.summary)
    room = DESCRIPTION - _size(speed)
    notes = notes if _size(notes) <= room - LEAST else ""
    room -= _size(notes)
    times = times if _size(times) <= room - min(LEAST, _size(summary)) else ""
    room -= _size(times)
    return speed + _cut(summary, room) + times + notes


def _cut(summary: str, room: int) -> str:
    """The paragraphs of as much of `summary` as `room` bytes hold, marks included."""
    for share in (room, room * 4 // 5, room // 2, room // 6):
        written = "".join(_paragraphs(fitting(summary, share)))
        if _size(written) <= room:
            return written
    return ""


def _paragraphs(text: str) -> Iterable[str]:
    return (_paragraph(one) for one in text.split("\n") if one)


def _paragraph(text: str) -> str:
    return f"<p>{LINK.sub(_linked, html.escape(text, quote=False))}</p>"


def _linked(found: re.Match[str]) -> str:
    return f'<a href="{found[0]}">{found[0]}</a>'


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
