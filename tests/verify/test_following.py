"""Lateness is followed as a track goes on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.verify.following import DOZEN, around, followed, line_through
from kindpace.verify.found import Numbers
from kindpace.verify.onsets import Onsets

PLANNED = 2 + np.arange(150) * 60 / 165
FEET = np.arange(150) % 2


def heard(times: Numbers, *, noise: int = 3, seed: int = 1) -> tuple[Onsets, Onsets]:
    """Both feet's beats at `times` (NaN: none), with `noise` faint onsets to each beat."""
    dice = np.random.default_rng(seed)
    feet = []
    for foot in (0, 1):
        own = times[FEET == foot]
        own = own[np.isfinite(own)]
        more = dice.random(noise * len(times)) * 60
        every = np.concatenate((own, more))
        clear = np.concatenate((np.full(len(own), 40.0), 4 + 2 * dice.random(len(more))))
        order = np.argsort(every)
        feet.append(Onsets(times=every[order], heights=clear[order] / 200, clear=clear[order]))
    return feet[0], feet[1]


@settings(max_examples=40, deadline=None)
@given(st.floats(-0.009, 0.009), st.floats(-0.1, 0.1), st.integers(0, 99))
def test_any_drift_and_any_lateness_is_followed(slope: float, late: float, seed: int) -> None:
    """To a third of a millisecond."""
    where = late + slope * PLANNED
    lags, agreed = followed(PLANNED, FEET, heard(PLANNED + where, seed=seed))
    assert np.abs(lags - where).max() < 3e-4
    assert agreed.all()


def test_a_gap_is_crossed_straight_on() -> None:
    """Half a minute without beats, in a track that drifts by 0.5 %."""
    gone = (PLANNED > 15) & (PLANNED < 45)
    where = 0.005 * PLANNED
    lags, agreed = followed(PLANNED, FEET, heard(np.where(gone, np.nan, PLANNED + where)))
    assert np.abs(lags - where).max() < 1e-3
    inside = (PLANNED > 15 + DOZEN * 0.4) & (PLANNED < 45 - DOZEN * 0.4)
    assert not agreed[inside].any()


def test_a_jump_is_followed_within_a_dozen() -> None:
    """60 ms of the track were cut out."""
    where = np.where(PLANNED > 30, -0.06, 0.0)
    lags, _ = followed(PLANNED, FEET, heard(PLANNED + where))
    assert np.abs(lags - where)[np.abs(PLANNED - 30) > DOZEN * 0.4].max() < 1e-3


def test_noise_alone_agrees_on_nothing() -> None:
    """Neither does silence."""
    nothing = np.full(len(PLANNED), np.nan)
    lags, agreed = followed(PLANNED, FEET, heard(nothing, noise=1))
    assert agreed.mean() < 0.1
    lags, agreed = followed(PLANNED, FEET, heard(nothing, noise=0))
    assert not agreed.any()
    assert not lags.any()


def test_no_beats_are_followed_to_nowhere() -> None:
    """A plan may have none."""
    lags, agreed = followed(np.zeros(0), np.zeros(0, np.int64), heard(PLANNED))
    assert lags.size == agreed.size == 0


def test_faint_onsets_count_for_nobody() -> None:
    """Only what stands out is looked at, and nothing counts for more than plain."""
    feet = heard(np.array([*PLANNED[:149], np.nan]), noise=0)
    beat, apart, clear = around(PLANNED[:5], FEET[:5], feet, 0.1)
    assert beat.tolist() == [0, 1, 2, 3, 4]
    assert np.abs(apart).max() < 1e-9
    assert set(clear) == {30.0}


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_straight_line_is_found_exactly(slope: float, level: float) -> None:
    """By weight, unless it is too short to tell its slope."""
    place = np.array([0.0, 1.0, 4.0, 9.0])
    weight = np.array([1.0, 2.0, 0.5, 3.0])
    assert line_through(place, level + slope * place, weight) == pytest.approx((slope, level))
    assert line_through(place[:2], level + slope * place[:2], weight[:2])[0] == 0
