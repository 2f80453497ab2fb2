"""Every bed, beat and bell that kindpace brings: nothing in it startles, and nothing tires."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from kindpace.library import shipped
from kindpace.sound.beds import bed
from kindpace.sound.instruments import beat_strokes, bell_stroke
from kindpace.sound.loudness import measured
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import template_names
from tests.sound.alarms import band, bursts, horns, pulse, sirens, strongest_beat, tones
from tests.sound.maker import template, whole

NAMES = template_names([shipped("audio_templates")])
BANDS = ((60, 300), (300, 1_000), (1_000, 4_000), (60, 8_000))
THIRDS = 100 * 2 ** (np.arange(20) / 3)

every_name = pytest.mark.parametrize("name", NAMES)


@cache
def heard(name: str) -> Frames:
    """Twenty seconds of a template's bed."""
    return whole(bed(template(name), 0).middle, 20 * RATE)


def spectrum(sound: Frames) -> NDArray[np.float64]:
    """The power in each third of an octave from 100 Hz to 8 kHz, in dB beside the whole."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    sums = [power[(pitch >= low) & (pitch < low * 2 ** (1 / 3))].sum() for low in THIRDS]
    return np.asarray(10 * np.log10(np.array(sums) / power.sum()))


def alarm(kind: str) -> Frames:
    """Soft noise with something in it that nobody wants to hear."""
    time = np.arange(10 * RATE) / RATE
    draw = np.random.default_rng(1)
    sound = 0.05 * draw.standard_normal(len(time))
    match kind:
        case "siren":
            sound += 0.1 * np.sin(2 * np.pi * np.cumsum(700 + 300 * np.sin(np.pi * time)) / RATE)
        case "horn":
            blast = sum(np.sin(2 * np.pi * pitch * time[:RATE]) for pitch in (420, 500, 840))
            sound[4 * RATE : 5 * RATE] += 0.1 * blast
        case "bark":
            rough = band(draw.standard_normal(8_000).astype(np.float32), 300, 1_000)
            sound[3 * RATE : 3 * RATE + 8_000] += 0.5 * rough
        case _:
            sound *= 1 + 0.3 * (np.sin(2 * np.pi * 2.7 * time) > 0.5)
    return sound.astype(np.float32)


def test_alarms_are_heard_where_there_are_any() -> None:
    """Each ear finds its own alarm, and none in noise alone."""
    kinds = ("siren", "horn", "bark", "steps")
    assert [kind for kind in kinds if sirens(tones(alarm(kind)))] == ["siren"]
    assert [kind for kind in kinds if horns(tones(alarm(kind)))] == ["horn"]
    assert "bark" in [kind for kind in kinds if bursts(alarm(kind), 300, 1_000)]
    assert strongest_beat(alarm("steps"), 60, 8_000) > 1_000
    assert pulse(alarm("steps"), 60, 8_000) > 0.1


@every_name
def test_no_bed_sounds_an_alarm(name: str) -> None:
    """No glide like a siren, no held tone like a horn, no burst like a bark."""
    runs = tones(heard(name))
    assert (sirens(runs), horns(runs), bursts(heard(name), 300, 1_000)) == (0, 0, 0)


@every_name
@pytest.mark.parametrize(("low", "high"), BANDS)
def test_nobody_walks_behind(name: str, low: float, high: float) -> None:
    """At the rate of steps a bed swells only by chance: a little, and no rate more than others."""
    assert pulse(heard(name), low, high) < 0.2
    assert strongest_beat(heard(name), low, high) < 30


@every_name
def test_no_bed_tires(name: str) -> None:
    """The range where ears are sharpest (2 to 5 kHz) stays 5 dB and more under the whole."""
    sound = heard(name)
    power = np.abs(np.fft.rfft(sound)) ** 2
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    sharp = power[(pitch > 2_000) & (pitch < 5_000)].sum()
    assert 10 * np.log10(sharp / power.sum()) < -5


@every_name
def test_no_bed_whines(name: str) -> None:
    """Above 1 kHz no tone stands out in the long run; crickets, who come and go, come nearest."""
    sound = heard(name)
    rows = np.abs(np.fft.rfft(sound[: len(sound) // 8192 * 8192].reshape(-1, 8192))) ** 2
    power = np.asarray(rows.mean(axis=0))
    pitch = np.fft.rfftfreq(8192, 1 / RATE)
    for low in 1_000 * 2 ** (np.arange(18) / 6):
        own = power[(pitch >= low) & (pitch < low * 2 ** (1 / 6))]
        assert 10 * np.log10(own.max() / np.median(own)) < 12


@pytest.mark.parametrize(("one", "other"), [*combinations(NAMES, 2)])
def test_no_two_beds_are_alike(one: str, other: str) -> None:
    """Their colours are apart by 2 dB and more over thirds of an octave, the level left out."""
    apart = spectrum(heard(one)) - spectrum(heard(other))
    assert np.std(apart) > 2


@every_name
def test_no_bell_is_on_a_handlebar(name: str) -> None:
    """Of a bell, and of a stroke that has just begun, nothing rings on above 2 kHz."""
    for sound in (bell_stroke(template(name).bell), *beat_strokes(template(name).beat, 1)):
        later = sound[RATE // 25 :]
        high = band(later, 2_000, 20_000)
        assert np.sum(high.astype(np.float64) ** 2) < 0.01 * np.sum(sound.astype(np.float64) ** 2)


@every_name
def test_strokes_are_about_as_loud_whatever_is_struck(name: str) -> None:
    """Five thousand of them: as loud as wood, within 3 LU, at each template's own level."""
    strokes = beat_strokes(template(name).beat, 1)
    row = np.concatenate([np.pad(stroke, (0, RATE // 3 - len(stroke))) for stroke in strokes] * 6)
    found = measured([row]).plain + template(name).levels.beat
    assert found == pytest.approx(-38, abs=3)
