from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.studio.picture.draw import NARROW, WIDE, drawing
from kindpace.studio.picture.shapes import Align, Words, corners, room_for
from kindpace.timeline.events import Timeline
from tests.studio.picture.maker import finding, laid, rich, timelines
from tests.timeline.maker import fixed, quiet, session, stand


@settings(max_examples=25, deadline=None)
@given(timelines(), st.sampled_from([NARROW, WIDE, 1400]))
def test_every_cue_is_in_the_picture_and_nothing_leaves_the_frame(
    timeline: Timeline, wide: int
) -> None:
    """At any width."""
    picture = drawing(timeline, [finding(), finding()], wide=wide)
    assert {one.cue for one in picture.shapes} - {None} == set(range(len(picture.cues)))
    for shape in picture.shapes:
        assert all(0 <= x <= wide and 0 <= y <= picture.high for x, y in corners(shape))
        if isinstance(shape, Words):
            room = room_for(shape.text, shape.size)
            left = shape.x - {Align.START: 0, Align.MIDDLE: room / 2, Align.END: room}[shape.align]
            assert -1 <= left
            assert left + room <= wide + 1


def test_the_same_timeline_gives_the_same_picture() -> None:
    """A pure function."""
    assert drawing(rich(), [finding()]) == drawing(rich(), [finding()])


def test_a_phone_gets_more_rows() -> None:
    """The same cues, a higher picture."""
    long = laid(session(*(stand(300, quiet(fixed(60))) for _ in range(6))))
    wide, narrow = drawing(long, wide=WIDE), drawing(long, wide=NARROW)
    assert wide.cues == narrow.cues
    assert narrow.high > wide.high


def test_lanes_that_nothing_stands_on_are_left_away() -> None:
    """A quiet minute on a chair has neither cadence nor counts."""
    still = drawing(laid(session(stand(60, quiet()))))
    words = {one.text for one in still.shapes if isinstance(one, Words)}
    assert "quiet" in words
    assert not words & {"cadence", "beat", "counts", "sounds", "look at"}


def test_the_picture_is_told_in_words() -> None:
    """How long, how much, and each part with its gait."""
    told = drawing(rich(), [finding()]).told
    assert all(word in told for word in ("6:40", "4 parts", "1 to look at", "Out (walk 2:00)"))


@pytest.mark.parametrize("title", ["", "x" * 500, "🙂" * 100])
def test_any_title_finds_room(title: str) -> None:
    """Cut short where it has to be."""
    head = drawing(replace(rich(), title=title), wide=NARROW).shapes[0]
    assert isinstance(head, Words)
    assert room_for(head.text, head.size) <= NARROW
