"""Notes for others say what everybody should know before they press play."""

import pytest

from kindpace.care.disclaimer import ON_THE_WAY, WANTED, look_at_notes, signs_lacking
from kindpace.problems import Weight
from tests.care.maker import slugs

WHOLE = """This is company for a run. It is not medical advice, and it is not treatment.
If you have a heart condition, ask your doctor first. Keep one ear free for the road.
In heat, take the shade. Write to us at ana@example.org.
"""


def test_whole_notes_lack_nothing() -> None:
    """All six things in plain words."""
    assert list(look_at_notes(WHOLE, "en")) == []


def test_each_thing_that_is_missing_is_named() -> None:
    """Empty notes lack all, notes without a line lack that one."""
    assert slugs(look_at_notes("A run.", "en")) == ["notes/disclaimer"] * len(WANTED)
    (found,) = look_at_notes(WHOLE.replace("one ear free", "going"), "en")
    assert "one ear free" in found.what


def test_who_sits_indoors_needs_no_word_on_roads() -> None:
    """And whoever asks gently gets advice, not a fault."""
    found = list(look_at_notes("A chair.", "en", waived=ON_THE_WAY, weight=Weight.LOOK))
    assert len(found) == len(WANTED) - len(ON_THE_WAY)
    assert {one.weight for one in found} == {Weight.LOOK}


@pytest.mark.parametrize("where", ["ana@example.org", "https://example.org/say", "Write to us"])
def test_any_address_is_a_way_to_answer(where: str) -> None:
    """A letter, a page, or a plain word about it; an idle `tell` is none."""
    assert "feedback" not in signs_lacking(where, "en")
    assert "feedback" in signs_lacking("Tell a friend where you run.", "en")


def test_a_language_without_rules_is_not_judged() -> None:
    """What can't be read can't lack anything."""
    assert list(look_at_notes("", "tlh")) == []
