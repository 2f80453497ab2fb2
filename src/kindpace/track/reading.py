"""An MP3 read back: what it is, what its tag says, and its samples, whoever made it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from mmap import ACCESS_READ, PAGESIZE, mmap
from pathlib import Path
from typing import Any

import soundfile

from kindpace.problems import KindpaceError, Problem, WorldError, problem
from kindpace.session.model import Seconds
from kindpace.track.bounded import MOST_BYTES, TagTooLarge
from kindpace.track.checksum import crc16
from kindpace.track.encode import AT_ONCE, Block
from kindpace.track.frames import Header, Info, header_of, info_in, tag_end, walk
from kindpace.track.labels import Labels
from kindpace.track.untag import TagUnreadable, labels_in, lists_chapters, read_tag

if sys.platform != "win32":
    from mmap import MADV_DONTNEED

SEARCH = 1 << 16
"""How far into an untagged file the first frame may lie."""

PAGES_KEPT_FOR = 4_000
"""Frames between two givings back of memory: about a megabyte and a half."""

TRAILERS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI")
"""How the tags begin that other programs put at the end of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The stream as it lies in the file: `mpeg_frames` without the Info frame.

    `bitrate` in kbit/s is None where it varies; `start` is the byte of the first frame; `whole`
    tells whether the Info header's checksums fit, None where it holds none.
    """

    rate: int
    channels: int
    bitrate: int | None
    mpeg_frames: int
    frames: int
    start: int
    info: Info | None
    whole: bool | None

    @property
    def length(self) -> Seconds:
        """How long it plays once the encoder's delay and padding are taken off."""
        return Fraction(self.frames, self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An MP3 file: its form, its labels, and whether its table of contents lists all chapters.

    `labels.chapters` stand in the order of the file; `tag_version` is (2, 3) for ID3v2.3, None
    without a tag.
    """

    path: Path
    size: int
    form: Form
    labels: Labels
    chapters_listed: bool
    tag_version: tuple[int, int] | None


def read_track(path: Path) -> Reading:
    """Everything about the MP3 at `path` but its samples.

    Raises `KindpaceError` if it is not a whole MP3, `WorldError` if it can't be read.
    """
    with _opened(path) as data:
        tag, tag_faults = _tag(path, data)
        try:
            form = _form(path, data)
        except KindpaceError as refused:  # both halves of a file are told at once
            raise KindpaceError([*refused.problems, *tag_faults]) from refused
        if tag_faults:
            raise KindpaceError(tag_faults)
        return Reading(
            path=path,
            size=len(data),
            form=form,
            labels=Labels(title="", artist="") if tag is None else labels_in(tag, form.length),
            chapters_listed=tag is not None and lists_chapters(tag),
            tag_version=None if tag is None else tag.version[:2],
        )


def number_of(path: Path) -> int | None:
    """The place of the track at `path` among its album's, as its tag says; None if it doesn't.

    The sound isn't read. Raises `WorldError` if the file can't be.
    """
    with _opened(path) as data:
        tag, _ = _tag(path, data)
        return None if tag is None else labels_in(tag, Fraction(0)).track


def _tag(path: Path, data: mmap) -> tuple[Any, list[Problem]]:
    """The tag at the beginning of the file, if there is one, and what keeps it from being read."""
    end = tag_end(data[:10])
    if not end or end >= len(data):
        return None, []
    try:
        return read_tag(data[: min(end, MOST_BYTES + 1)]), []
    except TagTooLarge:
        return None, [problem("tag-too-large", path=path)]
    except TagUnreadable as fault:
        return None, [problem("tag-unreadable", path=path, reason=fault)]


def blocks_of(path: Path, at_once: int = AT_ONCE) -> Iterator[Block]:
    """The decoded samples of the MP3 at `path`, `at_once` frames at a time.

    Raises like `read_track`, before the first block.
    """
    with _opened(path) as data:
        _form(path, data)
    try:
        with soundfile.SoundFile(path) as file:
            yield from file.blocks(at_once, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as fault:
        raise KindpaceError(
            [problem("decoder-failed", path=path, reason=fault.error_string)]
        ) from fault


@contextmanager
def _opened(path: Path) -> Iterator[mmap]:
    """The bytes of a file that is not empty, without holding them in memory."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():  # a pipe would wait for ever
            raise WorldError([problem("read-failed", path=path, reason="it is no ordinary file")])
        with path.open("rb") as file:
            if not file.seek(0, 2):
                raise KindpaceError([problem("track-empty", path=path)])
            data = mmap(file.fileno(), 0, access=ACCESS_READ)
    except OSError as fault:
        reason = fault.strerror or fault
        raise WorldError([problem("read-failed", path=path, reason=reason)]) from fault
    with data:
        yield data


def _form(path: Path, data: mmap) -> Form:
    """Walk over every frame, and refuse what is no whole MP3."""
    start, first = _first_frame(path, data)
    info = info_in(data[start : start + first.size], first)
    place, count, bitrates = start, 0, set[int]()
    for place, header in walk(data, start):
        end = place + header.size
        count += 1
        bitrates.add(header.bitrate)
        if not count % PAGES_KEPT_FOR:
            _let_go(data, place)
    _refuse_faults(path, data, start, end, info)
    music = count - (info is not None)
    silent = info.delay + info.padding if info else 0
    return Form(
        rate=first.rate,
        channels=first.channels,
        bitrate=bitrates.pop() if len(bitrates) == 1 else None,
        mpeg_frames=music,
        frames=max(0, music * first.samples - silent),
        start=start,
        info=info,
        whole=_whole(info, data, start + first.size, end) if info else None,
    )


def _refuse_faults(path: Path, data: mmap, start: int, end: int, info: Info | None) -> None:
    """Stop at a stream that ends too early, or is followed by what is neither music nor tag."""
    wanted = max(end, start + info.size if info else 0)
    if end < len(data) and not data[end : end + 16].startswith(TRAILERS):
        raise KindpaceError([problem("track-damaged", path=path, place=end)])
    if min(end, len(data)) < wanted:
        there, due = min(end, len(data)) - start, wanted - start
        raise KindpaceError([problem("track-truncated", path=path, found=there, wanted=due)])


def _whole(info: Info, data: mmap, start: int, end: int) -> bool | None:
    """Whether both checksums of LAME's own header fit; None for headers of others, who differ."""
    if not info.encoder.startswith("LAME"):
        return None
    crc = 0
    for place in range(start, end, SEARCH):
        crc = crc16(data[place : min(end, place + SEARCH)], crc)
        _let_go(data, place)
    return info.tag_whole and info.music_crc == crc


def _let_go(data: mmap, place: int) -> None:
    """Give back the memory of what lies before `place`; it can be read again at any time."""
    if sys.platform != "win32" and place >= PAGESIZE:
        data.madvise(MADV_DONTNEED, 0, place // PAGESIZE * PAGESIZE)


def _first_frame(path: Path, data: mmap) -> tuple[int, Header]:
    """Where the music begins: right after the tag, or within the first part of a bare stream."""
    tagged = tag_end(data[:10])
    if tagged and tagged >= len(data):
        raise KindpaceError([problem("tag-untrue", path=path, claimed=tagged)])
    begin = tagged
    while begin < min(tagged + SEARCH, len(data)) and not data[begin]:  # room left by taggers
        begin += 1
    for place in range(begin, begin + 1 if tagged else min(SEARCH, len(data))):
        header = header_of(data[place : place + 4])
        if header and (place == begin or _goes_on(data, place, header)):
            return place, header
    if tagged:
        raise KindpaceError([problem("tag-untrue", path=path, claimed=tagged)])
    raise KindpaceError([problem("not-an-mp3", path=path)])


def _goes_on(data: mmap, place: int, header: Header) -> bool:
    """Whether another frame follows: a lone header in the middle of something may be chance."""
    after = place + header.size
    following = header_of(data[after : after + 4])
    return following is not None and following.follows(header)
