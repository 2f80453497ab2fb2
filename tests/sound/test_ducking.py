"""When the bed steps back and comes again."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.model import Seconds
from kindpace.sound.curves import Curve
from kindpace.sound.ducking import NEAR, Interval, arrival, duck, edges, lift, merged, spoken
from kindpace.sound.span import RATE, Span
from kindpace.timeline.events import Stillness
from tests.sound.maker import EMPTY, MARK, running, speech, take, word

PHRASE = Interval(start=Seconds(10), end=Seconds(14))


def level(curve: Curve, second: float) -> float:
    """The curve at `second`, in dB."""
    at = round(second * RATE)
    gain = float(np.max(curve.over(Span(at, at + 1))))
    return float(20 * np.log10(max(gain, 1e-9)))


def test_a_duck_begins_before_the_phrase_and_is_down_when_it_starts() -> None:
    """It begins 0.3 to 0.8 s ahead."""
    curve = duck([PHRASE], 9)
    assert level(curve, 9.2) == 0
    assert level(curve, 9.7) < -2
    assert level(curve, 10) == pytest.approx(-9, abs=0.001)
    assert level(curve, 14) == pytest.approx(-9, abs=0.001)


def test_a_duck_is_let_go_over_one_to_two_seconds() -> None:
    """Slowly enough to pass unnoticed."""
    curve = duck([PHRASE], 9)
    assert level(curve, 14.2) < -8
    assert -6 < level(curve, 14.9) < -2
    assert level(curve, 16) == 0


def test_phrases_close_together_share_one_duck() -> None:
    """The bed doesn't pump between two sentences."""
    first, second = take("one", Fraction(2)), take("two", Fraction(2))
    said = (speech(Seconds(5), first), speech(Seconds(9), second))
    curve = duck(spoken(replace(EMPTY, speeches=said)), 9)
    assert {round(level(curve, t), 3) for t in np.arange(5, 11, 0.1)} == {-9.0}


def test_counted_words_are_words() -> None:
    """The bed steps back for them too."""
    one = word(Seconds(3), Seconds(1), take("two", Fraction(1, 2)))
    assert spoken(replace(EMPTY, words=(one,))) == (Interval(start=Seconds(3), end=Seconds(4)),)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=12))
def test_merged_intervals_stand_apart_and_lose_nothing(pairs: list[tuple[int, int]]) -> None:
    """Every moment of speech lies in exactly one merged interval."""
    intervals = [Interval(start=Seconds(a, 4), end=Seconds(a + n, 4)) for a, n in pairs]
    joined = merged(intervals)
    gaps = [later.start - earlier.end for earlier, later in pairwise(joined)]
    assert all(gap >= NEAR for gap in gaps)
    for one in intervals:
        assert sum(big.start <= one.start and one.end <= big.end for big in joined) == 1


def test_the_bed_rises_a_little_in_a_written_quiet() -> None:
    """One decibel, and back before the next word."""
    still = Stillness(start=Seconds(30), length=Seconds(60), announced=True, mark=MARK)
    curve = lift(replace(EMPTY, quiets=(still,)))
    assert [round(level(curve, t), 2) for t in (29, 40, 80, 90)] == [0, 1, 1, 0]


def test_the_bed_is_there_before_the_first_word_and_gone_at_the_end() -> None:
    """It never starts or stops suddenly."""
    base = running(Fraction(60))
    curve = arrival(replace(base, speeches=(speech(Fraction(3, 2), take("hi", Fraction(2))),)))
    assert level(curve, 0) < -60
    assert level(curve, 1.5) == pytest.approx(0, abs=1e-6)
    assert level(curve, 55) == 0
    assert level(curve, 60) < -60


def test_edges_meet_in_a_short_span() -> None:
    """A fade never asks for more than half of what there is."""
    assert level(edges(Span(0, RATE), 10 * RATE), 0.5) == 0
