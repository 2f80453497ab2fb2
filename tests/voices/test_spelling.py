import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.spelling import spell


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("At 6 a.m. we go", "At six A M we go"),
        ("Dr. Lee says rest", "Doctor Lee says rest"),
        ("It's 6 a.m. Time to go.", "It's six A M. Time to go."),
        ("Start at 6 p.m.", "Start at six P M."),
        ("Your first 5K", "Your first five K"),
        ("Do it 3-4x", "Do it three to four times"),
        ("1/4 of the way", "one quarter of the way"),
        ("3/4 mi", "three quarters of a mile"),
        ("1/2 h", "one half of an hour"),
        ("1½ miles", "one and a half miles"),
        ("an effort of 4/10", "an effort of four out of ten"),
        ("10-15 min", "ten to fifteen minutes"),
        ("10–15 min.", "ten to fifteen minutes."),
        ("5.2 km", "five point two kilometers"),
        ("1 km", "one kilometer"),
        ("170 spm", "one hundred seventy steps per minute"),
        ("6 km/h", "six kilometers per hour"),
        ("breathe 3:2", "breathe three two"),
        ("4:4:4", "four four four"),
        ("4-7-8", "four seven eight"),
        ("at 7:30", "at seven thirty"),
        ("at 10:00", "at ten o'clock"),
        ("at 7:05 am", "at seven oh five A M"),
        ("1:30:00 in all", "one hour thirty minutes in all"),
        ("5:30/km", "five thirty per kilometer"),
        ("the 2nd and the 21st", "the second and the twenty-first"),
        ("HIIT day", "hit day"),
        ("rest 30s", "rest thirty seconds"),
        ("in your 30s", "in your thirties"),
        ("the 1990s", "the nineteen nineties"),
        ("1m30s", "one minute thirty seconds"),
        ("1h30", "one hour thirty"),
        ("50%", "fifty percent"),
        ("a 10-min walk", "a ten minute walk"),
        ("3x10 min", "three times ten minutes"),
        ("-5 °C", "minus five degrees Celsius"),
        ("Mr. Ray vs. Ms. Li", "Mister Ray versus Miz Li"),
        ("water, gels, etc.", "water, gels, et cetera."),
        ("St. Mary's, then Main St.", "Saint Mary's, then Main Street."),
        ("No. 5 and #1", "number five and number one"),
        ("$5", "five dollars"),
        ("Call 988 now", "Call nine eight eight now"),
        ("text HOME to 741741", "text HOME to seven four one seven four one"),
        ("call 2 friends", "call two friends"),
        ("24/7, and/or, his/her", "twenty-four seven, and or, his or her"),
        ("1,500 m", "one thousand five hundred meters"),
        ("version 1.5.2", "version one point five point two"),
        ("“Easy” – it’s fine… really 🎉", '"Easy", it\'s fine, really'),
        ("naïve café", "naïve café"),
        ("I am here at 5", "I am here at five"),
        ("*this* moment", "this moment"),
    ],
)
def test_english_running_text(written: str, spoken: str) -> None:
    """What people write short, a voice says in full."""
    assert spell(written, "en") == spoken


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_no_digit_and_no_surprise_is_left(text: str) -> None:
    """Whatever is written, no digit stays, and saying it again changes nothing."""
    spoken = spell(text, "en-US")
    assert not re.search("[0-9]", spoken)
    assert spell(spoken, "en-US") == spoken


@given(st.text(alphabet="0123456789 .,:/-xkm%stnd", max_size=24))
def test_any_heap_of_numbers_can_be_said(text: str) -> None:
    """Numbers in any order and shape become words."""
    assert not re.search("[0-9]", spell(text))


@pytest.mark.parametrize("language", ["es", "de-AT", "fr", "x-unknown"])
def test_other_languages_keep_their_numbers(language: str) -> None:
    """Without rules for a language only the signs become plain."""
    assert spell("„5 km“ – 3:2 🎉", language) == '"5 km", 3:2'


def test_an_engine_without_accents_gets_none() -> None:
    """Units are said before the signs go."""
    assert spell("Zoë, 20 °C", "en", ascii_only=True) == "Zoe, twenty degrees Celsius"
