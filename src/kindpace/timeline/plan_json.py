"""A finished timeline for programs: every event with its time, exact where it is exact."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from kindpace.session.model import Seconds, Session
from kindpace.timeline.events import Speech, Timeline
from kindpace.timeline.sheet import (
    chapters,
    longest_quiet,
    quiet_share,
    transcript,
    words_a_minute,
)

Json = dict[str, Any]
"""What `json.dumps` takes."""


def plan_json(session: Session, timeline: Timeline) -> Json:
    """Everything that happens in `timeline`; times in seconds from the start of the track.

    Moments that have to be exact come twice: as a float, and as a fraction "n/d" under the same
    name with `_exact`. Places in the script read `file:line:column`.
    """
    return {
        "id": session.id,
        "title": timeline.title,
        "language": session.language,
        "sound": session.sound,
        "bed": session.bed.path.name if session.bed else None,
        "mix": {name: float(level) for name, level in asdict(session.mix).items()},
        "seed": session.seed,
        **_time("length", timeline.length),
        "sections": _sections(session, timeline),
        "strides": _strides(timeline),
        "beats": [float(step) for _, step in timeline.beat_steps()],
        "speeches": [_speech(speech) for speech in timeline.speeches],
        "words": _words(timeline),
        **_sounds(timeline),
        "chapters": [
            {"start": float(one.start), "end": float(one.end), "title": one.title}
            for one in chapters(timeline)
        ],
        "transcript": [
            {
                "start": float(entry.start),
                "end": float(entry.end),
                "text": entry.text,
                "kind": "count" if entry.kind is None else str(entry.kind),
            }
            for entry in transcript(timeline)
        ],
        "remarks": [
            {"slug": one.slug, "what": one.what, "mend": one.mend, "where": _where(one.where)}
            for one in session.remarks
        ],
        "totals": _totals(timeline),
    }


def _time(name: str, value: Seconds) -> Json:
    return {name: float(value), f"{name}_exact": f"{value.numerator}/{value.denominator}"}


def _sections(session: Session, timeline: Timeline) -> list[Json]:
    return [
        {
            "name": section.name,
            **_time("start", section.start),
            **_time("length", section.length),
            "written": float(move.written),
            "gait": str(section.gait),
            "breath": str(part.breath.pattern) if part.breath else None,
            "where": str(section.mark),
        }
        for part, section, move in zip(
            session.parts, timeline.sections, timeline.moves, strict=True
        )
    ]


def _strides(timeline: Timeline) -> list[Json]:
    return [
        {
            **_time("start", stride.start),
            "steps": stride.steps,
            **_time("begin", stride.begin),
            **_time("end", stride.end),
        }
        for stride in timeline.strides
    ]


def _words(timeline: Timeline) -> list[Json]:
    return [
        {
            **_time("start", word.start),
            "room": float(word.room),
            "text": word.line.text,
            "where": str(word.mark),
        }
        for word in timeline.words
    ]


def _speech(speech: Speech) -> Json:
    return {
        **_time("start", speech.start),
        "length": float(speech.length),
        "text": speech.line.text,
        "spoken": speech.line.spoken,
        "language": speech.line.language,
        "kind": str(speech.kind),
        "goes_on": speech.goes_on,
        "where": str(speech.mark),
    }


def _sounds(timeline: Timeline) -> Json:
    return {
        "breaths": [
            {
                **_time("start", one.start),
                "length": float(one.length),
                "phase": str(one.phase),
                "gain": float(one.gain),
                "pattern": str(one.pattern),
            }
            for one in timeline.breaths
        ],
        "windows": [{"start": float(one.start), "end": float(one.end)} for one in timeline.beats],
        "bells": [{"start": float(bell.start), "where": str(bell.mark)} for bell in timeline.bells],
        "plays": [
            {
                "start": float(play.start),
                "length": float(play.length),
                "file": play.recording.path.name,
                "level": float(play.level),
                "where": str(play.mark),
            }
            for play in timeline.plays
        ],
        "quiets": [
            {
                "start": float(quiet.start),
                "length": float(quiet.length),
                "announced": quiet.announced,
                "where": str(quiet.mark),
            }
            for quiet in timeline.quiets
        ],
        "moves": [
            {"name": move.name, "written": float(move.written), "fitted": float(move.fitted)}
            for move in timeline.moves
        ],
    }


def _totals(timeline: Timeline) -> Json:
    return {
        "steps": sum(stride.steps for stride in timeline.strides),
        "beats": _counted(timeline.beat_steps()),
        "speeches": len(timeline.speeches),
        "breaths": len(timeline.breaths) // 2,
        "quiet_share": float(quiet_share(timeline)),
        "words_a_minute": float(words_a_minute(timeline)),
        "longest_quiet": float(longest_quiet(timeline)),
    }


def _counted(things: Iterable[object]) -> int:
    return sum(1 for _ in things)


def _where(mark: object | None) -> str | None:
    return None if mark is None else str(mark)
