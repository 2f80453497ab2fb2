"""Weeks grow slowly, and a day of rest follows every run."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.care.weeks import Load, adds_much, look_at_weeks, no_rest_after, week_loads
from kindpace.problems import Problem, Weight
from kindpace.programme.days import days
from tests.programme.maker import made, week


def loads(minutes: Sequence[Sequence[int]]) -> list[Load]:
    """Weeks with so many minutes of running on their first days."""
    written = ["\n".join("- session: senses" for _ in one) or "- rest" for one in minutes]
    programme = made(*(week(one) for one in written))
    flat = [running for one in minutes for running in [*one, *[0] * (7 - len(one))]]
    lived = days(programme)
    return [
        Load(day=day, running=Fraction(60 * running))
        for day, running in zip(lived, flat, strict=True)
    ]


def places(found: Sequence[Problem]) -> list[tuple[str, int]]:
    """Each finding with its line."""
    return [(one.slug, one.where.line if one.where else 0) for one in found]


def test_ten_more_minutes_pass_and_eleven_are_told() -> None:
    """With the week, the figures and the first day's place."""
    assert look_at_weeks(loads([[20], [30], [40]])) == ()
    (found,) = adds_much(loads([[20], [31]]))
    assert found.weight is Weight.LOOK
    assert found.what.startswith("Week 2 has")
    assert all(part in found.what for part in ("11 min", "31 min", "20 min"))
    assert found.where is not None


def test_a_hair_of_a_footfall_is_no_minute() -> None:
    """Parts end on steps, so ten minutes may be ten and a bit."""
    whole = loads([[20], [30]])
    late = [Load(day=one.day, running=one.running * Fraction(1001, 1000)) for one in whole]
    assert list(adds_much(late)) == []


def test_two_days_of_running_in_a_row_are_told() -> None:
    """At the second one; a walk between is a rest for the bones."""
    assert places(list(no_rest_after(loads([[20, 20]])))) == [("weeks/no-rest-after", 7)]
    assert list(no_rest_after(loads([[20, 0, 20]]))) == []


def test_the_end_of_a_week_is_no_rest() -> None:
    """Sunday and Monday stand beside one another."""
    sunday = [0, 0, 0, 0, 0, 0, 20]
    found = list(no_rest_after(loads([sunday, [20]])))
    assert [one.slug for one in found] == ["weeks/no-rest-after"]


def test_a_shorter_week_is_never_told() -> None:
    """Nor is the same one again."""
    assert list(adds_much(loads([[30], [10], [10]]))) == []


@settings(max_examples=25)
@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=7), min_size=1, max_size=6))
def test_what_is_told_is_what_a_count_by_hand_tells(minutes: list[list[int]]) -> None:
    """Sums of weeks and neighbours of days."""
    found = [one.slug for one in look_at_weeks(loads(minutes))]
    sums = [sum(one) for one in minutes]
    flat = [running for one in minutes for running in [*one, *[0] * (7 - len(one))]]
    grown = sum(after - before > 10 for before, after in pairwise(sums))
    close = sum(bool(one and two) for one, two in pairwise(flat))
    assert found.count("weeks/adds-much") == grown
    assert found.count("weeks/no-rest-after") == close
    assert [running for _, running in week_loads(loads(minutes))] == [60 * one for one in sums]
