from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.sound.again import Decided, again, decided, read_decided, written
from kindpace.sound.master import Aim, Balance, master
from kindpace.sound.span import RATE, Span
from tests.sound.maker import guided, template

LOUD_BED = Balance(bed=12.0)
"""A wish that comes too near the words, so that the bed has to step back further."""


@pytest.mark.parametrize("balance", [Balance(), LOUD_BED])
def test_the_same_samples_come_again_without_measuring(balance: Balance) -> None:
    """Any span, bit for bit."""
    timeline, takes = guided(Fraction(40))
    made = master(timeline, takes, template("park"), balance=balance, seed=3)
    told = read_decided(written(decided(made, takes)))
    assert told is not None
    same = again(told, timeline, takes, template("park"), aim=Aim(), seed=3)
    assert same.frames == made.frames
    for span in (Span(0, RATE), Span(19 * RATE, 24 * RATE), Span(made.frames - 999, made.frames)):
        assert np.array_equal(same.ask(span), made.ask(span))


NUMBERS = st.integers(-(10**9), 10**9)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS)),
    st.lists(st.tuples(NUMBERS, st.sampled_from(["off", "outdoor"]), st.booleans(), FLOATS)),
    st.dictionaries(st.text(), FLOATS),
    FLOATS,
)
def test_what_was_decided_is_read_back_as_it_was(
    placed: list[tuple[int, int, int]],
    heard: list[tuple[int, str, bool, float]],
    gains: dict[str, float],
    deeper: float,
) -> None:
    """To the last bit of every float."""
    told = Decided(placed=tuple(placed), heard=tuple(heard), gains=gains, deeper=deeper)
    read = read_decided(written(told))
    assert read is not None
    assert (read.placed, read.heard) == (told.placed, told.heard)
    assert (read.gains, read.deeper) == (told.gains, told.deeper)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"3", b"\xff\x00", b'{"schema": 2}', b'{"schema": 1, "placed": 3}'],
)
def test_anything_else_counts_as_nothing(content: bytes) -> None:
    """So that it is decided anew."""
    assert read_decided(content) is None
