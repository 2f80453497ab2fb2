"""A panel's frame, and stretches of time as stretches of pixels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.verify.axes import Clock, Plot
from kindpace.verify.drawing import ALARM, GOLD, INK, PAPER, TEAL, Shape, Sheet, sheet
from kindpace.verify.panel import HEAD, Key, Panel, covered, lay, shade, spans_x, stretches
from tests.verify.looking import clashes, columns, pixels, rows, where

CLOCK = Clock(length=100, left=100, right=600)


def panel(*keys: Key, name: str = "Beat") -> Panel:
    """A panel whose curve is one box over its left half."""

    def paint(drawn: Sheet, plot: Plot) -> None:
        middle = (plot.clock.left + plot.clock.right) / 2
        drawn.box((plot.clock.left, plot.top, middle, plot.bottom), TEAL)

    ticks = ((0.0, "0"), (1.0, "1"))
    return Panel(name=name, keys=keys, height=80, low=0, high=1, ticks=ticks, paint=paint)


def test_a_plot_lies_under_the_panels_head() -> None:
    """As high as the panel is, with its values."""
    plot = panel().plot(CLOCK, 20)
    assert (plot.top, plot.bottom) == (20 + HEAD, 100 + HEAD)
    assert (plot.low, plot.high) == (0, 1)


def test_a_panel_shows_name_ticks_key_and_curve() -> None:
    """The name at the left, the key at the right, the figures before the axis."""
    page = sheet(640, 160)
    one = panel(Key(shape=Shape.DOT, colour=ALARM, text="a beat"))
    plot = one.plot(CLOCK, 0)
    lay(page, one, plot)
    boxes = {word.text: word for word in page.words}
    assert set(boxes) == {"Beat", "a beat", "0", "1"}
    assert boxes["Beat"].left == 100
    assert boxes["a beat"].right == 600
    assert max(boxes["0"].right, boxes["1"].right) < 100
    seen = pixels(page)
    assert columns(seen[HEAD + 5 :], TEAL) == list(range(100, 350))
    assert max(columns(seen, ALARM)) < boxes["a beat"].left


@settings(max_examples=30)  # each draws a panel
@given(st.lists(st.sampled_from(["a beat", "drift +0.00 ms a minute", "3046 beyond"]), max_size=9))
def test_a_key_never_runs_into_the_name(texts: list[str]) -> None:
    """What has no room is left out."""
    page = sheet(640, 160)
    keys = [Key(shape=Shape.DOT, colour=ALARM, text=text) for text in texts]
    one = panel(*keys, name="Words over the bed, dBFS")
    lay(page, one, one.plot(CLOCK, 0))
    assert clashes(page.words) == []
    assert page.words[0].text == "Words over the bed, dBFS"


def test_spans_of_seconds_become_spans_of_pixels() -> None:
    """Short ones stay visible, near ones join, the last one stays on the page."""
    assert spans_x(CLOCK, [(10, 20)]) == [(150, 200)]
    assert spans_x(CLOCK, [(10, 10)], 4) == [(150, 154)]
    assert spans_x(CLOCK, [(10, 20), (20.1, 30)]) == [(150, 250)]
    assert spans_x(CLOCK, [(100, 100)], 4) == [(596, 600)]
    assert spans_x(CLOCK, []) == []


def test_a_mask_falls_into_stretches() -> None:
    """Where it holds, as slices; none where it never does."""
    assert stretches(np.array([True, True, False, True])) == [slice(0, 2), slice(3, 4)]
    assert stretches(np.zeros(3, dtype=bool)) == []
    assert stretches(np.zeros(0, dtype=bool)) == []


def test_few_spans_are_shaded_fully() -> None:
    """From their first to their last pixel, between the given heights."""
    page = sheet(640, 60)
    shade(page, CLOCK, [(10, 20), (40, 60)], (10, 30), GOLD)
    seen = pixels(page)
    assert columns(seen, GOLD) == [*range(150, 200), *range(300, 400)]
    assert rows(seen, GOLD) == list(range(10, 30))
    shade(page, CLOCK, [], (30, 50), GOLD)
    assert rows(pixels(page), GOLD) == list(range(10, 30))


def test_many_spans_are_shaded_by_their_share() -> None:
    """The busier half is the darker one, and the empty end stays paper."""
    page = sheet(640, 60)
    busy = [(start / 10, start / 10 + 0.08) for start in range(400)]
    rare = [(40 + start / 10, 40 + start / 10 + 0.02) for start in range(400)]
    shade(page, CLOCK, busy + rare, (10, 30), "#000000")
    seen = pixels(page)[20, :, 0]
    assert seen[110:290].max() < seen[310:490].min() - 50
    assert where(pixels(page)[:, 510:], PAPER, 0).all()


@given(st.lists(st.tuples(st.floats(0, 90), st.floats(0.01, 9)), min_size=1, max_size=40))
def test_coverage_adds_up(pairs: list[tuple[float, float]]) -> None:
    """Shares lie in 0..1, and make as much as all spans together, counted once."""
    spans = [(start, start + wide) for start, wide in pairs]
    shares = covered(spans, np.linspace(0, 100, 501))
    fine = np.linspace(0, 100, 100_001)
    held = np.zeros(len(fine), dtype=bool)
    for start, end in spans:
        held |= (fine >= start) & (fine <= end)
    assert (shares >= 0).all()
    assert (shares <= 1).all()
    assert shares.sum() / 5 == pytest.approx(held.mean() * 100, abs=0.1)


def test_the_name_is_written_in_ink() -> None:
    """Dark on paper, over the plot."""
    page = sheet(640, 160)
    lay(page, panel(), panel().plot(CLOCK, 0))
    assert max(rows(pixels(page)[:HEAD, 100:160], INK, 40)) < HEAD
