from dataclasses import replace

import pytest

from kindpace.studio.picture.cues import cues
from kindpace.studio.picture.curves import breath, cadence
from kindpace.studio.picture.scale import Row
from kindpace.studio.picture.score import Score
from kindpace.studio.picture.shapes import Lane, Path, Shape, Words
from kindpace.timeline.events import Timeline
from tests.studio.picture.maker import laid, rich
from tests.timeline.maker import legs, quiet, session, walk


def scored(timeline: Timeline) -> Score:
    """The timeline with its cues."""
    return Score(timeline=timeline, cues=cues(timeline, (), shared=False), lanes=tuple(Lane))


def row(start: float, end: float, wide: float = 800) -> Row:
    """One line of music."""
    return Row(start=start, end=end, left=0, right=wide, top=0)


def told(shapes: list[Shape]) -> list[str]:
    """The words among `shapes`."""
    return [one.text for one in shapes if isinstance(one, Words)]


def test_a_ramp_rises_and_says_from_where_to_where() -> None:
    """Its line goes up, and its figures stand at the beginning of the part."""
    score = scored(
        laid(session(walk(180, quiet(), cadence=legs((100, 130, 60), (130, 130, None)))))
    )
    shapes = list(cadence(score, row(0, 180), 0))
    line = next(one for one in shapes if isinstance(one, Path) and not one.filled)
    heights = [y for _, y in line.points]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]
    assert told(shapes) == ["100 to 130"]


def test_a_row_that_begins_inside_a_part_tells_the_cadence_there() -> None:
    """Half way up the ramp, and without a number where it finds no room."""
    score = scored(
        laid(session(walk(180, quiet(), cadence=legs((100, 130, 60), (130, 130, None)))))
    )
    assert told(list(cadence(score, row(30, 90), 0))) == ["115 to 130"]
    assert told(list(cadence(score, row(0, 180, 40), 0))) == ["100"]
    assert told(list(cadence(score, row(0, 180, 10), 0))) == []


def test_where_nobody_steps_there_is_no_line() -> None:
    """The rich session stands for its first forty seconds."""
    timeline = rich()
    shapes = list(cadence(scored(timeline), row(0, float(timeline.length)), 0))
    first = min(x for one in shapes if isinstance(one, Path) for x, _ in one.points)
    assert first == pytest.approx(800 * 40 / float(timeline.length))


def test_close_breaths_become_an_area_and_wide_ones_a_wave() -> None:
    """As high as they are loud."""
    timeline = rich()
    score = scored(timeline)
    mine = [(n, cue) for n, cue in enumerate(score.cues) if cue.text.startswith("3:2")]
    wide = list(breath(score, row(160, 340, 900), 0, mine))
    close = list(breath(score, row(160, 340, 60), 0, mine))
    assert any(isinstance(one, Path) and one.filled for one in close)
    assert not any(isinstance(one, Path) and one.filled for one in wide)
    wave = next(one for one in wide if isinstance(one, Path))
    assert min(y for _, y in wave.points) == 12
    assert max(y for _, y in wave.points) == 26
    softer = tuple(replace(one, gain=one.gain / 2) for one in timeline.breaths)
    soft = replace(score, timeline=replace(timeline, breaths=softer))
    shallow = next(
        one for one in breath(soft, row(160, 340, 900), 0, mine) if isinstance(one, Path)
    )
    assert min(y for _, y in shallow.points) == 19


def test_breath_on_another_row_is_not_drawn_here() -> None:
    """Each row has its own."""
    score = scored(rich())
    mine = [(n, cue) for n, cue in enumerate(score.cues) if cue.text.startswith("3:2")]
    assert list(breath(score, row(0, 30), 0, mine)) == []
