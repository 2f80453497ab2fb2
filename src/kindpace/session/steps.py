"""The steps of a part: its cadence plan and its beat, as this runner takes them."""

from kindpace.session.model import BeatPlan, Gait, Leg, Runner, StepsPerMinute
from kindpace.session.rhythm import ALWAYS, FASTEST, NEVER, SLOWEST, WINDOWS

BEATS = {"on": ALWAYS, "windows": WINDOWS, "off": NEVER}


def legs_for(
    plan: tuple[Leg, ...] | None, gait: Gait, usual: Runner, runner: Runner
) -> tuple[Leg, ...]:
    """A part's cadence plan, moved by as much as `runner` differs from the script's `usual` one.

    Without a plan: the runner's own cadence. Held between 40 and 240 steps a minute.
    """
    if not gait.moving:
        return ()
    walking = gait is Gait.WALK
    own = runner.walk if walking else runner.cadence
    if plan is None:
        return (Leg(begin=own, end=own, lasts=None),)
    shift = own - (usual.walk if walking else usual.cadence)
    return tuple(
        Leg(begin=_held(leg.begin + shift), end=_held(leg.end + shift), lasts=leg.lasts)
        for leg in plan
    )


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


def _held(cadence: StepsPerMinute) -> StepsPerMinute:
    return min(max(cadence, SLOWEST), FASTEST)
