"""Sentences, and the gaps between them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.model import Seconds
from kindpace.session.notation import Unreadable
from kindpace.session.text import (
    PARAGRAPH_GAP,
    SENTENCE_GAP,
    ends_sentence,
    sentences,
    uttered,
)


@pytest.mark.parametrize(
    "lines",
    [
        ["One.", "Two!", "Three?", "Four…", "Five"],
        ["Dr. Smith and St. Mary ran.", "They came home."],
        ["Go on Fri. 5 Oct. 2026 at most.", "Up to max. 45 min of it."],
        ["We meet on Fri.", "Then we run."],
        ["We sat.", "10 breaths went by."],
        ["Env. 30 min, c.-à-d. peu.", "Voilà."],
        ["Ca. 30 Min. locker, inkl. Pause.", "Dann Tel. 116 123."],
        ["We begin at 6 a.m. with a walk.", "At 7 p.m.", "We rest."],
        ["Look, e.g. at a tree.", "Or i.e. a lamp."],
        ["Run 2.5 km.", "Then walk."],
        ["Say no.", "Take no. 5 if you like."],
        ["J. R. R. Tolkien walked too.", "So do I.", "And you."],
        ["Breathe in... and out... like this.", "Good."],
        ["Wait … and see.", "There."],
        ['"Really?" she said.', '"Yes."', "They ran."],
        ["“Go!”", "They went."],
        ["(A breath.)", "Another."],
        ["¿Cómo estás?", "¡Bien!", "Sigue."],
        ["El Sr. García corre, p. ej. hoy.", "Bien."],
        ["Am 3. Mai laufen wir.", "Beim 2. Mal geht es leichter.", "„Los.“", "Dann z. B. hier."],
        ["Noch 5 Min. gehen.", "Gut."],
        ["«Bien.»", "On continue."],
        ["今日は走る。", "いい天気！", "はい。"],
        ["one.two is no end.", "here is one.", "and more"],
        ["5, 4, 3.", "2.", "1."],
    ],
)
def test_a_text_parts_where_a_reader_would_pause(lines: list[str]) -> None:
    """Abbreviations, initials, decimals, ordinals and ellipses end nothing."""
    assert sentences(" ".join(lines))[0] == tuple(lines)


def test_scripts_without_blanks_part_too() -> None:
    """A full-width stop is enough."""
    assert sentences("今日は。「はい。」明日。")[0] == ("今日は。", "「はい。」", "明日。")


def test_gaps_are_short_longer_or_exact() -> None:
    """Between sentences, between paragraphs, and where the writer set one."""
    said = uttered("One. Two.\n\nThree. [pause 1.5s] Four. [pause 1s] [Pause 2] Five.")
    assert said.lines == ("One.", "Two.", "Three.", "Four.", "Five.")
    assert said.gaps == (SENTENCE_GAP, PARAGRAPH_GAP, Seconds(3, 2), Seconds(3))
    assert said.after is None


@pytest.mark.parametrize(
    ("written", "seconds"), [("2s", 2), ("2", 2), ("1m", 60), ("1m30s", 90), ("0.5s", 0.5)]
)
def test_a_pause_at_the_end_is_kept(written: str, seconds: float) -> None:
    """It belongs to what comes after the words."""
    assert uttered(f"Listen. [pause {written}]").after == seconds


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("", "text-without-words"),
        ("… !", "text-without-words"),
        ("[pause 2s]", "text-without-words"),
        ("a [breathe] b", "bracket-unknown"),
        ("a [] b", "bracket-unknown"),
        ("a [pause] b", "bracket-unknown"),
        ("a [pause 1,5s] b", "bracket-unknown"),
        ("a [pause 1s b", "bracket-open"),
        ("a ] b [pause 1s] c", "bracket-open"),
        ("a [[pause 1s]] b", "bracket-open"),
        ("a [pause 0s] b", "duration-out-of-range"),
        ("a [pause 500ms] b", "duration-unreadable"),
        ("a [pause 121s] b", "pause-too-long"),
    ],
)
def test_what_cannot_be_spoken_is_told(text: str, slug: str) -> None:
    """Punctuation alone, and brackets that hold something else."""
    with pytest.raises(Unreadable) as told:
        uttered(text)
    assert told.value.slug == slug


WORDS = st.text("aB.é?!… \n\"'“”()¿¡1239,:;-", max_size=80)


@given(WORDS)
def test_no_word_is_lost(text: str) -> None:
    """Whatever the punctuation, the words of a text and of its sentences are the same."""
    if re.search(r"\w", text):
        lines, gaps = sentences(text)
        assert re.findall(r"\w+", " ".join(lines)) == re.findall(r"\w+", text)
        assert len(gaps) == len(lines) - 1
        assert all(gap > 0 for gap in gaps)


@given(st.lists(st.sampled_from(["One", "Two", "Three four", "Five"]), min_size=1, max_size=6))
def test_plain_sentences_stay_whole(parts: list[str]) -> None:
    """Parted and joined again, they are as before."""
    lines = [f"{part}." for part in parts]
    assert sentences(" ".join(lines))[0] == tuple(lines)


def test_long_rows_of_stops_are_no_trouble() -> None:
    """Nobody writes these on purpose; reading them takes no time all the same."""
    assert sentences("a" + "." * 5000)[0] == ("a" + "." * 5000,)
    assert len(sentences("a" + ". " * 5000 + "b")[0]) == 2


def test_a_stop_is_judged_by_the_words_around_it() -> None:
    """After `etc.` a small letter goes on, a capital begins anew."""
    assert not ends_sentence("shoes, socks etc", ".", "", "and")
    assert ends_sentence("shoes, socks etc", ".", "", "And")
