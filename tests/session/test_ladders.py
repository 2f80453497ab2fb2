"""Ladders of cadences and lengths, and first days."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.ladders import cadence_rungs, first_day, length_shares
from kindpace.session.notation import Unreadable


def test_the_usual_ladder_rises_in_fives() -> None:
    """150 to 185, both ends among them, whether or not the step is told."""
    usual = tuple(Fraction(one) for one in range(150, 186, 5))
    assert cadence_rungs("150 to 185 by 5") == cadence_rungs("150  to 185") == usual


@pytest.mark.parametrize(
    ("written", "rungs"),
    [
        ("160 to 170 by 4", (160, 164, 168)),
        ("160 to 160", (160,)),
        ([155, "165", Fraction(335, 2)], (155, 165, Fraction(335, 2))),
        (165, (165,)),
        ("165", (165,)),
    ],
)
def test_a_ladder_may_be_written_in_several_ways(
    written: object, rungs: tuple[Fraction, ...]
) -> None:
    """A range, a list, one number."""
    assert cadence_rungs(written) == rungs


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("150 to ever", "ladder-unreadable"),
        ({"a": 1}, "ladder-unreadable"),
        ("185 to 150", "ladder-order"),
        ([], "ladder-order"),
        ([160, 160], "ladder-order"),
        ("150 to 185 by 0", "ladder-long"),
        ("150 to 185 by 0.5", "ladder-long"),
        ([*range(150, 171)], "ladder-long"),
        ("20 to 50", "cadence-out-of-range"),
        ("soon", "cadence-unreadable"),
        (True, "cadence-unreadable"),
    ],
)
def test_other_ladders_are_told(written: object, slug: str) -> None:
    """Each with its own reason."""
    with pytest.raises(Unreadable) as raised:
        cadence_rungs(written)
    assert raised.value.slug == slug


@given(st.integers(40, 240), st.integers(0, 19), st.integers(1, 20))
def test_rungs_are_evenly_apart(first: int, count: int, step: int) -> None:
    """From the first, never beyond the last."""
    last = min(240, first + count * step)
    found = cadence_rungs(f"{first} to {last} by {step}")
    assert found == tuple(range(first, last + 1, step))


@pytest.mark.parametrize(
    ("written", "shares"),
    [
        (["80%", "100%", "120 %"], (Fraction(4, 5), 1, Fraction(6, 5))),
        ("100%", (1,)),
        (["66.6%"], (Fraction(333, 500),)),
    ],
)
def test_lengths_are_parts(written: object, shares: tuple[Fraction, ...]) -> None:
    """In percent, exactly."""
    assert length_shares(written) == shares


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ([80], "share-unreadable"),
        (["49%"], "share-unreadable"),
        (["201%"], "share-unreadable"),
        (["100%", "80%"], "ladder-order"),
        ({"a": "80%"}, "share-unreadable"),
        (["50%"] * 21, "ladder-long"),
    ],
)
def test_other_lengths_are_told(written: object, slug: str) -> None:
    """Bare numbers, steps too far, lists that fall."""
    with pytest.raises(Unreadable) as raised:
        length_shares(written)
    assert raised.value.slug == slug


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_days_are_year_month_day(day: date) -> None:
    """As ISO 8601 writes them."""
    assert first_day(f" {day.isoformat()} ") == day


@pytest.mark.parametrize(
    "written", ["5.1.2026", "2026-13-01", "2026-02-29", "1899-12-31", "3000-01-01", "", 2026, None]
)
def test_other_days_are_told(written: object) -> None:
    """Days that no calendar has, among them."""
    with pytest.raises(Unreadable) as raised:
        first_day(written)
    assert raised.value.slug == "date-unreadable"
