"""Do the legs get a tempo that legs have, and time to change it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from kindpace.care.outing import LEEWAY, MINUTE
from kindpace.problems import Problem, Weight, problem
from kindpace.session.model import Gait, Leg, Part, Seconds, Session, StepsPerMinute
from kindpace.timeline.events import Section, Timeline
from kindpace.timeline.tempo import Stride


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Steps a minute that a gait is at home in."""

    low: int
    high: int

    def beyond(self, cadence: StepsPerMinute) -> StepsPerMinute:
        """How far `cadence` lies outside; below 0 within."""
        return max(self.low - cadence, cadence - self.high)


BOUNDS: Mapping[Gait, Bounds] = {
    # A free walk is 117 ± 9 steps a minute (PMC10851523); recreational runners average 172
    # (IJSPT 2020), and those of a 100-km championship span 155 to 203 (Burns 2018).
    Gait.WALK: Bounds(low=90, high=135),
    Gait.RUN: Bounds(low=145, high=190),
}
REACH = Bounds(low=80, high=200)

UNNOTICED = 5
"""Steps a minute by which feet follow unasked: about 2.5 % (Van Dyck 2015)."""

NOTICED = 10

AHEAD = Seconds(5)
IN_MIND = MINUTE
RAMP = Seconds(20)


def reach(session: Session, _: Timeline) -> Iterator[Problem]:
    """`cadence/range`: every tempo is one that the gait is at home in."""
    before: Gait | None = None
    for part in _moving(session):
        bounds = BOUNDS[part.gait]
        far = [
            cadence
            for cadence in _tempos(part.cadence, eased_in=before is not part.gait)
            if bounds.beyond(cadence) > 0
        ]
        before = part.gait
        if far:
            out = any(REACH.beyond(cadence) > 0 for cadence in far)
            yield problem(
                "cadence/range",
                part.mark,
                weight=Weight.MEND if out else Weight.LOOK,
                cadence=f"{float(max(far, key=bounds.beyond)):g}",
                gait=part.gait,
                low=bounds.low,
                high=bounds.high,
            )


def jump(session: Session, _: Timeline) -> Iterator[Problem]:
    """`cadence/jump`: within one gait the tempo moves in steps that feet can follow."""
    before: tuple[Gait, StepsPerMinute] | None = None
    for part in _moving(session):
        for leg in part.cadence:
            here = before[1] if before and before[0] is part.gait else leg.begin
            size = abs(leg.begin - here)
            if size > UNNOTICED:
                yield problem(
                    "cadence/jump",
                    part.mark,
                    weight=Weight.MEND if size > NOTICED else Weight.LOOK,
                    old=f"{float(here):g}",
                    new=f"{float(leg.begin):g}",
                    most=UNNOTICED,
                )
            before = part.gait, leg.end


def gait_change(_: Session, timeline: Timeline) -> Iterator[Problem]:
    """`cadence/jump` between gaits: told a little ahead, and eased into."""
    for before, after in pairwise(timeline.sections):
        if before.gait.moving and after.gait.moving and before.gait is not after.gait:
            if not _told(timeline, after.start):
                yield problem(
                    "cadence/jump-untold",
                    after.mark,
                    weight=Weight.LOOK,
                    gait=after.gait,
                    ahead=int(AHEAD),
                )
            if not _eased(timeline, after):
                yield problem(
                    "cadence/jump-abrupt",
                    after.mark,
                    weight=Weight.LOOK,
                    gait=after.gait,
                    ramp=int(RAMP),
                )


def _moving(session: Session) -> Iterator[Part]:
    return (part for part in session.parts if part.gait.moving and part.cadence)


def _tempos(legs: tuple[Leg, ...], *, eased_in: bool) -> Iterator[StepsPerMinute]:
    """Where each leg begins and ends; a ramp out of another gait begins outside by nature."""
    for number, leg in enumerate(legs):
        if number > 0 or not eased_in or leg.begin == leg.end:
            yield leg.begin
        yield leg.end


def _told(timeline: Timeline, moment: Seconds) -> bool:
    """Whether words begin at least `AHEAD` of `moment`, and near enough to be remembered."""
    return any(
        moment - IN_MIND <= speech.start <= moment - AHEAD + LEEWAY for speech in timeline.speeches
    )


def _eased(timeline: Timeline, after: Section) -> bool:
    """Whether no stride from the change on leaps, or climbs by a leap in less than `RAMP`."""
    strides = timeline.strides
    first = bisect_left(strides, after.start - LEEWAY, key=lambda stride: stride.stop)
    near = strides[first : bisect_right(strides, after.start + RAMP, key=attrgetter("start"))]
    steep = (abs(one.end - one.begin) > NOTICED and one.length < RAMP - LEEWAY for one in near)
    leaps = (_leap(one, two) > NOTICED for one, two in pairwise(near))
    return not any(steep) and not any(leaps)


def _leap(one: Stride, two: Stride) -> StepsPerMinute:
    """The change of tempo from one stride to the next, which follows at once."""
    return abs(two.begin - one.end) if two.start - one.stop <= LEEWAY else StepsPerMinute(0)
