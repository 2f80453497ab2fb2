"""Lengths and moments as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.importing.lengths import length_in, moment, written
from kindpace.session.model import Seconds
from kindpace.session.notation import duration


@pytest.mark.parametrize(
    ("text", "seconds", "words"),
    [
        ("pause 10s", 10, "10s"),
        ("Pause: 10 seconds", 10, "10 seconds"),
        ("silence 1 min", 60, "1 min"),
        ("for 1 min 30 s please", 90, "1 min 30 s"),
        ("1m30", 90, "1m30"),
        ("a 2-minute rest", 120, "2-minute"),
        ("1,5 Minuten Stille", 90, "1,5 Minuten"),
        ("pausa de 10 segundos", 10, "10 segundos"),
        ("1 minute et 10 secondes", 70, "1 minute et 10 secondes"),
        ("5'", 300, "5'"),
        ("1 hour", 3600, "1 hour"),
    ],
)
def test_a_length_is_found_with_its_words(text: str, seconds: int, words: str) -> None:
    """In four languages, with and without spaces."""
    assert length_in(text) == (Seconds(seconds), words)


@pytest.mark.parametrize(
    "text", ["", "pause", "10", "3 miles", "0 seconds", "99999 hours", "v1.5m"]
)
def test_what_is_no_length_is_none(text: str) -> None:
    """Neither bare numbers, nor other units, nor nothing at all."""
    assert length_in(text) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2:30", 150), ("02:30", 150), ("1:02:30", 3750), (" 0:00 ", 0), ("75:00", 4500)],
)
def test_a_moment_is_read(text: str, seconds: int) -> None:
    """Minutes and seconds, with hours before them if need be."""
    assert moment(text) == seconds


@pytest.mark.parametrize("text", ["", "2:3", "2:75", "now", "2:30 pm", "::"])
def test_what_is_no_moment_is_none(text: str) -> None:
    """Sixty seconds are a minute."""
    assert moment(text) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [("2.5", "2.5s"), ("45", "45s"), ("90", "1m30"), ("65", "1m05"), ("300", "5m"), ("3600", "1h"),
     ("3900", "1h05m"), ("3661", "1h1m1s"), ("0.0001", "0.001s"), ("90.25", "90.25s")],
)  # fmt: skip
def test_a_length_is_written_as_scripts_do(seconds: str, text: str) -> None:
    """Short and exact to the millisecond."""
    assert written(Fraction(seconds)) == text


@given(st.integers(min_value=1, max_value=86_400_000))
def test_what_is_written_reads_back(thousandths: int) -> None:
    """Our own reader gives the same length again."""
    length = Seconds(thousandths, 1000)
    assert duration(written(length)) == length
