"""Outdoor clarity, heard by a recogniser: more words in street noise, as many in quiet.

A few sentences with fixed noise; `bench/clarity.py` asks for more of them, and for every voice.
"""

from collections.abc import Sequence
from functools import cache

import pytest
from bench.clarity import (
    CLEAN,
    SENTENCES,
    Ear,
    Street,
    active,
    arpa,
    as_spoken,
    levelled,
    missed,
    misses,
    spoken,
    words,
)

from kindpace.sound.level import Clarity
from kindpace.sound.take import Frames

FEW = SENTENCES[:5]


@cache
def ear() -> Ear:
    """A recogniser that knows the words of these sentences and no others."""
    return Ear(FEW)


@cache
def lines(clarity: Clarity | None) -> Sequence[Frames]:
    """The sentences by the embedded voice as a track has them; None: as they were spoken."""
    if clarity is None:
        return [as_spoken(take) for take in spoken("espeak:en-us", FEW)]
    return [levelled(take, clarity) for take in lines(None)]


def share(clarity: Clarity | None, under: float) -> float:
    """The share of words missed with noise `under` dB below the voice as spoken."""
    usual = sum(map(active, lines(None))) / len(FEW)
    return misses(ear(), lines(clarity), Street(under=under), usual, seeds=(1,))


def test_more_words_come_through_street_noise_outdoors() -> None:
    """At 10 dB and the same loudness, a third of the words that were missed is heard, or more."""
    heard = share(Clarity.OUTDOOR, 10)
    assert heard < 0.67 * share(None, 10)
    assert heard < share(Clarity.OFF, 10)


def test_shaping_costs_nothing_in_quiet() -> None:
    """As many words are heard as without it, give or take two of the forty-six."""
    assert sum(len(words(sentence)) for sentence in FEW) == 46
    assert share(Clarity.OUTDOOR, CLEAN) <= share(Clarity.OFF, CLEAN) + 2 / 46


@pytest.mark.parametrize(
    ("said", "found", "wrong"),
    [
        ("walk home", "walk home", 0),
        ("walk home", "", 2),
        ("walk home", "walk on home", 1),
        ("walk home now", "talk home", 2),
    ],
)
def test_missed_words_are_counted(said: str, found: str, wrong: int) -> None:
    """Left out, put in, or taken for others."""
    assert missed(said.split(), found.split()) == wrong


def test_no_word_is_likelier_than_another() -> None:
    """The recogniser is told nothing of the sentences but their words."""
    rows = [row.split("\t") for row in arpa(["one", "two", "three"]).splitlines() if "\t" in row]
    levels = {word: level for level, word in rows if word != "<s>"}
    assert set(levels) == {"</s>", "one", "two", "three"}
    assert len(set(levels.values())) == 1
