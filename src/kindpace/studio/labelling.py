"""What a track tells of itself: its tag, from the plan and the takes that it was made of."""

from collections.abc import Mapping
from hashlib import sha256

from kindpace import __version__
from kindpace.session.model import Gait, Line, Seconds, Session
from kindpace.sound.take import Take
from kindpace.studio.planning import Planned
from kindpace.timeline.events import Timeline
from kindpace.timeline.sheet import chapters, transcript
from kindpace.track.cover import cover
from kindpace.track.labels import Chapter, Labels, TimedLine

A_CHAPTER = Seconds(1)
"""What a slice has to hold of a chapter: they begin on whole seconds, and parts on footfalls."""


Window = tuple[Seconds, Seconds]
"""From a moment of the track to another."""


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
            if min(one.end, end) - max(one.start, start) >= A_CHAPTER
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


def _cadence(session: Session) -> Seconds | None:
    """The cadence that the session is about: running if there is any, else walking."""
    gaits = {part.gait for part in session.parts}
    if Gait.RUN in gaits:
        return session.runner.cadence
    return session.runner.walk if Gait.WALK in gaits else None
