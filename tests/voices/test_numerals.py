import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.numerals import cardinal, digits, fraction, number, ordinal, plural


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (42, "forty-two"),
        (170, "one hundred seventy"),
        (1_005, "one thousand five"),
        (2_345_678, "two million three hundred forty-five thousand six hundred seventy-eight"),
        (10**12, "one" + " zero" * 12),
    ],
)
def test_whole_numbers(value: int, words: str) -> None:
    """Whole numbers are said as in American English; those past counting, digit by digit."""
    assert cardinal(value) == words


@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_every_number_has_words_of_its_own(one: int, other: int) -> None:
    """Two numbers share their words only if they are the same."""
    assert (cardinal(one) == cardinal(other)) == (one == other)
    assert not any(character.isdigit() for character in cardinal(one))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1, "first"),
        (2, "second"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (105, "one hundred fifth"),
    ],
)
def test_places_in_a_row(value: int, words: str) -> None:
    """Only the last word turns into an ordinal."""
    assert ordinal(value) == words


def test_parts_of_a_whole() -> None:
    """Halves and quarters have names of their own; one part is single, many are plural."""
    assert fraction(1, 2) == "one half"
    assert fraction(3, 2) == "three halves"
    assert fraction(1, 4) == "one quarter"
    assert fraction(3, 4) == "three quarters"
    assert fraction(2, 3) == "two thirds"
    assert fraction(5, 8) == "five eighths"


def test_numbers_as_written() -> None:
    """Thousands marks go, decimals are read one by one, a leading zero makes it a code."""
    assert number("1,500") == "one thousand five hundred"
    assert number("5.25") == "five point two five"
    assert number("007") == "zero zero seven"
    assert number("0") == "zero"
    assert digits("988") == "nine eight eight"
    assert plural("thirty") == "thirties"
    assert plural("hundred") == "hundreds"
