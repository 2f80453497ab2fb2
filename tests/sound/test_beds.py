"""The bed: steady, seeded, and never coming round."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.library import shipped
from kindpace.sound.beds import CROSS, TILE, Bed, bed, waves
from kindpace.sound.loudness import measured
from kindpace.sound.span import RATE, Ask, Span
from kindpace.sound.templates import Brook, Noise, Tones, Waves, template_names
from tests.sound.maker import over, template, whole

ALL = template_names([shipped("audio_templates")])
MINUTE = 60 * RATE


@cache
def made(name: str) -> Bed:
    """The bed of a template, made once."""
    return bed(template(name), 0)


@cache
def grounds(name: str, *kinds: type) -> Ask:
    """What goes on all the time in a template's bed: its layers of some `kinds`."""
    known = template(name)
    layers = tuple(layer for layer in known.bed if isinstance(layer, kinds))
    return bed(known.model_copy(update={"bed": layers}), 0).middle


@pytest.fixture(scope="module", params=ALL)
def name(request: pytest.FixtureRequest) -> str:
    """Each template that kindpace brings along."""
    return str(request.param)


@pytest.fixture(scope="module")
def middle(name: str) -> Ask:
    """What both ears hear of its bed."""
    return made(name).middle


def test_a_bed_stands_at_its_level(name: str, middle: Ask) -> None:
    """Within 1 LU of what the template says, and steady within 6 LU, waves included."""
    found = measured([whole(middle, MINUTE)])
    assert found.plain == pytest.approx(template(name).levels.bed, abs=1)
    assert np.ptp(np.percentile(found.momentary, [2, 98])) < 6


def test_a_bed_never_comes_round(name: str) -> None:
    """A minute laid on itself, later by any time, never agrees with more than a tile."""
    sound = whole(grounds(name, Noise, Brook), MINUTE)
    size = 1 << 23
    power = np.abs(np.fft.rfft(sound, size)) ** 2
    likeness = np.fft.irfft(power)
    assert np.abs(likeness[RATE:MINUTE]).max() < 0.2 * likeness[0]


def test_a_bed_has_no_clicks(name: str) -> None:
    """Where tiles cross, the sound moves no faster than elsewhere."""
    sound = whole(grounds(name, Noise, Brook, Tones), MINUTE)
    jumps = np.abs(np.diff(sound))
    seams = np.concatenate([jumps[n * TILE - 50 : n * TILE + CROSS + 50] for n in range(1, 8)])
    assert seams.max() <= 1.6 * np.percentile(jumps, 99.99)


def test_the_ears_differ_but_sum_to_one(name: str) -> None:
    """What differs is weaker than what is shared, and unlike it."""
    middle, side = (over(ask, Span(0, 20 * RATE)) for ask in (made(name).middle, made(name).side))
    assert 0.1 < np.std(side) / np.std(middle) < 0.6
    assert abs(np.corrcoef(middle, side)[0, 1]) < 0.25


def test_another_session_gets_another_stretch() -> None:
    """The session's seed lays the tiles; the same seed lays them the same."""
    one, same, other = (
        over(bed(template("rain"), seed).middle, Span(0, RATE)) for seed in (1, 1, 2)
    )
    assert one.tobytes() == same.tobytes()
    assert one.tobytes() != other.tobytes()


@settings(max_examples=15)
@given(st.integers(0, 40 * RATE), st.integers(1, 3 * RATE), st.sampled_from(ALL))
def test_any_span_of_a_bed_is_that_span_of_the_whole(start: int, length: int, name: str) -> None:
    """Bit for bit: tiles, gusts, birds and drops alike."""
    middle = made(name).middle
    wide = Span(max(0, start - 99_991), start + length + 12_345)
    span = Span(start, start + length)
    assert over(middle, wide)[span.within(wide)].tobytes() == over(middle, span).tobytes()


@pytest.mark.parametrize("name", ALL)
def test_small_sounds_stay_small(name: str) -> None:
    """No bird, drop or cricket stands out so far that it could startle."""
    loudest = measured([whole(made(name).middle, MINUTE)]).momentary.max()
    assert loudest < template(name).levels.bed + 5


@pytest.mark.parametrize("name", ALL)
def test_no_bed_is_shrill(name: str) -> None:
    """Steady noise has more below 1 kHz than above 4 kHz, so an hour of it is easy."""
    layers = [layer for layer in template(name).bed if isinstance(layer, Noise)]
    assert all(layer.tilt < 0 for layer in layers)
    sound = whole(made(name).middle, 10 * RATE)
    power = np.abs(np.fft.rfft(sound)) ** 2
    pitch = np.fft.rfftfreq(len(sound), 1 / RATE)
    assert power[pitch < 1_000].sum() > 4 * power[pitch > 4_000].sum()


def test_waves_of_one_sound_roll_in_together() -> None:
    """All layers swell at the same moments; the wash comes as late as it says."""
    recipe = Waves(every=9, depth=12)
    span = Span(0, 60 * RATE)
    swell = np.asarray(waves(recipe, span, (1, 2)).over(span))
    later = np.asarray(waves(recipe.model_copy(update={"late": 2}), span, (1, 2)).over(span))
    assert np.allclose(swell[: -2 * RATE], later[2 * RATE :], atol=1e-6)
    crests = np.flatnonzero(np.diff(np.sign(np.diff(swell[:: RATE // 10]))) < 0) / 10
    assert 4 <= np.diff(crests).min() <= np.diff(crests).max() <= 14


def test_waves_stay_between_trough_and_crest() -> None:
    """`depth` dB lie between the deepest and the highest there can be."""
    span = Span(0, 300 * RATE)
    gains = 20 * np.log10(waves(Waves(every=6, depth=10), span, (3,)).over(span))
    assert -5.01 <= gains.min() < -3
    assert 3 < gains.max() <= 5.01
