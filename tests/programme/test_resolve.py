"""What a programme file means, and what is told where it can't be read."""

import json
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Problem
from kindpace.programme.model import Kind, Week
from kindpace.programme.resolve import resolved
from tests.programme.maker import made, text, told, week
from tests.session.maker import source


def test_a_week_has_seven_days_and_what_is_not_written_is_free() -> None:
    """Moves and rests in their order, then free days to the end of the week."""
    (only,) = made().weeks
    kinds = [entry.kind for entry in only.entries]
    assert kinds == [Kind.MOVE, Kind.REST, Kind.MOVE, *[Kind.REST] * 4]
    names = [entry.session for entry in only.entries]
    assert names == ["senses", None, "steady-companion", "rest-day-sit", None, None, None]


def test_rest_is_written_short_or_long() -> None:
    """`- rest` is `- rest: nothing`."""
    short, long = made(week("- rest")), made(week("- rest: nothing"))
    assert [one.session for one in short.weeks[0].entries] == [None] * 7
    assert short.weeks[0].entries[0].kind is long.weeks[0].entries[0].kind is Kind.REST


def test_weeks_come_as_often_as_they_say() -> None:
    """`repeat: 3x` is three weeks."""
    weeks = made(week(more="repeat: 3x"), week(name="Two")).weeks
    assert [one.name for one in weeks] == ["One", "One", "One", "Two"]


def test_the_whole_top_is_kept() -> None:
    """Id, first day, ladder, words around it."""
    top = (
        "id: own-id\nsummary: A\n  few.\nlanguage: es\ntopics: [a, b]\ncarries: companion-9\n"
        "starts: 2026-01-05\ninstead: [lace-up]\nnotes: Walk.\nafterwards: Rest.\n"
        "ladder: {cadence: 150 to 160 by 5, length: [80%, 100%]}"
    )
    found = made(top=top)
    assert (found.id, found.summary, found.language) == ("own-id", "A few.", "es")
    assert (found.topics, found.carries) == (("a", "b"), ("companion-9",))
    assert found.starts == date(2026, 1, 5)
    assert (found.instead, found.notes, found.afterwards) == (("lace-up",), ("Walk.",), "Rest.")
    assert [int(one) for one in found.ladder.cadences] == [150, 155, 160]
    assert found.ladder.lengths == (Fraction(4, 5), Fraction(1))


def test_an_id_comes_from_the_title_where_none_is_told() -> None:
    """As a session's does."""
    assert made().id == "some-weeks"


def test_wishes_are_laid_over_one_another() -> None:
    """The day's over the programme's, and its minutes beside them."""
    days = "- session: senses\n  minutes: 25\n  runner: {talk: more}\n- session: senses"
    first, second, *_ = made(week(days), top="runner: {talk: sparse, walk: 108}").weeks[0].entries
    assert (first.wishes.talk, first.wishes.walk) == ("more", Fraction(108))
    assert first.wishes.minutes == 1500
    assert (second.wishes.talk, second.wishes.minutes) == ("sparse", None)


def test_every_name_is_known_with_its_first_place() -> None:
    """Sessions, rests, alternatives and those for any day."""
    days = "- session: a\n  or: [b, c]\n- rest: d\n- session: b"
    found = made(week(days), top="instead: [e, a]").named
    assert list(found) == ["a", "b", "c", "d", "e"]
    assert [(mark.line, mark.column) for mark in found.values()] == [
        (7, 18),
        (8, 14),
        (8, 17),
        (9, 15),
        (3, 11),
    ]


@pytest.mark.parametrize(
    ("written", "where"),
    [
        (text(week("- session: a\n  rest: b")), ["weeks.yaml:7:9 day-shape"]),
        (text(week("- minutes: 20")), ["weeks.yaml:6:9 day-shape"]),
        (text(week("- sesion: a")), ["weeks.yaml:6:9 key-unknown"]),
        (text(week("- senses")), ["weeks.yaml:6:9 day-not-mapping"]),
        (text(week("- rest\n  minutes: 5")), ["weeks.yaml:7:16 yaml-indent"]),
        (text(week("- rest: nothing\n  minutes: 5")), ["weeks.yaml:7:9 day-free"]),
        (text(week("- rest\n" * 8)), ["weeks.yaml:13:9 week-too-long"]),
        (text(week("- session: a\n  minutes: soon")), ["weeks.yaml:7:18 duration-unreadable"]),
        (text(week("- session: a\n  runner: {cadance: 1}")), ["weeks.yaml:7:18 key-unknown"]),
        (text(week(more="repeat: often")), ["weeks.yaml:5:13 repeat-unreadable"]),
        (text(top="starts: tomorrow"), ["weeks.yaml:3:9 date-unreadable"]),
        (text(top="starts: 2026-02-30"), ["weeks.yaml:3:9 date-unreadable"]),
        (text(top="ladder: {cadence: up to 185}"), ["weeks.yaml:3:19 ladder-unreadable"]),
        (text(top="ladder: {cadence: [160, 150]}"), ["weeks.yaml:3:19 ladder-order"]),
        (text(top="ladder: {cadence: 150 to 185 by 1}"), ["weeks.yaml:3:19 ladder-long"]),
        (text(top="ladder: {length: [20%]}"), ["weeks.yaml:3:18 share-unreadable"]),
        (text(*[week(more="repeat: 60x")] * 2), ["weeks.yaml:3:1 programme-too-long"]),
        ("kindpace: 1\ntitle: x\nweeks: []\n", ["weeks.yaml:3:8 list-empty"]),
        ("kindpace: 1\ntitle: x\n", ["weeks.yaml:1:1 key-missing"]),
        (text().replace("pace: 1", "pace: 2"), ["weeks.yaml:1:11 version-unknown"]),
        (text(top="title: y"), ["weeks.yaml:3:1 duplicate-key"]),
        ("just words\n", ["weeks.yaml:1:1 file-not-mapping"]),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_place(written: str, where: list[str]) -> None:
    """File, line and column, as in scripts."""
    assert told(written) == where


def test_all_slips_come_at_once() -> None:
    """Across weeks."""
    found = told(text(week("- senses"), week("- session: a\n  rest: b"), top="startz: 2026-01-05"))
    assert [one.rpartition(" ")[2] for one in found] == [
        "key-unknown",
        "day-not-mapping",
        "day-shape",
    ]


WORDS = st.sampled_from(
    [
        "week", "days", "session", "rest", "or", "minutes", "runner", "weeks", "title", "ladder",
        "cadence", "length", "starts", "nothing", "150 to 185 by 5", "80%", "2026-01-05", "3x",
        "repeat", "note", "", "{name}",
    ]
)  # fmt: skip
TREES = st.recursive(
    st.integers(-3, 300) | st.booleans() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=40)
@given(st.dictionaries(WORDS, TREES, min_size=1))
def test_any_structure_is_read_or_told(value: dict[str, object]) -> None:
    """A programme, or problems that each have a place and a mend."""
    whole = {"kindpace": 1, "title": "x", "weeks": [{"week": "a", "days": ["rest"]}]} | value
    problems: tuple[Problem, ...] = ()
    weeks: tuple[Week, ...] = ()
    try:
        weeks = resolved(source(json.dumps(whole))).weeks
    except KindpaceError as error:
        problems = error.problems
    assert bool(weeks) != bool(problems)
    assert all(len(one.entries) == 7 for one in weeks)
    assert all(one.where and one.what and one.mend for one in problems)
