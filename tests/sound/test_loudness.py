"""Loudness against the published test signals (EBU Tech 3341, ITU-R BS.1770-4)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.loudness import SILENCE, STEP, Loudness, Sound, measured
from kindpace.sound.span import RATE, Span
from tests.sound.maker import sine


def stereo(*parts: tuple[float, float]) -> Sound:
    """A 1 kHz sine on both sides: (level in dBFS, seconds) after one another."""
    mono = np.concatenate([sine(1000, level, seconds) for level, seconds in parts])
    return np.stack((mono, mono), axis=1)


def test_a_full_mono_sine_at_997_hz_reads_minus_three() -> None:
    """BS.1770-4: 0 dBFS at 997 Hz in one front channel is -3.01 LKFS."""
    assert measured([sine(997, 0, 5)]).integrated == pytest.approx(-3.01, abs=0.05)


def test_minus_twenty_at_997_hz() -> None:
    """-23 LUFS in one channel, -20 LUFS in two."""
    assert measured([sine(997, -20, 5)]).integrated == pytest.approx(-23.01, abs=0.05)
    assert measured([stereo((-20, 5))]).integrated == pytest.approx(-20.0, abs=0.05)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (((-23, 20),), -23.0),
        (((-33, 20),), -33.0),
        (((-36, 10), (-23, 60), (-36, 10)), -23.0),
        (((-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)), -23.0),
        (((-26, 20), (-20, 20.1), (-26, 20)), -23.0),
    ],
    ids=["case 1", "case 2", "case 3", "case 4", "case 5"],
)
def test_the_cases_of_tech_3341(parts: tuple[tuple[float, float], ...], expected: float) -> None:
    """The gates leave out what EBU Tech 3341 says they leave out."""
    assert measured([stereo(*parts)]).integrated == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20), ((-50, -35, -20, -35, -50), 15)],
    ids=["case 1", "case 2", "case 3", "case 4"],
)
def test_the_cases_of_tech_3342(levels: tuple[float, ...], expected: float) -> None:
    """Stretches of 20 s: the range is told within 1 LU."""
    found = measured([stereo(*((level, 20) for level in levels))])
    assert found.range == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize("seconds", [0, 2, 5])
def test_one_level_has_no_range(seconds: float) -> None:
    """Nor has what is too short for a window of 3 s, or silent."""
    assert measured([stereo((-20, seconds))]).range == pytest.approx(0, abs=0.01)
    assert measured([stereo((-90, seconds))]).range == 0


def test_low_tones_weigh_little() -> None:
    """The high-pass of the weighting takes 10 dB and more below 25 Hz."""
    low, middle = (measured([sine(f, -20, 5)]).integrated for f in (20, 997))
    assert middle - low > 13


@settings(max_examples=10)
@given(st.lists(st.integers(1, 200_000), min_size=1, max_size=8))
def test_the_cut_into_blocks_does_not_matter(cuts: list[int]) -> None:
    """Energies stand on a grid of their own."""
    sound = np.random.default_rng(5).normal(0, 0.1, 400_000).astype(np.float32)
    blocks = np.split(sound, sorted(cut % 400_000 for cut in cuts))
    assert measured([sound]).energies.tolist() == measured(blocks).energies.tolist()


def test_silence_is_told_as_silence() -> None:
    """Nothing to measure is not an error."""
    assert measured([np.zeros(RATE, np.float32)]).integrated == SILENCE
    assert measured([]).integrated == SILENCE
    assert measured([]).plain == SILENCE


def test_energies_of_unlike_sounds_add() -> None:
    """Two sounds of one level are 3 dB louder than one, and gain is gain."""
    one = Loudness(np.full(50, 0.01))
    assert (one + one).integrated == pytest.approx(one.integrated + 3.01, abs=0.01)
    assert one.gained(-6).integrated == pytest.approx(one.integrated - 6, abs=0.01)


def test_a_window_is_measured_by_itself() -> None:
    """What stands outside the window has no part in it."""
    found = measured([np.concatenate((sine(997, -10, 3), sine(997, -30, 3)))])
    assert found.between(0, 2 * RATE).plain == pytest.approx(-13, abs=0.1)
    assert found.between(4 * RATE, 6 * RATE).plain == pytest.approx(-33, abs=0.1)


def test_pauses_do_not_make_a_phrase_quieter() -> None:
    """The loudness of a phrase leaves its silences out; the plain one doesn't."""
    words = np.concatenate([sine(997, -20, 1), np.zeros(RATE, np.float32)] * 3)
    found = measured([words])
    active = found.phrase(0, len(words))
    assert active == pytest.approx(-23, abs=2.5)
    assert active - found.plain > 1


def test_one_word_is_measured_over_its_own_length() -> None:
    """Silence around a short word doesn't make it quieter than it is."""
    start = 2 * STEP + 700
    sound = np.zeros(RATE, np.float32)
    sound[start : start + RATE // 5] = sine(997, -20, 0.2)
    assert measured([sound]).phrase(start, start + RATE // 5) == pytest.approx(-23, abs=0.5)


def test_a_span_of_blocks_measures_like_one_array() -> None:
    """A stream of small blocks is one sound."""
    sound = sine(440, -18, 12)
    pieces = [sound[block.start : block.stop] for block in Span(0, len(sound)).blocks(4_097)]
    assert measured(pieces).integrated == measured([sound]).integrated
