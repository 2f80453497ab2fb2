"""What the container promises: a stream for every player, a true header, orderly chapters."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from kindpace.problems import Problem, problem
from kindpace.session.model import Seconds
from kindpace.session.notation import clock
from kindpace.timeline.score import Score
from kindpace.track.encode import RATE
from kindpace.track.labels import Chapter, one_line
from kindpace.track.reading import Form, Reading

TAG_VERSION = (2, 3)

LENGTH_WITHIN = Fraction(1, 20)
"""Seconds between a track and its plan: more than the delay that an encoder may leave untold."""

ROUNDING = Fraction(1, 1000)
"""Chapters are told in whole milliseconds."""

TITLE_SHOWN = 40
"""How many letters of a title fit into a sentence."""


def broken_form(reading: Reading, score: Score | None) -> Iterator[Problem]:
    """Each promise about the stream and its header that `reading` doesn't keep."""
    form = reading.form
    if score is not None and abs(form.length - score.length) > LENGTH_WITHIN:
        found, planned = exactly(form.length), exactly(score.length)
        yield problem("length-off", found=found, planned=planned)
    if form.whole is False and _counts_fit(form):
        yield problem("frames-changed")
    if form.rate != RATE:
        yield problem("rate-unusual", rate=form.rate)
    if form.bitrate is None:
        yield problem("bitrate-varies")
    yield from _header(form)


def broken_tag(reading: Reading, score: Score | None) -> Iterator[Problem]:
    """Each promise about tag and chapters that `reading` doesn't keep."""
    version, chapters = reading.tag_version, reading.labels.chapters
    if version is None:
        yield problem("tag-missing")
        return
    if version != TAG_VERSION:
        yield problem("tag-version", version=version[1])
    if not reading.labels.title.strip():
        yield problem("title-missing")
    if chapters:
        yield from broken_chapters(chapters, reading.form.length)
        if not reading.chapters_listed:
            yield problem("chapters-unlisted", found=len(chapters))
    elif score is not None:
        yield problem("chapters-missing")


def broken_chapters(chapters: tuple[Chapter, ...], length: Seconds) -> Iterator[Problem]:
    """What keeps `chapters`, in the order of the file, from leading through `length` seconds.

    Each kind of fault is told once, at its first place.
    """
    first = min(chapter.start for chapter in chapters)
    if first > 0:
        yield problem("chapters-late", moment=clock(first))
    for faults in (_disorder(chapters), _overlaps(chapters), _strays(chapters, length)):
        yield from {fault.slug: fault for fault in reversed(list(faults))}.values()


def _disorder(chapters: tuple[Chapter, ...]) -> Iterator[Problem]:
    for before, after in pairwise(chapters):
        if after.start < before.start:
            at, title = clock(after.start), shortly(after.title)
            yield problem("chapters-disordered", title=title, moment=at, before=clock(before.start))


def _overlaps(chapters: tuple[Chapter, ...]) -> Iterator[Problem]:
    for before, after in pairwise(sorted(chapters, key=lambda chapter: chapter.start)):
        if after.start < before.end - ROUNDING:
            at, title = clock(after.start), shortly(after.title)
            yield problem("chapters-overlap", title=title, moment=at, end=clock(before.end))


def _strays(chapters: tuple[Chapter, ...], length: Seconds) -> Iterator[Problem]:
    for chapter in chapters:
        at, title = clock(chapter.start), shortly(chapter.title)
        furthest = max(chapter.start, chapter.end)
        if furthest > length + ROUNDING:
            end, moment = exactly(length), exactly(furthest)
            yield problem("chapter-beyond", title=title, moment=moment, length=end)
        if chapter.end <= chapter.start:
            yield problem("chapter-empty", title=title, moment=at)
        if not chapter.title.strip():
            yield problem("chapter-untitled", moment=at)


def _header(form: Form) -> Iterator[Problem]:
    info = form.info
    if info is None:
        yield problem("header-missing", length=clock(form.length))
    elif not _counts_fit(form):
        yield problem("header-untrue", told=info.frames, found=form.mpeg_frames)
    elif not info.delay:
        yield problem("gap-untold")


def _counts_fit(form: Form) -> bool:
    """Whether the header's count is that of the frames; some encoders count the header's too."""
    info = form.info
    return info is not None and info.frames in (form.mpeg_frames, form.mpeg_frames + 1)


def exactly(moment: Seconds) -> str:
    """`moment` as minutes, seconds and hundredths: `2:00.05`."""
    minutes, hundredths = divmod(round(moment * 100), 6000)
    return f"{minutes}:{hundredths // 100:02d}.{hundredths % 100:02d}"


def shortly(text: str) -> str:
    """`text` on one line that no terminal obeys, cut where it gets too long for a sentence."""
    flat = one_line(text)
    return flat if len(flat) <= TITLE_SHOWN else flat[: TITLE_SHOWN - 3].rstrip() + "..."
