"""One line made ready."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError
from kindpace.sound.level import (
    CREST,
    VOICE,
    Clarity,
    clarified,
    compressed,
    eased,
    held,
    loudness_of,
    taken,
    weighed,
)
from kindpace.sound.loudness import STEP
from kindpace.sound.span import RATE, decibels
from kindpace.sound.take import Frames
from tests.sound.maker import sine, take, vowels

SPEECH = taken(take("A sentence.", Fraction(3)))


def rms(sound: Frames) -> float:
    """The level of `sound` as an amplitude."""
    return float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))


@settings(max_examples=15)
@given(st.fractions(Fraction(1, 10), Fraction(3), max_denominator=997))
def test_a_take_becomes_exactly_as_long_as_it_says(seconds: Fraction) -> None:
    """One rounding, to the nearest frame of ours."""
    one = take("x", seconds)
    assert len(taken(one)) == round(one.length * RATE)


def test_a_take_at_our_own_rate_is_left_alone() -> None:
    """Nothing is resampled without need."""
    sound = sine(300, -20, 1)
    one = replace(take("x", Fraction(1)), rate=RATE, length=Fraction(1), load=lambda: sound)
    assert sound.tobytes() == taken(one).tobytes()


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.array([0, np.inf], np.float32)])
def test_a_take_that_is_no_sound_is_told(samples: Frames) -> None:
    """Empty or endless samples name their line."""
    with pytest.raises(KindpaceError, match="take-broken") as caught:
        taken(replace(take("Hello there.", Fraction(1)), load=lambda: samples))
    assert "Hello there." in caught.value.problems[0].what


@pytest.mark.parametrize("clarity", Clarity)
def test_rumble_and_offset_are_taken_away(clarity: Clarity) -> None:
    """A constant and a 20 Hz hum are gone; the length stays."""
    dirty = sine(20, -12, 2) + np.float32(0.2)
    clean = clarified(dirty, clarity)
    assert len(clean) == len(dirty)
    assert rms(clean[RATE:]) < (0.1 if clarity is Clarity.OUTDOOR else 0.2) * rms(sine(20, -12, 2))


def test_consonants_come_forward_outdoors() -> None:
    """Six decibels of shelf, counted against a low tone; indoors four."""

    def bright(clarity: Clarity) -> float:
        low, high = (rms(clarified(sine(f, -30, 1), clarity)[8_000:36_000]) for f in (400, 5_000))
        return float(20 * np.log10(high / low))

    assert bright(Clarity.OUTDOOR) == pytest.approx(6, abs=0.5)
    assert bright(Clarity.INDOOR) == pytest.approx(4, abs=0.5)
    assert bright(Clarity.OFF) == pytest.approx(0, abs=0.2)


def test_weak_sounds_are_lifted_by_half_their_distance() -> None:
    """A passage 20 dB down comes out 10 dB down; what is nearly silent is not lifted."""
    passages = [sine(500, level, 1) for level in (-10, -30, -80)]
    sound = compressed(np.concatenate(passages))
    loud, weak, still = (rms(sound[n * RATE + 9_000 : (n + 1) * RATE - 9_000]) for n in range(3))
    assert 20 * np.log10(weak / loud) == pytest.approx(-10, abs=0.5)
    assert 20 * np.log10(still / loud) < -68


def test_silence_can_be_compressed() -> None:
    """Nothing stays nothing."""
    assert not compressed(np.zeros(1_000, np.float32)).any()


def test_peaks_are_held_between_the_samples() -> None:
    """Eight times oversampled."""
    sound = held(SPEECH * np.float32(20))
    assert np.abs(soxr.resample(sound, 1, 8, quality="VHQ")).max() <= CREST


def test_a_line_comes_to_the_voices_loudness() -> None:
    """What its peaks lose is made up for, within a quarter of a LU."""
    line = weighed(SPEECH)
    gain = line.own + line.lost(line.own)
    ready = held(SPEECH * np.float32(decibels(gain)))
    assert loudness_of(ready) == pytest.approx(VOICE, abs=0.25)


def test_a_peaky_line_still_comes_to_its_loudness() -> None:
    """Clicks in a voice are held, and the rest of it brought up, in a few rounds."""
    sound = SPEECH.copy()
    sound[:: RATE // 5] += np.float32(0.9)
    line = weighed(sound)
    ready = held(sound * np.float32(decibels(line.own + line.lost(line.own))))
    assert line.lost(line.own) > 0.5
    assert loudness_of(ready) == pytest.approx(VOICE, abs=0.25)


def test_a_line_weighs_what_it_measures() -> None:
    """Its energies are those of its samples, and so is the gain that it needs."""
    line = weighed(SPEECH)
    assert line.own == pytest.approx(VOICE - loudness_of(SPEECH), abs=0.01)
    assert len(line.energies.energies) == -(-len(SPEECH) // STEP)


def test_one_word_is_measured_by_its_own_length() -> None:
    """A short tone is as loud as a long one of the same level."""
    short, long = sine(997, -20, 0.15), sine(997, -20, 3)
    assert loudness_of(short) == pytest.approx(loudness_of(long), abs=0.6)


@given(st.integers(0, 2_000))
def test_every_line_begins_and_ends_at_rest(length: int) -> None:
    """However short it is."""
    sound = eased(np.ones(length, np.float32))
    assert len(sound) == length
    if length > 1:
        assert (sound[0], sound[-1]) == (0, 0)


def test_the_middle_of_a_line_is_not_eased() -> None:
    """Only 2 ms and 6 ms at the ends change."""
    sound = vowels(Fraction(1), 1)
    assert eased(sound)[100:-300].tobytes() == sound[100:-300].tobytes()
