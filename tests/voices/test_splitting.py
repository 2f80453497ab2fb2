import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.protocol import Spoken
from kindpace.voices.splitting import CLAUSE_GAP, NO_GAP, SENTENCE_GAP, joined, pieces

WORDS = st.lists(
    st.text(
        st.characters(categories=["L", "N", "P"], max_codepoint=0x2FF), min_size=1, max_size=12
    ),
    min_size=1,
    max_size=60,
).map(" ".join)


def cut(text: str, longest: int, language: str = "en") -> list[str]:
    """Only the texts."""
    return [piece.text for piece in pieces(text, longest, language)]


def test_a_short_text_stays_whole() -> None:
    """Up to the last character that fits."""
    assert cut("Easy, now; and go.", 18) == ["Easy, now; and go."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Let it go, let it be. Then run on, easily",
            ["Let it go, let it be.", "Then run on, easily"],
        ),
        (
            "Let it go, let it be; then run on, easily",
            ["Let it go, let it be;", "then run on, easily"],
        ),
        (
            "Let it all go right now: then run on, easily",
            ["Let it all go right now:", "then run on, easily"],
        ),
        (
            "Let it all go right now - then run on, easily",
            ["Let it all go right now -", "then run on, easily"],
        ),
        (
            "Let it all go right now, then run on easily",
            ["Let it all go right now,", "then run on easily"],
        ),
        (
            "Let it all go right now and then run on easily",
            ["Let it all go right now", "and then run on easily"],
        ),
        (
            "Let it all go right now run on more easily",
            ["Let it all go right", "now run on more easily"],
        ),
        ("“Let it all go,” said the wind that day", ["“Let it all go,”", "said the wind that day"]),
    ],
)
def test_a_long_text_is_cut_where_one_would_breathe(text: str, expected: list[str]) -> None:
    """A full stop before a semicolon, before a comma, before a conjunction, before a space."""
    assert cut(text, len(text) - 1) == expected


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("en", "We go and meet Dr. Lee, and then we run on together", "Dr. Lee"),
        ("en", "We begin at 6 a.m. on the path, and run on easily", "6 a.m. on"),
        ("en", "We read J. R. Hill aloud, and then we run on easily", "J. R. Hill"),
        ("en", "Eat something, e.g. An apple, and then run on easily", "e.g. An"),
        ("it", "Oggi il Dr. Rossi corre con noi, piano e senza fretta", "Dr. Rossi"),
        ("de", "Wir laufen am 3. Tag ganz leicht, und gehen dann heim", "3. Tag"),
    ],
)
def test_not_every_full_stop_ends_a_sentence(language: str, text: str, whole: str) -> None:
    """After a title, an initial, an abbreviation or a place in a row it doesn't."""
    assert any(whole in piece for piece in cut(text, len(text) - 1, language))


def test_each_cut_has_its_gap() -> None:
    """A sentence's end is a longer rest than a comma; the last piece has none."""
    text = "One two three four. Five six, seven eight nine ten eleven"
    found = pieces(text, 22)
    assert [piece.gap for piece in found] == [SENTENCE_GAP, CLAUSE_GAP, NO_GAP, NO_GAP]


def test_conjunctions_are_known_by_language() -> None:
    """“und” is one in German alone."""
    text = "Lass alles los und lauf leicht weiter dahin"
    assert cut(text, 40, "de-AT") == ["Lass alles los", "und lauf leicht weiter dahin"]
    assert cut(text, 40, "en") == ["Lass alles los und", "lauf leicht weiter dahin"]


def test_numbers_stay_whole() -> None:
    """With a comma, a point, a colon, or a space in them."""
    text = "About 10,000 or 3.5 at 6:30 of 10 000 and so"
    for longest in range(12, len(text)):
        together = " ".join(cut(text, longest))
        assert together == text
        for number in ("10,000", "3.5", "6:30", "10 000"):
            assert any(number in piece for piece in cut(text, longest))


def test_texts_without_spaces_are_cut_at_their_own_signs() -> None:
    """Chinese and Japanese; where there is no sign, between two characters."""
    assert cut("轻轻地呼吸、慢慢地跑", 8, "zh") == ["轻轻地呼吸、", "慢慢地跑"]
    assert cut("轻轻地呼吸。慢慢地跑", 8, "zh") == ["轻轻地呼吸。", "慢慢地跑"]
    assert cut("轻轻地呼吸慢慢地跑", 6, "zh") == ["轻轻地呼", "吸慢慢地跑"]


def test_a_word_stays_whole_however_long() -> None:
    """The booth tells that it can't be said."""
    assert cut("a " + "b" * 50 + " c", 10) == ["a", "b" * 50, "c"]


@given(WORDS, st.integers(8, 120))
def test_nothing_is_lost_and_no_word_is_cut(text: str, longest: int) -> None:
    """Put together again, the pieces are the text; only a single word may be too long."""
    found = cut(text, longest)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert " ".join(found).split() == text.split()
    for piece in found:
        words = re.split(r"(?<!\d)\s+|\s+(?!\d)", piece)
        assert len(piece) <= longest or len(words) == 1


def test_pieces_of_sound_are_joined_without_a_click() -> None:
    """No step at a join is larger than within the sound; the gap is exact silence."""
    rate = 24_000
    tone = (0.5 * np.cos(np.arange(rate) * 0.01)).astype(np.float32)
    parts = [(Spoken(samples=tone[:size], rate=rate), 0.1) for size in (5000, 7001, 9002)]
    sound = joined(parts)
    assert len(sound.samples) == 5000 + 7001 + 9002 + 3 * 2400
    assert np.abs(np.diff(sound.samples)).max() < 0.02
    assert not sound.samples[5000:7400].any()


def test_other_rates_are_brought_to_the_highest() -> None:
    """A server may change its mind between two pieces."""
    parts = [
        (Spoken(samples=np.ones(rate, np.float32), rate=rate), 0.0) for rate in (16_000, 24_000)
    ]
    assert (joined(parts).rate, len(joined(parts).samples)) == (24_000, 48_000)
