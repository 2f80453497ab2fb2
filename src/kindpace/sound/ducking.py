"""Who steps back for whom: the bed before words, everything but the voice before the runner's ears.

Each curve is a pure function of the timeline's intervals.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from typing import Final

from kindpace.session.model import Seconds
from kindpace.sound.curves import Curve
from kindpace.sound.span import RATE, Span, decibels
from kindpace.timeline.events import Timeline
from kindpace.timeline.tempo import frame

LEAD: Final = Fraction(6, 10)
"""Seconds before a phrase at which the bed begins to step back; it is down 0.1 s before it."""

READY: Final = Fraction(1, 10)

RELEASE: Final = Fraction(3, 2)
"""Seconds that the bed takes to come back."""

NEAR: Final = Fraction(3)
"""Phrases closer than this share one duck: a bed that pumps is worse than one that waits."""

LIFT: Final = 1.0
"""Decibels that the bed rises in a written quiet, over `LIFTING` seconds."""

LIFTING: Final = Fraction(2)

ARRIVE: Final = Fraction(3)
"""Seconds in which the bed fades in, or less where a first word comes sooner."""

LEAVE: Final = Fraction(4)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Interval:
    """From `start` to `end` in track time."""

    start: Seconds
    end: Seconds


def spoken(timeline: Timeline) -> tuple[Interval, ...]:
    """When a voice is heard: sentences and counted words, near ones as one."""
    return merged(
        chain(
            (Interval(start=one.start, end=one.end) for one in timeline.speeches),
            (Interval(start=one.start, end=one.start + one.room) for one in timeline.words),
        )
    )


def played(timeline: Timeline) -> tuple[Interval, ...]:
    """When files of the author's are heard."""
    return merged(Interval(start=one.start, end=one.start + one.length) for one in timeline.plays)


def merged(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """`intervals` in order; those less than `NEAR` apart become one."""
    joined: list[Interval] = []
    for one in sorted(intervals):
        if joined and one.start - joined[-1].end < NEAR:
            end = max(joined[-1].end, one.end)
            joined[-1] = Interval(start=joined[-1].start, end=end)
        else:
            joined.append(one)
    return tuple(joined)


def duck(intervals: Iterable[Interval], depth: float) -> Curve:
    """`depth` dB down in every one of `intervals`, which are `merged`."""
    low = decibels(-depth)

    def knots() -> Iterator[tuple[int, float]]:
        for one in intervals:
            yield frame(one.start - LEAD, RATE), 1.0
            yield frame(one.start - READY, RATE), low
            yield frame(one.end, RATE), low
            yield frame(one.end + RELEASE, RATE), 1.0

    return Curve.through(knots())


def lift(timeline: Timeline) -> Curve:
    """The bed's small rise in written quiets."""
    high = decibels(LIFT)

    def knots() -> Iterator[tuple[int, float]]:
        for quiet in timeline.quiets:
            ease = min(LIFTING, quiet.length / 3)
            end = quiet.start + quiet.length
            yield frame(quiet.start, RATE), 1.0
            yield frame(quiet.start + ease, RATE), high
            yield frame(end - ease, RATE), high
            yield frame(end, RATE), 1.0

    return Curve.through(knots())


def arrival(timeline: Timeline) -> Curve:
    """The bed's fade in, done before the first word where there is time, and its fade out."""
    first = min((one.start for one in spoken(timeline)), default=ARRIVE)
    fade = min(max(first, Fraction(1, 2)), ARRIVE, timeline.length / 4)
    leave = min(LEAVE, timeline.length / 4)
    end = frame(timeline.length, RATE)
    stays = frame(timeline.length - leave, RATE)
    return Curve.through(((0, 0.0), (frame(fade, RATE), 1.0), (stays, 1.0), (end, 0.0)))


def edges(span: Span, ease: int) -> Curve:
    """From nothing to full in `ease` frames, and back to nothing at the end of `span`."""
    ease = min(ease, span.length // 2)
    return Curve.through(
        ((span.start, 0.0), (span.start + ease, 1.0), (span.stop - ease, 1.0), (span.stop, 0.0))
    )
