"""The written shape of weeks and days."""

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.reading import read_programme
from kindpace.session.tree import grown_tree
from kindpace.session.weeks import NOTHING, week_faults
from tests.programme.maker import text, week
from tests.session.maker import source


def test_a_bare_rest_is_a_day() -> None:
    """As is one with a session of its own."""
    words, _ = read_programme(source(text(week("- rest\n- rest: rest-day-sit\n- session: a"))))
    assert [day.rest for day in words.weeks[0].days] == [NOTHING, "rest-day-sit", None]


def test_what_goes_together_passes() -> None:
    """Nothing is told of a whole week."""
    assert list(week_faults(grown_tree(source(text())))) == []


@pytest.mark.parametrize("root", ["5", "weeks: 5", "weeks: [5]", "weeks: [{days: 5}]", "a: 1"])
def test_odd_trees_are_left_to_the_models(root: str) -> None:
    """Nothing here stumbles over them."""
    assert list(week_faults(grown_tree(source(f"{root}\n")))) == []


def test_each_fault_stands_at_its_own_place() -> None:
    """The second of two keys, the eighth day, the idle setting."""
    days = "- session: a\n  rest: b\n- rest: nothing\n  minutes: 3\n  or: c\n" + "- rest\n" * 6
    found = [
        (one.problem.slug, one.problem.where and one.problem.where.line)
        for one in week_faults(grown_tree(source(text(week(days)))))
    ]
    assert found == [("week-too-long", 16), ("day-shape", 7), ("day-free", 9), ("day-free", 10)]


def test_a_misspelt_key_is_told_once_with_what_was_meant() -> None:
    """Not as a missing session as well."""
    with pytest.raises(KindpaceError) as raised:
        read_programme(source(text(week("- sesion: a\n- session: a\n  minuts: 5"))))
    assert [one.mend for one in raised.value.problems] == [
        "Did you mean `session`?",
        "Did you mean `minutes`?",
    ]
