"""Would the rules of breath and cadence also pass for a runner with another cadence.

The ladder is what a feed is built for: 150 to 185 running steps a minute, 95 to 120 walking ones,
five apart. A cadence plan moves as a whole (`session.steps.moved`), so every rate on the ladder
follows from the one on the timeline, and nothing is laid out anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kindpace.care import breathing, cadence
from kindpace.care.breathing import Guided, guided
from kindpace.care.outing import section_at
from kindpace.problems import Problem, problem
from kindpace.session.model import Gait, Part, Session, StepsPerMinute, Unit
from kindpace.session.steps import moved, whose
from kindpace.timeline.events import Timeline
from kindpace.timeline.tempo import Stride

RUNNING = tuple(Fraction(steps) for steps in range(150, 186, 5))
WALKING = tuple(Fraction(steps) for steps in range(95, 121, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Another cadence in `gait`, and how far it lies from the one on the timeline."""

    gait: Gait
    cadence: StepsPerMinute
    shift: StepsPerMinute

    def of(self, steps: StepsPerMinute, gait: Gait) -> StepsPerMinute:
        """What `steps` a minute on the timeline, in a part in `gait`, become here."""
        if whose(steps, gait) is not self.gait:
            return steps
        return moved(steps, self.gait, self.cadence, self.shift)


def rungs(session: Session) -> Iterator[Rung]:
    """Each cadence of the ladder, for the gaits that the session has."""
    gaits = {part.gait for part in session.parts}
    runner = session.runner
    for gait, own, ladder in (
        (Gait.RUN, runner.cadence, RUNNING),
        (Gait.WALK, runner.walk, WALKING),
    ):
        for steps in ladder if gait in gaits else ():
            if steps != own:
                yield Rung(gait=gait, cadence=steps, shift=steps - own)


def elsewhere(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """What the rules of breath and cadence find on the ladder; each place and rule once.

    The first sentence of each tells the cadence.
    """
    pieces = tuple(_telling(session, timeline))
    seen: set[object] = set()
    for rung in rungs(session):
        for found in _found(session, timeline, pieces, rung):
            if (found.slug, found.where) not in seen:
                seen.add((found.slug, found.where))
                told = problem(
                    "care-on-ladder", gait=rung.gait, cadence=int(rung.cadence), found=found.what
                )
                yield replace(found, what=told.what)


Rule = Callable[[Session, Timeline], Iterator[Problem]]


def _found(
    session: Session, timeline: Timeline, pieces: tuple[Guided, ...], rung: Rung
) -> Iterator[Problem]:
    yield from breathing.outliers(timeline, (_guided(one, timeline, rung) for one in pieces))
    other = replace(session, parts=tuple(_part(part, rung) for part in session.parts))
    laid = replace(timeline, strides=tuple(_strides(timeline, rung)))
    rules: tuple[Rule, ...] = (cadence.reach, cadence.jump, cadence.gait_change)
    for rule in rules:
        yield from rule(other, laid)


def _telling(session: Session, timeline: Timeline) -> Iterator[Guided]:
    """The slowest and the quickest guided breath of each section, pattern and place."""
    groups: dict[object, list[Guided]] = {}
    for one in guided(session, timeline):
        key = section_at(timeline, one.span.start).start, one.mark, one.pattern
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        yield min(group, key=lambda one: one.rate)
        yield max(group, key=lambda one: one.rate)


def _guided(one: Guided, timeline: Timeline, rung: Rung) -> Guided:
    gait = section_at(timeline, one.span.start).gait
    if not gait.moving or one.pattern.unit is not Unit.STEPS:
        return one
    return replace(one, rate=rung.of(one.rate * one.pattern.total, gait) / one.pattern.total)


def _part(part: Part, rung: Rung) -> Part:
    legs = (
        replace(leg, begin=rung.of(leg.begin, part.gait), end=rung.of(leg.end, part.gait))
        for leg in part.cadence
    )
    return replace(part, cadence=tuple(legs))


def _strides(timeline: Timeline, rung: Rung) -> Iterator[Stride]:
    """The steps as they would be: as long as they last on the timeline, in other numbers."""
    for stride in timeline.strides:
        gait = section_at(timeline, stride.start).gait
        begin, end = rung.of(stride.begin, gait), rung.of(stride.end, gait)
        steps = max(1, round(stride.length * (begin + end) / 120))
        yield replace(stride, steps=steps, begin=begin, end=end)
