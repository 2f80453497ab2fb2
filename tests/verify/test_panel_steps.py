"""The beat's panel: dots near the plan, diamonds beyond it, crosses where a beat is missing."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from kindpace.timeline.events import BeatWindow
from kindpace.verify.axes import Clock, Plot
from kindpace.verify.drawing import ALARM, PALE_TEAL, TEAL, Sheet, sheet
from kindpace.verify.found import Beats, Found
from kindpace.verify.panel import Panel, lay
from kindpace.verify.panel_steps import beat, cadence, cadences, errors
from tests.verify import maker
from tests.verify.looking import blended, columns, pixels, rows, where

CLOCK = Clock(length=60, left=100, right=1100)
PLAN = maker.score(60)
FOUND = maker.found(60, plan=PLAN)
STEADY = FOUND.beats or maker.beats(PLAN)


def with_beats(beats: Beats) -> Found:
    """The same track with other beats."""
    return replace(FOUND, beats=beats)


def painted(panel: Panel | None) -> tuple[Sheet, Plot]:
    """The panel alone on a sheet."""
    assert panel is not None
    page, plot = sheet(1200, 300), panel.plot(CLOCK, 0)
    lay(page, panel, plot)
    return page, plot


def keys(panel: Panel | None) -> str:
    """All that the key says."""
    assert panel is not None
    return " | ".join(key.text for key in panel.keys)


def test_errors_leave_out_what_is_constant_and_what_is_missing() -> None:
    """Milliseconds; a player's own delay is no fault of a beat."""
    late = np.array([0.026, 0.027, np.nan])
    beats = Beats(
        planned=np.array([1.0, 2, 3]), late_by=late, clear=np.ones(3),
        spoken=np.zeros(3, dtype=bool), slope=0.0, late=0.026,
    )  # fmt: skip
    off = errors(beats)
    assert off.late == pytest.approx([0, 1])
    assert off.missing.tolist() == [3]
    assert off.worst == pytest.approx(1)
    assert "+26.0 ms throughout" in keys(beat(with_beats(beats)))


def test_a_whole_beat_stays_calm() -> None:
    """Within two milliseconds nothing alarms, and the scale is the finest."""
    panel = beat(FOUND)
    page, plot = painted(panel)
    assert (plot.low, plot.high) == (-4, 4)
    assert columns(pixels(page), ALARM) == []
    assert "beyond" not in keys(panel)
    assert "missing" not in keys(panel)


def test_every_beat_of_a_short_track_is_a_dot() -> None:
    """At its moment, at its lateness."""
    beats = replace(
        STEADY,
        planned=np.array([15.0, 45.0]),
        late_by=np.array([0.0015, -0.0015]),
    )
    page, plot = painted(beat(with_beats(beats)))
    seen = pixels(page)
    for moment, late in ((15.0, 1.5), (45.0, -1.5)):
        x, y = round(CLOCK.x(moment)), round(plot.y(late))
        dot = where(seen[y - 8 : y + 8, x - 8 : x + 8], TEAL, 30)
        assert 20 < dot.sum() < 60
        assert np.argwhere(dot).mean(axis=0) == pytest.approx([7.5, 7.5], abs=1)


def test_a_beat_beyond_its_bounds_is_a_diamond_there() -> None:
    """In the colour of alarm, at x of its moment and y of its error."""
    late = np.zeros(len(STEADY.planned))
    late[40] = 0.007
    panel = beat(with_beats(replace(STEADY, late_by=late)))
    page, plot = painted(panel)
    marked = where(pixels(page)[int(plot.top) : int(plot.bottom)], ALARM, 30)
    down, across = np.argwhere(marked).mean(axis=0)
    assert across == pytest.approx(CLOCK.x(STEADY.planned[40]), abs=1.5)
    assert down + plot.top == pytest.approx(plot.y(7), abs=1.5)
    assert "1 beyond" in keys(panel)


def test_missing_beats_are_barred_where_they_would_stand() -> None:
    """At the foot of the panel, from the first to the last of them."""
    late = STEADY.late_by.copy()
    late[50:70] = np.nan
    panel = beat(with_beats(replace(STEADY, late_by=late)))
    page, plot = painted(panel)
    marked = columns(pixels(page)[int(plot.bottom) - 6 : int(plot.bottom)], ALARM)
    assert marked[0] == pytest.approx(CLOCK.x(STEADY.planned[50]), abs=2)
    assert marked[-1] == pytest.approx(CLOCK.x(STEADY.planned[69]), abs=4)
    assert "20 missing" in keys(panel)


def test_a_panel_without_any_found_beat_says_so() -> None:
    """All NaN: a sentence, and no drift that nobody measured."""
    late = np.full(len(STEADY.planned), np.nan)
    beats = replace(STEADY, late_by=late, late=float("nan"), slope=float("nan"))
    panel = beat(with_beats(beats))
    page, _ = painted(panel)
    assert "no planned beat was found" in [word.text for word in page.words]
    assert "nan" not in keys(panel)
    assert "drift" not in keys(panel)


def test_drift_leaves_the_plan_along_a_line() -> None:
    """0.1 %: the scale grows with it, and the last beats stand higher than the first."""
    beats = replace(STEADY, late_by=0.001 * STEADY.planned, slope=0.001)
    panel = beat(with_beats(beats))
    page, plot = painted(panel)
    assert plot.high == 100
    assert "drift +60.00 ms a minute" in keys(panel)
    marked = where(pixels(page)[int(plot.top) : int(plot.bottom)], ALARM, 30)
    first = np.argwhere(marked[:, 100:200])[:, 0].mean()
    last = np.argwhere(marked[:, 900:1000])[:, 0].mean()
    assert first > last + 30


def test_a_long_track_is_drawn_as_a_band() -> None:
    """As high as the beats wander, with gaps where none is planned."""
    planned = np.concatenate((np.arange(0, 20, 0.01), np.arange(40, 60, 0.01)))
    late = np.where(np.arange(len(planned)) % 2, 0.001, -0.001)
    beats = replace(STEADY, planned=planned, late_by=late)
    page, plot = painted(beat(with_beats(beats)))
    band = where(pixels(page)[int(plot.top) : int(plot.bottom)], TEAL, 45).sum(axis=0)
    assert band[300] == pytest.approx(plot.y(-1) - plot.y(1), abs=5)
    assert band[500:700].max() < 3


def test_tracks_without_a_beat_have_no_panel() -> None:
    """Neither one without a plan nor one whose plan is silent."""
    none = np.zeros(0)
    silent = replace(STEADY, planned=none, late_by=none, clear=none, spoken=none.astype(bool))
    assert beat(maker.found(60)) is None
    assert beat(with_beats(silent)) is None
    assert cadence(maker.found(60)) is None
    assert cadence(replace(FOUND, score=replace(PLAN, strides=()))) is None


def test_cadence_follows_the_strides() -> None:
    """Steady, rising, steady; nothing where nobody moves."""
    walk, ramp, run = PLAN.strides
    moments = np.array([0.0, float(ramp.start + ramp.length / 2), float(run.stop) - 0.1, 1000])
    found = cadences(PLAN, moments)
    assert found[:3] == pytest.approx([110, 137.5, 165])
    assert np.isnan(found[3])
    apart = replace(PLAN, strides=(walk, replace(run, start=run.start + 5)))
    assert np.isnan(cadences(apart, np.array([float(walk.stop) + 1])))[0]


def test_the_cadence_is_filled_where_the_beat_sounds() -> None:
    """From the window's beginning to its end."""
    windows = (BeatWindow(start=Fraction(12), end=Fraction(24)),)
    found = replace(FOUND, score=replace(PLAN, windows=windows))
    page, plot = painted(cadence(found))
    foot = pixels(page)[int(plot.bottom) - 6 : int(plot.bottom) - 3]
    filled = columns(foot[:, 100:1100], blended(PALE_TEAL, 0.8))
    assert [filled[0], filled[-1]] == pytest.approx([200, 400], abs=2)
    curve = rows(pixels(page)[:, 1000:1010], TEAL, 25)
    assert np.mean(curve) == pytest.approx(plot.y(165), abs=2)
