from itertools import pairwise

from kindpace.studio.picture.scale import Row
from kindpace.studio.picture.score import HEIGHTS, Score, lane_top
from kindpace.studio.picture.shapes import Lane
from tests.studio.picture.maker import laid, rich
from tests.timeline.maker import quiet, session, stand

ROW = Row(start=0, end=60, left=0, right=100, top=5)


def test_lanes_lie_below_one_another() -> None:
    """Each with the height that it needs."""
    score = Score(timeline=rich(), cues=(), lanes=tuple(Lane))
    tops = [lane_top(score, lane, ROW) for lane in Lane]
    assert tops[0] == 5
    assert [b - a for a, b in pairwise(tops)] == [HEIGHTS[lane] for lane in list(Lane)[:-1]]


def test_the_cadence_has_air_around_it() -> None:
    """Above the quickest step and below the slowest; where nobody steps, any bounds will do."""
    low, high = Score(timeline=rich(), cues=(), lanes=()).bounds
    assert low <= 90
    assert high >= 175
    still = Score(timeline=laid(session(stand(60, quiet()))), cues=(), lanes=())
    assert still.bounds[0] < still.bounds[1]
