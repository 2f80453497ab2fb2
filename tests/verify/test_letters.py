"""Words in many tongues, written with a font that knows one."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from kindpace.track.lettering import drawable
from kindpace.verify.letters import (
    ABOVE,
    ACROSS,
    BELOW,
    accent,
    legible,
    shortened,
    width,
    wrapped,
    written,
)


def ink(text: str, size: int = 60) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where `text` leaves ink on a small sheet; its base line is at row 100."""
    image = Image.new("L", (400, 160))
    written(ImageDraw.Draw(image), (20, 100), text, size, "white")
    return np.asarray(image) > 100


@pytest.mark.parametrize("text", ["Café", "niño", "über", "Škoda", "Ångström", "São João", "ő"])
def test_accents_of_latin_script_are_kept(text: str) -> None:
    """The letter and its accent, taken apart."""
    assert legible(text) == unicodedata.normalize("NFD", text)


def test_near_neighbours_stand_in() -> None:
    """Letters and signs that the font lacks and a reader knows in another form."""
    assert legible("Straße – «Æther»") == "Strasse - “AEther”"
    assert legible("łódź")[0] == "l"


def test_what_cannot_be_written_leaves_an_ellipsis() -> None:
    """One for a whole run, and nothing strange for a reader."""
    assert legible("中文 run") == "… run"
    assert legible("Привет, Eva") == "…, Eva"


@pytest.mark.parametrize("text", ["", "中文", "   ", "…", "🏃🏃", "\x00\x07", "\u0301\u0301"])
def test_a_text_with_no_letter_left_is_replaced(text: str) -> None:
    """By what the caller has."""
    assert legible(text, "A track") == "A track"


@given(st.text(max_size=60))
def test_whatever_is_legible_can_be_written(text: str) -> None:
    """Each letter is the font's, or an accent on one; no line breaks, no pile of accents."""
    kept = legible(text)
    before, pile = "", 0
    for letter in kept:
        if unicodedata.combining(letter):
            pile += 1
            assert letter in ABOVE or letter in BELOW or letter in ACROSS
            assert before not in ("", " ", "…")
        else:
            before, pile = letter, 0
            assert letter == " " or drawable(letter)
        assert pile <= 2
    assert "\n" not in kept


@pytest.mark.parametrize(("plain", "text"), [("e", "é"), ("u", "ü"), ("A", "Å"), ("n", "ñ")])
def test_an_accent_is_drawn_over_its_letter(plain: str, text: str) -> None:
    """New ink, above the letter and nowhere else."""
    added = ink(legible(text)) & ~ink(plain)
    top = np.flatnonzero(ink(plain).any(axis=1))[0]
    assert added.sum() > 20
    assert np.flatnonzero(added.any(axis=1)).max() <= top + 1
    left, right = np.flatnonzero(ink(plain).any(axis=0))[[0, -1]]
    middle = np.flatnonzero(added.any(axis=0)).mean()
    assert abs(middle - (left + right) / 2) < 5


def test_accents_under_and_across_are_drawn_there() -> None:
    """A cedilla below the line, a stroke through the letter."""
    below = ink(legible("ç")) & ~ink("c")
    assert np.flatnonzero(below.any(axis=1)).min() >= 99
    across = ink(legible("ø")) & ~ink("o")
    letter = np.flatnonzero(ink("o").any(axis=1))
    assert letter[0] - 8 <= np.flatnonzero(across.any(axis=1)).mean() <= letter[-1] + 8


def test_a_second_accent_stands_over_the_first() -> None:
    """As in Vietnamese."""
    first = list(accent("e", "\u0302", 60))
    second = list(accent("e", "\u0301", 60, stacked=1))
    assert max(y for _, y in second[0]) < max(y for _, y in first[0])


def test_an_accent_takes_no_width() -> None:
    """Words are as wide as without."""
    assert width(legible("Café"), 40) == width("Cafe", 40)


@given(st.text(alphabet="abcdefgh éü", max_size=80), st.floats(0, 900))
def test_a_shortened_text_fits(text: str, room: float) -> None:
    """Unchanged where it fits, with an ellipsis where it doesn't, or nothing at all."""
    whole = legible(text)
    cut = shortened(whole, 30, room)
    assert width(cut, 30) <= room or not cut
    assert (cut == whole) == (width(whole, 30) <= room) or not cut
    if cut not in (whole, ""):
        assert cut.endswith("…")
        assert whole.startswith(cut[:-1])


@given(st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=14), max_size=40))
def test_wrapped_lines_hold_all_words_in_order(words: list[str]) -> None:
    """No line is wider than its room; where every word fits, none is lost."""
    lines = wrapped(" ".join(words), 30, 320)
    assert all(width(line, 30) <= 320 for line in lines)
    assert " ".join(lines).split() == words


def test_a_word_wider_than_the_room_is_cut() -> None:
    """And the words around it stay."""
    first, second, third = wrapped("go " + "m" * 40 + " on", 30, 320)
    assert (first, third) == ("go", "on")
    assert second.endswith("m…")
