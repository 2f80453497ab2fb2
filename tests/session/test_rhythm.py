"""Cadence plans, breath patterns, stages, counts and beats."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.model import BeatPlan, How, Leg, Pattern, Seconds, Stage, Unit
from kindpace.session.notation import Unreadable
from kindpace.session.rhythm import (
    ALWAYS,
    NEVER,
    WINDOWS,
    beat,
    cadence,
    cadence_plan,
    count,
    counted,
    own_pattern,
    pattern,
    stages,
)


def leg(begin: int, end: int, lasts: int | None = None) -> Leg:
    """A stretch of a cadence plan."""
    return Leg(
        begin=Fraction(begin), end=Fraction(end), lasts=None if lasts is None else Seconds(lasts)
    )


def unread(reader: Callable[[object], object], written: object) -> str:
    """The slug with which `reader` sends `written` back."""
    with pytest.raises(Unreadable) as told:
        reader(written)
    return told.value.slug


def test_a_cadence_is_a_number_of_steps() -> None:
    """As a number or as text, exact."""
    assert [cadence(one) for one in (165, "165", Fraction(331, 2), "165.5")] == [
        165,
        165,
        Fraction(331, 2),
        Fraction(331, 2),
    ]


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("fast", "cadence-unreadable"),
        ("1e999999999", "cadence-unreadable"),
        ("1/2", "cadence-unreadable"),
        (True, "cadence-unreadable"),
        ([165], "cadence-unreadable"),
        (39, "cadence-out-of-range"),
        ("241", "cadence-out-of-range"),
        (-165, "cadence-out-of-range"),
    ],
)
def test_what_is_no_cadence_is_told(written: object, slug: str) -> None:
    """Nor can a number be so written that reading it takes for ever."""
    assert unread(cadence, written) == slug


@pytest.mark.parametrize(
    ("written", "legs"),
    [
        (165, [leg(165, 165)]),
        ("165", [leg(165, 165)]),
        ("160 -> 165", [leg(160, 165)]),
        ("160→165 over 2m", [leg(160, 165, 120), leg(165, 165)]),
        (
            "158 for 1m, -> 165 over 2m, hold",
            [leg(158, 158, 60), leg(158, 165, 120), leg(165, 165)],
        ),
        ("160, -> 165 over 1m", [leg(160, 160), leg(160, 165, 60)]),
        (
            "160 for 1m, hold for 1m 30s, -> 150",
            [leg(160, 160, 60), leg(160, 160, 90), leg(160, 150)],
        ),
    ],
)
def test_a_plan_is_a_row_of_stretches(written: object, legs: list[Leg]) -> None:
    """What no stretch takes is held at the end."""
    assert cadence_plan(written) == tuple(legs)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("", "cadence-unreadable"),
        ("-> 165", "cadence-unreadable"),
        ("hold", "cadence-unreadable"),
        ("160 to 165", "cadence-unreadable"),
        ("160 -> 165 over", "cadence-unreadable"),
        ("160 -> 165 over a while", "duration-unreadable"),
        ("160 -> 165 over 2", "duration-bare"),
        ("160 -> 300 over 2m", "cadence-out-of-range"),
        ("160, -> 165", "cadence-two-open"),
        ("160 for 1s," * 99, "cadence-unreadable"),
        ({}, "cadence-unreadable"),
    ],
)
def test_what_is_no_plan_is_told(written: object, slug: str) -> None:
    """With the fault of the stretch that can't be read."""
    assert unread(cadence_plan, written) == slug


@given(st.integers(1, 8), st.integers(1, 8), st.sampled_from(Unit))
def test_patterns_go_round(inhale: int, exhale: int, unit: Unit) -> None:
    """As it is written, so it is shown."""
    whole = Pattern(inhale=inhale, exhale=exhale, unit=unit)
    assert pattern(str(whole)) == whole
    assert whole.total == inhale + exhale


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("3-2", "breath-unreadable"),
        ("3s:2", "breath-unreadable"),
        (32, "breath-unreadable"),
        (["3:2"], "breath-unreadable"),
        ("0:2", "breath-out-of-range"),
        ("9:2", "breath-out-of-range"),
    ],
)
def test_what_is_no_pattern_is_told(written: object, slug: str) -> None:
    """Two numbers from 1 to 8, both in steps or both in seconds."""
    assert unread(pattern, written) == slug


def test_a_runners_own_breath_goes_by_steps_or_not_at_all() -> None:
    """Seconds would drift against the steps."""
    assert [own_pattern(one) for one in ("3 : 3", "off", "free")] == ["3:3", "off", "free"]
    assert unread(own_pattern, "4s:6s") == "breath-own-steps"
    assert unread(own_pattern, "on") == "breath-unreadable"


def test_stages_follow_one_another() -> None:
    """Counted first, then heard, then silent, then heard again."""
    assert stages("sound") == (Stage(how=How.SOUND),)
    assert stages("spoken 4 cycles  then sound for 1m then silent 2 cycles then sound") == (
        Stage(how=How.SPOKEN, cycles=4),
        Stage(how=How.SOUND, lasts=Seconds(60)),
        Stage(how=How.SILENT, cycles=2),
        Stage(how=How.SOUND),
    )


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("loud", "stages-unreadable"),
        ("sound 0 cycles", "stages-unreadable"),
        (3, "stages-unreadable"),
        ([], "stages-unreadable"),
        ("spoken", "stages-spoken-cycles"),
        ("spoken 1m", "stages-spoken-cycles"),
        ("sound 1m then spoken 4 cycles", "stages-spoken-first"),
        ("sound then silent", "stages-open"),
        ("sound soon", "duration-unreadable"),
    ],
)
def test_what_is_no_stage_is_told(written: object, slug: str) -> None:
    """Each has its own mend."""
    assert unread(stages, written) == slug


def test_counts_are_whole_breaths() -> None:
    """With the part's pattern, or another."""
    assert [count(one) for one in ("4 cycles", 4, "1 cycle", "2 cycles of 3:3")] == [
        (4, None),
        (4, None),
        (1, None),
        (2, pattern("3:3")),
    ]
    odd: list[object] = ["some", 0, True, [], "4 of", -1]
    assert {unread(count, one) for one in odd} == {"count-unreadable"}


def test_beats_come_and_go() -> None:
    """Always, never, in the usual windows, or in a rhythm of one's own."""
    own = BeatPlan(on=Seconds(90), off=Seconds(120))
    assert [beat(one) for one in ("on", "off", "windows", "90s on, 2m off")] == [
        ALWAYS,
        NEVER,
        WINDOWS,
        own,
    ]
    odd: list[object] = ["loud", True, [], 3, "on off"]
    assert {unread(beat, one) for one in odd} == {"beat-unreadable"}


def test_counted_steps_give_a_cadence() -> None:
    """Both feet, or one foot twice; outside 40 to 240 somebody has miscounted."""
    assert [counted(one) for one in ("82 in 30s", "41 left in 30s", "165 steps in 1m")] == [
        164,
        164,
        165,
    ]
    assert unread(counted, "82 in 3s") == "counted-out-of-range"
    assert unread(counted, "82 in a while") == "duration-unreadable"
    odd: list[object] = ["many", 82, [], "82"]
    assert {unread(counted, one) for one in odd} == {"counted-unreadable"}
