"""An outline, laid over a track."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.sound.outline import AFTER, BEFORE, band_weights, powers
from kindpace.sound.take import Frames
from kindpace.timeline.score import ScoredLine
from kindpace.verify.fitting import EACH, Track, bridged, decibels_of, fitted, likeness, points
from tests.verify.played import said


def seen(sound: Frames, *taken: tuple[float, float]) -> Track:
    """`sound` as a track of levels; `taken` are stretches (s) that belong to other words."""
    levels = powers(np.pad(sound, (BEFORE, AFTER)), band_weights())
    flags = np.zeros(len(levels) + 400, np.bool_)
    for start, end in taken:
        flags[round(start / EACH) : round(end / EACH)] = True
    return Track(voice=levels[:, 0], tinted=levels[:, 1], loud=levels[:, 0], taken=flags)


SCORE, SOUND = said([(5.0, 2.4, 1), (12.0, 0.5, 2), (20.0, 2.4, 3)])
TRACK = seen(SOUND)


def there(line: ScoredLine, late: float = 0.0, track: Track = TRACK) -> tuple[float, float]:
    """How many ms late `line` is, and how like."""
    lag, alike = fitted(line, track, late)
    return 1000 * EACH * lag, alike


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_line_is_known_in_its_place(number: int) -> None:
    """Long or short."""
    lag, alike = there(SCORE.lines[number])
    assert abs(lag) <= 10
    assert alike > 0.9


@pytest.mark.parametrize("moved", [-1.2, -0.3, 0.07, 0.3, 1.4])
def test_a_line_that_was_moved_is_known_where_it_is(moved: float) -> None:
    """Up to a second and a half to either side."""
    _, sound = said([(5.0 + moved, 2.4, 1)])
    lag, alike = there(SCORE.lines[0], track=seen(sound))
    assert lag == pytest.approx(1000 * moved, abs=12)
    assert alike > 0.9


def test_it_is_looked_for_around_where_the_track_runs() -> None:
    """A track that is ten seconds late has its lines ten seconds late."""
    lag, alike = there(replace(SCORE.lines[0], start=SCORE.lines[0].start - 10), 10 / EACH)
    assert lag == pytest.approx(10_000, abs=12)
    assert alike > 0.9


def test_another_line_is_another() -> None:
    """Of the same length, in its place."""
    first, _, third = SCORE.lines
    assert there(replace(third, start=first.start))[1] < 0.3
    assert there(replace(first, start=third.start))[1] < 0.3


def test_the_bed_is_no_line() -> None:
    """Not even a short one."""
    assert there(replace(SCORE.lines[1], start=SCORE.lines[0].start + 5))[1] < 0.3


def test_a_line_at_another_level_is_the_same_line() -> None:
    """The listener may turn the voice down."""
    lag, alike = there(SCORE.lines[0], track=seen(SOUND * np.float32(0.7)))
    assert abs(lag) <= 10
    assert alike > 0.9


def test_a_line_half_in_the_track_is_known_by_that_half() -> None:
    """A slice may begin in the middle of it; of one that is hardly in, nothing is said."""
    late = seen(SOUND[6 * 44_100 :])
    line = replace(SCORE.lines[0], start=SCORE.lines[0].start - 6)
    assert there(line, track=late)[1] > 0.9
    assert there(replace(line, start=line.start - 3), track=late) == (0.0, 0.0)


def test_words_right_beside_a_line_are_no_part_of_it() -> None:
    """Where others are planned, no silence is looked for."""
    score, sound = said([(5.0, 2.4, 1), (7.42, 2.0, 2)])
    alone, aware = seen(sound), seen(sound, (7.42, 9.42))
    assert there(score.lines[0], track=aware)[1] > there(score.lines[0], track=alone)[1]


@given(st.integers(0, 99))
def test_likeness_lies_between_nothing_and_all(seed: int) -> None:
    """And a row is wholly like itself, at any level."""
    dice = np.random.default_rng(seed)
    level, tint = -15 * dice.random(20), 3 * dice.random(20)
    level[0] = 0
    rows = np.stack((level - 30, -15 * dice.random(20)))
    alike = likeness(level, tint, rows, np.stack((tint, 3 * dice.random(20))))
    assert alike[0] == pytest.approx(1)
    assert 0 <= alike[1] < 1


def test_points_are_the_means_of_four_levels() -> None:
    """Between two, by shares of both."""
    levels = np.array([1.0, 2, 3, 4, 5, 6, 7, 8])
    track = Track(voice=levels, tinted=2 * levels, loud=levels, taken=np.zeros(400, np.bool_))
    power, tint = points(track, np.array([[0.0, 2.0, 2.5]]))
    assert 10 ** (power / 10) == pytest.approx(np.array([[2.5, 4.5, 5.0]]))
    assert tint == pytest.approx(2)


def test_a_beat_is_bridged_in_a_straight_line() -> None:
    """What stood under it can be guessed from both sides; all hidden, it stays as it was."""
    levels = np.full(100, 0.01)
    struck = levels.copy()
    struck[50:53] = 1.0
    assert np.allclose(bridged(struck, np.array([0.501])), levels)
    assert np.array_equal(bridged(struck[:2], np.array([0.0])), struck[:2])
    assert np.array_equal(bridged(struck, np.zeros(0)), struck)


def test_silence_is_120_decibels_down() -> None:
    """Never further."""
    assert decibels_of(0.0) == -120
