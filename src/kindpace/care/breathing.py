"""Is the breath at home in its gait: neither hurried nor starved, and let go in time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kindpace.care.outing import LEEWAY, MINUTE, Span, joined, of_gait, section_at, spent
from kindpace.problems import Mark, Problem, Weight, problem
from kindpace.session.model import Count, Gait, Pattern, Seconds, Session
from kindpace.session.notation import span as told
from kindpace.timeline.events import Breath, Phase, Timeline

BreathsPerMinute = Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Breaths a minute: at home from `low` to `high`, out of reach below `least`, above `most`."""

    least: int
    low: int
    high: int
    most: int


BOUNDS: Mapping[Gait, Bounds] = {
    # Runners settle at 4 to 8 steps a breath by themselves (Daley, Bramble & Carrier 2013).
    Gait.RUN: Bounds(least=18, low=20, high=45, most=60),
    Gait.WALK: Bounds(least=8, low=10, high=30, most=40),
    Gait.STAND: Bounds(least=4, low=5, high=15, most=25),
    Gait.SIT: Bounds(least=4, low=5, high=15, most=25),
}

LONGEST_WINDOW = 4 * MINUTE
SETTLING = 4 * MINUTE
RELEASE = MINUTE / 2
"""A shorter pause between two guided breaths does not let the runner go."""

SHARE = Fraction(40, 100)
LESSON_SHARE = Fraction(60, 100)

SLOW = 10
WALK_FIRST = 3 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Guided:
    """One piece of guided breath, sounded or counted, and how fast it lets one breathe."""

    span: Span
    rate: BreathsPerMinute
    pattern: Pattern
    mark: Mark


def guided(session: Session, timeline: Timeline) -> tuple[Guided, ...]:
    """Every half breath and every counted word, in order.

    A half breath of n steps (or seconds) that lasts L seconds belongs to 60·n / (L·total) breaths
    a minute; a word is a half breath of one.
    """
    sounded = (
        Guided(
            span=Span(start=half.start, end=half.start + half.length),
            rate=_rate(half.length / _counts(half), half.pattern),
            pattern=half.pattern,
            mark=half.mark,
        )
        for half in timeline.breaths
    )
    patterns = _patterns(session)
    counted = (
        Guided(
            span=Span(start=word.start, end=word.start + word.room),
            rate=_rate(word.room, patterns[word.mark]),
            pattern=patterns[word.mark],
            mark=word.mark,
        )
        for word in timeline.words
        if word.mark in patterns
    )
    return tuple(sorted((*sounded, *counted), key=lambda one: one.span.start))


def rate(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`breath/rate`: breaths a minute that suit the gait, in every section."""
    return outliers(timeline, guided(session, timeline))


def outliers(timeline: Timeline, pieces: Iterable[Guided]) -> Iterator[Problem]:
    """`breath/rate` for `pieces`: the one of each section and place that lies farthest outside."""
    far_out: dict[tuple[Seconds, Mark], tuple[Fraction, Guided, Gait]] = {}
    for one in pieces:
        section = section_at(timeline, one.span.start)
        distance = _beyond(one.rate, BOUNDS[section.gait])
        worst = far_out.get((section.start, one.mark))
        if distance > (worst[0] if worst else 0):
            far_out[section.start, one.mark] = (distance, one, section.gait)
    for _, one, gait in far_out.values():
        bounds = BOUNDS[gait]
        far = not bounds.least <= one.rate <= bounds.most
        yield problem(
            "breath/rate",
            one.mark,
            weight=Weight.MEND if far else Weight.LOOK,
            pattern=one.pattern,
            rate=f"{float(one.rate):.1f}",
            gait=gait,
            low=bounds.low,
            high=bounds.high,
        )


def window(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`breath/window`: guided breath comes after settling, in short stretches, and lets go."""
    pieces = [one for one in guided(session, timeline) if _moving(timeline, one.span.start)]
    windows = tuple(joined((one.span for one in pieces), RELEASE))
    marks = {one.span.start: one.mark for one in reversed(pieces)}
    for span in windows:
        if span.length > LONGEST_WINDOW + LEEWAY:
            yield problem(
                "breath/window",
                marks[span.start],
                weight=Weight.LOOK,
                length=told(span.length),
                most=told(LONGEST_WINDOW),
            )
    yield from _too_early(timeline, windows, marks)
    yield from _too_much(session, timeline, windows, marks)


def slow_after(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`breath/slow-after`: slow breath comes only once the legs have walked."""
    seen: set[Mark] = set()
    for one in guided(session, timeline):
        runs = [run for run in of_gait(timeline, Gait.RUN) if run.start < one.span.start]
        if one.rate >= SLOW or not runs or one.mark in seen:
            continue
        since = Span(start=min(runs[-1].end, one.span.start), end=one.span.start)
        walked = spent(timeline, Gait.WALK, since)
        if walked < WALK_FIRST - LEEWAY:
            seen.add(one.mark)
            yield problem(
                "breath/slow-after",
                one.mark,
                rate=f"{float(one.rate):.1f}",
                walked=told(walked),
                least=told(WALK_FIRST),
            )


def _too_early(
    timeline: Timeline, windows: tuple[Span, ...], marks: Mapping[Seconds, Mark]
) -> Iterator[Problem]:
    for span in windows:
        if not any(span.shared(run) for run in of_gait(timeline, Gait.RUN)):
            continue
        first = next(run for run in of_gait(timeline, Gait.RUN) if span.shared(run))
        begins = max(span.start, first.start)
        run_before = spent(timeline, Gait.RUN, Span(start=Seconds(0), end=begins))
        if run_before < SETTLING - LEEWAY:
            yield problem(
                "breath/window-early",
                marks[span.start],
                weight=Weight.LOOK,
                after=told(run_before),
                settling=told(SETTLING),
            )


def _too_much(
    session: Session, timeline: Timeline, windows: tuple[Span, ...], marks: Mapping[Seconds, Mark]
) -> Iterator[Problem]:
    running = spent(timeline, Gait.RUN)
    with_breath = sum((spent(timeline, Gait.RUN, span) for span in windows), Seconds(0))
    most = LESSON_SHARE if "lesson" in session.topics else SHARE
    if running and with_breath > most * running + LEEWAY:
        yield problem(
            "breath/window-share",
            marks[windows[0].start],
            weight=Weight.LOOK,
            share=round(100 * with_breath / running),
            most=round(100 * most),
        )


def _patterns(session: Session) -> Mapping[Mark, Pattern]:
    """The breath pattern behind each mark that counted words may carry."""
    patterns: dict[Mark, Pattern] = {}
    for part in session.parts:
        if part.breath:
            patterns[part.breath.mark] = part.breath.pattern
        for cue in part.cues:
            own = part.breath.pattern if part.breath else None
            if isinstance(cue, Count) and (pattern := cue.pattern or own):
                patterns[cue.mark] = pattern
    return patterns


def _counts(half: Breath) -> int:
    return half.pattern.inhale if half.phase is Phase.IN else half.pattern.exhale


def _rate(step: Seconds, pattern: Pattern) -> BreathsPerMinute:
    return MINUTE / (step * pattern.total)


def _beyond(rate: BreathsPerMinute, bounds: Bounds) -> Fraction:
    """How far `rate` lies outside, as a share of the bound it passes."""
    return max(Fraction(0), (bounds.low - rate) / bounds.low, (rate - bounds.high) / bounds.high)


def _moving(timeline: Timeline, moment: Seconds) -> bool:
    return section_at(timeline, moment).gait.moving
