"""Labels -> the bytes of an ID3v2.3 tag.

Version 2.3, because Apple Podcasts drops the chapters of a 2.4 tag with longer titles, and with
numbers and Latin-1 wherever they do, because cars and watches read little else.
"""

from collections.abc import Iterator
from importlib.metadata import version
from io import BytesIO

from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    PCST,
    SYLT,
    TALB,
    TBPM,
    TCON,
    TDAT,
    TGID,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TRCK,
    TSSE,
    TXXX,
    TYER,
    USLT,
    WFED,
    CTOCFlags,
    Frame,
    PictureType,
)

from kindpace import __version__
from kindpace.problems import KindpaceError, problem
from kindpace.session.model import Seconds
from kindpace.track.encode import Encoding
from kindpace.track.labels import Chapter, Labels, on_whole_seconds, one_line, plain
from kindpace.track.languages import three_letters

MOST_CHAPTERS = 255
"""The table of contents counts them in one byte (ID3v2 Chapter Frame Addendum 1.0, 3.2)."""

NO_OFFSET = 0xFFFF_FFFF
"""Chapters are found by time, not by byte (the same addendum, 3.1)."""

LATIN_1, UTF_16 = 0, 1
"""How a frame says which letters it uses (ID3v2.3.0, 3.3)."""

MILLISECONDS = 2
LYRICS = 1


def tag_bytes(labels: Labels, length: Seconds, encoding: Encoding) -> bytes:
    """The whole tag of a track that lasts `length`; the same labels give the same bytes.

    Raises `KindpaceError` if there are more chapters than a tag can list.
    """
    # mutagen sorts frames by size when it saves, which would put chapters out of time order, and
    # most players list them as they come. So each frame is saved alone and set in its place.
    body = b"".join(map(_alone, _frames(labels, length, encoding)))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _alone(frame: Frame) -> bytes:
    """The bytes of one frame, as mutagen writes them into a tag without padding."""
    tag = ID3()
    tag.add(frame)
    written = BytesIO()
    tag.save(written, v1=0, v2_version=3, padding=lambda _: 0)
    return written.getvalue()[10:]


def _frames(labels: Labels, length: Seconds, encoding: Encoding) -> Iterator[Frame]:
    """Every frame in the order of the file: texts, chapters in time, and the picture last."""
    yield from _facts(labels, length, encoding)
    yield from _texts(labels)
    yield from _podcast(labels)
    yield from _chapters(on_whole_seconds(labels.chapters, length))
    if labels.cover:
        yield APIC(
            encoding=LATIN_1,
            mime="image/jpeg",
            type=PictureType.COVER_FRONT,
            desc="",
            data=labels.cover,
        )


def _facts(labels: Labels, length: Seconds, encoding: Encoding) -> Iterator[Frame]:
    """The short frames, one line each."""
    day = labels.date
    facts = (
        (TIT2, labels.title),
        (TPE1, labels.artist),
        (TALB, labels.album),
        (TCON, labels.genre),
        (TRCK, labels.track),
        (TYER, day and f"{day:%Y}"),
        (TDAT, day and f"{day:%d%m}"),
        (TLEN, round(length * 1000)),
        (TLAN, labels.language and three_letters(labels.language)),
        (TBPM, labels.bpm),
        (TSSE, _settings(encoding)),
    )
    for kind, fact in facts:
        if text := one_line(str(fact or "")):
            yield kind(encoding=letters(text), text=[text])


def _texts(labels: Labels) -> Iterator[Frame]:
    """Summary, lyrics with and without times, and the pairs that only kindpace reads."""
    lang = three_letters(labels.language)
    if summary := plain(labels.summary).strip():
        yield COMM(encoding=letters(summary), lang=lang, desc="", text=[summary])
    if labels.lyrics:
        lines = [(one_line(line.text), round(line.start * 1000)) for line in labels.lyrics]
        words = "\n".join(line for line, _ in lines)
        yield USLT(encoding=letters(words), lang=lang, desc="", text=words)
        yield SYLT(
            encoding=letters(words),
            lang=lang,
            format=MILLISECONDS,
            type=LYRICS,
            desc="",
            text=lines,
        )
    for name, value in labels.extra:
        text = plain(value)
        yield TXXX(encoding=letters(name + text), desc=one_line(name), text=[text])


def _podcast(labels: Labels) -> Iterator[Frame]:
    """What tells a player that the track is an episode, and of which feed (Apple's own frames)."""
    if (told := labels.podcast) is None:
        return
    yield PCST(value=1)
    if told.feed:
        yield WFED(url=told.feed)
    yield TGID(encoding=letters(told.guid), text=[told.guid])


def _chapters(chapters: tuple[Chapter, ...]) -> Iterator[Frame]:
    """The table of contents and its chapters, in time order.

    The table has a title, for without one some players hide the list.
    """
    if len(chapters) > MOST_CHAPTERS:
        many = problem("too-many-chapters", found=len(chapters), most=MOST_CHAPTERS)
        raise KindpaceError([many])
    names = [f"ch{number:03d}" for number in range(len(chapters))]
    if names:
        yield CTOC(
            element_id="toc",
            flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
            child_element_ids=names,
            sub_frames=[_title("Chapters")],
        )
    for name, chapter in zip(names, chapters, strict=True):
        yield CHAP(
            element_id=name,
            start_time=round(chapter.start * 1000),
            end_time=round(chapter.end * 1000),
            start_offset=NO_OFFSET,
            end_offset=NO_OFFSET,
            sub_frames=[_title(one_line(chapter.title))],
        )


def _title(text: str) -> Frame:
    return TIT2(encoding=letters(text), text=[text])


def letters(text: str) -> int:
    """Latin-1 where it suffices, else UTF-16: version 2.3 knows no other."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return UTF_16
    return LATIN_1


def _settings(encoding: Encoding) -> str:
    kind = "mono" if encoding.channels == 1 else "stereo"
    maker = f"kindpace {__version__}, LAME by lameenc {version('lameenc')}"
    return f"{maker}, CBR {encoding.bitrate} kbit/s {kind}, quality {encoding.quality}"
