"""The bytes of an ID3 tag -> Labels, whoever wrote them."""

import datetime as dt
import struct
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from typing import Any

from mutagen import MutagenError
from mutagen.id3 import ID3

from kindpace.session.model import Seconds
from kindpace.track.bounded import MOST_BYTES, TagTooLarge, affordable, bounded_frames
from kindpace.track.labels import Chapter, Labels, TimedLine
from kindpace.track.languages import CODES

TWO_LETTERS = {three: two for two, three in CODES.items()}

MOST_DIGITS = 9


class TagUnreadable(Exception):
    """The tag can't be read; the message is mutagen's own reason."""


def read_tag(data: bytes) -> ID3:
    """The frames of the tag in `data`, which begins with `ID3`; of its frames, those in `READ`.

    Raises `TagUnreadable`, `TagTooLarge`.
    """
    if len(data) > MOST_BYTES:
        raise TagTooLarge
    version, begin = data[3], 10
    affordable(data[begin:].replace(b"\xff\0", b"\xff"), version)
    affordable(data[begin:], version)
    try:
        return ID3(BytesIO(data), known_frames=bounded_frames(version), load_v1=False)
    except TagTooLarge:
        raise
    except RecursionError as fault:
        raise TagUnreadable("its frames lie too deep in each other") from fault
    except (MutagenError, ValueError, struct.error, LookupError, ArithmeticError) as fault:
        raise TagUnreadable(str(fault) or type(fault).__name__) from fault


def labels_in(tag: ID3, length: Seconds) -> Labels:
    """What the tag of a track that lasts `length` says; chapters as they stand in the file.

    A lyric line ends where the next begins, for a tag keeps no more.
    """
    language = _text(tag, "TLAN")
    return Labels(
        title=_text(tag, "TIT2"),
        artist=_text(tag, "TPE1"),
        album=_text(tag, "TALB"),
        genre=_text(tag, "TCON"),
        language=TWO_LETTERS.get(language, language),
        date=_day(_text(tag, "TDRC")),
        summary=next((str(frame) for frame in tag.getall("COMM")), ""),
        lyrics=_lyrics(tag, length),
        chapters=tuple(_chapter(frame) for frame in tag.getall("CHAP")),
        bpm=_number(_text(tag, "TBPM")),
        cover=next((bytes(frame.data) for frame in tag.getall("APIC")), b""),
        extra=tuple((str(frame.desc), str(frame)) for frame in tag.getall("TXXX")),
        track=_number(_text(tag, "TRCK").partition("/")[0]),
    )


def lists_chapters(tag: ID3) -> bool:
    """Whether a table of contents names every chapter in the order of the file."""
    names = [frame.element_id for frame in tag.getall("CHAP")]
    return any(list(table.child_element_ids) == names for table in tag.getall("CTOC"))


def _text(tag: ID3, name: str) -> str:
    return next((str(frame) for frame in tag.getall(name)), "")


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _chapter(frame: Any) -> Chapter:  # noqa: ANN401 - mutagen declares its fields as data
    return Chapter(
        start=Fraction(frame.start_time, 1000),
        end=Fraction(frame.end_time, 1000),
        title=next((str(title) for title in frame.sub_frames.getall("TIT2")), ""),
    )


def _lyrics(tag: ID3, length: Seconds) -> tuple[TimedLine, ...]:
    sung: list[tuple[str, int]] = next((frame.text for frame in tag.getall("SYLT")), [])
    starts = [Fraction(moment, 1000) for _, moment in sung]
    edges = pairwise([*starts, length])
    return tuple(
        TimedLine(start=start, end=end, text=text)
        for (start, end), (text, _) in zip(edges, sung, strict=True)
    )
