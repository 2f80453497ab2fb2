"""A score goes into a tag and comes out the same; anything else is refused at little cost."""

import json
import tracemalloc
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.problems import KindpaceError
from kindpace.session.model import Seconds
from kindpace.timeline.events import BeatWindow, Phase
from kindpace.timeline.score import Score, ScoredBreath, ScoredLine, ScoredSpan, ScoredWord
from kindpace.timeline.score_text import MOST_DATA, read_score, written
from kindpace.timeline.tempo import Stride

Told = dict[str, Any]

LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Z"))
TEXTS = st.text(LETTERS, max_size=20)
FRAMES = st.builds(lambda n: Fraction(n, 44_100), st.integers(-(10**9), 10**9))
MOMENTS = FRAMES | st.fractions(-1000, 1000, max_denominator=10**12)
LENGTHS = st.builds(abs, MOMENTS)
CADENCES = st.fractions(30, 400, max_denominator=1000)


def lengthened(start: Seconds, length: Seconds) -> dict[str, Seconds]:
    """From a moment on, for a while."""
    return {"start": start, "end": start + length}


SPANS = st.lists(
    st.builds(
        lambda edges, announced: ScoredSpan(**edges, announced=announced),
        st.builds(lengthened, MOMENTS, LENGTHS),
        st.booleans(),
    ),
    max_size=3,
).map(tuple)

LINES = st.builds(
    lambda edges, text, outline, tint: ScoredLine(
        **edges, text=text, outline=bytes(outline), tint=bytes(tint)
    ),
    st.builds(lengthened, MOMENTS, LENGTHS),
    TEXTS,
    st.lists(st.integers(0, 15)),
    st.lists(st.integers(0, 28)),
)

SCORES = st.builds(
    Score,
    length=LENGTHS.filter(bool),
    strides=st.lists(
        st.builds(Stride, start=MOMENTS, steps=st.integers(1, 9_000), begin=CADENCES, end=CADENCES),
        max_size=3,
    ).map(tuple),
    windows=st.lists(
        st.builds(BeatWindow, start=MOMENTS, end=MOMENTS),
        max_size=3,
    ).map(tuple),
    lines=st.lists(LINES, max_size=3).map(tuple),
    words=st.lists(st.builds(ScoredWord, start=MOMENTS, room=LENGTHS, text=TEXTS), max_size=3).map(
        tuple
    ),
    breaths=st.lists(
        st.builds(
            ScoredBreath,
            start=MOMENTS,
            length=LENGTHS,
            phase=st.sampled_from(Phase),
            gain=st.fractions(0, 1, max_denominator=1000),
        ),
        max_size=3,
    ).map(tuple),
    bells=SPANS,
    plays=SPANS,
    quiets=SPANS,
    sound=TEXTS,
    seed=st.integers(0, 2**32 - 1),
    music=st.booleans(),
    beat=st.dictionaries(
        TEXTS,
        st.none() | st.booleans() | TEXTS | st.floats(allow_nan=False, allow_infinity=False),
        max_size=4,
    ),
)

SMALL = Score(
    length=Seconds(60),
    strides=(Stride(start=Seconds(0), steps=160, begin=Seconds(160), end=Seconds(160)),),
    windows=(BeatWindow(start=Seconds(0), end=Seconds(60)),),
    lines=(ScoredLine(start=Seconds(1), end=Seconds(3), text="Hello.", outline=b"\x01\x0f"),),
    words=(),
    breaths=(),
    bells=(),
    plays=(),
    quiets=(),
    sound="plain",
    seed=1,
    beat={"left": 780},
)


def packed(data: bytes) -> str:
    """Any bytes as the text of a tag."""
    return b64encode(zlib.compress(data)).decode()


def told(score: Score = SMALL) -> Told:
    """What stands in the tag of `score`."""
    found: Told = json.loads(zlib.decompress(b64decode(written(score))))
    return found


def with_text(text: str) -> Told:
    """A tag whose one line says `text`."""
    rows = told()["lines"]
    return {"lines": [[*rows[0][:2], text, *rows[0][3:]]]}


def refused(text: str) -> bool:
    """Whether `text` is refused with the one calm sentence."""
    with pytest.raises(KindpaceError) as raised:
        read_score(text)
    return [one.slug for one in raised.value.problems] == ["score-unreadable"]


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_what_was_written_is_read_as_it_was(score: Score) -> None:
    """Every value, exact where it was exact, from one line of plain letters in any language."""
    text = written(score)
    assert text.isascii()
    assert len(text.split()) == 1
    assert read_score(text) == score


@given(st.text(max_size=200) | st.binary(max_size=200).map(packed))
def test_anything_else_is_refused(text: str) -> None:
    """Letters by chance, and bytes by chance well packed."""
    assert refused(text)


@pytest.mark.parametrize("cut", [0, 1, 40, -8, -1])
def test_half_a_score_is_refused(cut: int) -> None:
    """A tag may be cut anywhere."""
    assert refused(written(SMALL)[:cut])


def test_what_follows_a_score_is_refused() -> None:
    """Nothing hides behind it."""
    data = zlib.compress(json.dumps(told()).encode()) + b"and more"
    assert refused(b64encode(data).decode())


CHANGES: dict[str, Callable[[], Told]] = {
    "a later version": lambda: {"v": 2},
    "no length": lambda: {"length": 0},
    "a length below nothing": lambda: {"length": -5},
    "a length of years": lambda: {"length": 10**15},
    "no number": lambda: {"length": "soon"},
    "a number with an exponent": lambda: {"length": "1e999999999"},
    "a number with too many digits": lambda: {"length": "1" * 4_000},
    "nothing under the line": lambda: {"length": "1/0"},
    "a stride of a million steps": lambda: {"strides": [[0, 10**6, "160", "160"]]},
    "a stride of half a step": lambda: {"strides": [[0, 0.5, "160", "160"]]},
    "a stride that stands": lambda: {"strides": [[0, 10, "0", "0"]]},
    "a stride that flies": lambda: {"strides": [[0, 10, "160", "100000"]]},
    "many strides": lambda: {"strides": [[0, 200_000, "160", "160"]] * 3},
    "a stride too short": lambda: {"strides": [[0, 10]]},
    "strides that are none": lambda: {"strides": "many"},
    "a line that ends before it begins": lambda: {"lines": [[0, -1, "Hello.", "", ""]]},
    "a line in letters that a display obeys": lambda: with_text("\x1b[2J"),
    "a line in half a letter": lambda: with_text("\ud800"),
    "a line without end": lambda: with_text("so " * 2_000),
    "more lines than anyone says": lambda: {"lines": [[1, 1, "Hello.", "", ""]] * 10_001},
    "an outline too high": lambda: {"lines": [[0, 1, "Hello.", "10", ""]]},
    "a tint too high": lambda: {"lines": [[0, 1, "Hello.", "", "1d"]]},
    "an outline that is none": lambda: {"lines": [[0, 1, "Hello.", "zz", ""]]},
    "a breath beyond full": lambda: {"breaths": [[0, 1, "in", "3/2"]]},
    "a breath that is neither": lambda: {"breaths": [[0, 1, "held", "1"]]},
    "a seed that is none": lambda: {"seed": "one"},
    "a seed too high": lambda: {"seed": 2**32},
    "a recipe that is none": lambda: {"beat": [1]},
    "a sound that is none": lambda: {"sound": None},
    "starts that wander off": lambda: {"words": [[10**9, 1, "one"]] * 9},
    "fractions that grow": lambda: {
        "words": [[f"1/{10**390 + n}", 1, "one"] for n in range(1, 40)]
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_score_with_one_odd_value_is_refused(change: str) -> None:
    """Each value has its bounds."""
    odd = told() | CHANGES[change]()
    assert refused(packed(json.dumps(odd).encode()))


@pytest.mark.parametrize("missing", sorted(told()))
def test_a_score_that_leaves_something_out_is_refused(missing: str) -> None:
    """All of it, or nothing."""
    short = {name: value for name, value in told().items() if name != missing}
    assert refused(packed(json.dumps(short).encode()))


@pytest.mark.parametrize("data", [b"NaN", b"[]", b"7", b'{"v":1}', b"[" * 100_000, b"\xff"])
def test_json_that_is_no_score_is_refused(data: bytes) -> None:
    """Deep, odd, or none at all."""
    assert refused(packed(data))


def test_no_number_that_is_none() -> None:
    """JSON has no word for infinity; Python would take one."""
    assert refused(packed(json.dumps(told() | {"beat": {"left": float("inf")}}).encode()))


def test_a_tag_that_would_fill_the_memory_is_refused_before_it_does() -> None:
    """Four gigabytes of zeros, packed twice as zlib allows, open into a few megabytes at most."""
    bomb = packed(bytes(4 * MOST_DATA))
    tracemalloc.start()
    try:
        assert refused(bomb)
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST_DATA
    finally:
        tracemalloc.stop()


def test_an_hour_fits_into_some_kilobytes() -> None:
    """Breaths on every fifth step, and a line every half minute."""
    breaths = tuple(
        ScoredBreath(
            start=Seconds(round(n * 44_100 * 1.8)) / 44_100,
            length=Seconds(1),
            phase=(Phase.IN, Phase.OUT)[n % 2],
            gain=Fraction(1),
        )
        for n in range(2000)
    )
    lines = tuple(
        replace(SMALL.lines[0], start=Seconds(30 * n), end=Seconds(30 * n + 3), outline=bytes(75))
        for n in range(120)
    )
    assert len(written(replace(SMALL, breaths=breaths, lines=lines))) < 12_000
