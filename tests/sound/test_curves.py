"""Gains over time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.sound.curves import Curve, product
from kindpace.sound.span import Span
from kindpace.sound.take import Frames

KNOTS = st.lists(
    st.tuples(st.integers(-500, 3_000), st.floats(0, 2)), max_size=8, unique_by=lambda k: k[0]
)


def values(curve: Curve, span: Span) -> Frames:
    """The curve over `span`, one factor a frame."""
    return np.full(span.length, curve.over(span), np.float32)


@given(KNOTS, st.integers(-200, 2_000), st.integers(1, 900))
def test_a_span_of_a_curve_is_that_span_of_the_whole(
    knots: list[tuple[int, float]], start: int, length: int
) -> None:
    """Bit for bit, wherever the span begins."""
    curve = Curve.through(knots)
    everything = values(curve, Span(-300, 3_000))
    span = Span(start, start + length)
    assert everything[span.within(Span(-300, 3_000))].tobytes() == values(curve, span).tobytes()


@given(KNOTS)
def test_a_curve_stays_between_its_knots(knots: list[tuple[int, float]]) -> None:
    """It never goes beyond the gains it was given, so nothing overshoots."""
    found = values(Curve.through(knots), Span(-600, 3_100))
    gains = [gain for _, gain in knots] or [1.0]
    assert min(gains) - 1e-5 <= found.min()
    assert found.max() <= max(gains) + 1e-5


def test_a_curve_passes_through_its_knots_and_rests_there() -> None:
    """At a knot the gain is exact, and the slope is level."""
    found = values(Curve.through([(0, 1.0), (1_000, 0.25)]), Span(-10, 1_010))
    assert (found[10], found[1_010]) == (1.0, 0.25)
    assert abs(found[12] - found[10]) < 1e-4
    assert abs(found[510] - 0.625) < 1e-3


def test_where_nothing_changes_one_factor_serves() -> None:
    """Held stretches cost no arrays."""
    curve = Curve.through([(0, 1.0), (100, 0.5), (200, 0.5), (300, 1.0)])
    assert isinstance(curve.over(Span(110, 190)), float)
    assert curve.over(Span(400, 500)) == 1.0
    assert Curve.through([]).over(Span(0, 5)) == 1.0


def test_curves_multiply() -> None:
    """Two who step back, step back twice."""
    half = Curve.through([(0, 0.5)])
    assert product([half, half], Span(0, 10)) == 0.25
    assert product([], Span(0, 10)) == 1.0


@given(KNOTS, st.lists(st.integers(-700, 3_200), min_size=1, max_size=30))
def test_single_gains_are_those_of_the_span(
    knots: list[tuple[int, float]], frames: list[int]
) -> None:
    """Asked for one by one, in any order, they are what stands in the whole."""
    curve, whole = Curve.through(knots), Span(-700, 3_201)
    found = curve.at(np.array(frames, np.int64))
    assert found == pytest.approx(values(curve, whole)[np.array(frames) + 700], abs=1e-5)
