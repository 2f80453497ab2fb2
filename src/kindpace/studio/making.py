"""From a plan to a track: speak its lines, mix it, write it, and measure what was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kindpace import __version__
from kindpace.problems import Problem, WrongUse, problem
from kindpace.session.model import Gait, Line, Mix, Seconds, Session
from kindpace.sound.master import LISTENS, Aim, Balance, Master, master
from kindpace.sound.span import RATE, Span
from kindpace.sound.take import Take
from kindpace.studio.planning import Planned, lengths_of, section_span
from kindpace.studio.record_sheet import lines_of_other_days
from kindpace.studio.scoring import scored, with_plan
from kindpace.timeline.arrange import arrange, lines_of
from kindpace.timeline.events import Timeline
from kindpace.timeline.sheet import chapters, transcript
from kindpace.timeline.tempo import frame
from kindpace.track.cover import cover
from kindpace.track.encode import MONO, Encoding
from kindpace.track.labels import Chapter, Labels, TimedLine
from kindpace.track.whole import ready_place
from kindpace.track.write import Track, write_track
from kindpace.verify.found import Found
from kindpace.verify.listening import listen
from kindpace.verify.promises import broken
from kindpace.voices.cache import open_cache
from kindpace.voices.claims import in_use
from kindpace.voices.leaving import Leaving
from kindpace.voices.own import OWN, own_takes
from kindpace.voices.takes import speak

Window = tuple[Seconds, Seconds]
"""From a moment of the track to another."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


Told = Callable[[Leaving], None]
"""Told which words will leave this machine."""


def unwatched(_doing: str, _done: int, _all: int) -> None:
    """Progress that nobody looks at."""


Remark = Callable[[Problem], None]
"""Told advice that comes up on the way."""


def unread(_remark: Problem) -> None:
    """For those who want no advice."""


def unheard(_leaving: Leaving) -> None:
    """For those who know what leaves the machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A track with the plan it follows, and what was measured on the finished MP3.

    `broken` are the promises that it doesn't keep; `given` is what was kept of own levels, in dB;
    `recorded` are the lines that a person reads, `spoken` all others.
    """

    plan: Planned
    track: Track
    voices: tuple[str, ...]
    recorded: tuple[Line, ...]
    spoken: tuple[Line, ...]
    given: Balance
    found: Found
    broken: tuple[Problem, ...]


def record(
    planned: Planned,
    on_progress: Progress,
    spare: Path,
    on_leaving: Told = unheard,
    on_remark: Remark = unread,
) -> tuple[Planned, Mapping[Line, Take]]:
    """The plan with every line recorded or spoken, and measured.

    `on_remark` is told about recordings, and `on_leaving` what a network voice will be given,
    before anything is spoken. Raises KindpaceError naming lines that nobody can have.
    """
    session, cache = planned.session, open_cache(spare)
    wanted = list(lines_of(session))
    own = own_takes(wanted, session.recordings, cache, lambda: lines_of_other_days(planned))
    for remark in own.remarks:
        on_remark(remark)
    spoken = speak(
        [(line, mark) for line, mark in wanted if line not in own.takes],
        cache=cache,
        voice=session.voice or "auto",
        on_line=lambda done, total: on_progress("speaking", done, total),
        on_leaving=on_leaving,
    )
    takes = {line: own.takes.get(line) or spoken[line] for line, _ in wanted}
    lengths = lengths_of(session, lambda line: takes[line].length)
    return replace(planned, timeline=arrange(session, lengths), guessed=False), takes


def render(
    planned: Planned,
    into: Path,
    *,
    only: str | Window | None = None,
    encoding: Encoding = MONO,
    on_progress: Progress = unwatched,
    on_leaving: Told = unheard,
    on_remark: Remark = unread,
) -> Rendered:
    """`planned` spoken, mixed and written to `into`; `only` makes a part or a span of it alone.

    Raises KindpaceError with everything that stands in the way; then `into` is as it was before.
    """
    ready_place(into)
    window_of(planned, only)
    with TemporaryDirectory(prefix="kindpace-") as spare, in_use(open_cache(Path(spare)).folder):
        spoken, takes = record(planned, on_progress, Path(spare), on_leaving, on_remark)
        mastered = mixed(spoken, takes, channels=encoding.channels, on_progress=on_progress)
        window = window_of(spoken, only)
        start, stop = _frames(window, mastered)
        score = scored(spoken, takes, window, mastered.words)
        track = write_track(
            (mastered.ask(span) for span in Span(start, stop).blocks()),
            stop - start,
            with_plan(labels(spoken, takes, window), score),
            into,
            encoding=encoding,
            on_progress=lambda done: on_progress("writing", done, stop - start),
        )
    found = listen(into, score, lambda done: on_progress("measuring", done, stop - start))
    return Rendered(
        plan=spoken,
        track=track,
        voices=tuple(sorted({take.voice for take in takes.values()})),
        recorded=tuple(line for line, take in takes.items() if take.voice == OWN),
        spoken=tuple(line for line, take in takes.items() if take.voice != OWN),
        given=mastered.figures.given,
        found=found,
        broken=broken(found),
    )


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
        extra=(*_extra(session, timeline, takes, cadence), *_slice(timeline, window)),
    )


def _slice(timeline: Timeline, window: Window) -> tuple[tuple[str, str], ...]:
    """Which span of the session this is, where it isn't the whole."""
    start, end = window
    if start <= 0 and timeline.length <= end:
        return ()
    return (("SPAN", f"{float(start):g}-{float(end):g}"),)


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
    session = planned.session
    whole = LISTENS * frame(planned.timeline.length, RATE)
    done = 0

    def on_span(span: Span) -> None:
        nonlocal done
        done += span.length
        on_progress("mixing", min(done, whole), whole)

    return master(
        planned.timeline,
        takes,
        planned.template,
        aim=Aim(channels=channels),
        balance=balance_of(session.mix),
        bed=session.bed,
        bed_mark=session.bed_mark,
        seed=session.seed,
        on_span=on_span,
    )


def balance_of(mix: Mix) -> Balance:
    """A session's own levels as the master takes them."""
    return Balance(
        voice=float(mix.voice),
        beat=float(mix.beat),
        breath=float(mix.breath),
        bed=float(mix.bed),
    )


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
