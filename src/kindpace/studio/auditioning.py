"""A slice of a session to hear while it is written: spoken, mixed, and nothing beyond that.

Whatever mastering decided is kept beside the takes, by all that it hangs on; while neither words
nor settings change, only the slice itself is made.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kindpace.problems import Problem, WrongUse, problem
from kindpace.session.model import Line, Seconds
from kindpace.session.notation import clock
from kindpace.sound.again import Again, again, decided, read_decided, written
from kindpace.sound.master import Aim, Master
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Take
from kindpace.studio.building.fingerprint import Contents, fingerprint
from kindpace.studio.means import kept_in
from kindpace.studio.planning import Planned, section_span
from kindpace.studio.speaking import (
    Progress,
    Remark,
    Told,
    mixed,
    record,
    unheard,
    unread,
    unwatched,
)
from kindpace.timeline.tempo import frame
from kindpace.track.encode import MONO, Source, pcm
from kindpace.track.kept import Kept
from kindpace.track.whole import ready_place, whole_file
from kindpace.voices.cache import open_cache
from kindpace.voices.claims import in_use

WAV, MP3 = ".wav", ".mp3"

USUAL: Final = Seconds(30)
"""How much is heard where nobody says."""

Window = tuple[Seconds, Seconds]
"""From when to when, in the track."""

LONGEST: Final = (1 << 32) - 64
"""Bytes that a WAV can hold: its sizes have 32 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to hear: the part called `part`, or from `at` on; for so many seconds.

    `lasts` None: a part to its end, else `USUAL`.
    """

    part: str | None = None
    at: Seconds = Seconds(0)
    lasts: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The slice in `path`, from `start` to `end` of the track."""

    plan: Planned
    path: Path
    start: Seconds
    end: Seconds

    @property
    def length(self) -> Seconds:
        """How long it plays."""
        return self.end - self.start


def audition(
    planned: Planned,
    wanted: Wanted,
    into: Path,
    *,
    on_progress: Progress = unwatched,
    on_leaving: Told = unheard,
    on_remark: Remark = unread,
) -> Heard:
    """What is `wanted` of `planned`, the same samples as in the whole track, as WAV or MP3.

    Every line is spoken that the cache doesn't hold: their lengths shift all that follows, and an
    estimate would put the slice elsewhere. Raises KindpaceError; then `into` is as it was.
    """
    if into.suffix.lower() not in (WAV, MP3):
        raise WrongUse([problem("audition-ending", name=into.name)])
    ready_place(into)
    if wanted.part is not None:
        window_of(planned, wanted)  # an unknown one is told of before anything is spoken
    with TemporaryDirectory(prefix="kindpace-") as spare:
        cache = open_cache(Path(spare)).folder
        kept = kept_in(cache)
        clear(planned, kept)
        with in_use(cache):
            spoken, takes = record(planned, on_progress, Path(spare), on_leaving, on_remark)
            start, end = window_of(spoken, wanted)
            sound = sounding(spoken, takes, kept)
            _write(spoken, takes, sound, (start, end), into)
    return Heard(plan=spoken, path=into, start=start, end=end)


def clear(planned: Planned, kept: Kept) -> None:
    """Raise KindpaceError where care stands against `planned`; what was cleared stays so."""
    session = planned.session
    exempt = [f"{one.rule} {one.mark}" for one in session.exempt]
    name = fingerprint(
        session,
        planned.template,
        voices=(),
        encoding=MONO,
        labels={"cleared": True, "topics": session.topics, "exempt": exempt},
        contents=Contents(),
    )
    if kept.found(name) is None:
        planned.cleared()
        kept.keep(name, b"cleared")


def window_of(planned: Planned, wanted: Wanted) -> Window:
    """From when to when, within the track. Raises WrongUse for a part or moment it hasn't."""
    whole = planned.timeline.length
    if wanted.part is not None:
        start, stop = section_span(planned.timeline, wanted.part)
        end = stop if wanted.lasts is None else min(stop, start + wanted.lasts)
        return start, end
    if wanted.at >= whole:
        raise WrongUse([beyond(wanted.at, whole)])
    return wanted.at, min(whole, wanted.at + (wanted.lasts or USUAL))


def beyond(at: Seconds, whole: Seconds) -> Problem:
    """That a moment lies after the end."""
    return problem("audition-beyond", at=clock(at), length=clock(whole))


def sounding(spoken: Planned, takes: Mapping[Line, Take], kept: Kept) -> Master | Again:
    """The whole track, ready to be asked: from what was decided before, if it was."""
    session = spoken.session
    name = _name(spoken, takes)
    found = kept.found(name)
    told = read_decided(found) if found else None
    if told is None:
        made = mixed(spoken, takes)
        kept.keep(name, written(decided(made, takes)))
        kept.trim()
        return made
    return again(
        told,
        spoken.timeline,
        takes,
        spoken.template,
        aim=Aim(channels=1),
        bed=session.bed,
        bed_mark=session.bed_mark,
        seed=session.seed,
    )


def _name(spoken: Planned, takes: Mapping[Line, Take]) -> str:
    """The name of a session with its takes: equal where every sample is."""
    return fingerprint(
        spoken.session,
        spoken.template,
        voices=[f"{take.key} {take.length} {take.voice}" for take in takes.values()],
        encoding=MONO,
        labels={},
        contents=Contents(),
    )


def _write(
    spoken: Planned,
    takes: Mapping[Line, Take],
    sound: Master | Again,
    window: Window,
    into: Path,
) -> None:
    first, last = (min(frame(moment, RATE), sound.frames) for moment in window)
    if last <= first:
        raise WrongUse([problem("span-empty")])
    if into.suffix.lower() == WAV:
        _write_wav(sound, first, last, into)
        return
    from kindpace.studio.labelling import labels  # noqa: PLC0415 - a WAV needs no tags
    from kindpace.track.write import write_track  # noqa: PLC0415 - nor an encoder

    source = Source(
        frames=last - first, ask=lambda start, stop: sound.ask(Span(first + start, first + stop))
    )
    write_track(source, labels(spoken, takes, window), into)


def _write_wav(sound: Master | Again, first: int, last: int, into: Path) -> None:
    """Mono, 16 bits, block by block (RIFF WAVE; Microsoft and IBM, 1991)."""
    size = 2 * (last - first)
    if size > LONGEST:
        raise WrongUse([problem("audition-long")])
    shape = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    head = struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE") + shape
    with whole_file(into) as file:
        file.write(head + struct.pack("<4sI", b"data", size))
        for span in Span(first, last).blocks():
            file.write(pcm(sound.ask(span), 1, span.start))
