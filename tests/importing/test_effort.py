"""Effort becomes walking or running, and steps."""

from fractions import Fraction

import pytest

from kindpace.importing.draft import Gathering
from kindpace.importing.effort import gait_at, steps, time_for


@pytest.mark.parametrize(
    ("share", "gait"),
    [(Fraction(59, 100), "walk"), (Fraction(60, 100), "run"), (Fraction(1), "run"), (None, "sit")],
)
def test_a_walk_is_below_three_fifths_of_threshold(share: Fraction | None, gait: str) -> None:
    """Where an effort is told at all."""
    assert gait_at(share, "sit") == gait


@pytest.mark.parametrize(
    ("written", "gait", "found", "slugs"),
    [
        (170, "run", "170", []),
        (85, "run", "170", ["import-cadence"]),
        (110, "walk", "110", []),
        (55, "walk", "110", ["import-cadence"]),
        (300, "run", "", ["import-left"]),
        (10, "walk", "", ["import-left"]),
    ],
)
def test_both_feet_count(written: int, gait: str, found: str, slugs: list[str]) -> None:
    """A count of one foot is doubled and told, one that nobody can follow is left out."""
    gathering = Gathering("a.zwo")
    assert steps(Fraction(written), gait, 1, gathering) == found
    assert [one.slug for one in gathering.left] == slugs


def test_a_distance_becomes_a_time_that_is_told() -> None:
    """By its pace, or by an easy one."""
    gathering = Gathering("a.zwo")
    assert time_for(Fraction(1000), "run", 4, gathering) == 390
    assert time_for(Fraction(1000), "walk", 4, gathering) == 660
    assert time_for(Fraction(500), "run", 4, gathering, Fraction(300)) == 150
    assert [(one.line, one.words, one.became) for one in gathering.left] == [
        (4, "1000 m", "6:30"), (4, "1000 m", "11:00"), (4, "500 m", "2:30"),
    ]  # fmt: skip
