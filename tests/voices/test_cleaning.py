import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.level import loudness_of
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.voices.cleaning import EVEN, cleaned, clipped, evened, hushed
from kindpace.voices.islands import levels

from .room import air, breath, click, joined, silence, words


def test_only_the_words_are_left() -> None:
    """Breath, click and room at the ends are gone, but for moments around the words."""
    said = words(1.5)
    sound = joined(click(), silence(0.3), breath(), silence(0.4), said, silence(2))
    found = cleaned(sound + air(len(sound), -60), RATE)
    assert found is not None
    assert len(found) == pytest.approx(len(said) + 0.075 * RATE, abs=0.03 * RATE)


@settings(max_examples=8)
@given(st.floats(-30, 12), st.sampled_from([8_000, 22_050, 48_000]))
def test_every_recording_comes_out_equally_loud(gain: float, rate: int) -> None:
    """Whispered far away or spoken close by, at any rate."""
    said = joined(silence(0.4), words(1.2) * np.float32(10 ** (gain / 20)), silence(0.4))
    places = np.arange(round(len(said) * rate / RATE)) * RATE / rate
    found = cleaned(np.interp(places, np.arange(len(said)), said).astype(np.float32), rate)
    assert found is not None
    assert loudness_of(found) == pytest.approx(EVEN, abs=0.05)


def low_share(sound: Frames) -> float:
    """How much of the energy lies under 40 Hz."""
    energies = np.abs(np.fft.rfft(sound, 4 * RATE)) ** 2
    return float(energies[: 4 * 40].sum() / energies.sum())


def test_offset_and_rumble_are_gone() -> None:
    """A cheap microphone leans to one side, and a lorry passes."""
    sound = joined(silence(0.4), words(1.5), silence(0.4))
    rumble = 0.05 * np.sin(2 * np.pi * 25 * np.arange(len(sound)) / RATE)
    found = cleaned((sound + 0.1 + rumble).astype(np.float32), RATE)
    assert found is not None
    assert abs(float(found.mean())) < 1e-4
    assert low_share(found) < low_share((sound + rumble).astype(np.float32)) / 20


def test_silence_cleans_to_nothing() -> None:
    """Nothing is turned up until it is noise."""
    assert cleaned(silence(1), RATE) is None
    assert cleaned(air(RATE, -60), RATE) is None


def test_a_steady_noise_sinks_between_words_alone() -> None:
    """Ten decibels in the middle of a pause; not a sample of the words changes."""
    said = words(1)
    sound = joined(said, silence(0.6), said) + air(2 * len(said) + round(0.6 * RATE), -60)
    quiet = hushed(sound)
    middle = slice(len(said) + RATE // 4, len(said) + RATE * 35 // 100)
    drop = levels(quiet[middle]).mean() - levels(sound[middle]).mean()
    assert drop == pytest.approx(-10, abs=0.5)
    assert np.array_equal(quiet[: len(said)], sound[: len(said)])


def test_weak_consonants_next_to_words_are_left_alone() -> None:
    """The end of "pass" hisses near the noise of the room, and stays."""
    hiss = air(RATE // 10, -45)
    sound = joined(words(1), hiss, silence(0.8), words(0.5)) + air(RATE * 24 // 10, -62)
    ending = slice(RATE, RATE * 11 // 10)
    assert np.array_equal(hushed(sound)[ending], sound[ending])


def test_where_noise_and_voice_are_alike_nothing_is_hushed() -> None:
    """A gate that can't tell them apart would chew words."""
    sound = joined(words(1, 0.01), silence(0.5)) + air(RATE * 15 // 10, -42)
    assert np.array_equal(hushed(sound), sound)


def test_peaks_stay_within_full_scale() -> None:
    """A thin click on a whisper is no reason to clip."""
    sound = words(1) * np.float32(0.01)
    sound[1000] = 0.9
    assert np.abs(evened(sound)).max() <= 0.98 + 1e-6
    assert np.array_equal(evened(silence(0.2)), silence(0.2))


@pytest.mark.parametrize("drive", [1.6, 3.0, 10.0])
@pytest.mark.parametrize("after", [1.0, 0.6])
def test_flat_peaks_are_noticed(drive: float, after: float) -> None:
    """Cut at full scale, and turned down afterwards or not."""
    peak = np.abs(words(2)).max()
    assert clipped(np.clip(words(2) * np.float32(drive / peak), -1, 1) * np.float32(after))


def test_what_is_loud_but_whole_is_no_clipping() -> None:
    """Speech at full scale, a pure tone, and one saved in 16 bits."""
    tone = np.sin(2 * np.pi * 110 * np.arange(RATE) / RATE).astype(np.float32)
    loud = words(2) / np.abs(words(2)).max()
    sixteen = (np.round(tone * 32767) / 32768).astype(np.float32)
    assert [clipped(one) for one in (loud, tone, sixteen, silence(1))] == [False] * 4
