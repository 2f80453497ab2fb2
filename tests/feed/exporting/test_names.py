"""Names that any disk of a phone takes."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.exporting.names import numbered, safe

RESERVED = re.compile(r'[\x00-\x1f"*/:<>?\\|\x7f]')


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Easy loop", "Easy loop"),
        ("Day 3: up/down?", "Day 3 - up-down"),
        ('"Softly" <now>...', "'Softly' ‹now›"),
        ("a\\b|c*d", "a-b-cd"),
        ("  dots. .. ", "dots"),
        ("Über den Fluß 🙂", "Über den Fluß 🙂"),
        ("u\u0308ben", "\u00fcben"),
        ("\u202eoco", "oco"),
        ("???", "run-1"),
        ("", "run-1"),
        ("CON", "CON run-1"),
        ("aux.loop", "aux.loop run-1"),
        ("Console", "Console"),
    ],
)
def test_titles_keep_what_a_disk_can_hold(words: str, name: str) -> None:
    """And lose the rest."""
    assert safe(words, "run-1") == name


@given(st.text(max_size=400))
def test_whatever_the_title_the_name_is_safe(words: str) -> None:
    """On FAT32, exFAT, NTFS and Android's own."""
    name = safe(words, "run-1")
    assert name
    assert not RESERVED.search(name)
    assert name == name.strip(" .")
    assert len(f"999 {name}.mp3".encode()) <= 255
    assert unicodedata.is_normalized("NFC", name)
    assert name.partition(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}


@given(st.lists(st.sampled_from(["Easy", "EASY", "easy ", "?"]), max_size=120))
def test_no_two_names_differ_by_capitals_alone(titles: list[str]) -> None:
    """They sort in their order, however many there are."""
    names = list(numbered((words, "run") for words in titles))
    assert len({name.casefold() for name in names}) == len(titles)
    assert names == sorted(names)
