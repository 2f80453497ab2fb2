"""Which keys go together."""

import pytest

from kindpace.session.shape import shape_faults
from kindpace.session.tree import grown_tree
from tests.session.maker import script, source


def found(text: str) -> list[str]:
    """Place and slug of what doesn't go together."""
    marks = [
        (one.problem.where, one.problem.slug) for one in shape_faults(grown_tree(source(text)))
    ]
    return [f"{mark.line}:{mark.column} {slug}" for mark, slug in marks if mark]


@pytest.mark.parametrize(
    ("cue", "told"),
    [
        ("- say: x\n  rest: 5s", ["8:9 cue-two-acts"]),
        ("- rest: 5s\n  say: x\n  bell: 1", ["9:9 cue-two-acts"]),
        ("- at: 5s", ["7:9 cue-without-act"]),
        ("- sya: x", []),
        ("- say: x\n  on: next step\n  at: 5s", ["8:9 cue-two-places"]),
        ("- bell: 1\n  voice: a\n  pause: 5s", ["9:9 setting-idle", "8:9 setting-idle"]),
        ("- note: x\n  at: 5s", ["8:9 setting-idle"]),
        ("- include: x\n  rounds: first\n  talk: more\n  when: {weather: rain}", []),
        ("- bell: 1\n  at: 5s\n  topics: [a]", []),
        ("- ask: {text: x, pause: 5s}\n  pause: 6s", ["8:9 pause-twice"]),
        ("- say: x\n  allow: a", ["8:9 allow-without-reason"]),
        ("- say: x\n  because: a", ["8:9 allow-without-reason"]),
        ("- say: x\n  unless: {}", ["8:9 value-empty"]),
        ("- notice: {hear: x, see: y}", ["7:17 words-missing"]),
        ("- notice: {haer: x}", []),
        ("- ask: {pause: 5s}", ["7:14 words-missing"]),
        ("- win: {name: ~}", ["7:14 yaml-needs-quotes"]),
        ("- win: {name: x}", []),
        ("- win: [pause 2s, x]", ["7:14 yaml-needs-quotes"]),
        ("- win: [x, y]", ["7:14 words-list"]),
        ("- hello", ["7:9 cue-not-mapping"]),
        ("-", []),
    ],
)
def test_a_cue_does_one_thing(cue: str, told: list[str]) -> None:
    """With settings that mean something beside it; a misspelt key is told of by itself."""
    assert found(script(cue)) == told


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("parts: [{part: A, gait: run}]", ["4:5 part-shape"]),
        ("include: x\ngait: run", ["4:5 part-shape"]),
        ("lasts: 5m", ["4:5 part-without-gait"]),
        ("giat: run", []),
        ("gait: run\nunless: {}", ["6:5 value-empty"]),
    ],
)
def test_a_part_has_one_shape(part: str, told: list[str]) -> None:
    """A name and a gait, or parts inside, or a block."""
    assert found(script(part=part)) == told


def test_groups_have_nothing_of_a_part() -> None:
    """Each key that belongs inside is told at its place, at any depth."""
    text = "parts:\n- repeat: 2x\n  gait: run\n  cues: []\n  parts:\n  - include: x\n    beat: on\n"
    assert found(text) == ["3:3 part-only", "4:3 part-only", "7:5 part-only"]


def test_blocks_hold_cues_or_parts() -> None:
    """One of them, and their cues are looked at too."""
    assert found("block: a\n") == ["1:1 block-shape"]
    assert found("block: a\ncues: []\nparts: []\n") == ["1:1 block-shape"]
    assert found("block: a\ncues:\n- at: 5s\n") == ["3:3 cue-without-act"]


def test_other_things_are_left_to_others() -> None:
    """Lists and texts where a mapping or list belongs are no matter of shape."""
    for text in (
        "- a\n",
        "parts: [~]\n",
        "parts: x\n",
        "parts: [{part: A, gait: run, cues: x}]\n",
        "a: 1\n",
    ):
        assert found(text) == []
