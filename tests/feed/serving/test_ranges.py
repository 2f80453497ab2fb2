"""Which bytes somebody asks for: RFC 9110, section 14."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.serving.ranges import Span, Unreachable, wanted

SIZES = st.integers(0, 5_000)


@pytest.mark.parametrize(
    ("header", "start", "stop"),
    [
        ("bytes=0-1", 0, 2),
        ("bytes=10-", 10, 100),
        ("bytes=-7", 93, 100),
        ("bytes=-700", 0, 100),
        ("bytes=99-99", 99, 100),
        ("bytes=0-99999999999999999999999999999999", 0, 100),
        ("BYTES = 5-6", 5, 7),
        ("bytes= 5-6 ,", 5, 7),
        ("bytes=0000000000000000000000005-6", 5, 7),
    ],
)
def test_a_span_is_read_and_cut_to_the_file(header: str, start: int, stop: int) -> None:
    """First to last, from one on, and the last so many."""
    assert wanted(header, 100) == Span(start=start, stop=stop)


@pytest.mark.parametrize("header", [None, "", "bytes", "seconds=1-2", "none", "bytes=0-1,5-6"])
def test_what_need_not_be_cut_is_whole(header: str | None) -> None:
    """No header, another unit, several spans at once."""
    assert wanted(header, 100) is None


@pytest.mark.parametrize(
    "header",
    [
        "bytes=100-",
        "bytes=5-2",
        "bytes=-0",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=1",
        "bytes=--1",
        "bytes=0x1-5",
        "bytes=1-2-3",
        "bytes=200-300,400-",
        "bytes=١-٢",
        "bytes=" + "9" * 9000 + "-",
    ],
)
def test_what_lies_nowhere_is_told(header: str) -> None:
    """Outside, backwards, empty, or no number that counts bytes."""
    with pytest.raises(Unreachable):
        wanted(header, 100)


@given(SIZES, st.integers(0, 6_000), st.none() | st.integers(0, 6_000))
def test_a_span_is_the_slice_of_that_name(size: int, first: int, last: int | None) -> None:
    """Held against Python's own slices."""
    data = bytes(number % 251 for number in range(size))
    header = f"bytes={first}-{'' if last is None else last}"
    meant = data[first : None if last is None else last + 1]
    if not meant:
        with pytest.raises(Unreachable):
            wanted(header, size)
        return
    span = wanted(header, size)
    assert span is not None
    assert data[span.start : span.stop] == meant
    assert span.length == len(meant)


@given(SIZES, st.integers(1, 9_000))
def test_the_last_so_many_are_the_end(size: int, count: int) -> None:
    """Or all there is."""
    data = bytes(number % 251 for number in range(size))
    if size == 0:
        with pytest.raises(Unreachable):
            wanted(f"bytes=-{count}", size)
        return
    span = wanted(f"bytes=-{count}", size)
    assert span is not None
    assert data[span.start : span.stop] == data[-count:]


@given(st.text(max_size=60), SIZES)
def test_any_words_are_a_span_the_whole_or_nowhere(words: str, size: int) -> None:
    """Nothing else comes out, and never a byte beyond the file."""
    for header in (words, f"bytes={words}"):
        try:
            span = wanted(header, size)
        except Unreachable:
            continue
        assert span is None or 0 <= span.start < span.stop <= size
