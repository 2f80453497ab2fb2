"""Spans of frames."""

from hypothesis import given
from hypothesis import strategies as st

from kindpace.sound.span import Span, decibels

FRAMES = st.integers(-10_000, 10_000)


@given(FRAMES, st.integers(0, 5_000), st.integers(1, 700))
def test_blocks_cover_a_span_once_and_in_order(start: int, length: int, size: int) -> None:
    """Whatever the block size, no frame is missing and none comes twice."""
    span = Span(start, start + length)
    frames = [frame for block in span.blocks(size) for frame in range(block.start, block.stop)]
    assert list(range(span.start, span.stop)) == frames


@given(FRAMES, FRAMES, FRAMES, FRAMES)
def test_what_two_spans_share_lies_in_both(a: int, b: int, c: int, d: int) -> None:
    """The shared span is the intersection, and empty where there is none."""
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    both = set(range(one.start, one.stop)) & set(range(other.start, other.stop))
    shared = one.shared(other)
    assert len(both) == shared.length
    assert all(shared.start <= frame < shared.stop for frame in both)


def test_a_span_knows_its_place_in_a_larger_one() -> None:
    """Indexing an array that holds the larger span gives the smaller one."""
    assert list(range(100, 200))[Span(120, 130).within(Span(100, 200))] == list(range(120, 130))


def test_twenty_decibels_are_a_factor_of_ten() -> None:
    """Levels are amplitudes."""
    assert decibels(20) == 10
    assert decibels(0) == 1
