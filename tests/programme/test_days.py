"""Days in order: names that last, dates that follow one another, turns that never repeat."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import WrongUse
from kindpace.programme.days import Card, days, weeks_of
from kindpace.programme.model import Rung
from tests.programme.maker import made, week

TWO = made(
    week("- session: senses\n- rest\n- session: 5k/a\n  minutes: 20\n- session: 5k/b"),
    week("- session: senses\n- rest: rest-day-sit\n- session: 5k/a", name="Two"),
)


def test_every_day_has_its_week_and_number() -> None:
    """Fourteen days, counted through and by week."""
    found = days(TWO)
    assert [one.number for one in found] == [*range(1, 15)]
    assert [(one.week, one.day) for one in found[5:9]] == [(1, 6), (1, 7), (2, 1), (2, 2)]
    assert [one.week_name for one in found] == ["One"] * 7 + ["Two"] * 7
    assert [len(one) for one in weeks_of(found)] == [7, 7]


def test_dates_follow_from_the_first_day() -> None:
    """The one asked for, else the one written, else none."""
    first = date(2026, 2, 26)
    found = days(TWO, starts=first)
    assert [one.date for one in found] == [first + timedelta(days=n) for n in range(14)]
    assert {one.date for one in days(TWO)} == {None}
    written = made(top="starts: 2026-01-05")
    assert days(written)[0].date == date(2026, 1, 5)
    assert days(written, starts=first)[0].date == first


def test_titles_come_from_the_day_then_its_session() -> None:
    """Read from the session where it was read, else from its name; a free day is a rest."""
    programme = made(week("- session: senses\n  title: My day\n- session: next-lamppost\n- rest"))
    cards = {"senses": Card(title="Senses"), "next-lamppost": Card(title="The next lamppost")}
    assert [one.title for one in days(programme)[:3]] == ["My day", "Next lamppost", "Rest"]
    assert days(programme, cards=cards)[1].title == "The next lamppost"


@given(st.lists(st.integers(1, 2), max_size=6), st.dates(date(1950, 1, 1), date(2900, 1, 1)))
def test_ids_last_whatever_is_repeated_and_whenever_it_begins(
    again: list[int], starts: date
) -> None:
    """A repeated week adds days and changes no other name; ids are one of a kind."""
    usual, found = days(TWO), days(TWO, starts=starts, again=again)
    ids = [one.id for one in found]
    assert len(set(ids)) == len(ids) == 14 + 7 * len(again)
    assert [one.id for one in found if one.round == 1] == [one.id for one in usual]
    assert ids[0] == "some-weeks-w1-d1"
    dates = [one.date for one in found]
    assert dates == [starts + timedelta(days=n) for n in range(len(found))]


def test_a_repeated_week_follows_itself() -> None:
    """With a round of its own in its name."""
    found = days(TWO, again=(1, 1))
    assert [(one.week, one.round) for one in found[::7]] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    assert found[7].id == "some-weeks-w1-d1-again-1"
    assert found[14].id == "some-weeks-w1-d1-again-2"


@pytest.mark.parametrize(
    ("again", "slug"),
    [([0], "week-unknown"), ([3], "week-unknown"), ([1] * 53, "weeks-again")],
)
def test_a_week_that_is_not_there_is_told(again: list[int], slug: str) -> None:
    """And so are more repeats than a year holds."""
    with pytest.raises(WrongUse) as raised:
        days(TWO, again=again)
    assert raised.value.problems[0].slug == slug


@given(st.lists(st.integers(1, 2), max_size=5))
def test_sessions_of_one_shelf_take_their_turns_together(again: list[int]) -> None:
    """Each turn is one more than the last, so no alternative is drawn twice in a row."""
    found = days(TWO, again=again)
    for shelf in ("senses", "5k", "rest-day-sit"):
        turns = [one.turn for one in found if (one.session or "").split("/")[0] == shelf]
        assert turns == [*range(len(turns))]


def test_a_rung_sets_the_cadence_and_stretches_the_minutes() -> None:
    """From the day's own length, else from its session's; a length nobody tells stays."""
    cards = {"senses": Card(title="Senses", minutes=Fraction(1200))}
    rung = Rung(cadence=Fraction(170), length=Fraction(6, 5))
    found = days(TWO, cards=cards, rung=rung)
    assert [one.minutes for one in found[:4]] == [1440, None, 1440, None]
    assert {one.wishes.cadence for one in found} == {170}
    assert found[0].wishes.minutes == 1440
    assert found[3].wishes.minutes is None


def test_as_written_nothing_is_asked_that_the_session_does_already() -> None:
    """So its own length stays its own."""
    cards = {"senses": Card(title="Senses", minutes=Fraction(1200))}
    first = days(TWO, cards=cards)[0]
    assert first.minutes == 1200
    assert first.wishes.minutes is None
    assert days(TWO)[2].wishes.minutes == 1200
