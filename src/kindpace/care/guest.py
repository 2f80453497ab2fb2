"""Is the beat a guest, the breath another, both free to be left: opened by choice, and let go."""

from collections.abc import Iterator

from kindpace.care.breathing import RELEASE, guided
from kindpace.care.outing import LEEWAY, MINUTE, Span, joined, section_at, utterances
from kindpace.care.pack import word_pack
from kindpace.problems import Problem, Weight, problem
from kindpace.session.model import Seconds, Session
from kindpace.session.notation import span as told
from kindpace.timeline.events import Timeline

AROUND = MINUTE
"""How near to the edge of a breath window the words about it stand."""

BEAT_LONG = 3 * MINUTE


def release(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`breath/release`: guided breath on the move begins as an offer and ends by letting go."""
    pack = word_pack(session.language)
    moving = [
        one for one in guided(session, timeline) if section_at(timeline, one.span.start).gait.moving
    ]
    marks = {one.span.start: one.mark for one in reversed(moving)}
    for window in joined((one.span for one in moving), RELEASE) if pack else ():
        middle = (window.start + window.end) / 2
        edges = {
            "opening": Span(start=window.start - AROUND, end=middle),
            "release": Span(start=middle, end=window.end + AROUND),
        }
        for sign, near in edges.items():
            if pack and not pack.hears(sign, _said(timeline, near)):
                slug = "breath/release" if sign == "release" else "breath/release-choice"
                yield problem(slug, marks[window.start], weight=Weight.LOOK)


def beat_optional(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`cadence/beat-optional`: where a beat is heard for long, words say that it may be left."""
    pack = word_pack(session.language)
    heard = sum((one.end - one.start for one in timeline.beats), Seconds(0))
    if pack is None or heard < BEAT_LONG - LEEWAY:
        return
    cues = (cue.text for cue in utterances(timeline))
    if not any(pack.hears("beat", text) and pack.hears("free", text) for text in cues):
        mark = section_at(timeline, timeline.beats[0].start).mark
        yield problem("cadence/beat-optional", mark, weight=Weight.LOOK, heard=told(heard))


def _said(timeline: Timeline, near: Span) -> str:
    """All words that are heard in `near`."""
    return " ".join(
        cue.text
        for cue in utterances(timeline)
        if near.shared(Span(start=cue.start, end=max(cue.end, cue.start + 1)))
    )
