"""Beds that stop, and beds that pump."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from kindpace.session.model import Seconds
from kindpace.sound.span import RATE
from kindpace.timeline.score import Score, ScoredSpan
from kindpace.verify.air import busy, clear, ducks, floor_of, part_of, together
from kindpace.verify.found import Stretch
from tests.verify.studio import Samples, blocks, floor, noise, quiet, voice

LENGTH = 36.0
TIME = np.arange(round(LENGTH * RATE)) / RATE


def heard(sound: Samples, score: Score | None) -> tuple[Sequence[Stretch], Sequence[Stretch]]:
    """The holes and the pumping of a mono track."""
    taken = None if score is None else busy(score)
    return together([part_of(one, clear(one), taken) for one in blocks(sound)], score)


@cache
def bed() -> Samples:
    """A steady bed with slow weather in its lower part, and the planned line over it."""
    weather = 10 ** (3 * np.sin(2 * np.pi * TIME / 9) / 20)
    sound = noise(LENGTH, -40) * weather + noise(LENGTH, -46, seed=2)
    said = voice(3.0)
    step = 1 - 0.65 * np.clip(np.minimum(TIME - 9.4, 14.5 - TIME) / 0.5, 0, 1)
    sound = sound * step
    sound[10 * RATE : 10 * RATE + len(said)] += said
    made = np.asarray(sound, np.float32)
    made.flags.writeable = False
    return made


def gained(sound: Samples, start: float, stop: float, gain: float) -> Samples:
    """`sound` times `gain` from `start` to `stop` seconds."""
    changed = sound.copy()
    changed[round(start * RATE) : round(stop * RATE)] *= np.float32(gain)
    return changed


def test_a_bed_with_weather_and_a_planned_duck_is_whole() -> None:
    """What is planned is no fault."""
    assert heard(bed() + floor(LENGTH), quiet(LENGTH)) == ((), ())


@pytest.mark.parametrize(("start", "stop"), [(20, 22), (25.03, 25.53), (30, 30.45)])
def test_a_hole_in_the_bed_is_found_though_the_floor_goes_on(start: float, stop: float) -> None:
    """To a tenth of a second or so."""
    holes, pumping = heard(gained(bed(), start, stop, 0) + floor(LENGTH), quiet(LENGTH))
    assert len(holes) == 1
    assert holes[0].start == pytest.approx(start, abs=0.15)
    assert holes[0].end == pytest.approx(stop, abs=0.15)
    assert pumping == ()


def test_a_hole_under_words_is_found_where_all_is_gone() -> None:
    """The voice and the bed under it."""
    holes, _ = heard(gained(bed(), 11, 12, 0) + floor(LENGTH), quiet(LENGTH))
    assert len(holes) == 1
    assert holes[0].start == pytest.approx(11, abs=0.15)


@pytest.mark.parametrize("rate", [0.4, 1.5])
def test_a_bed_that_pumps_is_found(rate: float) -> None:
    """Going down by 12 dB, slowly or with the breath, while nobody speaks."""
    gain = np.where(
        (TIME > 18) & (TIME < 30), 10 ** (-6 * (1 - np.cos(6.283 * rate * TIME)) / 20), 1
    )
    holes, pumping = heard((bed() * gain).astype(np.float32) + floor(LENGTH), quiet(LENGTH))
    assert holes == ()
    assert len(pumping) == 1
    assert 17.9 < pumping[0].start < 21
    assert 27 < pumping[0].end < 30.2


def test_a_bed_that_steps_back_for_nobody_is_found() -> None:
    """A duck of 9 dB without its words."""
    _, pumping = heard(gained(bed(), 20, 23, 0.35) + floor(LENGTH), quiet(LENGTH))
    assert len(pumping) == 1
    assert pumping[0].start == pytest.approx(20, abs=0.2)
    assert pumping[0].end == pytest.approx(23, abs=0.2)


def test_a_file_without_a_plan_may_be_as_it_likes_but_not_silent() -> None:
    """Half a second of silence may be meant; two seconds are dead air."""
    sound = gained(gained(bed(), 5, 5.6, 0), 20, 23, 0)
    holes, pumping = heard(sound, None)
    assert [(one.start, one.end) for one in holes] == [(20.0, 23.0)]
    assert pumping == ()
    assert heard(gained(bed(), 20, 23, 0.1), None) == ((), ())


def test_music_may_rise_and_fall() -> None:
    """Only where nothing at all is left, or nothing for two seconds, is there a hole."""
    score = replace(quiet(LENGTH), music=True)
    waving = (bed() * (0.02 + 0.98 * np.abs(np.sin(TIME)))).astype(np.float32)
    assert heard(waving + floor(LENGTH), score) == ((), ())
    holes, _ = heard(gained(waving, 20, 23, 0) + floor(LENGTH), score)
    assert [(one.start, one.end) for one in holes] == [(20.0, 23.0)]
    holes, _ = heard(gained(waving + floor(LENGTH), 20, 20.5, 0), score)
    assert [(one.start, one.end) for one in holes] == [(20.0, 20.5)]


def test_the_coming_and_going_of_a_bed_is_no_hole() -> None:
    """Three seconds in, four out."""
    fade = np.clip(np.minimum(TIME / 3, (LENGTH - TIME) / 4), 0, 1)
    assert heard((bed() * fade).astype(np.float32) + floor(LENGTH), quiet(LENGTH)) == ((), ())


def test_a_track_without_a_bed_has_none_to_lose() -> None:
    """The floor alone, by wish."""
    assert heard(floor(LENGTH), quiet(LENGTH)) == ((), ())
    assert together([], quiet(LENGTH)) == ((), ())


def test_what_is_busy_is_in_order_and_apart() -> None:
    """Beats, words with all that a bed does for them, and files."""
    play = ScoredSpan(start=Seconds(30), end=Seconds(33))
    score = replace(quiet(LENGTH), plays=(play,))
    assert ducks(score).round(3).tolist() == [[9.4, 14.5], [29.4, 34.5]]
    taken = busy(score)
    assert (taken[1:, 0] > taken[:-1, 1]).all()
    assert (taken[:, 1] > taken[:, 0]).all()
    calm = replace(score, windows=(), lines=(), plays=())
    assert busy(calm).shape == (0, 2)


def test_the_floor_of_a_track_leaves_out_what_is_too_low_to_hear() -> None:
    """20 Hz at -27 dBFS adds nothing to a bed at -60 dBFS."""
    parts = [part_of(one, clear(one), None) for one in blocks(noise(12, -60) + floor(12))]
    levels = floor_of(parts)
    assert len(levels) == 120
    assert np.median(levels) == pytest.approx(-60.5, abs=1.0)
    silent = [part_of(one, clear(one), None) for one in blocks(np.zeros(RATE, np.float32))]
    assert floor_of(silent).tolist() == [-120.0] * 10
