"""What a page says itself, and figures as people read them."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.page.wording import (
    SAID,
    _all,
    clock,
    day,
    length,
    megabytes,
    paragraphs,
    plain,
    words,
)


def test_every_language_says_the_same_things() -> None:
    """The same words, the same places in them, twelve months."""
    english = words("en")
    for said in _all().values():
        assert set(said) == set(english)
        assert len(set(said["months"])) == 12
        for name in ("from", "cadence", "count", "date"):
            for place in ("{time}", "{cadence}", "{count}", "{day}"):
                assert (place in said[name]) == (place in english[name])
        assert set(SAID) <= set(said)


def test_words_are_calm() -> None:
    """Nobody is told that something went badly, or hurried."""
    for said in _all().values():
        text = " ".join(str(value) for value in said.values()).lower()
        for word in ("error", "fail", "invalid", "must", "wrong", "!", "debes", "inválid", "fallo"):
            assert word not in text


def test_a_language_is_found_by_its_first_part() -> None:
    """English where we know none."""
    assert words("es-MX")["language"] == words("ES_mx")["language"] == "es"
    assert words("fi")["language"] == words("")["language"] == "en"


@given(st.text(max_size=80))
def test_plain_words_hold_nothing_that_steers_a_display(text: str) -> None:
    """One line; brackets stay; what is left stays as it is."""
    told = plain(text)
    assert plain(told) == told
    assert not {unicodedata.category(one) for one in told} & {"Cc", "Cs", "Co", "Cn"}
    assert not set(told) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\n")
    assert "<" not in text or "<" in told


def test_joined_letters_stay_joined() -> None:
    """A family of emoji, and Persian words."""
    assert plain("👨‍👩‍👧 می‌روم\u202e\tx") == "👨‍👩‍👧 می‌روم x"
    assert paragraphs("One.\n\n Two \r\nThree") == ("One.", "Two", "Three")


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0:00"), (65, "1:05"), (3600, "1:00:00"), (3725, "1:02:05"), (-3, "0:00")],
)
def test_a_moment_is_told_as_clocks_do(seconds: int, told: str) -> None:
    """Hours only where there are some."""
    assert clock(seconds) == told


def test_figures_are_short() -> None:
    """Minutes, megabytes, a day."""
    english, spanish = words("en"), words("es")
    assert [length(one, english) for one in (40, 89, 90, 1810)] == [
        "40 s",
        "1 min",
        "2 min",
        "30 min",
    ]
    assert [megabytes(one) for one in (10, 481_004, 28_400_000)] == ["1 kB", "481 kB", "28.4 MB"]
    moment = dt.datetime(2026, 4, 30, tzinfo=dt.UTC)
    assert (day(moment, english), day(moment, spanish)) == ("30 April 2026", "30 de abril de 2026")
