"""Words come through: every voice that speaks here, heard by a recogniser.

Bounds are what was measured at 125 words a minute, and a tenth of all words for other machines:
eSpeak NG 0.26 (its timbre +f5 0.31), flite 0.36. Of the twelve words of a count eSpeak lost four.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest

from kindpace.problems import WorldError, WrongUse
from kindpace.session.packs import pack_for
from kindpace.voices.doors import Opened, open_voice
from kindpace.voices.protocol import Request, Spoken
from kindpace.voices.spelling import spell
from tests.voices.recognised import Ear, missed, score, words
from tests.voices.sentences import SENTENCES

PLAIN = SENTENCES["en"][:6]
ENGLISH = pack_for("en")
assert ENGLISH is not None
COUNTED = (ENGLISH.breathe_in, ENGLISH.breathe_out, *ENGLISH.numbers)

MOST_MISSED: Mapping[str, float] = {
    "espeak": 0.36,
    "espeak:en-us+f5": 0.41,
    "flite": 0.46,
    "system": 0.5,
}
"""The share of words that may be missed in plain sentences, by voice."""

MOST_COUNTS_MISSED = 6
COUNTING = 170


@pytest.fixture(scope="module")
def ear() -> Ear:
    """It knows the words of the sentences and no others."""
    return Ear(PLAIN)


@pytest.fixture(scope="module", params=MOST_MISSED)
def opened(request: pytest.FixtureRequest) -> Iterator[Opened]:
    """A voice, if it speaks on this machine."""
    name = str(request.param)
    try:
        found = open_voice(name)
    except (WorldError, WrongUse) as shut:
        pytest.skip(f"{name} isn't here: {shut.problems[0].what}")
    yield found
    found.voice.close()


def said(opened: Opened, text: str, pace: int = 125) -> Spoken:
    """`text` as the voice speaks it."""
    asked = Request(text=spell(text), language="en", speaker=opened.speaker, pace=pace)
    return opened.voice.speak(asked)


def test_plain_sentences_are_made_out(opened: Opened, ear: Ear) -> None:
    """No more words are missed than ever before, give or take."""
    found = score(ear, [(sentence, said(opened, sentence)) for sentence in PLAIN])
    assert found.share <= MOST_MISSED[opened.name], found


def test_counted_words_are_told_apart(opened: Opened) -> None:
    """One by one, as fast as they are counted, among all that may be counted."""
    small = Ear(COUNTED)
    found = score(small, [(word, said(opened, word, COUNTING)) for word in COUNTED])
    assert found.missed <= MOST_COUNTS_MISSED, found


def test_what_nobody_understands_is_noticed(ear: Ear) -> None:
    """A sentence played backwards loses most of its words, so the gate can close."""
    opened = open_voice("espeak")
    sentence = PLAIN[0]
    forwards = said(opened, sentence)
    opened.voice.close()
    backwards = replace(forwards, samples=np.ascontiguousarray(forwards.samples[::-1]))
    assert score(ear, [(sentence, backwards)]).share > 0.7
    assert score(ear, [(sentence, forwards)]).share < 0.6


def test_missed_words_are_counted() -> None:
    """Left out, put in, or taken for others."""
    pairs = [("walk home", "walk home"), ("walk home", ""), ("a b", "a c b"), ("a b c", "d b")]
    assert [missed(words(one), words(other)) for one, other in pairs] == [0, 2, 1, 2]
