"""Words over the bed, how clear they stand, and the breath: each at its place."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from kindpace.timeline.events import Phase
from kindpace.timeline.score import ScoredBreath, ScoredWord
from kindpace.verify.axes import Clock, Plot
from kindpace.verify.drawing import ALARM, BLUE, GOLD, PALE_GOLD, TEAL, Sheet, sheet
from kindpace.verify.found import Found, LineFound
from kindpace.verify.panel import Panel, lay
from kindpace.verify.panel_words import HIGHEST, SIGN_ROOM, bed, breath, clearance, outline
from tests.verify import maker
from tests.verify.looking import blended, columns, pixels, rows, where

CLOCK = Clock(length=100, left=100, right=1100)
PLAN = maker.score(100, lines_every=20, breaths=False, counted=0)
FOUND = maker.found(100, plan=PLAN)


def painted(panel: Panel | None) -> tuple[Sheet, Plot]:
    """The panel alone on a sheet."""
    assert panel is not None
    page, plot = sheet(1200, 300), panel.plot(CLOCK, 0)
    lay(page, panel, plot)
    return page, plot


def with_line(number: int, **changes: object) -> Found:
    """The same track with one line heard in another way."""
    lines = list(FOUND.lines)
    lines[number] = replace(lines[number], **changes)  # type: ignore[arg-type]  # names vary
    return replace(FOUND, lines=tuple(lines))


def half(start: float, length: float, phase: Phase = Phase.IN, gain: float = 1) -> ScoredBreath:
    """Half a breath."""
    return ScoredBreath(
        start=Fraction(start), length=Fraction(length), phase=phase, gain=Fraction(gain)
    )


def breathing(*halves: ScoredBreath, words: tuple[ScoredWord, ...] = ()) -> Found:
    """A track that breathes like this."""
    return replace(FOUND, score=replace(PLAN, breaths=halves, words=words))


def test_the_bed_is_a_line_under_the_words() -> None:
    """At its level, and where it sinks the line sinks."""
    floor = np.full(1000, -40.0)
    floor[600:700] = -55
    found = replace(FOUND, levels=replace(FOUND.levels, floor=floor))
    page, plot = painted(bed(found))
    seen = pixels(page)
    for column, level in ((500, -40), (750, -55)):
        line = rows(seen[:, column : column + 6], BLUE, 40)
        assert np.mean(line) == pytest.approx(plot.y(level), abs=2)


def test_spoken_stretches_are_tinted() -> None:
    """From the beginning of each line to its end."""
    page, plot = painted(bed(FOUND))
    tinted = columns(pixels(page)[int(plot.bottom) - 4][None], PALE_GOLD)
    for line in FOUND.lines:
        assert round(CLOCK.x((line.start + line.end) / 2)) in tinted
    assert round(CLOCK.x(FOUND.lines[0].end + 2)) not in tinted


def test_a_line_that_was_not_found_stands_in_alarm() -> None:
    """In both panels at its planned place, and in the keys."""
    found = with_line(2, begins=None, likeness=None, clear=None)
    lost = found.lines[2]
    for panel in (bed(found), clearance(found)):
        page, plot = painted(panel)
        marked = columns(pixels(page)[int(plot.top) : int(plot.bottom)], ALARM, 30)
        assert np.mean(marked) == pytest.approx(CLOCK.x((lost.start + lost.end) / 2), abs=2)
        assert "1 not found" in [word.text for word in page.words]
    assert columns(pixels(painted(bed(FOUND))[0]), ALARM, 30) == []


def test_each_line_stands_as_high_as_it_is_clear() -> None:
    """A dot at its middle."""
    page, plot = painted(clearance(with_line(0, clear=20.0)))
    line = FOUND.lines[0]
    x = round(CLOCK.x((line.start + line.end) / 2))
    dot = rows(pixels(page)[:, x - 6 : x - 2], GOLD, 30)
    assert np.mean(dot) == pytest.approx(plot.y(20), abs=1.5)


def test_a_line_that_is_not_clear_is_a_ring_in_alarm() -> None:
    """Told by shape and colour, and counted in the key."""
    page, plot = painted(clearance(with_line(1, clear=6.0)))
    seen = pixels(page)
    line = FOUND.lines[1]
    x, y = round(CLOCK.x((line.start + line.end) / 2)), round(plot.y(6))
    assert where(seen[y - 6 : y + 6, x - 6 : x + 6], ALARM, 30).sum() > 15
    assert not where(seen[y - 2 : y, x - 2 : x + 1], ALARM, 30).all()
    assert "1 less clear" in [word.text for word in page.words]


def test_an_unknown_clearance_is_no_alarm() -> None:
    """A line without its figure stands at the foot, and beyond all scales at the top."""
    for clear in (None, 90.0):
        page, plot = painted(clearance(with_line(0, clear=clear)))
        assert columns(pixels(page)[int(plot.top) :], ALARM, 30) == []
        assert plot.high == HIGHEST


def test_of_crowded_lines_the_one_to_look_at_is_shown() -> None:
    """The missing one before the covered one before the clear one."""
    crowd = tuple(
        LineFound(start=50 + n / 100, end=50.5 + n / 100, text="Hm.", begins=50.0, likeness=1.0,
                  clear=15.0)
        for n in range(20)
    )  # fmt: skip
    lost = replace(crowd[7], begins=None, clear=None)
    page, plot = painted(clearance(replace(FOUND, lines=(*crowd[:7], lost, *crowd[8:]))))
    seen = pixels(page)[int(plot.top) : int(plot.bottom)]
    assert columns(seen, ALARM, 30)
    assert len(columns(seen, GOLD, 30)) <= 2 * SIGN_ROOM


def test_foreign_tracks_have_none_of_these_panels() -> None:
    """Nor does a plan without lines or breath have theirs."""
    foreign = maker.found(100)
    assert (bed(foreign), clearance(foreign), breath(foreign)) == (None, None, None)
    assert clearance(replace(FOUND, lines=())) is None
    assert breath(FOUND) is None


def test_breathing_in_goes_up_and_out_goes_down() -> None:
    """Each hill over its own stretch, as high as it is strong."""
    page, plot = painted(breath(breathing(half(20, 4), half(24, 4, Phase.OUT, 0.5))))
    seen = pixels(page)[int(plot.top) : int(plot.bottom)]
    zero = plot.y(0) - plot.top
    into, out = where(seen, blended(TEAL, 0.8)), where(seen, blended(BLUE, 0.8))
    assert np.flatnonzero(into.any(axis=0)).mean() == pytest.approx(CLOCK.x(22), abs=2)
    assert np.flatnonzero(out.any(axis=0)).mean() == pytest.approx(CLOCK.x(26), abs=2)
    assert np.flatnonzero(into.any(axis=1)).max() <= zero + 1
    assert np.flatnonzero(out.any(axis=1)).min() >= zero - 1
    assert into.any(axis=1).sum() == pytest.approx(2 * out.any(axis=1).sum(), abs=3)


def test_a_hill_is_half_a_sine() -> None:
    """From nothing over its gain to nothing."""
    xs, heights = outline([half(20, 10, gain=0.5)], CLOCK)
    at = {moment: heights[np.abs(xs - CLOCK.x(moment)).argmin()] for moment in (19, 20, 25, 30, 31)}
    assert [at[moment] for moment in (19, 25, 31)] == pytest.approx([0, 0.5, 0])
    assert heights.max() == pytest.approx(0.5)
    assert xs[0] == CLOCK.left
    assert xs[-1] == CLOCK.right


def test_breaths_too_narrow_for_hills_show_their_strength() -> None:
    """A band as high as they are strong, without a comb's teeth."""
    long = Clock(length=10_000, left=100, right=1100)
    halves = [half(1000 + 2 * n, 1, gain=0.25 if n < 500 else 1) for n in range(1000)]
    xs, heights = outline(halves, long)
    weak, strong = (xs > 210) & (xs < 290), (xs > 310) & (xs < 395)
    assert set(heights[weak].tolist()) == {0.25}
    assert set(heights[strong].tolist()) == {1.0}
    assert not heights[xs < 195].any()
    assert not outline([], long)[1].any()


def test_counted_words_are_diamonds_on_their_footfalls() -> None:
    """And a bar where they stand too close."""
    words = tuple(
        ScoredWord(start=Fraction(start), room=Fraction(1, 2), text="in") for start in (20, 60)
    )
    close = tuple(replace(words[0], start=Fraction(80 + n, 1)) for n in range(5))
    found = breathing(half(10, 1), words=words + close)
    page, plot = painted(breath(found))
    marked = columns(pixels(page)[int(plot.bottom) - 14 : int(plot.bottom)], GOLD, 30)
    for moment in (20, 60):
        near = [column for column in marked if abs(column - CLOCK.x(moment)) < 12]
        assert np.mean(near) == pytest.approx(CLOCK.x(moment), abs=6)
    assert "7 counted words" in [word.text for word in page.words]
