"""Flags stand where something was found, with the sign that its sentence carries."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import sentences
from kindpace.verify.axes import Clock
from kindpace.verify.drawing import ALARM, Shape, sheet
from kindpace.verify.flags import (
    ELSEWHERE,
    IN_THEIR_PANEL,
    LANE,
    SIGNS,
    flags,
    lane,
    raise_flags,
    sign_of,
)
from kindpace.verify.found import Click, Found, Stretch
from kindpace.verify.promises import broken
from tests.verify import maker
from tests.verify.looking import columns, pixels

CLOCK = Clock(length=600, left=100, right=700)
WHOLE = maker.found(600)
SCARRED = replace(
    WHOLE,
    clicks=(Click(at=400, size=0.2), Click(at=100, size=0.1)),
    holes=(Stretch(start=200, end=230),),
    pumping=(Stretch(start=300, end=340),),
    still=(Stretch(start=500, end=580),),
)


def test_a_whole_track_needs_no_lane() -> None:
    """No flags, no height."""
    assert flags(WHOLE) == ()
    assert lane(WHOLE) == 0


def test_each_kind_carries_its_places_in_time_order() -> None:
    """Clicks are moments, all others stretches."""
    spans = {kind.slug: kind.spans for kind in flags(SCARRED)}
    assert spans == {
        "click-heard": ((100, 100), (400, 400)),
        "dead-air": ((200, 230),),
        "bed-sinks": ((300, 340),),
        "quiet-unforeseen": ((500, 580),),
    }
    assert lane(SCARRED) == LANE


def test_signs_belong_to_sentences_that_stand() -> None:
    """A slug never changes, and each flag's sign is its own."""
    assert set(SIGNS) | set(IN_THEIR_PANEL) <= set(sentences())
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert not set(SIGNS.values()) & set(IN_THEIR_PANEL.values())


def test_every_flag_has_its_sentence() -> None:
    """What is flagged on the page is told in the list of broken promises."""
    told = {fault.slug for fault in broken(SCARRED)}
    assert {kind.slug for kind in flags(SCARRED)} <= told


def test_a_sentence_without_a_place_has_a_plain_sign() -> None:
    """It is told, though nothing on the page stands for it."""
    assert sign_of("loudness-high") is ELSEWHERE
    assert sign_of("dead-air") is Shape.SQUARE
    assert sign_of("line-missing") is Shape.CROSS


def drawn(found: Found) -> list[int]:
    """The columns of alarm in two plots under a lane."""
    page = sheet(800, 200)
    raise_flags(page, found, CLOCK, 10, [(40, 100), (120, 180)])
    seen = pixels(page)
    first, second = columns(seen[40:100], ALARM, 70), columns(seen[120:180], ALARM, 70)
    assert first == second
    return first


@settings(max_examples=20)  # each draws and scales a page
@given(st.floats(0, 600))
def test_a_click_is_drawn_at_its_moment(at: float) -> None:
    """Within a pixel, in every plot."""
    marked = drawn(replace(WHOLE, clicks=(Click(at=at, size=0.3),)))
    assert marked
    assert all(abs(column + 0.5 - CLOCK.x(at)) <= 1.5 for column in marked)


def test_a_hole_is_drawn_from_its_beginning_to_its_end() -> None:
    """A line at both ends, and its sign over the middle."""
    page = sheet(800, 200)
    hole = replace(WHOLE, holes=(Stretch(start=200, end=300),))
    raise_flags(page, hole, CLOCK, 10, [(40, 100)])
    seen = pixels(page)
    edges = columns(seen[40:100], ALARM, 70)
    assert set(edges) <= {299, 300, 399, 400}
    assert len(edges) >= 2
    assert (seen[50, 350] != seen[50, 250]).any()
    signs = columns(seen[10:36], ALARM, 70)
    assert abs(sum(signs) / len(signs) - 350) < 2


def test_crowds_of_clicks_share_their_signs() -> None:
    """Ten thousand of them cost no more than the page has pixels."""
    clicks = tuple(Click(at=number * 0.06, size=0.1) for number in range(10_000))
    page = sheet(800, 200)
    raise_flags(page, replace(WHOLE, clicks=clicks), CLOCK, 10, [(40, 100)])
    signs = columns(pixels(page)[10:36], ALARM, 70)
    assert 8 <= len(signs) <= 20
