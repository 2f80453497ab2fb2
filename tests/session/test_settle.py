"""Everything in the way of a script, found in one go."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, Problem
from kindpace.session.folder import Folder
from kindpace.session.settle import settled
from kindpace.session.written import Profile
from tests.session.maker import NOWHERE, made, script, slugs, source
from tests.session.test_reading import KEYS, TREES

FOLDER = Folder(own=NOWHERE, shared=NOWHERE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (script("- say: 5\n- say: '{name}.'"), ["value-type", "placeholder-may-be-missing"]),
        (script("- say: 5\n- say: x\n  rounds: 3"), ["value-type", "rounds-never"]),
        (script("- include: a\n- sya: x"), ["block-missing", "key-unknown"]),
        (
            script("- include: a", "gait: run\nbreath: 32\nlasts: 5"),
            ["breath-unreadable", "duration-bare", "block-missing"],
        ),
        (script("- include: a", "gait: run\nodd: 1"), ["key-unknown", "block-missing"]),
        (script("- include: a", top="odd: 1"), ["key-unknown", "block-missing"]),
        (
            script("- include: a").replace("title: Made up", "titel: x"),
            ["key-missing", "key-unknown", "block-missing"],
        ),
        (script("- include: a\n- {say: x, say: y}"), ["block-missing", "duplicate-key"]),
    ],
)
def test_shape_and_meaning_are_told_together(text: str, found: list[str]) -> None:
    """What stands around a fault is still looked at."""
    assert slugs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        script("- count: 2 of 4s:6s", "gait: snu\nbreath: 4s:6s"),
        script("- say: x\n  rounds: 3", "gait: run\nrepeat: 3y"),
        script("- say: '{goal}.'", top="runner: {goal: 5}"),
        script("- say: For {minutes}.", top="minutes: soon"),
        script("- count: 4", "gait: run\nbreath: {count: loud}"),
        script("- say: x\n  at: 3m", "gait: run\nlasts: 3"),
    ],
)
def test_nothing_is_judged_by_a_measure_that_is_missing(text: str) -> None:
    """One fault, not those that would follow from it."""
    assert len(slugs(text)) == 1


def test_what_multiplies_beside_a_fault_is_told_with_it() -> None:
    """Faults of shape and a script that unfolds without end, together."""
    many = "".join("- rest: 1s\n" for _ in range(5100))
    assert slugs(script(many + "- sya: x")) == ["too-many-steps", "key-unknown"]


def test_a_whole_script_becomes_a_session() -> None:
    """For the runner who was told."""
    assert made(script(), "name: Ana").runner.name == "Ana"


@given(value=st.dictionaries(KEYS, TREES, min_size=1), framed=st.booleans())
def test_any_structure_settles_or_is_told(value: dict[str, object], *, framed: bool) -> None:
    """A session, or problems that each have a place and a mend, each told once."""
    whole = {"kindpace": 1, "title": "x", "parts": [{"part": "a", "gait": "run", **value}]}
    problems: tuple[Problem, ...] = ()
    try:
        settled(source(json.dumps(whole if framed else value)), Profile(), FOLDER)
    except KindpaceError as error:
        problems = error.problems
    assert all(one.where and one.what and one.mend for one in problems)
    assert len(set(problems)) == len(problems)


@given(st.binary(max_size=300))
def test_any_bytes_settle_or_are_told(data: bytes) -> None:
    """Nothing else comes out."""
    with pytest.raises(KindpaceError) as told:
        settled(source(data), Profile(), FOLDER)
    assert told.value.problems
