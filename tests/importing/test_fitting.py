"""Drafts made to stand."""

from dataclasses import replace

import pytest

from kindpace.importing.draft import Cue, Draft, Part, Rounds
from kindpace.importing.fitting import Fitted, fitted, loose, with_safety
from kindpace.session.model import Seconds

LONG = "Let your shoulders come down, and look as far ahead as the road goes. " * 3


def say(text: str, at: int | None = None) -> Cue:
    """A line, at a moment if one is told."""
    return Cue(act="say", value=text.strip(), line=7, at=None if at is None else Seconds(at))


def stood(*cues: Cue, lasts: int | None = None, gait: str = "sit") -> Fitted:
    """One part with these cues, fitted."""
    length = None if lasts is None else Seconds(lasts)
    part = Part(name="One", gait=gait, line=3, lasts=length, cues=cues)
    return fitted(Draft(title="A", parts=(part,)), "a.txt")


def told(found: Fitted) -> list[tuple[str, int]]:
    """What is told, and where."""
    return [(one.slug, one.line) for one in found.draft.left]


def test_what_stands_is_left_alone() -> None:
    """Nothing to tell."""
    found = stood(say("Sit.", 0), say("Look up.", 30), lasts=60)
    assert told(found) == []
    assert [speech.start for speech in found.timeline.speeches][1] == 30


def test_a_moment_gives_way_to_words() -> None:
    """And the words follow."""
    found = stood(say(LONG, 0), say("Look up.", 2), lasts=120)
    assert told(found) == [("import-time", 7)]
    assert found.draft.flat[0].cues[1].at is None
    assert "Look up." in [speech.line.text for speech in found.timeline.speeches]


def test_a_part_grows_with_its_words() -> None:
    """By whole quarters of a minute."""
    found = stood(say(LONG), lasts=5)
    assert told(found) == [("import-length", 3)]
    assert (found.draft.flat[0].lasts or Seconds(1)) % 15 == 0
    assert found.draft.left[0].became


def test_much_that_clashes_still_stands() -> None:
    """In rounds as well, and no word is lost."""
    cues = tuple(say(f"{LONG} {number}.", number) for number in range(8))
    part = Part(name="One", gait="sit", line=3, lasts=Seconds(9), cues=cues)
    found = fitted(Draft(title="A", parts=(Rounds(repeat=2, parts=(part, part)), part)), "a.txt")
    assert len(found.timeline.speeches) >= 5 * 8 * 3
    assert {slug for slug, _ in told(found)} <= {"import-time", "import-length", "import-allowed"}


def test_a_count_that_cannot_be_is_a_note() -> None:
    """Told, and still there to read."""
    found = stood(Cue(act="count", value="2 cycles of 3:3", line=7))
    assert told(found) == [("import-left", 7)]
    assert found.draft.flat[0].cues[0].act == "note"


def test_safety_comes_first_for_those_who_move() -> None:
    """In a part of its own, so that every moment stays where it was."""
    walk = Draft(title="A", parts=(Part(name="One", gait="walk", line=3),))
    assert [part.name for part in with_safety(walk).flat] == ["Before you go", "One"]
    assert with_safety(replace(walk, language="sw")).flat == walk.flat
    sit = Draft(title="A", parts=(Part(name="One", gait="sit", line=3),))
    assert with_safety(sit) == sit


def test_a_shape_is_set_aside_and_told() -> None:
    """Never the words of safety, where they can be added."""
    found = stood(say("Go."), lasts=60, gait="run")
    assert "struct/warm-up" in found.draft.allow
    assert "struct/safety-first" not in found.draft.allow
    assert "import-allowed" in [slug for slug, _ in told(found)]
    assert found.stops == ()


def test_words_are_looked_at_as_any_others() -> None:
    """What stands against them stays, at its line in the script."""
    found = stood(say("No pain, no gain."), lasts=60, gait="run")
    lines = [one.where.line for one in found.stops if one.where]
    assert lines
    assert all("No pain" in found.script.text.splitlines()[line - 1] for line in lines)


@pytest.mark.parametrize("rounds", [True, False])
def test_loose_lets_go_of_every_clash(rounds: bool) -> None:
    """Lengths stay where nothing is said."""
    parts = (
        Part(name="One", gait="run", line=1, lasts=Seconds(9), cues=(say("A", 1),)),
        Part(name="Two", gait="run", line=2, lasts=Seconds(9)),
    )
    draft = Draft(title="A", parts=(Rounds(repeat=2, parts=parts),) if rounds else parts)
    assert [part.lasts for part in loose(draft).flat] == [None, 9]
    assert loose(draft).flat[0].cues[0].at is None
