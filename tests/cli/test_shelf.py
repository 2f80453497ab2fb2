"""`list` from the outside: sessions, ideas, and one idea."""

import json

import pytest

from kindpace.session.ideas import essays
from kindpace.studio.planning import library
from tests.cli.conftest import Kindpace

IDEAS = [idea for essay in essays() for idea in essay.ideas]


def test_the_list_names_every_session(kindpace: Kindpace) -> None:
    """With title, length, gaits, a sentence and topics."""
    said = kindpace("list")
    assert said.code == 0, said.err
    assert all(name in said.out for name in library())
    assert "steady-companion  Steady companion · 30 min, walk, run" in said.out
    assert "#mental-health" in said.out


def test_the_list_for_programs(kindpace: Kindpace) -> None:
    """The same as JSON, with the whole summary and the ideas."""
    told = {one["id"]: one for one in json.loads(kindpace("list", "--json").out)}
    assert set(library()) <= set(told)
    lace_up = told["lace-up"]
    assert (lace_up["kind"], lace_up["minutes"]) == ("session", 6)
    assert "companion-26" in lace_up["carries"]


def test_the_ideas_are_all_accounted_for(kindpace: Kindpace) -> None:
    """Each with where it went, and how many there are at the end."""
    said = kindpace("list", "--ideas")
    assert said.code == 0
    assert all(idea.id in said.out for idea in IDEAS)
    assert said.out.splitlines()[-1].startswith("107 of 107 accounted for: ")
    told = json.loads(kindpace("list", "--ideas", "--json").out)
    assert (told["accounted"], told["all"], len(told["ideas"])) == (107, 107, 107)
    assert told["by"]["sessions"] == sum(bool(idea.carriers.sessions) for idea in IDEAS)
    assert f"Carried by sessions {told['by']['sessions']}, programmes " in said.out


def test_an_idea_is_shown_with_what_carries_it(kindpace: Kindpace) -> None:
    """The sentence, then each carrier with a sentence of its own."""
    said = kindpace("list", "--idea", "companion-26")
    assert said.code == 0
    assert "Tying the laces" in said.out
    assert "session  lace-up" in said.out
    assert "fact  small-steps" in said.out
    told = json.loads(kindpace("list", "--idea", "companion-26", "--json").out)
    assert told["id"] == "companion-26"
    assert {"kind": "session", "name": "lace-up"}.items() <= told["carried"][0].items()


@pytest.mark.parametrize("idea", [one.id for one in IDEAS if one.nowhere])
def test_an_idea_that_is_carried_nowhere_says_why(kindpace: Kindpace, idea: str) -> None:
    """Honestly, in one sentence."""
    said = kindpace("list", "--idea", idea)
    assert said.code == 0
    assert "Carried nowhere, because " in " ".join(said.out.split())


def test_an_idea_that_is_none_is_told(kindpace: Kindpace) -> None:
    """With the nearest one."""
    said = kindpace("list", "--idea", "companion-260")
    assert (said.code, "idea-unknown" in said.err) == (2, True)
    assert "Did you mean `companion-26`?" in said.err
