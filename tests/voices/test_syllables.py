import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.syllables import count_syllables, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [("in", 1), ("two", 1), ("seven", 2), ("breathe", 1), ("walked", 1), ("easy", 2), ("été", 2)],
)
def test_words_people_run_to(word: str, count: int) -> None:
    """Vowels come in groups, and an ending may be silent."""
    assert abs(syllables(word) - count) <= (word == "été")
    assert syllables(word) >= 1


def test_signs_hold_no_syllable() -> None:
    """Only words count, and a contraction is one."""
    assert words("Don't stop, café!") == ["don't", "stop", "café"]
    assert count_syllables("... – !") == 0
    assert count_syllables("呼吸") == 1
    assert count_syllables("42") >= 4


@given(st.text(max_size=40), st.text(max_size=40))
def test_two_texts_have_the_syllables_of_both(one: str, other: str) -> None:
    """Syllables add up over words."""
    together = count_syllables(f"{one} . {other}")
    assert together == count_syllables(one) + count_syllables(other)
