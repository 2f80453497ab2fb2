import pytest

from kindpace.voices.numerals import Numerals
from kindpace.voices.quantities import quantities
from kindpace.voices.rules import follow
from kindpace.voices.worded import words_of

UNITS = {
    "km": ["kilometer", "kilometers"],
    "h": ["hour", "hours"],
    "m": ["meter", "meters"],
    "%": ["percent", "percent"],
}
NUMERALS = Numerals.read(words_of("en")["numbers"])


def said(text: str) -> str:
    """`text` after these rules alone."""
    return follow(text, quantities(NUMERALS, UNITS), lambda _: None)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("5 km", "five kilometers"),
        ("5KM", "five kilometers"),
        ("1 km", "one kilometer"),
        ("1.0 km", "one point zero kilometers"),
        ("5-km loop", "five kilometer loop"),
        ("2-3 km", "two to three kilometers"),
        ("2-3", "two to three"),
        ("3+ km", "three plus kilometers"),
        ("-3 km", "minus three kilometers"),
        ("1/4 h", "one quarter of an hour"),
        ("3/4 km", "three quarters of a kilometer"),
        ("2 1/4 km", "two and one quarter kilometers"),
        ("7/10", "seven out of ten"),
        ("£1", "one pound"),
        ("€2.50", "two euros fifty"),
        ("$1.25", "one dollar twenty-five"),
        ("$0.5", "zero point five dollars"),
        ("3 m²", "three meters²"),
        ("100%", "one hundred percent"),
    ],
)
def test_amounts(written: str, spoken: str) -> None:
    """A unit is single after one and behind a hyphen, otherwise plural."""
    assert said(written) == spoken


@pytest.mark.parametrize("text", ["5/4", "24/7", "1/4/2024", "3 kmx", "v2-3", "1/1000", "9999 9/9"])
def test_what_only_looks_like_an_amount(text: str) -> None:
    """Improper fractions, dates and parts of words are left to other rules."""
    assert said(text) == text
