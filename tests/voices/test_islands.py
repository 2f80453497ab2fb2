import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.voices.islands import islands, levels

from .room import air, breath, click, joined, silence, words

NEAR = RATE * 30 // 1000


def in_a_room(noise: float) -> tuple[Frames, int, int]:
    """Words with a breath and a click on either side, and where they begin and end."""
    said = words(1.5)
    before = joined(click(), silence(0.4), breath(), silence(0.25))
    after = joined(silence(0.3), breath(seed=8), silence(0.5), click())
    whole = joined(before, said, after)
    return whole + air(len(whole), noise), len(before), len(before) + len(said)


@pytest.mark.parametrize("noise", [-90, -70, -60, -50])
def test_words_are_found_between_breaths_and_clicks(noise: float) -> None:
    """To within 30 ms, in a studio as in a kitchen."""
    sound, start, stop = in_a_room(noise)
    found = islands(sound)
    assert abs(found[0].start - start) <= NEAR
    assert abs(found[-1].stop - stop) <= NEAR


@settings(max_examples=12)
@given(st.floats(-30, 0), st.floats(0.05, 3), st.floats(0.05, 3))
def test_neither_loudness_nor_waiting_matters(gain: float, before: float, after: float) -> None:
    """Near or far from the microphone, quick or slow to press the button."""
    loud = np.float32(10 ** (gain / 20))
    found = islands(joined(silence(before), words(1) * loud, silence(after)))
    start = round(before * RATE)
    assert abs(found[0].start - start) <= NEAR
    assert abs(found[-1].stop - start - RATE) <= NEAR


def test_a_pause_between_words_parts_islands() -> None:
    """Two stretches of words, and the quiet between them is known."""
    sound = joined(words(0.8), silence(0.6), words(0.8))
    assert len(islands(sound)) == 2


def test_a_breath_between_words_stays() -> None:
    """Somebody who breathes in the middle of a line is a person."""
    sound = joined(words(0.8), silence(0.2), breath(0.3), silence(0.2), words(0.8))
    found = islands(sound)
    assert found[0].start <= NEAR
    assert found[-1].stop >= len(sound) - NEAR


def test_a_weak_last_word_with_a_pitch_stays() -> None:
    """Voices sink at the end of a sentence; a breath has no pitch."""
    sound = joined(words(1), silence(0.25), words(0.4) * np.float32(0.12))
    assert islands(sound)[-1].stop >= len(sound) - 2 * NEAR


def test_a_hum_of_the_mains_hides_nothing() -> None:
    """Fifty hertz, as loud as the voice."""
    sound = joined(silence(0.5), words(1), silence(0.5))
    hum = 0.1 * np.sin(2 * np.pi * 50 * np.arange(len(sound)) / RATE, dtype=np.float64)
    found = islands(sound + hum.astype(np.float32))
    assert abs(found[0].start - RATE // 2) <= NEAR


@pytest.mark.parametrize(
    "sound",
    [silence(1), silence(0), silence(0.004), air(RATE, -60), air(RATE, -75), silence(1) + 0.3],
    ids=["silence", "nothing", "less than a look", "a room", "a quiet room", "an offset"],
)
def test_a_room_without_anybody_has_no_islands(sound: Frames) -> None:
    """However its noise is turned up later, nobody is in it."""
    assert islands(np.asarray(sound, np.float32)) == ()


def test_one_steady_tone_is_kept_whole() -> None:
    """Somebody who hums means it."""
    tone = (0.2 * np.sin(np.arange(RATE) * 0.05)).astype(np.float32)
    assert [(one.start, one.stop) for one in islands(tone)] == [(0, RATE)]


def test_levels_are_told_every_ten_milliseconds() -> None:
    """A sine of 0.1 has -23 dB."""
    tone = (0.1 * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)).astype(np.float32)
    assert levels(tone) == pytest.approx(np.full(100, -23.01), abs=0.01)
