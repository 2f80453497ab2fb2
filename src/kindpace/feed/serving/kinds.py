"""What a feed's folder may give away: kinds of files, and how each is served."""

import re
from dataclasses import dataclass

HASHED = re.compile(r"-[0-9a-f]{10}\.\w+")
"""The end of a name that changes with its content."""

FOR_EVER = "max-age=31536000, immutable"
ASK_FIRST = "no-cache"
"""Keep it, but ask each time whether it is still the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`type` is the media type. Text is sent gzipped to whoever takes it.

    What is `open` may be read by players on other sites, what is `shown` may be played or drawn
    there without being read.
    """

    type: str
    text: bool = False
    open: bool = False
    shown: bool = False


PAGE = Kind(type="text/html; charset=utf-8", text=True)
FEED = Kind(type="application/rss+xml; charset=utf-8", text=True)
CHAPTERS = Kind(type="application/json+chapters", text=True, open=True)

KINDS = {
    "html": PAGE,
    "xml": FEED,
    "json": Kind(type="application/json", text=True),
    "js": Kind(type="text/javascript; charset=utf-8", text=True),
    "webmanifest": Kind(type="application/manifest+json", text=True),
    "vtt": Kind(type="text/vtt; charset=utf-8", text=True, open=True),
    "srt": Kind(type="application/x-subrip; charset=utf-8", text=True, open=True),
    "lrc": Kind(type="text/plain; charset=utf-8", text=True, open=True),
    "txt": Kind(type="text/plain; charset=utf-8", text=True),
    "m3u8": Kind(type="audio/x-mpegurl; charset=utf-8", text=True),
    "mp3": Kind(type="audio/mpeg", shown=True),
    "jpg": Kind(type="image/jpeg", shown=True),
    "jpeg": Kind(type="image/jpeg", shown=True),
    "png": Kind(type="image/png", shown=True),
    "zip": Kind(type="application/zip"),
}
"""By the ending of a name. Whatever else lies in the folder stays there."""


def kind_of(steps: tuple[str, ...]) -> Kind | None:
    """The kind of the file at the path `steps`; None is nothing that a feed is made of."""
    _, dot, ending = steps[-1].rpartition(".")
    if dot and ending.lower() == "json" and "chapters" in steps[:-1]:
        return CHAPTERS
    return KINDS.get(ending.lower()) if dot else None


def caching(name: str, *, private: bool) -> str:
    """The `Cache-Control` of a file called `name`: what is named by its content never changes."""
    lasts = FOR_EVER if HASHED.search(name) else ASK_FIRST
    return f"{'private' if private else 'public'}, {lasts}"
