"""Words on the cover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.track.lettering import drawable, fitted, font

SIZES = (60, 40, 20)
LETTERS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


@pytest.mark.parametrize("title", ["Steady companion", "Run 3: up, up & away!", ""])
def test_plain_words_can_be_drawn(title: str) -> None:
    """As they are."""
    assert drawable(title) == title


def test_dashes_have_stand_ins() -> None:
    """Nobody misses the longer ones."""
    assert drawable("3×1 – easy") == "3x1 - easy"


@pytest.mark.parametrize("title", ["Тихий бег", "ゆっくり", "Řeka", "go 🙂", "\U0010fffe"])
def test_words_that_would_show_boxes_are_left_out(title: str) -> None:
    """Better a picture without words than a broken word."""
    assert drawable(title) == ""


def test_short_words_are_large_and_long_ones_smaller() -> None:
    """The largest size that fits is taken."""
    assert fitted("Run", 400, SIZES) == (60, ["Run"])
    size, lines = fitted("A long and winding title about hills", 400, SIZES)
    assert size < 60
    assert " ".join(lines) == "A long and winding title about hills"


def test_nothing_is_no_line() -> None:
    """An untitled track has a picture all the same."""
    assert fitted("", 400, SIZES) == (60, [])


def test_what_fits_nowhere_is_cut_short() -> None:
    """With three dots that say so."""
    size, lines = fitted("supercalifragilistic " * 30, 200, SIZES)
    assert size == 20
    assert lines[-1].endswith("...")


@given(st.lists(LETTERS, max_size=30), st.integers(150, 600))
def test_lines_never_leave_the_picture(words: list[str], width: int) -> None:
    """Neither to the side nor into the sun below."""
    size, lines = fitted(" ".join(words), width, SIZES)
    assert all(font(size).getlength(line) <= width for line in lines)
    assert len(lines) <= max(1, round(width / 3 / size))
