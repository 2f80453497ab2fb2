"""What is to be drawn, lane by lane, and the sizes that all of it shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kindpace.studio.picture.scale import Row
from kindpace.studio.picture.shapes import Cue, Lane
from kindpace.timeline.events import Timeline

HEIGHTS: Mapping[Lane, int] = MappingProxyType(
    {
        Lane.PART: 40,
        Lane.CADENCE: 62,
        Lane.BEAT: 13,
        Lane.BREATH: 30,
        Lane.SAYS: 17,
        Lane.ASKS: 17,
        Lane.CARES: 17,
        Lane.COUNTS: 17,
        Lane.QUIET: 19,
        Lane.SOUNDS: 18,
        Lane.LOOK: 20,
    }
)
"""Pixels from the top of a lane to the next one."""

LEAST = 2.5
"""No bar is narrower than this, so that a short word is still seen."""

SMALL, USUAL = 12, 13
"""Sizes of letters in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What is drawn: the timeline, its cues, and the lanes that something stands on."""

    timeline: Timeline
    cues: tuple[Cue, ...]
    lanes: tuple[Lane, ...]

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest cadence, with some air, in steps a minute."""
        ends = [float(end) for one in self.timeline.strides for end in (one.begin, one.end)]
        low, high = min(ends, default=100.0), max(ends, default=180.0)
        air = max(10.0, (high - low) / 5)
        return low - air, high + air


def lane_top(score: Score, lane: Lane, row: Row) -> float:
    """Where `lane` begins on `row`, in pixels."""
    before = score.lanes[: score.lanes.index(lane)]
    return row.top + sum(HEIGHTS[one] for one in before)
