"""Breath that suits the gait, in short windows, at the right time."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.breathing import guided, rate, slow_after, window
from kindpace.problems import Weight
from kindpace.session.model import FLOW, Count, Pattern
from tests.care.maker import (
    Stretch,
    breathing,
    counting,
    mark,
    plan,
    run,
    seconds,
    session,
    sit,
    slugs,
    stand,
    steps,
    timeline,
    walk,
    with_cues,
)

RUN = (walk(5), run(20, 160), walk(5))


@given(
    inhale=st.integers(1, 8),
    exhale=st.integers(1, 8),
    cadence=st.integers(60, 220),
)
def test_the_rate_is_the_cadence_over_the_steps(inhale: int, exhale: int, cadence: int) -> None:
    """At f steps a minute and n steps a breath, every half breath tells f/n breaths a minute."""
    pattern = steps(inhale, exhale)
    legs = (run(2, cadence),)
    laid = timeline(legs, breaths=breathing(0, 60, pattern, cadence))
    rates = {one.rate for one in guided(session(legs), laid)}
    assert rates == {Fraction(cadence, inhale + exhale)}


def test_a_counted_word_tells_the_same_rate_as_a_sounded_breath() -> None:
    """Words know their pattern from the count that they belong to, or from the part's plan."""
    own = Count(cycles=2, pattern=steps(3, 2), mark=mark(31), place=FLOW)
    parts = Count(cycles=2, pattern=None, mark=mark(32), place=FLOW)
    script = with_cues(session(RUN), 1, own, parts, breath=plan(steps(4, 4), 33))
    words = (*counting(600, 5, 160, 31), *counting(700, 8, 160, 32), *counting(800, 8, 160, 33))
    laid = timeline(RUN, words=words)
    assert [one.rate for one in guided(script, laid)] == [32] * 5 + [20] * 16


@pytest.mark.parametrize(
    ("legs", "pattern", "cadence", "found"),
    [
        ((run(10, 165),), steps(3, 2), 165, None),
        ((run(10, 165),), steps(4, 4), 165, None),
        ((run(10, 150),), steps(4, 4), 150, Weight.LOOK),
        ((run(10, 150),), steps(5, 5), 150, Weight.MEND),
        ((run(10, 170),), steps(2, 1), 170, Weight.LOOK),
        ((run(10, 170),), steps(1, 1), 170, Weight.MEND),
        ((walk(10, 98),), steps(4, 5), 98, None),
        ((walk(10, 98),), steps(5, 5), 98, Weight.LOOK),
        ((walk(10, 96),), steps(8, 8), 96, Weight.MEND),
        ((stand(5),), seconds(4, 6), 60, None),
        ((stand(5),), seconds(2, 1), 60, Weight.LOOK),
        ((sit(5),), seconds(5, 5), 60, None),
        ((sit(5),), seconds(6, 7), 60, Weight.LOOK),
        ((sit(5),), seconds(8, 8), 60, Weight.MEND),
    ],
)
def test_each_gait_has_its_own_breath(
    legs: tuple[Stretch, ...], pattern: Pattern, cadence: int, found: Weight | None
) -> None:
    """The same pattern may suit one gait and cadence and not another."""
    laid = timeline(legs, breaths=breathing(10, 70, pattern, cadence))
    told = list(rate(session(legs), laid))
    assert [problem.weight for problem in told] == ([found] if found else [])


def test_a_rate_out_of_bounds_is_told_once_for_a_part_at_its_worst() -> None:
    """Hundreds of breaths make one finding, on the line of the breath."""
    slow, slower = steps(4, 4), steps(4, 5)
    breaths = (*breathing(600, 660, slow, 150), *breathing(660, 720, slower, 150))
    (told,) = rate(session(RUN), timeline(RUN, breaths=breaths))
    assert told.where == mark(4000)
    assert "4:5" in told.what
    assert "16.7" in told.what


def test_three_minutes_of_breath_after_settling_are_fine() -> None:
    """A window of three minutes, five minutes into the run."""
    laid = timeline(RUN, breaths=breathing(600, 780, steps(3, 2), 160))
    assert slugs(window(session(RUN), laid)) == []


def test_a_long_window_is_noticed() -> None:
    """Five minutes at one go, though a pause of some seconds lies between."""
    pattern = steps(3, 2)
    breaths = (*breathing(600, 750, pattern, 160), *breathing(760, 900, pattern, 160))
    (told,) = window(session(RUN), timeline(RUN, breaths=breaths))
    assert (told.slug, told.where, told.weight) == ("breath/window", mark(4000), Weight.LOOK)


def test_a_real_release_makes_two_windows() -> None:
    """The same breath with half a minute of freedom in it passes."""
    pattern = steps(3, 2)
    breaths = (*breathing(600, 750, pattern, 160), *breathing(785, 925, pattern, 160))
    assert slugs(window(session(RUN), timeline(RUN, breaths=breaths))) == []


def test_breath_before_settling_is_noticed() -> None:
    """Two minutes into the running is early; the warm-up walk before it does not count."""
    laid = timeline(RUN, breaths=breathing(420, 480, steps(3, 2), 160))
    assert slugs(window(session(RUN), laid)) == ["breath/window-early"]


def test_breath_while_walking_needs_no_settling() -> None:
    """A walking window before the run is a way to learn it."""
    laid = timeline(RUN, breaths=breathing(60, 180, steps(3, 3), 110))
    assert slugs(window(session(RUN), laid)) == []


def test_breath_all_along_is_noticed_but_may_be_a_lesson() -> None:
    """Half of the running under guidance: too much for most runs, fine for a lesson."""
    pattern = steps(3, 2)
    breaths = [
        half
        for start in (540, 760, 980)
        for half in breathing(start, start + 180, pattern, 160, 4000 + start)
    ]
    laid = timeline(RUN, breaths=breaths)
    (told,) = window(session(RUN), laid)
    assert (told.slug, told.where) == ("breath/window-share", mark(4540))
    assert "45 %" in told.what
    assert slugs(window(session(RUN, topics=("lesson",)), laid)) == []


def test_windows_are_a_matter_of_moving() -> None:
    """Ten minutes of slow breath on a chair break no rule of the road."""
    legs = (sit(12),)
    laid = timeline(legs, breaths=breathing(30, 630, seconds(4, 6)))
    assert slugs(window(session(legs), laid)) == []
    assert slugs(slow_after(session(legs), laid)) == []


@pytest.mark.parametrize(("minutes", "found"), [(1, True), (2.5, True), (3, False), (5, False)])
def test_slow_breath_waits_for_three_minutes_of_walking(minutes: float, *, found: bool) -> None:
    """Standing and breathing slowly comes after the legs have brought the blood back."""
    legs = (walk(5), run(10), walk(minutes), stand(2))
    start = 60 * (15 + minutes)
    laid = timeline(legs, breaths=breathing(start, start + 60, seconds(4, 6)))
    assert slugs(slow_after(session(legs), laid)) == (["breath/slow-after"] if found else [])


def test_quicker_breath_and_breath_before_any_run_may_come_at_once() -> None:
    """Only slow breath after running waits."""
    legs = (stand(2), walk(5), run(10), walk(1), stand(1))
    breaths = (*breathing(0, 60, seconds(4, 6)), *breathing(1090, 1130, seconds(2, 3)))
    assert slugs(slow_after(session(legs), timeline(legs, breaths=breaths))) == []
