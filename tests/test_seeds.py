"""The ideas in seeds/: all there, in sentences of their own, each carried where it says it is."""

import re
from collections.abc import Mapping
from itertools import chain

import pytest

from kindpace.care.facts import facts
from kindpace.care.pack import word_pack
from kindpace.care.wording import flagged
from kindpace.problems import Weight, sentences
from kindpace.session.ideas import Idea, essays, ideas_of
from kindpace.studio.cards import programme_cards
from kindpace.studio.planning import shelves
from kindpace.studio.programmes import programmes
from kindpace.studio.wording import wording_for

IDEAS: Mapping[str, Idea] = ideas_of(essays())
NUMBERS = {"companion": range(1, 38), "not-therapy": range(38, 82), "gut-brain": range(82, 108)}
LONGEST = 130


def strays(idea: Idea) -> list[str]:
    """What `idea` says carries it, and is not there."""
    by = idea.carriers
    there = [
        (by.sessions, shelves()),
        (by.programmes, programmes()),
        (by.rules, sentences()),
        (by.facts, facts()),
        (by.notes, wording_for("en").headings),
    ]
    return [name for names, known in there for name in names if name not in known]


def test_a_hundred_and_seven_ideas_are_there() -> None:
    """Each once, numbered through the three essays."""
    written = [idea.id for essay in essays() for idea in essay.ideas]
    expected = [f"{essay}-{number}" for essay, numbers in NUMBERS.items() for number in numbers]
    assert sorted(written) == sorted(expected)
    assert len(IDEAS) == 107


@pytest.mark.parametrize("idea", IDEAS.values(), ids=lambda idea: idea.id)
def test_an_idea_is_carried_by_something_that_is_there_or_says_why_not(idea: Idea) -> None:
    """Sessions, programmes, rules, facts and sections of the notes by their own names."""
    assert idea.accounted
    assert strays(idea) == []
    if idea.nowhere:
        assert re.fullmatch(r"because .*\.", idea.nowhere)


def test_a_stray_is_noticed() -> None:
    """A name that nothing bears."""
    (known, *_) = IDEAS.values()
    assert strays(known) == []
    lost = Idea(id="a-1", text="A.", carriers=type(known.carriers)(facts=("no-such-fact",)))
    assert strays(lost) == ["no-such-fact"]


def test_each_idea_is_a_short_sentence_of_its_own() -> None:
    """One sentence, and no five words in a row that another idea has too."""
    texts = [idea.text for idea in IDEAS.values()]
    assert [text for text in texts if len(text) > LONGEST or not text.endswith(".")] == []
    rows = chain.from_iterable(_rows(text) for text in texts)
    seen = list(rows)
    assert sorted({row for row in seen if seen.count(row) > 1}) == []


def test_an_idea_is_told_as_kindly_as_it_is_spoken() -> None:
    """The rules of care have nothing against their words."""
    pack = word_pack("en")
    assert pack is not None
    found = {idea.id: flagged(idea.text, pack) for idea in IDEAS.values()}
    heavy = [name for name, flags in found.items() if Weight.MEND in {one.weight for one in flags}]
    assert heavy == []


def test_most_ideas_are_heard() -> None:
    """Three of four reach a runner's ears, in a session or through a programme."""
    heard = [one for one in IDEAS.values() if one.carriers.sessions or one.carriers.programmes]
    assert len(heard) >= 3 * len(IDEAS) // 4


def test_a_programme_and_its_ideas_name_each_other() -> None:
    """`carries` and `carried_by` tell the same."""
    carried = {(idea, card.id) for card in programme_cards() for idea in card.carries}
    assert carried == {
        (idea.id, name) for idea in IDEAS.values() for name in idea.carriers.programmes
    }


def test_every_fact_is_behind_an_idea_or_a_part_of_a_run() -> None:
    """None stands where no notes would show it."""
    named = set(chain.from_iterable(idea.carriers.facts for idea in IDEAS.values()))
    assert [one.id for one in facts().values() if one.id not in named and not one.about] == []


def _rows(text: str, length: int = 5) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
