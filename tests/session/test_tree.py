"""YAML as plain values with their places; nothing in it can do harm."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Problem
from kindpace.session.tree import MOST_VALUES, Tree, fault, grown_tree, read_tree
from tests.session.maker import source


def tree(text: str) -> Tree:
    """The tree of `text`."""
    return read_tree(source(text))


def found(text: str) -> list[tuple[str, int, int]]:
    """Slug, line and column of every fault in `text`."""
    return [
        (one.problem.slug, one.problem.where.line, one.problem.where.column)
        for one in grown_tree(source(text)).faults
        if one.problem.where
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("off", "off"),
        ("no", "no"),
        ("3:2", "3:2"),
        ("6:30", "6:30"),
        ("true", True),
        ("False", False),
        ("165", 165),
        ("130.0", 130),
        ("2.5", Fraction(5, 2)),
        ("1e3", 1000),
        (".5", Fraction(1, 2)),
        ("-3", -3),
        ('"165"', "165"),
        ("0x10", "0x10"),
        ("12 steps", "12 steps"),
        ("2026-01-01", "2026-01-01"),
    ],
)
def test_plain_words_stay_words(written: str, value: object) -> None:
    """As in YAML 1.2: only true, false and decimal numbers are more than text."""
    read = tree(f"key: {written}").value
    assert read == {"key": value}
    assert isinstance(read, dict)
    assert type(read["key"]) is type(value)


def test_every_value_and_key_has_its_place() -> None:
    """Lines and columns from 1, whatever letters stand before, and with the line itself."""
    read = tree("title: é𝟓\r\nparts:\r\n  - {a: 1, b: [x, y]}\r\n")
    assert [str(read.mark(path)) for path in [(), ("title",), ("parts", 0, "b", 1)]] == [
        "run.yaml:1:1",
        "run.yaml:1:8",
        "run.yaml:3:19",
    ]
    assert str(read.key(("parts", 0, "b"))) == "run.yaml:3:12"
    assert read.mark(("title",)).source == "title: é𝟓"


def test_what_is_not_there_is_looked_for_around() -> None:
    """A missing value has the place of the nearest thing that stands."""
    read = tree("parts:\n  - part: One\n")
    assert read.mark(("parts", 0, "gait", "x")) == read.mark(("parts", 0))
    assert read.key(("parts", 7)) == read.mark(("parts",))
    assert fault("no-parts", read, ("parts", 0, "gait")).problem.where == read.mark(("parts", 0))


def test_a_byte_order_mark_and_odd_line_ends_change_no_place() -> None:
    """Neither counts as a letter or a line that an editor would not count."""
    read = tree("\ufefftitle: one\u2028two\nparts: 1\n")
    assert read.value == {"title": "one two", "parts": 1}
    assert str(read.mark(("parts",))) == "run.yaml:2:8"


def test_faults_leave_the_rest_readable() -> None:
    """Doubles, tags, anchors and empty values are all told; the first of two stays."""
    assert found('"a\\a": 1\n\u00a0b: 2\n') == [("character-unseen", 1, 1), ("yaml-blank", 2, 1)]
    text = "a: 1\na: 2\nb: !!str 3\nc: &x 4\nd: *x\ne:\nf: [1, ~]\ng: .inf\n"
    assert found(text) == [
        ("duplicate-key", 2, 1),
        ("yaml-tag", 3, 4),
        ("yaml-alias", 4, 4),
        ("yaml-alias", 5, 4),
        ("value-empty", 6, 1),
        ("entry-empty", 7, 8),
        ("number-out-of-range", 8, 4),
    ]
    value = grown_tree(source(text)).value
    assert value == {"a": 1, "b": 3, "c": 4, "d": None, "e": None, "f": [1, None], "g": None}
    with pytest.raises(KindpaceError) as told:
        read_tree(source(text))
    assert len(told.value.problems) == 7


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "? [? [a]]"])
def test_only_words_name_values(key: str) -> None:
    """A list or a mapping as a key is told, however deep it goes."""
    assert {slug for slug, _, _ in found(f"? {key}\n: 1\n")} >= {"yaml-key"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "? ["])
def test_depth_has_an_end(opening: str) -> None:
    """Thousands of brackets are stopped at the first that is too deep."""
    with pytest.raises(KindpaceError) as told:
        grown_tree(source(opening * 50_000))
    assert told.value.problems[-1].slug == "yaml-too-deep"


def test_a_flood_of_values_is_stopped() -> None:
    """Within the first megabyte, too."""
    with pytest.raises(KindpaceError) as told:
        grown_tree(source(f"[{'a,' * (MOST_VALUES + 9)}]"))
    assert [one.slug for one in told.value.problems] == ["file-too-full"]


def test_a_bomb_of_aliases_stays_small() -> None:
    """Aliases are told, and never followed."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    faults = grown_tree(source("\n".join(lines))).faults
    assert {one.problem.slug for one in faults} == {"yaml-alias"}
    assert len(faults) == 30 + 29 * 9


@given(st.binary(max_size=400))
def test_any_bytes_make_a_tree_or_a_told_fault(data: bytes) -> None:
    """Nothing else comes out of a file."""
    problems: tuple[Problem, ...] = ()
    try:
        assert () in grown_tree(source(data)).marks
    except KindpaceError as error:
        problems = error.problems
    assert all(one.where and one.where.line >= 1 for one in problems)


LEAVES = st.one_of(
    st.text("abc é?!{}[]#&*%@'\"\\:,-\n\t", max_size=12), st.integers(-99, 99), st.booleans()
)
SHAPES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("ab\u00e9 ", min_size=1), inner, max_size=4)
    ),
)


@given(SHAPES)
def test_what_is_written_as_json_reads_back(value: object) -> None:
    """JSON is YAML: any plain structure comes back as it was, every part of it with a place."""
    read = grown_tree(source(json.dumps(value, ensure_ascii=False)))
    slugs = {one.problem.slug for one in read.faults}
    assert slugs <= {"yaml-blank"}
    assert read.value == value
