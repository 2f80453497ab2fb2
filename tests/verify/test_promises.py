"""Every promise, kept and broken."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.verify.found import Found
from kindpace.verify.promises import broken, moment, worst_beat
from tests.verify.kept import (
    EARS,
    LEVELS,
    LINE,
    PLAYER,
    READING,
    SCORE,
    beats,
    click,
    formed,
    kept,
    labelled,
    stretch,
)


def slugs(found: Found) -> list[str]:
    """What is told of `found`, the worst first."""
    return [one.slug for one in broken(found)]


def late(place: int, seconds: float) -> Found:
    """One beat late among many."""
    late_by = np.zeros(240)
    late_by[place] = seconds
    return kept(beats=beats(late_by))


GONE = replace(LINE, begins=None, likeness=None, clear=None)

BROKEN: dict[str, Callable[[], Found]] = {
    "beats-missing": lambda: late(100, np.nan),
    "beats-uneven": lambda: late(100, 0.003),
    "beats-drift": lambda: kept(beats=beats(slope=1e-3)),
    "beats-shifted": lambda: kept(beats=beats(late=0.026)),
    "line-missing": lambda: kept(lines=[GONE]),
    "line-unlike": lambda: kept(lines=[replace(LINE, likeness=0.1)]),
    "line-moved": lambda: kept(lines=[replace(LINE, begins=5.3)]),
    "line-covered": lambda: kept(lines=[replace(LINE, clear=6.0)]),
    "dead-air": lambda: kept(holes=(stretch(10, 12),)),
    "bed-sinks": lambda: kept(pumping=(stretch(10, 14),)),
    "click-heard": lambda: kept(clicks=(click(3.5),)),
    "quiet-unforeseen": lambda: kept(still=(stretch(20, 95),)),
    "silence-skipped": lambda: kept(
        skipped=(replace(PLAYER, seconds=1.5, share=0.01, first=62.0),)
    ),
    "loudness-high": lambda: kept(levels=replace(LEVELS, integrated=-12.0)),
    "loudness-low": lambda: kept(levels=replace(LEVELS, integrated=-20.0)),
    "sound-clipped": lambda: kept(levels=replace(LEVELS, clipped=40)),
    "peak-high": lambda: kept(levels=replace(LEVELS, true_peak=-0.3)),
    "sound-offset": lambda: kept(levels=replace(LEVELS, offset=-0.02)),
    "mono-thin": lambda: kept(ears=replace(EARS, lost=float("inf"), worst_lost=float("inf"))),
    "mono-thin-once": lambda: kept(ears=replace(EARS, worst_lost=20.0, worst_at=60.0)),
    "ears-lean": lambda: kept(ears=replace(EARS, leaning=-9.0)),
    "bitrate-varies": lambda: kept(reading=formed(bitrate=None)),
    "tag-missing": lambda: kept(reading=replace(READING, tag_version=None)),
}


def test_a_kept_file_is_told_nothing() -> None:
    """With a plan and without."""
    assert slugs(kept()) == slugs(kept(score=None)) == []


@pytest.mark.parametrize("slug", BROKEN)
def test_each_broken_promise_is_told_alone(slug: str) -> None:
    """By its own slug, in words of a readable length."""
    found = BROKEN[slug]()
    (told,) = broken(found)
    assert told.slug == slug
    assert 20 < len(told.what) < 220
    assert "nan" not in told.what
    assert "inf" not in told.what


def test_each_kind_has_a_sentence_of_its_own() -> None:
    """No two read alike."""
    said = {told.what for make in BROKEN.values() for told in broken(make())}
    assert len(said) == len(BROKEN)


def test_all_is_told_at_once_and_what_a_runner_feels_comes_before_labels() -> None:
    """A missing beat stands before a missing tag."""
    many = replace(
        late(5, np.nan),
        reading=replace(READING, tag_version=(2, 4)),
        holes=(stretch(1, 2),),
        levels=replace(LEVELS, integrated=-10.0),
    )
    assert slugs(many) == ["beats-missing", "dead-air", "loudness-high", "tag-version"]


def test_a_sentence_tells_the_place_the_figure_and_how_many_more() -> None:
    """The first place stands for all of them."""
    (told,) = broken(kept(clicks=(click(62.5, 0.21), click(70.0), click(71.0))))
    assert "1:02.50" in told.what
    assert "0.21" in told.what
    assert ", and 2 more" in told.what
    (told,) = broken(late(121, -0.0042))
    assert "At 1:00 the beat stands 4.2 ms before its step; 1 of 240" in told.what


def test_a_track_with_a_plan_is_held_to_half_a_unit_and_others_to_one() -> None:
    """What a directory allows is allowed to strangers."""
    soft = replace(LEVELS, integrated=-16.8)
    assert slugs(kept(levels=soft)) == ["loudness-low"]
    assert slugs(kept(score=None, levels=soft)) == []


def test_a_slice_and_a_session_without_a_word_may_be_soft_and_quiet() -> None:
    """Nobody is there to be loud, or to announce; what is too loud is told all the same."""
    soft: dict[str, Any] = {"levels": replace(LEVELS, integrated=-30.0), "still": (stretch(0, 90),)}
    wordless = replace(SCORE, lines=())
    part = labelled(extra=(("SPAN", "300-390"),))
    assert slugs(kept(**soft)) == ["quiet-unforeseen", "loudness-low"]
    assert slugs(kept(score=wordless, lines=(), **soft)) == []
    assert slugs(kept(reading=part, **soft)) == []
    loud = replace(LEVELS, integrated=-12.0)
    assert slugs(kept(reading=part, levels=loud)) == ["loudness-high"]


def test_sound_too_faint_to_have_a_loudness_is_low() -> None:
    """Silence is no number of LUFS."""
    for faint in (float("-inf"), float("nan")):
        levels = replace(LEVELS, integrated=faint)
        assert slugs(kept(levels=levels)) == ["loudness-low"]


def test_a_drift_is_told_once_and_not_as_uneven_beats() -> None:
    """What all beats share is taken off before each is judged."""
    found = kept(beats=beats(slope=1e-3, late=0.001))
    (told,) = broken(found)
    assert "+1000.0 millionths" in told.what
    assert "+120.0 ms" in told.what


def test_a_short_track_may_tell_its_slope_less_well() -> None:
    """Half a millisecond over the whole is none that a runner feels."""
    assert slugs(kept(beats=beats(slope=4e-6))) == []
    assert slugs(kept(beats=beats(slope=5e-6))) == ["beats-drift"]


def test_beats_of_which_none_is_heard_are_missing_and_nothing_else() -> None:
    """No lateness is told of what isn't there."""
    found = kept(beats=beats(np.full(240, np.nan), slope=float("nan"), late=float("nan")))
    (told,) = broken(found)
    assert "240 of 240" in told.what


def test_where_most_beats_are_gone_nothing_is_told_about_the_others() -> None:
    """A few that seem to be there are chance."""
    late_by = np.full(240, np.nan)
    late_by[::10] = 0.05
    assert slugs(kept(beats=beats(late_by, slope=1e-3))) == ["beats-missing"]


def test_beats_that_jump_once_do_not_drift() -> None:
    """A line through a step has a slope, and explains little of it."""
    planned = np.arange(240) / 2
    late_by = np.where(planned < 60, 0.0, 0.1)
    slope, late = np.polyfit(planned, late_by, 1)
    assert slugs(kept(beats=beats(late_by, slope=float(slope), late=float(late)))) == [
        "beats-uneven",
        "beats-shifted",
    ]


@given(st.lists(st.floats(-0.0019, 0.0019), min_size=240, max_size=240))
def test_any_beats_within_two_milliseconds_pass(late_by: list[float]) -> None:
    """And the worst of them is told as the worst."""
    found = kept(beats=beats(np.array(late_by)))
    assert slugs(found) == []
    assert found.beats is not None
    assert max(map(abs, late_by)) == abs(worst_beat(found.beats)[1])


def test_private_words_are_known_by_their_level_alone() -> None:
    """They have no outline to compare."""
    assert slugs(kept(lines=[replace(LINE, likeness=None)])) == []


def test_moments_are_told_as_a_player_shows_them() -> None:
    """Whole seconds; a place that is no number is the beginning."""
    assert [moment(0.4), moment(61.6), moment(float("nan"))] == ["0:00", "1:02", "0:00"]


def test_one_beat_under_a_words_own_onset_is_not_missing() -> None:
    """Between two that are heard; two in a row are, and so is one that nobody speaks over."""
    one, two = np.zeros(240), np.zeros(240)
    one[100], two[100:102] = np.nan, np.nan
    over, silent = np.ones(240, np.bool_), np.zeros(240, np.bool_)
    assert slugs(kept(beats=replace(beats(one), spoken=over))) == []
    assert slugs(kept(beats=replace(beats(two), spoken=over))) == ["beats-missing"]
    assert slugs(kept(beats=replace(beats(one), spoken=silent))) == ["beats-missing"]
