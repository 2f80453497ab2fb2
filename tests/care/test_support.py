"""Support lines: dated, told while they are fresh, and never in digits for everybody."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.support import (
    FRESH,
    SupportLine,
    digits_for_all,
    not_told,
    said_alone,
    said_to_all,
    stale,
    support_line,
    support_lines,
    written,
)
from kindpace.problems import Weight
from tests.care.maker import slugs, speech

CHECKED = max(line.checked_on for line in support_lines().values())


def test_every_line_has_its_day_and_its_source() -> None:
    """Nobody ships a number that nobody looked up."""
    for country, line in support_lines().items():
        assert country == line.country
        assert len(country) == 2
        assert line.source
        assert line.line
        assert line.number
        assert line.emergency
        assert isinstance(line.checked_on, date)


def test_a_line_is_told_for_a_year_and_no_longer() -> None:
    """On day 365 it is, on day 366 it isn't; nor before it was checked."""
    line = support_lines()["GB"]
    assert line.fresh(line.checked_on + FRESH)
    assert not line.fresh(line.checked_on + FRESH + timedelta(days=1))
    assert not line.fresh(line.checked_on - timedelta(days=1))


def test_a_country_goes_by_the_letters_people_write() -> None:
    """UK is what people write, GB is what the standard says."""
    assert support_line("uk", CHECKED) == support_lines()["GB"]


@pytest.mark.parametrize("country", ["", "DE", "XX"])
def test_where_no_number_was_checked_a_search_is_said(country: str) -> None:
    """It needs no network and never grows old."""
    assert said_alone(country, CHECKED, "en") == "search for “find a helpline”"
    assert written(country, CHECKED, "en") == "search for “find a helpline”"


def test_digits_are_spoken_one_by_one() -> None:
    """As one reads a number out to a friend."""
    assert said_alone("GB", CHECKED, "en") == "Samaritans, 1 1 6, 1 2 3"
    assert said_alone("FR", CHECKED, "fr") == "3 1 1 4"


def test_without_a_day_nothing_counts_as_fresh() -> None:
    """Better a search than a number that may be dead."""
    assert "find a helpline" in said_alone("GB", None, "en")


def test_notes_hold_the_number_and_the_other_way_in() -> None:
    """They can be changed, so they may tell all."""
    assert written("GB", CHECKED, "en") == "Samaritans, 116 123, or text SHOUT to 85258"


@given(st.sampled_from(["en", "es", "de", "fr", "en-GB", "tlh"]))
def test_what_everybody_hears_has_no_digit(language: str) -> None:
    """In any language."""
    said = said_to_all(language)
    assert said
    assert not any(letter.isdigit() for letter in said)


def test_old_lines_are_named_for_a_build() -> None:
    """All of them, a year later; none today."""
    assert list(stale(CHECKED)) == []
    later = list(stale(CHECKED + FRESH + timedelta(days=1)))
    assert slugs(later) == ["care/support-line-old"] * len(support_lines())


def test_one_country_hears_of_its_own_line_alone() -> None:
    """By any letters that people write; a line from the future is not old."""
    later = CHECKED + FRESH + timedelta(days=1)
    (found,) = stale(later, "uk")
    assert (found.slug, found.weight) == ("care/support-line-old", Weight.LOOK)
    assert "GB" in found.what
    assert list(not_told("GB", later)) == []
    assert list(stale(later, "DE")) == list(stale(CHECKED - timedelta(days=9))) == []
    assert slugs(not_told("GB", CHECKED - timedelta(days=9))) == ["care/support-line-unknown"]


def test_a_runner_hears_why_their_number_is_not_told() -> None:
    """Only where they named a country."""
    assert slugs(not_told("DE", CHECKED)) == ["care/support-line-unknown"]
    assert list(not_told("GB", CHECKED)) == list(not_told("", CHECKED)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 116 123 at any hour.", True),
        ("You can ring 988.", True),
        ("Call nine one one.", True),
        ("The number in the notes is for you.", False),
        ("Samaritans, 13 11 14.", True),
        ("At 165 steps a minute.", False),
        ("Count to three.", False),
    ],
)
def test_a_number_to_call_is_found_in_what_others_would_hear(text: str, found: bool) -> None:
    """Digits or words; other numbers may stay."""
    assert bool(list(digits_for_all([speech(5, text)]))) is found


def test_a_line_without_another_way_is_written_plainly() -> None:
    """No comma is left over."""
    line = SupportLine(
        country="XX", emergency="1", line="Ear", number="1 2", checked_on=CHECKED, source="here"
    )
    assert (line.written, line.spoken) == ("Ear, 1 2", "Ear, 1, 2")
