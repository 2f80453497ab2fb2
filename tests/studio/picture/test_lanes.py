from dataclasses import replace

from kindpace.session.model import Seconds
from kindpace.studio.picture.cues import cues
from kindpace.studio.picture.lanes import on_row
from kindpace.studio.picture.scale import Row
from kindpace.studio.picture.score import HEIGHTS, Score
from kindpace.studio.picture.shapes import Box, Lane, Path, Shape, Words, corners
from kindpace.timeline.events import BellStroke, Timeline
from tests.studio.picture.maker import finding, rich
from tests.timeline.maker import mark


def drawn(timeline: Timeline, wide: float = 900, found: int = 0) -> tuple[Score, list[Shape]]:
    """All of it on one row."""
    told = cues(timeline, [finding()] * found, shared=False)
    score = Score(timeline=timeline, cues=told, lanes=tuple(Lane))
    row = Row(start=0, end=float(timeline.length), left=0, right=wide, top=0)
    return score, list(on_row(score, row))


def test_every_cue_has_a_shape_within_its_lane() -> None:
    """From the top of the lane to the next one."""
    score, shapes = drawn(rich(), found=1)
    assert {shape.cue for shape in shapes} - {None} == set(range(len(score.cues)))
    tops = dict.fromkeys(Lane, 0.0)
    top = 0.0
    for lane in Lane:
        tops[lane], top = top, top + HEIGHTS[lane]
    for shape in shapes:
        if shape.cue is not None:
            lane = score.cues[shape.cue].lane
            assert all(tops[lane] <= y <= tops[lane] + HEIGHTS[lane] for _, y in corners(shape))


def test_each_sentence_of_a_cue_has_a_bar_of_its_own_length() -> None:
    """Two sentences, two bars, one cue."""
    timeline = rich()
    score, shapes = drawn(timeline)
    number = next(n for n, cue in enumerate(score.cues) if cue.text == "Two things. One more.")
    bars = [one for one in shapes if isinstance(one, Box) and one.cue == number]
    a_second = 900 / float(timeline.length)
    said = score.cues[number]
    lengths = [float(one.length) for one in timeline.speeches if said.start <= one.start < said.end]
    assert len(bars) == len(lengths) == 2
    assert [round(one.wide, 3) for one in bars] == [
        round(max(2.5, length * a_second), 3) for length in lengths
    ]


def test_names_and_lengths_are_written_where_they_fit() -> None:
    """On a narrow row the bands alone stand."""
    wide = {one.text for one in drawn(rich())[1] if isinstance(one, Words)}
    narrow = {one.text for one in drawn(rich(), wide=40)[1] if isinstance(one, Words)}
    assert {"Arrive", "Out", "Home", "walk 2:00"} <= wide
    assert not narrow & {"Arrive", "Out", "Home", "walk 2:00"}


def test_what_care_finds_at_one_moment_is_counted() -> None:
    """A triangle, and how many lie on one another."""
    shapes = drawn(rich(), found=3)[1]
    assert [one.text for one in shapes if isinstance(one, Words)].count("3") == 1
    assert sum(isinstance(one, Path) and len(one.points) == 3 and one.filled for one in shapes) == 3


def test_a_bell_at_the_very_end_is_still_there() -> None:
    """It belongs to the last row."""
    timeline = rich()
    last = BellStroke(start=timeline.length, mark=mark(99))
    score, shapes = drawn(replace(timeline, bells=(*timeline.bells, last)))
    number = next(n for n, cue in enumerate(score.cues) if cue.start == timeline.length)
    assert score.cues[number].end == Seconds(timeline.length)
    assert any(one.cue == number for one in shapes)
