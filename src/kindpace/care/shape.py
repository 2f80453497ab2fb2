"""Does the run begin and end gently, with safety told in time and a way out in reach."""

from collections.abc import Iterator

from kindpace.care.outing import LEEWAY, MINUTE, Span, moves, of_gait, section_at, spent
from kindpace.problems import Problem, Weight, problem
from kindpace.session.model import Gait, Kind, Seconds, Session
from kindpace.session.notation import span as told
from kindpace.timeline.events import Timeline

SAFETY_BY = 90 * MINUTE / 60

WARM_UP_LEAST = 2 * MINUTE
WARM_UP = 4 * MINUTE
WARM_UP_LONG = 5 * MINUTE
LONG_SESSION = 25 * MINUTE

COOL_DOWN = 3 * MINUTE
COOL_DOWN_LONG = 5 * MINUTE
LONG_RUN = 20 * MINUTE

WAY_OUT_BY = 5 * MINUTE

INDOORS = frozenset({"indoors", "inside", "treadmill", "gym"})
CARE_TOPICS = frozenset({"mental-health", "hard-day", "honest"})


def safety_first(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/safety-first`: whoever goes outdoors hears about ears and roads at once."""
    outdoors = moves(timeline) and session.runner.place not in INDOORS
    if outdoors and not _said(timeline, Kind.SAFETY, until=SAFETY_BY):
        yield problem("struct/safety-first", timeline.sections[0].mark, by=told(SAFETY_BY))


def stop_if(_: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/stop-if`: the signs to stop for are told before the first running step."""
    for run in of_gait(timeline, Gait.RUN)[:1]:
        if not _said(timeline, Kind.STOP_IF, until=run.start):
            yield problem("struct/stop-if", run.mark, part=run.name)


def warm_up(_: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/warm-up`: some minutes of walking before the first running step."""
    for run in of_gait(timeline, Gait.RUN)[:1]:
        walked = spent(timeline, Gait.WALK, Span(start=Seconds(0), end=run.start))
        wanted = WARM_UP_LONG if timeline.length >= LONG_SESSION - LEEWAY else WARM_UP
        if walked < wanted - LEEWAY:
            short = walked < WARM_UP_LEAST - LEEWAY
            yield problem(
                "struct/warm-up",
                run.mark,
                weight=Weight.MEND if short else Weight.LOOK,
                walked=told(walked),
                wanted=told(wanted),
            )


def cool_down(_: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/cool-down`: some minutes of walking after the last running step."""
    for run in of_gait(timeline, Gait.RUN)[-1:]:
        walked = spent(timeline, Gait.WALK, Span(start=run.end, end=timeline.length))
        long = spent(timeline, Gait.RUN) >= LONG_RUN - LEEWAY
        wanted = COOL_DOWN_LONG if long else COOL_DOWN
        if walked < wanted - LEEWAY:
            yield problem(
                "struct/cool-down",
                timeline.sections[-1].mark,
                walked=told(walked),
                wanted=told(wanted),
            )


def way_out(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/way-out`: leave to walk, turn or stop, given early and again past half-way."""
    weight = Weight.MEND if CARE_TOPICS & set(session.topics) else Weight.LOOK
    if not _said(timeline, Kind.WAY_OUT, until=WAY_OUT_BY):
        first = timeline.sections[0]
        yield problem("struct/way-out", first.mark, weight=weight, by=told(WAY_OUT_BY))
    half = timeline.length / 2
    if not _said(timeline, Kind.WAY_OUT, since=half):
        later = section_at(timeline, half)
        yield problem("struct/way-out-again", later.mark, weight=weight, half=told(half))


def _said(
    timeline: Timeline, kind: Kind, *, since: Seconds | None = None, until: Seconds | None = None
) -> bool:
    """Whether a cue of `kind` begins within these moments."""
    first, last = since or Seconds(0), timeline.length if until is None else until
    return any(
        speech.kind is kind and first <= speech.start <= last for speech in timeline.speeches
    )
