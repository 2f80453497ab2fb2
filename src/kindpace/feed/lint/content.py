"""Rules about the files that a feed points at, given their bytes: chapters, captions, art."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from kindpace.feed.lint.document import Node
from kindpace.feed.lint.findings import Chapters, Findings, Looked, said
from kindpace.feed.pictures import picture_in
from kindpace.feed.show import Chapter

SIDES: Final = (1400, 3000)
"""Pixels: the least and the most of a square that Apple takes."""

ENDINGS: Final = {"image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}
MOST_CHAPTERS: Final = 10_000


def art(looked: Looked, node: Node, path: str, head: bytes) -> Findings:
    """A square JPEG or PNG in RGB that its name tells truly; `head` is how the file begins."""
    picture = picture_in(head)
    if picture is None:
        yield looked.mend("feed/picture-kind", node, path=said(path))
        return
    if not path.lower().endswith(ENDINGS[picture.type]):
        yield looked.mend("feed/picture-ending", node, path=said(path), kind=picture.type)
    width, height = picture.width, picture.height
    if width != height or not SIDES[0] <= width <= SIDES[1]:
        yield looked.mend("feed/picture-size", node, path=said(path), width=width, height=height)
    if not picture.rgb:
        yield looked.look("feed/picture-colours", node, path=said(path))


def chapter_file(looked: Looked, node: Node, path: str, data: bytes) -> Findings:
    """JSON chapters as the podcast namespace describes them."""
    told = chapters_in(data)
    if told is None:
        yield looked.mend("feed/chapter-file", node, path=said(path))
        return
    if any(after.start < before.start for before, after in pairwise(told)):
        yield looked.mend("feed/chapter-order", node)


def chapters_in(data: bytes) -> Chapters | None:
    """The chapters of a JSON chapters file, those that a list shows; None if it is none."""
    try:
        told: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(told.get("version"), str):
        return None
    listed = told.get("chapters")
    if not isinstance(listed, list) or len(listed) > MOST_CHAPTERS:
        return None
    found = list(_shown(listed))
    return None if None in found else tuple(one for one in found if one)


def _shown(listed: list[Any]) -> Iterator[Chapter | None]:
    for one in listed:
        start = one.get("startTime") if isinstance(one, dict) else None
        if type(start) not in (int, float) or not 0 <= start < 1e7:  # type: ignore[operator]  # noqa: PLR2004 - a number as just seen; below 116 days
            yield None
        elif one.get("toc", True) is not False:
            yield Chapter(start=int(start), title=str(one.get("title", "")))  # type: ignore[arg-type]  # the same


def captions(looked: Looked, node: Node, path: str, data: bytes) -> Findings:
    """WebVTT begins with its name, SubRip holds times, both are UTF-8."""
    kind = node.attributes.get("type", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield looked.mend("feed/caption-file", node, path=said(path), kind="UTF-8")
        return
    if kind == "text/vtt" and text.split("\n", 1)[0].rstrip("\r").split(" ")[0] != "WEBVTT":
        yield looked.mend("feed/caption-file", node, path=said(path), kind="WebVTT")
    elif kind in ("application/x-subrip", "application/srt") and text.strip() and "-->" not in text:
        yield looked.mend("feed/caption-file", node, path=said(path), kind="SubRip")
