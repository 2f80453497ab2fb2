import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.flite import SPEAKERS as FLITE
from kindpace.voices.pacing import Curve, known_curve, measured_curve, primary, seconds, sentences
from kindpace.voices.pico import SPEAKERS as PICO
from kindpace.voices.protocol import Spoken, VoiceFailed

from .maker import RATE, silence


def talking(words_a_minute: float) -> Spoken:
    """Ten words at that pace, with silence before and after."""
    length = 60 * 10 / words_a_minute
    tone = np.sin(np.arange(round(length * RATE)) * 0.05).astype(np.float32) * np.float32(0.3)
    return Spoken(samples=np.concatenate([silence(0.4), tone, silence(0.7)]), rate=RATE)


@given(
    factor=st.floats(20, 400),
    power=st.sampled_from([-1.0, -0.8, 0.9, 1.0]),
    pace=st.integers(60, 260),
)
def test_a_curve_through_two_points_finds_every_pace_of_a_power_law(
    factor: float, power: float, pace: int
) -> None:
    """Factors on speed and on length both are such laws."""
    points = tuple((one, factor * one**power) for one in (0.7, 1.9))
    setting = Curve(points=points).setting(pace)
    assert factor * setting**power == pytest.approx(pace, rel=1e-6)


@given(paces=st.tuples(st.integers(40, 300), st.integers(40, 300)))
def test_more_pace_is_always_more_of_the_setting_or_always_less(paces: tuple[int, int]) -> None:
    """Known curves never turn."""
    low, high = sorted(paces)
    for engine, speakers in (("flite", FLITE), ("pico", PICO)):
        for speaker in speakers:
            curve = known_curve(engine, speaker)
            slow, quick = curve.setting(low), curve.setting(high)
            assert slow >= quick if engine == "flite" else slow <= quick


def test_every_measured_point_is_met() -> None:
    """Between three points there are two lines."""
    points = ((0.9, 230.5), (1.0, 208.6), (1.6, 129.3), (2.2, 93.3))
    curve = Curve(points=points)
    assert [curve.setting(pace) for _, pace in points] == pytest.approx([one for one, _ in points])


def test_every_speaker_that_is_offered_is_calibrated() -> None:
    """At its measured points, its setting stays within what the engine takes."""
    assert all(known_curve("flite", name).setting(125) > 1 for name in FLITE)
    assert all(40 < known_curve("pico", name).setting(125) < 90 for name in PICO)
    with pytest.raises(KeyError):
        known_curve("flite", "nobody")


def test_an_engine_is_measured_over_its_own_language() -> None:
    """Two settings are tried on each of its lines; lead and trail don't count."""
    said: list[tuple[str, float]] = []

    def speak(text: str, setting: float) -> Spoken:
        said.append((text, setting))
        return talking(150 / setting * 10 / len(text.split()))

    curve = measured_curve(speak, (1.0, 1.7), "de-AT")
    assert {text for text, _ in said} == set(sentences("de"))
    assert {setting for _, setting in said} == {1.0, 1.7}
    assert curve.setting(150) == pytest.approx(1.0, rel=0.03)
    assert curve.setting(100) == pytest.approx(1.5, rel=0.03)


def test_a_language_without_lines_is_measured_over_english() -> None:
    """Better than a guess."""
    assert sentences("cy") == sentences("en_GB")
    assert (primary("pt_BR"), primary("DE-at"), primary("en")) == ("pt", "de", "en")


def test_an_engine_that_does_not_heed_its_setting_is_told() -> None:
    """No setting would ever give the asked pace."""
    with pytest.raises(VoiceFailed, match="as quickly as before"):
        measured_curve(lambda _text, _setting: talking(150), (1.0, 1.7), "en")


def test_silence_has_no_pace() -> None:
    """Nothing is heard, so nothing is measured."""
    with pytest.raises(VoiceFailed, match="silence"):
        seconds(Spoken(samples=silence(1), rate=RATE))
    assert seconds(talking(100)) == pytest.approx(6, abs=0.06)
