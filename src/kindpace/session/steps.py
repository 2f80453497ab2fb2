"""The steps of a part: its cadence plan and its beat, as this runner takes them."""

from fractions import Fraction

from kindpace.session.model import BeatPlan, Gait, Leg, Runner, StepsPerMinute
from kindpace.session.rhythm import ALWAYS, NEVER, WINDOWS

BEATS = {"on": ALWAYS, "windows": WINDOWS, "off": NEVER}

AT_HOME = {Gait.WALK: (Fraction(90), Fraction(135)), Gait.RUN: (Fraction(145), Fraction(190))}
"""Steps a minute that a gait is at home in: see the sources at `kindpace.care.cadence`."""


def legs_for(
    plan: tuple[Leg, ...] | None, gait: Gait, usual: Runner, runner: Runner
) -> tuple[Leg, ...]:
    """A part's cadence plan, moved by as much as `runner` differs from the script's `usual` one.

    Without a plan: the runner's own cadence. Moving takes no plan out of what the gait is at home
    in, or farther out than the script or the runner went.
    """
    if not gait.moving:
        return ()
    own = runner.walk if gait is Gait.WALK else runner.cadence
    if plan is None:
        return (Leg(begin=own, end=own, lasts=None),)

    def of(written: StepsPerMinute) -> StepsPerMinute:
        walking = whose(written, gait) is Gait.WALK
        here, there = (usual.walk, runner.walk) if walking else (usual.cadence, runner.cadence)
        return moved(written, whose(written, gait), there, there - here)

    return tuple(Leg(begin=of(leg.begin), end=of(leg.end), lasts=leg.lasts) for leg in plan)


def whose(written: StepsPerMinute, gait: Gait) -> Gait:
    """The gait that a cadence belongs to: a ramp into a run may begin at a walk's cadence."""
    for other, (low, high) in AT_HOME.items():
        if other is not gait and low <= written <= high:
            return other
    return gait


def moved(
    written: StepsPerMinute, gait: Gait, own: StepsPerMinute, shift: StepsPerMinute
) -> StepsPerMinute:
    """A `written` cadence, moved by `shift` for a runner whose `own` cadence in `gait` that is."""
    low, high = AT_HOME[gait]
    return min(max(written + shift, min(low, own, written)), max(high, own, written))


def beat_for(plan: BeatPlan | None, gait: Gait, usual: str, wish: str) -> BeatPlan:
    """A part's beat: the runner's `wish` over the part's `plan` over the script's `usual` one.

    A wish never switches on what a part leaves off.
    """
    if not gait.moving:
        return NEVER
    if plan is None:
        return BEATS.get(wish or usual, ALWAYS)
    if NEVER in (plan, BEATS.get(wish)):
        return NEVER
    if wish == "windows":
        return WINDOWS if plan == ALWAYS else plan
    return ALWAYS if wish == "on" else plan
