"""Words that are safe in XML, and in apps that unpack them once more."""

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.titles import fitting, shortened, title, words

HARD = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&;#x0lgt\u202e\u200d\u0301 \n\t🙂")), max_size=400
)


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ("Easy 40 <with> friends", "Easy 40 ‹with› friends"),
        ("<b>O'Brien 🙂</b>", "‹b›O'Brien 🙂‹/b›"),
        ("a &amp;lt;b&amp;gt; c", "a ‹b› c"),
        ("Tom & Jerry", "Tom & Jerry"),
        ("\u202egnihtemos\u2066 \x00\x1b[31m", "gnihtemos [31m"),
        ("two\r\nlines\u2028more", "two lines more"),
        ("&\x00lt;i&gt;", "‹i›"),
        ("half \ud83d", "half"),
        ("👩\u200d👧 family", "👩\u200d👧 family"),
        ("x\ufffe\ufdd0y", "xy"),
    ],
)
def test_a_title_says_the_same_without_harm(given_: str, said: str) -> None:
    """Nothing is lost that a person would have seen."""
    assert title(given_) == said


@given(HARD)
def test_no_title_can_be_unpacked_or_obeyed(text: str) -> None:
    """One line of 255 letters, without markup, and unpacking it changes nothing."""
    said = title(text)
    assert 0 < len(said) <= 255
    assert html.unescape(said) == said
    assert not set("<>\n\r\t") & set(said)
    assert said == said.strip()
    kinds = {unicodedata.category(one) for one in said if one not in "\u200c\u200d"}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert title(said) == said


@given(HARD)
def test_longer_words_keep_their_paragraphs(text: str) -> None:
    """The same for descriptions, whose lines stay."""
    said = words(text)
    assert words(said) == said
    assert html.unescape(said) == said
    assert "\n\n\n" not in said
    assert not set("<>\r\t") & set(said)


def test_words_packed_without_end_are_left_packed() -> None:
    """A hundred layers are no reason to go on for ever."""
    said = title("&" + "amp;" * 100 + "lt;b")
    assert html.unescape(said) == said
    assert "<" not in said


def test_what_is_left_empty_gets_another_name() -> None:
    """A title of nothing but controls."""
    assert title("\x00\u202e ", otherwise="run-1") == "run-1"


def test_a_long_title_ends_at_a_word() -> None:
    """With an ellipsis, and never within a family of emoji or between a letter and its accent."""
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("x" * 300, 255) == "x" * 254 + "…"
    assert shortened("abc👩\u200d👧d", 6) == "abc…"
    assert shortened("abcdee\u0301f", 7) == "abcde…"


@given(st.text(max_size=300), st.integers(1, 60))
def test_shortened_is_never_longer(line: str, most: int) -> None:
    """And leaves alone what fits."""
    assert len(shortened(line, most)) <= most
    assert shortened(line, max(len(line), 1)) == line


def test_a_description_is_cut_at_a_sentence() -> None:
    """4000 bytes, whatever the letters take."""
    said = fitting("Una mañana. " * 1000)
    assert len(said.encode()) <= 4000
    assert said.endswith("mañana.")
    assert fitting("Short.") == "Short."
    assert fitting("Yes! No way", 6) == "Yes!"


@given(st.text(max_size=200), st.integers(0, 100))
def test_fitting_fits(text: str, most: int) -> None:
    """In bytes, for any letters."""
    text = text.encode("utf-8", "ignore").decode()
    said = fitting(text, most)
    assert len(said.encode()) <= most
    assert text.startswith(said.removesuffix("…").rstrip())
