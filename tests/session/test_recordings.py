import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.recordings import ALPHABET, LETTERS, line_id


def test_an_id_never_changes_by_itself() -> None:
    """People name files by it, so it is held to the letter."""
    assert line_id("Let your shoulders drop.", "en") == "h9hy3s3v"


def test_an_id_is_short_and_clear_to_read() -> None:
    """Eight signs, none of which looks like another, and never a word."""
    assert len(ALPHABET) == len(set(ALPHABET)) == 28
    assert not set(ALPHABET) & set("01oilaeu")


@given(st.text(min_size=1), st.text(min_size=1), st.sampled_from(["en", "de", "pt-BR"]))
def test_other_words_have_another_id(one: str, other: str, language: str) -> None:
    """The same words have the same one, whatever stands around them."""
    name = line_id(one, language)
    assert len(name) == LETTERS
    assert set(name) <= set(ALPHABET)
    plain = [" ".join(unicodedata.normalize("NFC", text).split()) for text in (one, other)]
    assert (name == line_id(other, language)) == (plain[0] == plain[1])


@given(st.text())
def test_how_letters_are_stored_and_spaced_is_no_change(text: str) -> None:
    """A folded line of YAML, and accents as another system writes them."""
    spaced = "  " + text.replace(" ", " \n ") + " "
    assert line_id(unicodedata.normalize("NFD", spaced), "en") == line_id(text, "en")


def test_the_language_counts_but_not_its_letters() -> None:
    """A word may be said one way in one and another way in the other."""
    assert line_id("Halt.", "de") != line_id("Halt.", "en")
    assert line_id("Bom dia.", "pt-BR") == line_id("Bom dia.", "pt-br")
