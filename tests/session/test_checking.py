"""What the keys of a script say to one another."""

import pytest

from tests.session.maker import made, problems, script


def told(text: str) -> list[str]:
    """Place and slug of every fault of meaning."""
    found = problems(text)
    return [f"{one.where.line}:{one.where.column} {one.slug}" for one in found if one.where]


@pytest.mark.parametrize(
    ("part", "cues", "expected"),
    [
        ("gait: sit\ncadence: 110", "- bell: 1", ["6:5 cadence-without-steps"]),
        ("gait: run\nbreath: 4s:6s", "- bell: 1", ["6:13 breath-needs-steps"]),
        ("gait: sit\nbreath: {pattern: 3:2}", "- bell: 1", ["6:23 breath-needs-seconds"]),
        ("gait: sit", "- count: 2 of 3:2", ["7:16 breath-needs-seconds"]),
        ("gait: walk", "- count: 2 of 3s:2s", ["7:16 breath-needs-steps"]),
        (
            "gait: run\nbreath: {count: spoken 2 cycles, from: 5s}",
            "- count: 4",
            ["6:38 count-place", "8:9 count-twice"],
        ),
        ("gait: run\nlasts: 2m", "- say: x\n  at: 2m", ["9:13 place-beyond-part"]),
        ("gait: run\nlasts: 2m", "- bell: 1\n  at: -2m", ["9:13 place-beyond-part"]),
        ("gait: run\nrepeat: 2x", "- bell: 1\n  rounds: [1, 3]", ["9:17 rounds-never"]),
    ],
)
def test_what_contradicts_is_told(part: str, cues: str, expected: list[str]) -> None:
    """At the value that could be another."""
    assert told(script(cues, part)) == expected


@pytest.mark.parametrize(
    ("part", "cues"),
    [
        ("gait: run\nlasts: 2m", "- say: x\n  at: 119s"),
        ("gait: run\nlasts: 2m", "- say: x\n  at: 100%"),
        ("gait: run", "- say: x\n  at: 9m"),
        ("gait: run\nrepeat: 3x", "- say: x\n  rounds: [1, 3, last]"),
        ("gait: run", "- say: x\n  rounds: first"),
        ("gait: run\nbreath: {count: spoken 2 cycles then sound}", "- say: x"),
        ("gait: sit\nbreath: 4s:6s", "- count: 2 of 3s:3s"),
    ],
)
def test_what_agrees_passes(part: str, cues: str) -> None:
    """The nearest neighbours of each fault."""
    assert made(script(cues, part)).parts


@pytest.mark.parametrize(
    ("cue", "slug"),
    [("- count: 4", "count-without-pack"), ("- say: Per {quiet}.", "quiet-without-pack")],
)
def test_without_words_of_our_own_some_things_cannot_be_said(cue: str, slug: str) -> None:
    """In a language that kindpace has no pack for."""
    assert [one.slug for one in problems(script(cue, top="language: it"))] == [slug]
    assert made(script(cue, top="language: es")).parts


def test_rounds_of_a_group_count_for_its_parts() -> None:
    """A cue may wait for the third round of what repeats three times around it."""
    text = (
        "kindpace: 1\ntitle: x\nparts:\n  - repeat: {}x\n    parts:\n    - part: One\n"
        "      gait: run\n      cues: [{{say: x, rounds: 3}}]\n"
    )
    assert made(text.format(3)).parts
    assert told(text.format(2)) == ["8:31 rounds-never"]
