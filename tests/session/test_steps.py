"""Cadence plans and beats, as this runner takes them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.model import BeatPlan, Gait, Leg, Runner, Seconds
from kindpace.session.rhythm import ALWAYS, NEVER, WINDOWS, cadence_plan
from kindpace.session.steps import beat_for, legs_for, whose

OWN = BeatPlan(on=Seconds(90), off=Seconds(60))


def runner(cadence: int = 165, walk: int = 110) -> Runner:
    """Somebody with these steps."""
    return Runner(cadence=Fraction(cadence), walk=Fraction(walk))


def ends(legs: tuple[Leg, ...]) -> list[tuple[int, int]]:
    """Where each stretch begins and ends."""
    return [(int(leg.begin), int(leg.end)) for leg in legs]


@pytest.mark.parametrize(
    ("gait", "plan", "who", "expected"),
    [
        (Gait.RUN, None, runner(172), [(172, 172)]),
        (Gait.WALK, None, runner(walk=115), [(115, 115)]),
        (Gait.RUN, "160 -> 165 over 2m", runner(), [(160, 165), (165, 165)]),
        (Gait.RUN, "160 -> 165 over 2m", runner(172), [(167, 172), (172, 172)]),
        (Gait.WALK, "105", runner(172, 100), [(95, 95)]),
        (Gait.RUN, "230", runner(185), [(230, 230)]),
        (Gait.WALK, "45", runner(walk=90), [(45, 45)]),
        (Gait.RUN, "165 -> 158 over 2m", runner(150), [(150, 145), (145, 145)]),
        (Gait.WALK, "112 -> 98 over 4m", runner(walk=95), [(97, 90), (90, 90)]),
        (Gait.WALK, "112 -> 98 over 4m", runner(walk=80), [(82, 80), (80, 80)]),
        (Gait.RUN, "160", runner(200), [(195, 195)]),
        (Gait.SIT, None, runner(), []),
        (Gait.STAND, "110", runner(), []),
    ],
)
def test_a_plan_moves_with_its_runner(
    gait: Gait, plan: str | None, who: Runner, expected: list[tuple[int, int]]
) -> None:
    """By as much as they differ from the script's own, and not out of what legs are at home in."""
    legs = legs_for(cadence_plan(plan) if plan else None, gait, runner(), who)
    assert ends(legs) == expected


@given(st.integers(150, 190), st.integers(90, 125))
def test_the_scripts_own_runner_gets_the_script(cadence: int, walk: int) -> None:
    """Whatever it says of them, for them nothing moves."""
    plan = cadence_plan("160 -> 165 over 2m")
    own = runner(cadence, walk)
    assert legs_for(plan, Gait.RUN, own, own) == plan


@pytest.mark.parametrize(
    ("plan", "usual", "wish", "expected"),
    [
        (None, "", "", ALWAYS),
        (None, "windows", "", WINDOWS),
        (None, "off", "", NEVER),
        (None, "off", "on", ALWAYS),
        (None, "on", "off", NEVER),
        (OWN, "on", "", OWN),
        (OWN, "", "windows", OWN),
        (OWN, "", "on", ALWAYS),
        (OWN, "", "off", NEVER),
        (ALWAYS, "", "windows", WINDOWS),
        (ALWAYS, "off", "", ALWAYS),
        (NEVER, "on", "on", NEVER),
        (NEVER, "", "windows", NEVER),
    ],
)
def test_a_wish_goes_before_a_plan_before_a_default(
    plan: BeatPlan | None, usual: str, wish: str, expected: BeatPlan
) -> None:
    """And never switches on what a part leaves off."""
    assert beat_for(plan, Gait.RUN, usual, wish) == expected


def test_without_steps_there_is_no_beat() -> None:
    """Sitting and standing are quiet."""
    assert beat_for(ALWAYS, Gait.SIT, "on", "on") == NEVER


def test_a_ramp_between_gaits_follows_each_gait_at_its_own_end() -> None:
    """From the runner's walk to the runner's run, by as much as each differs from the script's."""
    usual = Runner(cadence=Fraction(165), walk=Fraction(110))
    quick = Runner(cadence=Fraction(180), walk=Fraction(115))
    ramp = (Leg(begin=Fraction(112), end=Fraction(165), lasts=Seconds(30)),)
    (leg,) = legs_for(ramp, Gait.RUN, usual, quick)
    assert (leg.begin, leg.end) == (Fraction(117), Fraction(180))
    assert whose(Fraction(112), Gait.RUN) is Gait.WALK
    assert whose(Fraction(140), Gait.RUN) is Gait.RUN
