"""Following an idea to what carries it."""

import pytest

from kindpace.problems import WrongUse
from kindpace.session.ideas import Carriers, Essay, Idea
from kindpace.studio.ideas import carried, find_idea

RAIN = Idea(
    id="rain-1",
    text="Rain is company.",
    carriers=Carriers(
        sessions=("senses",),
        programmes=("somewhere-else",),
        rules=("breath/rate",),
        facts=("look-around",),
        notes=("support",),
        craft="There is a bed of rain.",
    ),
)
SNOW = Idea(id="rain-2", text="Snow is quiet.", nowhere="because it melts.")
KNOWN = (Essay(id="rain", title="On rain", ideas=(RAIN, SNOW)),)
SHELF = {"senses": "Three senses."}


def test_an_idea_is_found_by_its_name() -> None:
    """Exactly as it is written."""
    assert find_idea(KNOWN, "rain-2") == SNOW


@pytest.mark.parametrize(
    ("name", "hint"), [("rain-11", "rain-1"), ("rian-2", "rain-2"), ("?", "list --ideas")]
)
def test_a_name_that_is_no_ideas_is_told_with_the_nearest(name: str, hint: str) -> None:
    """Or with where they all stand."""
    with pytest.raises(WrongUse) as told:
        find_idea(KNOWN, name)
    (found,) = told.value.problems
    assert found.slug == "idea-unknown"
    assert hint in found.mend


def test_everything_that_carries_an_idea_is_told_with_a_sentence() -> None:
    """Sessions, programmes, rules, facts, sections of the notes, and what kindpace does itself."""
    found = list(carried(RAIN, SHELF))
    assert [(one.kind, one.name) for one in found] == [
        ("session", "senses"),
        ("programme", "somewhere-else"),
        ("rule", "breath/rate"),
        ("fact", "look-around"),
        ("notes", "support"),
        ("kindpace", ""),
    ]
    told = {one.kind: one.told for one in found}
    assert told["session"] == "Three senses."
    assert told["programme"] == ""  # nothing is known of it, and its name is still told
    assert "Daley" in told["rule"]
    assert "oxygen" in told["fact"]
    assert told["notes"] == "Someone to talk to"
    assert told["kindpace"] == "There is a bed of rain."


def test_what_is_left_out_has_no_carriers() -> None:
    """Its reason stands with the idea."""
    assert list(carried(SNOW, SHELF)) == []
