"""Notes for others say what everybody should know before they press play."""

from kindpace.care.disclaimer import WANTED, look_at_notes
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


def test_a_language_without_rules_is_not_judged() -> None:
    """What can't be read can't lack anything."""
    assert list(look_at_notes("", "tlh")) == []
