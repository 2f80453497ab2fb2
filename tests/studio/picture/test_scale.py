from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.model import Seconds
from kindpace.studio.picture.scale import CLOSEST, MOST_ROWS, Row, rows, step_of

LENGTHS = st.fractions(min_value=Fraction(1, 10), max_value=24 * 3600)
WIDTHS = st.integers(200, 2000)


@given(LENGTHS, WIDTHS)
def test_rows_hold_the_whole_track_once(length: Seconds, wide: int) -> None:
    """Each begins where the one before it ends, and all within the width."""
    placed = rows(length, 60, 60 + wide, 10, 200)
    assert placed[0].start == 0
    assert abs(placed[-1].end - float(length)) < 1e-6
    assert all(one.end == other.start for one, other in pairwise(placed))
    assert all(other.top - one.top == 200 for one, other in pairwise(placed))
    assert all(60 < row.right <= 60 + wide + 1e-6 for row in placed)
    assert len(placed) <= MOST_ROWS


@given(LENGTHS, WIDTHS, st.fractions(0, 1))
def test_a_moment_stands_on_one_row_at_one_place(
    length: Seconds, wide: int, share: Fraction
) -> None:
    """Between the row's ends."""
    moment = length * share
    placed = rows(length, 60, 60 + wide, 10, 200)
    holding = [row for row in placed if row.holds(moment, moment)]
    assert len(holding) == 1 or float(moment) >= placed[-1].end
    assert all(row.left <= row.x(moment) <= row.right + 1e-6 for row in placed)


@given(LENGTHS, WIDTHS)
def test_clock_times_are_far_enough_apart(length: Seconds, wide: int) -> None:
    """And within their row."""
    for row in rows(length, 60, 60 + wide, 10, 200):
        marks = row.marks()
        assert all(row.start - 1e-6 <= mark <= row.end for mark in marks)
        assert all(row.x(b) - row.x(a) >= CLOSEST - 1e-6 for a, b in pairwise(marks))


def test_a_longer_track_takes_more_rows_of_whole_minutes() -> None:
    """Three minutes fit a phone's width; an hour takes six rows of ten minutes there."""
    assert len(rows(Seconds(180), 72, 350, 0, 1)) == 1
    hour = rows(Seconds(3600), 72, 350, 0, 1)
    assert {row.end - row.start for row in hour[:-1]} == {540.0}
    assert len(rows(Seconds(1800), 72, 950, 0, 1)) == 1


def test_a_bar_is_never_too_narrow_to_be_seen() -> None:
    """At the end of a row it moves to the left instead of out of it."""
    row = Row(start=0, end=100, left=10, right=110, top=0)
    assert row.span(50, 50, 3) == (60, 63)
    assert row.span(100, 100, 3) == (107, 110)
    assert row.span(-5, 200, 3) == (10, 110)


def test_round_moments_suit_the_scale() -> None:
    """From seconds to hours."""
    assert [step_of(scale) for scale in (10, 1, 0.5, 0.01)] == [5, 60, 120, 7200]
    assert step_of(0.001) % 7200 == 0
