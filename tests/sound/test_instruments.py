"""Beat, breath and bell by themselves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.library import shipped
from kindpace.sound.instruments import band_noise, beat_strokes, bell_stroke, breath_sound
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import Air, Beat, BreathSound, template_names
from kindpace.timeline.events import Phase
from tests.sound.maker import template

ALL = template_names([shipped("audio_templates")])
RINGING = {"wood": 0.01, "drum": 0.02, "shaker": 0.03, "tine": 0.1}
"""What is left of each timbre after 40 ms, beside its peak."""


def centroid(sound: Frames) -> float:
    """The middle of a sound's energy, in Hz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((power * np.fft.rfftfreq(len(sound), 1 / RATE)).sum() / power.sum())


@pytest.mark.parametrize("name", ALL)
def test_a_beat_is_there_at_its_first_sample(name: str) -> None:
    """It is half up within a millisecond, soon at its peak, and after 40 ms all but gone."""
    beat = template(name).beat
    for stroke in beat_strokes(beat, 1):
        assert stroke[0] != 0
        assert np.abs(stroke[: RATE // 1000]).max() > 0.5
        assert np.abs(stroke).argmax() <= 3 * RATE // 2000
        assert np.abs(stroke[40 * RATE // 1000 :]).max() < RINGING[beat.timbre]
        assert stroke[-1] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("name", ALL)
def test_a_beat_is_neither_spit_nor_thump(name: str) -> None:
    """Less than a hundredth of its energy lies above 6 kHz, little below 300 Hz; earbuds get it."""
    for stroke in beat_strokes(template(name).beat, 1):
        power = np.abs(np.fft.rfft(stroke)) ** 2
        pitch = np.fft.rfftfreq(len(stroke), 1 / RATE)
        assert power[pitch > 6_000].sum() < 0.01 * power.sum()
        assert power[pitch < 300].sum() < 0.2 * power.sum()
        assert power[pitch > 600].sum() > 0.3 * power.sum()


def test_timbres_are_told_apart() -> None:
    """The same recipe on wood, skin, metal and seeds: four sounds unlike each other."""
    beat = template("park").beat
    strokes = [beat_strokes(beat.model_copy(update={"timbre": timbre}), 1)[0] for timbre in RINGING]
    alike = np.corrcoef(strokes) - np.eye(len(strokes))
    assert np.abs(alike).max() < 0.9


@pytest.mark.parametrize("timbre", RINGING)
@settings(max_examples=10)
@given(st.floats(200, 4_000), st.floats(0.002, 0.03), st.floats(0, 1))
def test_any_recipe_makes_a_stroke(timbre: str, pitch: float, decay: float, knock: float) -> None:
    """Peak 1, sharp, at rest at its end, and the same every time."""
    beat = Beat.model_validate(
        {"timbre": timbre, "left": pitch, "right": pitch, "decay": decay, "knock": knock}
    )
    stroke, again = (beat_strokes(beat, 7)[0] for _ in range(2))
    assert stroke.tobytes() == again.tobytes()
    assert np.abs(stroke).max() == pytest.approx(1)
    assert np.abs(stroke[: RATE // 1000]).max() > 0.2
    assert abs(stroke[-1]) < 1e-3


def test_the_two_feet_differ_slightly() -> None:
    """By less than two semitones."""
    beat = template("park").beat
    left, right = beat_strokes(beat, 1)
    assert left.tobytes() != right.tobytes()
    assert 1.03 < beat.right / beat.left < 1.122


@pytest.mark.parametrize("name", ALL)
def test_in_and_out_breath_can_be_told_apart(name: str) -> None:
    """In rises and ends bright; out falls and ends dark."""
    recipe = template(name).breath
    length = 44_000
    into, out = (breath_sound(recipe, 1, phase, length) for phase in (Phase.IN, Phase.OUT))
    third = length // 3
    bends = 1.2 if recipe.timbre == "reed" else 1.5
    assert centroid(into[-third:]) > bends * centroid(into[:third])
    assert centroid(out[:third]) > bends * centroid(out[-third:])
    assert centroid(into) > 1.5 * centroid(out)


def test_a_reed_holds_its_tone_and_has_air_in_it() -> None:
    """Its pitch is the same from beginning to end: what glides is a siren."""
    air = Air(start=500, end=1_500, tone=294)
    sound = breath_sound(BreathSound(timbre="reed", inhale=air, exhale=air), 1, Phase.IN, 88_200)
    for part in np.array_split(sound, 4)[:3]:
        power = np.abs(np.fft.rfft(part, 1 << 17)) ** 2
        pitch = np.fft.rfftfreq(1 << 17, 1 / RATE)
        assert pitch[power.argmax()] == pytest.approx(294, abs=2)
        between = (pitch > 340) & (pitch < 540)
        assert power[between].sum() > 0.001 * power.sum()


@settings(max_examples=15)
@given(st.integers(8_000, 400_000), st.sampled_from(Phase), st.sampled_from(["plain", "warm"]))
def test_a_breath_fills_its_phase_and_ends_at_rest(length: int, phase: Phase, name: str) -> None:
    """Any length, from one fast step to eight slow seconds and more; no click at either end."""
    sound = breath_sound(template(name).breath, 1, phase, length)
    assert len(sound) == length
    peak = np.abs(sound).max()
    assert np.abs(sound[:20]).max() < 0.02 * peak
    assert np.abs(sound[-20:]).max() < 0.02 * peak


@pytest.mark.parametrize("name", ALL)
def test_a_bell_is_low_soft_and_long(name: str) -> None:
    """Nothing like a bicycle bell: under 1 kHz, up in 10 ms, and slow to fade."""
    stroke = bell_stroke(template(name).bell)
    assert centroid(stroke) < 700
    assert np.abs(stroke[:100]).max() < 0.15
    assert np.abs(stroke[RATE : RATE + 4_410]).max() > 0.15
    assert np.abs(stroke[-100:]).max() < 0.001


def test_the_same_seed_makes_the_same_noise() -> None:
    """And another seed another one, of the same strength."""
    one, same, other = (band_noise.__wrapped__(9_000, 200, 900, -3, (k,)) for k in (1, 1, 2))
    assert one.tobytes() == same.tobytes()
    assert one.tobytes() != other.tobytes()
    assert np.sqrt(np.mean(one**2)) == pytest.approx(1, abs=1e-4)
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.15


def test_noise_closes_on_itself() -> None:
    """The step from the last sample to the first is like any other."""
    sound = band_noise(9_000, 200, 900, -3, (1,))
    assert abs(sound[0] - sound[-1]) < 1.2 * np.abs(np.diff(sound)).max()
