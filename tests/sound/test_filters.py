"""Filters against their own formulas."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.filters import HOP, SIZE, Biquad, filtered, high_pass, high_shelf, response
from kindpace.sound.loudness import k_weighting
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames

NOISE = np.random.default_rng(2).normal(0, 0.1, 3 * HOP // 2).astype(np.float32)


def level(filters: tuple[Biquad, ...], frequency: float) -> float:
    """What `filters` do at `frequency`, in dB."""
    return float(20 * np.log10(np.abs(response(filters)[round(frequency * SIZE / RATE)])))


def recursion(samples: Frames, one: Biquad) -> list[float]:
    """The biquad as its difference equation, sample by sample."""
    (b0, b1, b2), (a0, a1, a2) = one.b, one.a
    out: list[float] = []
    x1 = x2 = y1 = y2 = 0.0
    for x in samples.tolist():
        y = (b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2) / a0
        x1, x2, y1, y2 = x, x1, y, y1
        out.append(y)
    return out


@pytest.mark.parametrize("one", [high_pass(50), high_pass(120), high_shelf(1_500, 12)])
def test_overlap_save_gives_what_the_recursion_gives(one: Biquad) -> None:
    """Across the joins of its pieces too."""
    expected = recursion(NOISE, one)
    assert filtered(NOISE, one) == pytest.approx(expected, abs=2e-6)


def test_a_high_pass_is_three_decibels_down_at_its_corner() -> None:
    """And twelve an octave below."""
    corner = (high_pass(1_000),)
    assert level(corner, 1_000) == pytest.approx(-3.01, abs=0.02)
    assert level(corner, 125) - level(corner, 62.5) == pytest.approx(12, abs=0.2)
    assert level(corner, 10_000) == pytest.approx(0, abs=0.05)


def test_a_shelf_is_half_way_at_its_corner() -> None:
    """Nothing below, all of it above."""
    shelf = (high_shelf(1_500, 12),)
    assert [round(level(shelf, f), 1) for f in (50, 1_500, 18_000)] == [0.0, 6.0, 12.0]


def test_the_weighting_is_that_of_the_standard() -> None:
    """0.7 dB at 997 Hz, 4 dB at the top, as BS.1770-4's 48 kHz tables give them."""
    weighting = k_weighting()
    assert level(weighting, 997) == pytest.approx(0.691, abs=0.01)
    assert level(weighting, 10_000) == pytest.approx(4.0, abs=0.05)
    assert level(weighting, 38.1) == pytest.approx(-6.0, abs=0.1)


@settings(max_examples=15)
@given(st.integers(0, 2 * HOP))
def test_a_filter_keeps_the_length(length: int) -> None:
    """No frame more, none less."""
    assert len(filtered(np.ones(length, np.float32), high_pass(80))) == length
