"""Simple expressions are written out as words; all others stay what they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.spelling import bracket, choices, loose, parted, spelled

LETTERS = st.text("abc", min_size=1, max_size=2)
UNITS = st.recursive(
    LETTERS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"({'|'.join(some)})"),
        inner.map(lambda one: f"({one})?"),
        st.lists(inner, min_size=2, max_size=2).map("".join),
    ),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("run", {"run"}),
        ("(run|jog)s?", {"run", "runs", "jog", "jogs"}),
        ("gr[ae]y", {"gray", "grey"}),
        ("(a(b|c)?|d)", {"a", "ab", "ac", "d"}),
        ("run(?:s|ning)?", {"run", "runs", "running"}),
        ("", {""}),
        ("[.!,]", {".", "!", ","}),
    ],
)
def test_letters_and_choices_are_written_out(expression: str, words: set[str]) -> None:
    """With what may be missing."""
    assert set(spelled(expression) or ()) == words


@pytest.mark.parametrize("expression", [r"depress\w+", "[a-z]s", "[^a]", "a.b", "ab*", "(a|b+)"])
def test_what_has_no_end_stays_an_expression(expression: str) -> None:
    """Nobody can write it out."""
    assert spelled(expression) is None


def test_too_many_words_stay_an_expression() -> None:
    """A list that long would be slower than what it replaces."""
    assert spelled("(a|b|c|d|e|f|g|h)" * 6) is None


@given(UNITS, st.text("abc", max_size=5))
def test_the_words_are_those_that_the_expression_fits(expression: str, word: str) -> None:
    """Each of them, and no other."""
    words = spelled(expression)
    assert words is not None
    assert all(re.fullmatch(expression, one) for one in words)
    assert (word in words) is (loose(expression).fullmatch(word) is not None)


def test_brackets_part_nothing_outside_of_them() -> None:
    """Whole ones, one in another."""
    assert bracket("(a(b|c))?d") == ("a(b|c)", "?d")
    assert choices("a (b|c) | d") == ["a (b|c)", "d"]
    assert parted("run (so|very fast) on", " ") == ["run", "(so|very fast)", "on"]
    with pytest.raises(ValueError, match="open"):
        bracket("(open")
