import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.folding import fold, tidy, to_ascii, unspeakable


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("“Easy,” he said, ‘easy’", "\"Easy,\" he said, 'easy'"),
        ("it’s", "it's"),
        ("breathe in – and out", "breathe in, and out"),
        ("breathe in — and out", "breathe in, and out"),
        ("in—out", "in, out"),
        ("10–15", "10-15"),
        ("well-worn path", "well-worn path"),
        ("and… rest", "and, rest"),
        ("and rest…", "and rest."),
        ("and rest...", "and rest."),
        ("wait ... now", "wait, now"),
        ("Yes — .", "Yes."),
        ("2½", "2 1/2"),
        ("3×", "3x"),
        ("no\u00a0break", "no break"),
        ("soft\u00adhyphen", "softhyphen"),
        ("cafe\u0301", "café"),
        ("ｆｕｌｌ", "full"),
        ("20 °C", "20 °C"),
        ("Höre „das“ an", 'Höre "das" an'),
        ("«Écoute»", '"Écoute"'),
        ("il dit « écoute »", 'il dit "écoute"'),
        ("sagt »leicht« und", 'sagt "leicht" und'),
        ("5 m², 1.º, 2ª", "5 m², 1.º, 2ª"),
        ("№ 5, 20 ℃, ①", "No 5, 20 °C, 1"),
        ("p. ej., así", "p. ej., así"),
    ],
)
def test_signs_become_plain(written: str, plain: str) -> None:
    """Quotes, dashes, dots and odd spaces turn into what every engine knows; accents stay."""
    assert fold(written) == plain


@pytest.mark.parametrize("emoji", ["🎉", "👍🏽", "❤️", "👩‍👧", "🇪🇸", "\u200b", "\x00", "\ud800"])
def test_what_cannot_be_said_is_dropped(emoji: str) -> None:
    """Emoji, joiners, controls and broken characters vanish, and leave no hole."""
    assert fold(f"Well done {emoji}.") == "Well done."


def test_persian_keeps_its_non_joiner() -> None:
    """A sign that spelling needs is no ornament."""
    assert fold("می\u200cروم") == "می\u200cروم"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Plain text stays as it is, and holds nothing unspeakable."""
    plain = fold(text)
    assert fold(plain) == plain
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Sk") for sign in plain)


@given(st.text(max_size=60))
def test_ascii_is_ascii(text: str) -> None:
    """An engine without accents never meets one."""
    assert to_ascii(text).isascii()


def test_accents_come_off_but_letters_stay() -> None:
    """Only the marks above the letters go."""
    assert to_ascii("Zoë, naïve café") == "Zoe, naive cafe"
    assert tidy("a  , b ,, .") == "a, b."


def test_pictures_can_be_told() -> None:
    """Those that a person put there; what nobody sees isn't named."""
    assert unspeakable("Go 🎉 now ❤️, 5 °C\u200b") == "🎉❤"


def test_long_rows_of_blanks_and_dots_are_no_trouble() -> None:
    """Each is read once."""
    for piece in (" ", ".", "…", ", ", "- ", "–", ",."):
        assert len(fold(f"a{piece * 10_000}b")) <= 20_002
