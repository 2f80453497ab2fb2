"""Timed lines -> the text of `.lrc`, WebVTT and SRT files."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from textwrap import wrap

from kindpace.session.model import Seconds
from kindpace.track.labels import Labels, TimedLine, one_line

VTT_WIDTH, VTT_LINES = 65, 2
SRT_WIDTH, SRT_LINES = 32, 2
"""Widths that the podcast namespace's transcript page asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What is shown from `start` to `end`, in milliseconds."""

    start: int
    end: int
    lines: tuple[str, ...]


def lrc(labels: Labels, length: Seconds) -> str:
    """Lyrics as music players show them beside a track that lasts `length`."""
    minutes, seconds = divmod(round(length), 60)
    head = [("ti", labels.title), ("ar", labels.artist), ("al", labels.album)]
    named = [f"[{key}:{_unbracketed(value)}]" for key, value in head if value]
    lines = [f"[{_lrc_time(line.start)}]{_unbracketed(line.text)}" for line in labels.lyrics]
    return "\n".join([*named, f"[length:{minutes}:{seconds:02d}]", *lines, ""])


def vtt(lines: Iterable[TimedLine]) -> str:
    """A WebVTT transcript (W3C): at most two lines of 65 letters a cue."""
    blocks = [
        f"{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n"
        + html.escape("\n".join(cue.lines), quote=False)
        + "\n"
        for cue in cues(lines, VTT_WIDTH, VTT_LINES)
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def srt(lines: Iterable[TimedLine]) -> str:
    """A SubRip transcript: at most two lines of 32 letters a cue."""
    blocks = [
        "\n".join((f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}", *cue.lines))
        for number, cue in enumerate(cues(lines, SRT_WIDTH, SRT_LINES), 1)
    ]
    return "\n\n".join(blocks) + "\n" * bool(blocks)


def cues(lines: Iterable[TimedLine], width: int, rows: int) -> Iterator[Cue]:
    """Cues of at most `rows` rows of `width` letters, in order, each over before the next begins.

    Lines without text are passed over. A sentence that needs more is shown in several cues, each
    for its share of the letters.
    """
    said = sorted((line for line in lines if one_line(line.text)), key=lambda line: line.start)
    free = 0
    for line, after in zip_longest(said, said[1:]):
        rows_of_text = wrap(one_line(line.text), width)
        pages = [tuple(rows_of_text[top : top + rows]) for top in range(0, len(rows_of_text), rows)]
        start = max(free, round(line.start * 1000))
        end = min(round(moment * 1000) for moment in (line.end, after.start if after else line.end))
        free = max(end, start + len(pages))
        yield from _paged(pages, start, free)


def _paged(pages: list[tuple[str, ...]], start: int, end: int) -> Iterator[Cue]:
    """A cue a page: each has at least a millisecond, and its share of the rest."""
    sizes = [sum(map(len, page)) for page in pages]
    spare = end - start - len(pages)
    edges = [
        start + number + spare * sum(sizes[:number]) // sum(sizes)
        for number in range(len(pages) + 1)
    ]
    for (begin, stop), page in zip(pairwise(edges), pages, strict=True):
        yield Cue(start=begin, end=stop, lines=page)


def _unbracketed(text: str) -> str:
    """`text` without the brackets in which a player would look for a time."""
    return one_line(text).replace("[", "(").replace("]", ")")


def _lrc_time(moment: Seconds) -> str:
    minutes, hundredths = divmod(round(moment * 100), 6000)
    return f"{minutes:02d}:{hundredths // 100:02d}.{hundredths % 100:02d}"


def _clock(milliseconds: int, point: str) -> str:
    """Hours, minutes, seconds and thousandths, as WebVTT ('.') and SubRip (',') write them."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}{point}{thousandths:03d}"
