"""Places on the page: exact, in order, and never too many."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.verify.axes import CLOSEST, Clock, Plot, gathered, hull, runs, seated, tens

LENGTHS = st.floats(0.05, 500_000)


def clock(length: float = 600) -> Clock:
    """A clock over a thousand pixels."""
    return Clock(length=length, left=100, right=1100)


def plot(low: float = -1, high: float = 1) -> Plot:
    """A plot 200 pixels high."""
    return Plot(clock=clock(), top=50, bottom=250, low=low, high=high)


def test_a_moment_stands_at_its_share_of_the_width() -> None:
    """Beginning, middle and end, one by one or together."""
    assert [clock().x(moment) for moment in (0, 300, 600)] == [100, 600, 1100]
    assert clock().xs(np.array([0, 150.0, 600])).tolist() == [100, 350, 1100]
    assert clock().columns == 1000


@given(st.floats(-1e9, 1e9), LENGTHS)
def test_no_moment_leaves_the_page(moment: float, length: float) -> None:
    """What lies before or after the track stands at its edge."""
    assert 100 <= clock(length).x(moment) <= 1100


def test_a_track_without_length_has_one_place() -> None:
    """Nothing is divided by nothing."""
    assert clock(0).x(5) == 100
    assert clock(0).xs(np.array([0.0, 5])).tolist() == [100, 100]
    assert clock(0).marks() == [(0, "0:00.0")]


@given(LENGTHS)
def test_the_time_line_is_never_crowded_nor_empty(length: float) -> None:
    """Marks rise from 0, stay within the track, and each has room for its name."""
    marks = clock(length).marks()
    places = [clock(length).x(moment) for moment, _ in marks]
    assert marks[0][0] == 0
    assert marks[-1][0] <= length * (1 + 1e-6)
    assert len(marks) <= 1000 / CLOSEST + 1
    assert all(np.diff(places) >= CLOSEST - 1e-6)
    assert len({name for _, name in marks}) == len(marks)


@pytest.mark.parametrize(
    ("length", "names"),
    [
        (10, ["0:00", "0:02", "0:04", "0:06", "0:08", "0:10"]),
        (1, ["0:00.0", "0:00.2", "0:00.4", "0:00.6", "0:00.8", "0:01.0"]),
        (1800, ["0:00", "5:00", "10:00", "15:00", "20:00", "25:00", "30:00"]),
        (43_200, ["0:00", "2:00:00", "4:00:00", "6:00:00", "8:00:00", "10:00:00", "12:00:00"]),
    ],
)
def test_marks_are_round_moments(length: float, names: list[str]) -> None:
    """Steps that people count time in."""
    assert [name for _, name in clock(length).marks()] == names


def test_values_stand_between_bottom_and_top() -> None:
    """The lowest at the foot; what is beyond the plot, or no number, stays in it."""
    assert [plot().y(value) for value in (-1, 0, 1)] == [250, 150, 50]
    assert plot().ys(np.array([-9, 9, np.nan, -np.inf, np.inf])).tolist() == [250, 50, 250, 250, 50]


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=200), st.integers(1, 50))
def test_a_hull_holds_every_value(values: list[float], at_most: int) -> None:
    """Few enough points, none of the lows and highs lost."""
    row = np.array(values)
    found = hull(row, every=0.1, first=0.05, at_most=at_most)
    assert len(found.moments) == min(at_most, len(values))
    assert found.low.min() == row.min()
    assert found.high.max() == row.max()
    assert (found.low <= found.high).all()
    assert (np.diff(found.moments) > 0).all()
    assert 0.05 <= found.moments[0]
    assert found.moments[-1] <= 0.05 + 0.1 * (len(values) - 1) + 1e-9


def test_a_hull_of_few_values_is_the_values() -> None:
    """Each stands at its own moment."""
    found = hull(np.array([3.0, 1, 2]), every=0.1, first=0.2, at_most=10)
    assert found.moments == pytest.approx([0.2, 0.3, 0.4])
    assert found.low.tolist() == found.high.tolist() == [3, 1, 2]


def test_a_hull_passes_over_what_is_no_number() -> None:
    """Only where there is nothing else, it stays; of nothing comes nothing."""
    found = hull(np.array([1.0, np.nan, np.nan, np.nan]), every=1, first=0, at_most=2)
    assert found.high[0] == 1
    assert np.isnan(found.high[1])
    assert not len(hull(np.zeros(0), every=1, first=0, at_most=5).moments)


def test_uneven_values_are_gathered_by_column() -> None:
    """One low and high for each column that holds any."""
    xs, values = np.array([0.1, 0.9, 5.5, 5.6, 5.7]), np.array([1.0, 3, -1, 0, 2])
    middles, low, high = gathered(xs, values)
    assert middles.tolist() == [0.5, 5.5]
    assert (low.tolist(), high.tolist()) == ([1, -1], [3, 2])
    assert all(not len(part) for part in gathered(np.zeros(0), np.zeros(0)))


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 30)), max_size=60), st.floats(0.1, 9))
def test_runs_cover_the_same_and_keep_apart(pairs: list[tuple[float, float]], gap: float) -> None:
    """Every span lies in one run, and runs have a gap between them."""
    spans = [(left, left + wide) for left, wide in pairs]
    joined = runs(spans, gap)
    assert all(any(one[0] <= left and right <= one[1] for one in joined) for left, right in spans)
    assert all(after[0] - before[1] >= gap for before, after in pairwise(joined))


@given(
    st.lists(st.tuples(st.floats(0, 1600), st.floats(0, 300)), max_size=80),
    st.integers(1, 3),
)
def test_names_never_lie_over_one_another(names: list[tuple[float, float]], count: int) -> None:
    """On each row there is a gap between any two."""
    starts = sorted(start for start, _ in names)
    wides = [wide for _, wide in names]
    seats = seated(starts, wides, count, 14)
    assert set(seats) <= set(range(-1, count))
    for row in range(count):
        on_it = [(starts[n], starts[n] + wides[n]) for n, seat in enumerate(seats) if seat == row]
        assert all(b[0] - a[1] >= 13.999 for a, b in pairwise(on_it))


def test_names_take_the_first_row_with_room() -> None:
    """The second row only where it is needed; a third name there is left out."""
    assert seated([0, 300, 600], [100, 100, 100], 2, 10) == [0, 0, 0]
    assert seated([0, 50, 60], [100, 100, 100], 2, 10) == [0, 1, -1]
    assert seated([], [], 2, 10) == []


@given(st.lists(st.floats(-200, 50), max_size=30))
def test_bounds_are_round_and_far_enough_apart(values: list[float]) -> None:
    """Within what the panel may show, whatever was measured."""
    low, high = tens(np.array(values), low=-60, high=0)
    assert -60 <= low < high <= 0
    assert low % 10 == high % 10 == 0
    assert high - low >= 20


def test_bounds_leave_out_what_is_no_number() -> None:
    """Nothing measured shows the whole range."""
    assert tens(np.array([np.nan, -np.inf]), low=-60, high=0) == (-60, 0)
    assert tens(np.array([-22.0, -18]), low=-60, high=0) == (-30, -10)
