"""From a plan to a track: speak its lines, mix it, write it, and measure what was written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory

from kindpace import __version__
from kindpace.library import shipped
from kindpace.problems import WrongUse, problem
from kindpace.session.model import Gait, Line, Seconds, Session
from kindpace.sound.loudness import Sound, measured
from kindpace.sound.master import LISTENS, Aim, Master, master
from kindpace.sound.peaks import watched
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Take
from kindpace.sound.templates import find_template
from kindpace.studio.planning import Planned, lengths_of, section_span
from kindpace.timeline.arrange import arrange, lines_of
from kindpace.timeline.events import Timeline
from kindpace.timeline.sheet import chapters, transcript
from kindpace.timeline.tempo import frame
from kindpace.track.cover import cover
from kindpace.track.encode import MONO, Encoding
from kindpace.track.labels import Chapter, Labels, TimedLine
from kindpace.track.reading import blocks_of
from kindpace.track.whole import ready_place
from kindpace.track.write import Track, write_track
from kindpace.voices.cache import open_cache
from kindpace.voices.takes import speak

SILENT = 1e-6
"""What stands for no sound at all where a level is told in decibels."""

Window = tuple[Seconds, Seconds]
"""From a moment of the track to another."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def unwatched(_doing: str, _done: int, _all: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A track with the plan it follows, and what was measured on the finished MP3."""

    plan: Planned
    track: Track
    voices: tuple[str, ...]
    lines: int
    loudness: float
    true_peak: float


def record(
    planned: Planned, on_progress: Progress, spare: Path
) -> tuple[Planned, Mapping[Line, Take]]:
    """The plan with every line spoken and measured. Raises KindpaceError naming unspoken lines."""
    session = planned.session
    takes = speak(
        list(lines_of(session)),
        cache=open_cache(spare),
        voice=session.voice or "auto",
        on_line=lambda done, total: on_progress("speaking", done, total),
    )
    lengths = lengths_of(session, lambda line: takes[line].length)
    return replace(planned, timeline=arrange(session, lengths), guessed=False), takes


def render(
    planned: Planned,
    into: Path,
    *,
    only: str | Window | None = None,
    encoding: Encoding = MONO,
    on_progress: Progress = unwatched,
) -> Rendered:
    """`planned` spoken, mixed and written to `into`; `only` makes a part or a span of it alone.

    Raises KindpaceError with everything that stands in the way; then `into` is as it was before.
    """
    ready_place(into)
    window_of(planned, only)
    find_template(planned.session.sound, [shipped("audio_templates")])
    with TemporaryDirectory(prefix="kindpace-") as spare:
        spoken, takes = record(planned, on_progress, Path(spare))
        mastered = mixed(spoken, takes, channels=encoding.channels, on_progress=on_progress)
        window = window_of(spoken, only)
        start, stop = _frames(window, mastered)
        track = write_track(
            (mastered.ask(span) for span in Span(start, stop).blocks()),
            stop - start,
            labels(spoken, takes, window),
            into,
            encoding=encoding,
            on_progress=lambda done: on_progress("writing", done, stop - start),
        )
    loudness, peak = heard_back(into, lambda done: on_progress("measuring", done, stop - start))
    return Rendered(
        plan=spoken,
        track=track,
        voices=tuple(sorted({take.voice for take in takes.values()})),
        lines=len(takes),
        loudness=loudness,
        true_peak=peak,
    )


def heard_back(path: Path, on_frames: Callable[[int], None]) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) of the MP3 at `path`, as decoded."""
    highest, done = 0.0, 0

    def passing() -> Iterator[Sound]:
        nonlocal highest, done
        for block, so_far in watched(blocks_of(path)):
            yield block
            highest, done = so_far, done + len(block)
            on_frames(done)

    loudness = measured(passing()).integrated
    return loudness, 20 * log10(highest or SILENT)


def labels(planned: Planned, takes: Mapping[Line, Take], window: Window) -> Labels:
    """What the track says about itself; private words stay out, and a slice keeps its own part."""
    session, timeline = planned.session, planned.timeline
    start, end = window
    cadence = _cadence(session)
    return Labels(
        title=session.title,
        album="kindpace",
        genre="Guided run",
        language=session.language,
        summary=session.summary,
        lyrics=tuple(
            TimedLine(start=one.start - start, end=one.end - start, text=one.public)
            for one in transcript(timeline)
            if start <= one.start < end and one.public
        ),
        chapters=tuple(
            Chapter(
                start=max(one.start, start) - start,
                end=min(one.end, end) - start,
                title=one.title,
            )
            for one in chapters(timeline)
            if one.start < end and start < one.end
        ),
        bpm=round(cadence) if cadence else None,
        cover=cover(timeline),
        extra=_extra(session, timeline, takes, cadence),
    )


def _extra(
    session: Session, timeline: Timeline, takes: Mapping[Line, Take], cadence: Seconds | None
) -> tuple[tuple[str, str], ...]:
    patterns = dict.fromkeys(str(breath.pattern) for breath in timeline.breaths)
    told = {
        "SESSION_ID": session.id,
        "SESSION_HASH": _digest(timeline),
        "CADENCE_SPM": f"{float(cadence):g}" if cadence else "",
        "BREATH": " ".join(patterns),
        "VOICE": " ".join(sorted({take.voice for take in takes.values()})),
        "SOUND": session.sound,
        "KINDPACE": __version__,
    }
    return tuple((key, value) for key, value in told.items() if value)


def _digest(timeline: Timeline) -> str:
    """A name for exactly this timeline, whoever made it and wherever its file lies."""
    said = [(str(one.start), one.line.spoken) for one in timeline.speeches]
    counted = [(str(one.start), one.line.spoken) for one in timeline.words]
    steps = [(str(one.start), one.steps, str(one.begin), str(one.end)) for one in timeline.strides]
    breaths = [(str(one.start), str(one.length), str(one.gain)) for one in timeline.breaths]
    events = (str(timeline.length), said, counted, steps, breaths)
    return sha256(repr(events).encode()).hexdigest()[:16]


def window_of(planned: Planned, only: str | Window | None) -> Window:
    """The stretch of the track that is wanted: a part by its name, a span, or all of it."""
    if isinstance(only, str):
        return section_span(planned.timeline, only)
    return only or (Seconds(0), planned.timeline.length)


def mixed(
    planned: Planned,
    takes: Mapping[Line, Take],
    *,
    channels: int = 1,
    on_progress: Progress = unwatched,
) -> Master:
    """The whole track as it will sound: ask it for any span."""
    template = find_template(planned.session.sound, [shipped("audio_templates")])
    whole = LISTENS * frame(planned.timeline.length, RATE)
    done = 0

    def on_span(span: Span) -> None:
        nonlocal done
        done += span.length
        on_progress("mixing", min(done, whole), whole)

    aim, seed = Aim(channels=channels), planned.session.seed
    return master(planned.timeline, takes, template, aim=aim, seed=seed, on_span=on_span)


def _frames(window: Window, mastered: Master) -> tuple[int, int]:
    start, stop = (min(frame(moment, RATE), mastered.frames) for moment in window)
    if stop <= start:
        raise WrongUse([problem("span-empty")])
    return start, stop


def _cadence(session: Session) -> Seconds | None:
    """The cadence that the session is about: running if there is any, else walking."""
    gaits = {part.gait for part in session.parts}
    if Gait.RUN in gaits:
        return session.runner.cadence
    return session.runner.walk if Gait.WALK in gaits else None
