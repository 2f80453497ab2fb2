"""Days of episodes: every so many, or on weekdays, never twice and never backwards."""

import datetime as dt
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import WrongUse
from kindpace.studio.building.dating import WEEKDAYS, days_from, every, in_a_row, morning
from tests.studio.building.maker import NOW


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("day", 1),
        ("week", 7),
        ("3d", 3),
        ("10 days", 10),
        ("mon,wed,sat", frozenset({0, 2, 5})),
        ("Sunday", frozenset({6})),
    ],
)
def test_a_step_is_read(written: str, step: object) -> None:
    """In words, in days, or as weekdays."""
    assert every(written) == step


@pytest.mark.parametrize("written", ["", "0d", "999d", "often", "mon,,wed", "-1d"])
def test_what_is_no_step_is_told(written: str) -> None:
    """With how to write it."""
    with pytest.raises(WrongUse, match="every-unreadable"):
        every(written)


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


@given(DAYS, st.integers(1, 366))
def test_steps_in_days_are_even(starts: dt.date, step: int) -> None:
    """The first is the day itself."""
    days = list(islice(days_from(starts, step), 5))
    assert days[0] == starts
    assert {(later - day).days for day, later in pairwise(days)} == {step}


@given(DAYS, st.frozensets(st.integers(0, 6), min_size=1))
def test_weekdays_come_in_turn_and_none_is_left_out(starts: dt.date, step: frozenset[int]) -> None:
    """A whole week holds each of them once."""
    days = list(islice(days_from(starts, step), 2 * len(step)))
    assert all(later > day for day, later in pairwise(days))
    assert {day.weekday() for day in days[: len(step)]} == step
    assert (days[-1] - starts).days < 14
    assert len(WEEKDAYS) == 7


@given(st.integers(1, 500))
def test_those_that_come_together_stand_in_a_row(count: int) -> None:
    """A second apart, the last one now, whole seconds as feeds write them."""
    moments = [in_a_row(NOW.replace(microsecond=7), place, count) for place in range(count)]
    assert moments[-1] == NOW
    assert all((b - a).total_seconds() == 1 for a, b in pairwise(moments))


def test_a_day_begins_early() -> None:
    """At five in the morning, UTC."""
    assert morning(dt.date(2026, 3, 4)) == dt.datetime(2026, 3, 4, 5, tzinfo=dt.UTC)
