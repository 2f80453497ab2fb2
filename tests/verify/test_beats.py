"""Every way in which a beat may go wrong is seen, and a right one reads nothing."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError
from kindpace.session.model import Seconds
from kindpace.timeline.events import BeatWindow
from kindpace.timeline.score import ScoredLine, ScoredWord
from kindpace.verify.beats import drift, faded, part_of, recipe_of, spoken_over
from kindpace.verify.blocks import cut
from kindpace.verify.found import Beats, Numbers
from tests.verify.played import HEIGHT, beaten, beats_of, laid, moments, quiet_bed, spoken, steps

SCORE = steps(40)
PLANNED = moments(SCORE)


def uneven(found: Beats) -> Numbers:
    """How late each beat is, in ms, beside what all share."""
    apart: Numbers = 1000 * (found.late_by - found.late - found.slope * found.planned)
    return apart


def test_a_beat_in_its_place_reads_nothing() -> None:
    """To a fiftieth of a millisecond, from the first to the last."""
    found = beats_of(SCORE, beaten(SCORE, PLANNED))
    assert np.abs(1000 * found.late_by).max() < 0.02
    assert abs(found.slope) < 1e-6
    assert abs(found.late) < 2e-5
    assert found.clear.min() > 20
    assert not found.spoken.any()


@pytest.mark.parametrize("late", [0.05, 0.0251, -0.03])
def test_a_track_that_begins_late_is_late_and_does_not_drift(late: float) -> None:
    """As another encoder makes it, whose delay no player knows."""
    found = beats_of(SCORE, beaten(SCORE, PLANNED + late))
    assert found.late == pytest.approx(late, abs=2e-5)
    assert abs(found.slope) < 1e-6
    assert np.nanmax(np.abs(uneven(found))) < 0.03


@pytest.mark.parametrize("slope", [1e-3, -1e-3, 1e-4, 8e-3])
def test_a_drift_is_told_by_its_slope(slope: float) -> None:
    """From the first beat on, and no beat is uneven beside it."""
    found = beats_of(SCORE, beaten(SCORE, PLANNED * (1 + slope)))
    assert found.slope == pytest.approx(slope, abs=1e-6)
    assert np.isfinite(found.late_by).mean() > 0.97
    assert np.nanmax(np.abs(uneven(found))) < 0.1


def test_a_long_drift_is_followed_beyond_a_step() -> None:
    """Nearly half a second in 90 s, at 165 steps a minute."""
    score = steps(90)
    found = beats_of(score, beaten(score, moments(score) * 1.005))
    assert found.slope == pytest.approx(5e-3, abs=1e-6)
    assert np.nanmax(found.late_by) > 0.4


def test_single_beats_that_stand_wrong_are_seen_one_by_one() -> None:
    """Every tenth, five milliseconds late; the others stay where they are."""
    moved = np.arange(len(PLANNED)) % 10 == 3
    found = beats_of(SCORE, beaten(SCORE, PLANNED + 0.005 * moved))
    assert uneven(found)[moved] == pytest.approx(np.full(moved.sum(), 5.0), abs=0.05)
    assert np.abs(uneven(found)[~moved]).max() < 0.05


def test_missing_beats_are_none_and_the_track_is_followed_past_them() -> None:
    """Ten seconds without, in a track that drifts."""
    gone = (PLANNED > 15) & (PLANNED < 25)
    found = beats_of(SCORE, beaten(SCORE, np.where(gone, np.nan, PLANNED * 1.001)))
    assert np.array_equal(np.isnan(found.late_by), gone)
    assert not found.clear[gone].any()
    assert found.slope == pytest.approx(1e-3, abs=1e-6)


def test_a_track_without_any_beat_has_none() -> None:
    """No noise is taken for one, and nothing is said of its lateness."""
    found = beats_of(SCORE, quiet_bed(40))
    assert np.isnan(found.late_by).all()
    assert (found.slope, found.late) == (0.0, 0.0)


def test_silence_has_none_either() -> None:
    """Not a number is divided by nothing."""
    assert np.isnan(beats_of(SCORE, np.zeros(40 * 44_100, np.float32)).late_by).all()


def test_a_ramp_that_is_played_in_stairs_is_uneven() -> None:
    """150 to 170 steps a minute, in four stairs that meet the ramp at their ends."""
    score = steps(40, 150, 170)
    planned = moments(score)
    number = np.arange(len(planned))
    edges = np.linspace(0, len(planned) - 1, 5).round().astype(int)
    found = beats_of(score, beaten(score, np.interp(number, edges, planned[edges])))
    assert np.nanmax(np.abs(uneven(found))) > 10
    assert np.isfinite(found.late_by).mean() > 0.8
    right = beats_of(score, beaten(score, planned))
    assert np.abs(uneven(right)).max() < 0.03


def test_a_beat_that_waits_in_the_middle_is_seen_from_there_on() -> None:
    """15 ms of bed were pushed in: the first half keeps the line, the second stands beside it."""
    found = beats_of(SCORE, beaten(SCORE, PLANNED + np.where(PLANNED > 25, 0.015, 0)))
    assert np.abs(uneven(found)[PLANNED < 24]).max() < 0.05
    assert np.abs(uneven(found)[PLANNED > 26] - 15).max() < 0.05


@pytest.mark.parametrize("down", [6, 12, 18])
def test_a_soft_beat_is_still_found(down: float) -> None:
    """A listener may turn it down."""
    found = beats_of(SCORE, beaten(SCORE, PLANNED, HEIGHT * 10 ** (-down / 20)))
    assert np.abs(1000 * found.late_by).max() < 0.1


def test_a_beat_under_words_is_found_as_exactly() -> None:
    """Even where words are a good deal louder than it."""
    line = ScoredLine(start=Seconds(10), end=Seconds(16), text="Here we go.")
    sound = beaten(SCORE, PLANNED)
    laid(sound, spoken(6.0, 4), 10.0)
    found = beats_of(replace(SCORE, lines=(line,)), sound)
    assert found.spoken.sum() == 17
    assert np.abs(1000 * found.late_by).max() < 0.3
    assert found.clear[found.spoken].mean() < found.clear[~found.spoken].mean()


def test_the_moments_under_words_are_those_of_lines_and_counts() -> None:
    """From a moment before them to a moment after."""
    line = ScoredLine(start=Seconds(10), end=Seconds(12), text="Here.")
    word = ScoredWord(start=Seconds(20), room=Fraction(1, 3), text="in")
    planned = np.array([9.0, 9.96, 11.0, 12.02, 12.1, 19.93, 20.2, 20.4])
    under = spoken_over(planned, replace(SCORE, lines=(line,), words=(word,)))
    assert under.tolist() == [False, True, True, True, False, True, True, False]


def test_beats_fade_in_and_out_with_their_windows() -> None:
    """Over four steps; windows that touch are one."""
    windows = tuple(BeatWindow(start=Seconds(a), end=Seconds(b)) for a, b in ((5, 15), (15, 25)))
    score = replace(SCORE, windows=windows)
    shares = faded(moments(score), score)
    assert shares[:5].tolist() == [0.25, 0.5, 0.75, 1, 1]
    assert shares[-5:].tolist() == [1, 1, 0.75, 0.5, 0.25]
    assert shares[5:-5].min() == 1


@settings(max_examples=30)
@given(
    slope=st.floats(-0.01, 0.01),
    late=st.floats(-0.1, 0.1),
    wrong=st.sets(st.integers(0, 59), max_size=12),
    cut_at=st.integers(48, 60),
)
def test_the_common_line_is_that_of_most_beats(
    slope: float, late: float, wrong: set[int], cut_at: int
) -> None:
    """Whatever some of them do, and whatever happens near the end."""
    planned: Numbers = np.arange(60, dtype=np.float64) * 0.36
    late_by: Numbers = late + slope * planned
    late_by[list(wrong)] += 0.02
    late_by[cut_at:] += 0.1
    found = drift(planned, late_by)
    if len(wrong) + 60 - cut_at < 15:
        assert found == pytest.approx((slope, late), abs=1e-6)
    assert all(np.isfinite(found))


def test_few_beats_have_a_line_too() -> None:
    """One is late, two tell no slope yet, none say nothing."""
    assert drift(np.array([1.0]), np.array([0.01])) == pytest.approx((0.0, 0.01))
    assert drift(np.array([1.0, 1.5]), np.array([0.01, 0.02])) == pytest.approx((0.0, 0.015))
    assert drift(np.array([1.0]), np.array([np.nan])) == (0.0, 0.0)


def test_a_plan_without_steps_or_windows_has_no_beats() -> None:
    """And nothing is looked for, not even a recipe."""
    still = replace(SCORE, strides=(), beat={})
    assert all(
        not one.times.size for one in part_of(next(cut([np.zeros((9, 1), np.float32)])), still)
    )
    assert beats_of(still, quiet_bed(40)).planned.size == 0


def test_a_recipe_that_is_none_is_told_calmly() -> None:
    """A tag may hold anything."""
    with pytest.raises(KindpaceError) as raised:
        recipe_of(replace(SCORE, beat={"left": "high"}))
    assert raised.value.problems[0].slug == "score-unreadable"
