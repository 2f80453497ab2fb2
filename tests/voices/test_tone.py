import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.testing import keeps_contract
from kindpace.voices.protocol import Request, VoiceRejected
from kindpace.voices.syllables import count_syllables
from kindpace.voices.tone import RATE, Tone, voice

from .sentences import SENTENCES


def test_it_keeps_the_contract() -> None:
    """The tone voice is a voice like any other."""
    keeps_contract(voice(), language="qu")


@given(st.text(alphabet="abcdefgio ", min_size=1).filter(str.strip), st.integers(60, 240))
def test_a_tone_a_syllable(text: str, pace: int) -> None:
    """Twice the text lasts twice as long; its samples lie on the 16-bit grid."""
    once = Tone().speak(Request(text=text, language="en", pace=pace)).samples
    twice = Tone().speak(Request(text=f"{text} {text}", language="en", pace=pace)).samples
    assert len(twice) == 2 * len(once)
    assert len(once) % count_syllables(text) == 0
    assert np.array_equal(once * 32768, np.round(once * 32768))


@pytest.mark.parametrize("pace", [90, 125, 180])
def test_pace_is_words_a_minute(pace: int) -> None:
    """Over running text it comes near what is asked."""
    frames = sum(
        len(Tone().speak(Request(text=text, language="en", pace=pace)).samples)
        for text in SENTENCES["en"]
    )
    count = sum(len(text.split()) for text in SENTENCES["en"])
    assert 60 * count * RATE / frames == pytest.approx(pace, rel=0.1)


def test_speakers_differ_in_height() -> None:
    """Another speaker, or another pitch, is another sound of the same length."""
    sounds = [
        Tone().speak(Request(text="easy", language="en", speaker=speaker, pitch=pitch)).samples
        for speaker, pitch in (("", 0), ("low", 0), ("", 3))
    ]
    assert len({len(sound) for sound in sounds}) == 1
    assert not np.array_equal(sounds[0], sounds[1])
    assert not np.array_equal(sounds[0], sounds[2])


def test_no_word_no_tone() -> None:
    """Signs alone are refused, and so is a speaker that it hasn't."""
    with pytest.raises(VoiceRejected, match="no word"):
        voice().speak(Request(text="...", language="en"))
    with pytest.raises(VoiceRejected, match="tenor"):
        voice().speak(Request(text="in", language="en", speaker="tenor"))
