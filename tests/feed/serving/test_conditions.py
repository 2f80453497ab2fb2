"""Whether somebody has it already: RFC 9110, section 13."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.serving.conditions import Version, passed, still_the_same

NOW = Version(tag='"abc-1"', modified=1_775_000_000)
OLDER, NEWER = "Mon, 01 Jan 2024 00:00:00 GMT", "Fri, 01 Jan 2027 00:00:00 GMT"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, None),
        ({"if-none-match": '"abc-1"'}, 304),
        ({"if-none-match": 'W/"abc-1"'}, 304),
        ({"if-none-match": '"x", "abc-1"'}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"abc-2"'}, None),
        ({"if-none-match": "abc-1"}, None),
        ({"if-modified-since": NOW.date}, 304),
        ({"if-modified-since": NEWER}, 304),
        ({"if-modified-since": OLDER}, None),
        ({"if-modified-since": "yesterday"}, None),
        ({"if-none-match": '"abc-2"', "if-modified-since": NEWER}, None),
        ({"if-match": '"abc-1"'}, None),
        ({"if-match": '"abc-2"'}, 412),
        ({"if-match": 'W/"abc-1"'}, 412),
        ({"if-match": "*"}, None),
        ({"if-unmodified-since": OLDER}, 412),
        ({"if-unmodified-since": NEWER}, None),
        ({"if-match": '"abc-1"', "if-unmodified-since": OLDER}, None),
        ({"if-match": '"abc-2"', "if-none-match": '"abc-1"'}, 412),
    ],
)
def test_conditions_are_met_in_the_order_of_the_standard(
    asked: dict[str, str], status: int | None
) -> None:
    """Tags before dates, what is hoped before what is known."""
    assert passed(asked, NOW) == status


@pytest.mark.parametrize(
    ("if_range", "same"),
    [(None, True), ('"abc-1"', True), ('W/"abc-1"', False), ('"abc-2"', False),
     (NOW.date, True), (NEWER, False), (OLDER, False), ("", False)],
)  # fmt: skip
def test_a_part_goes_only_with_the_same_whole(if_range: str | None, *, same: bool) -> None:
    """A weak tag or another date brings the whole file."""
    assert still_the_same(if_range, NOW) is same


@given(st.text(max_size=50))
def test_any_words_are_a_condition_or_none(words: str) -> None:
    """Nothing is raised."""
    for name in ("if-none-match", "if-modified-since", "if-match", "if-unmodified-since"):
        assert passed({name: words}, NOW) in (None, 304, 412)
