"""Facts behind the words: whole, honest about how far they reach, and given where they belong."""

import re
from dataclasses import replace

import pytest

from kindpace.care.facts import About, Fact, facts, facts_for, features
from kindpace.care.pack import word_pack
from kindpace.care.wording import flagged
from kindpace.session.model import Session
from tests.session.maker import made, script

SEATED = "gait: sit\nlasts: 60s"
MOVING = "gait: run\nlasts: 5m"


def session(cues: str = "- say: Hello.", part: str = MOVING) -> Session:
    """A session of one part."""
    return made(script(cues, part))


@pytest.mark.parametrize("fact", facts().values(), ids=lambda fact: fact.id)
def test_a_fact_has_all_that_a_reader_needs_to_judge(fact: Fact) -> None:
    """A claim, what was found, what may be said, and where to read on."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", fact.id)
    assert all(text.endswith((".", "?")) for text in (fact.claim, fact.known, fact.said))
    assert not fact.source.endswith(".")
    assert re.search(r"[A-Z]", fact.source)
    assert len(fact.known) <= 400
    assert len({fact.claim, fact.known, fact.said}) == 3


def test_what_may_be_said_might_be_said_in_a_session() -> None:
    """The rules of care find nothing in it, though much in what people claim."""
    pack = word_pack("en")
    assert pack is not None
    assert [fact.id for fact in facts().values() if flagged(fact.said, pack)] == []
    assert sum(bool(flagged(fact.claim, pack)) for fact in facts().values()) >= 5


def test_a_number_is_found_by_whoever_looks_for_its_source() -> None:
    """Every fact with a figure in it names a year, a page or an institution."""
    figures = [fact for fact in facts().values() if re.search(r"\d{2}", fact.known)]
    assert len(figures) > 8
    assert [one.id for one in figures if not re.search(r"\d{4}|PMC|trial", one.source)] in (
        [],
        ["beside-other-help"],  # read in the news, as its source says
    )


@pytest.mark.parametrize(
    ("cues", "part", "expected"),
    [
        ("- say: Hello.", MOVING, {About.MOVING, About.RUN, About.BEAT}),
        ("- say: Hello.", f"{MOVING}\nbeat: off", {About.MOVING, About.RUN}),
        ("- say: Hello.", "gait: walk\nlasts: 5m", {About.MOVING, About.BEAT}),
        ("- say: Hello.", SEATED, set()),
        ("- notice: {hear: What is there?}", SEATED, {About.SENSES}),
        ("- say: Hello.", f"{SEATED}\nbreath: 4s:6s", {About.SLOW_BREATH}),
        (
            "- say: Hello.",
            f"{MOVING}\nbreath: 3:2",
            {About.MOVING, About.RUN, About.BEAT, About.BREATH},
        ),
    ],
)
def test_a_session_shows_what_is_in_it(cues: str, part: str, expected: set[About]) -> None:
    """Gaits, beat, breath in steps or seconds, senses."""
    assert features(session(cues, part)) == expected


def test_facts_come_for_what_is_there_and_for_what_is_named() -> None:
    """In the order of the file, each once; a breath brings what is known of breath."""
    bare = [one.id for one in facts_for(session(part=SEATED))]
    assert bare == []
    named = facts_for(session(part=SEATED), ["small-steps", "endorphins", "small-steps"])
    assert [one.id for one in named] == ["endorphins", "small-steps"]
    breathing = {one.id for one in facts_for(session(part=f"{MOVING}\nbreath: 3:2"))}
    assert {"breath-and-stride", "no-pattern-protects", "one-ear"} <= breathing
    assert "slow-breath" not in breathing


def test_an_empty_session_asks_for_nothing() -> None:
    """No parts, no facts."""
    assert facts_for(replace(session(), parts=())) == ()


def test_a_name_that_is_no_facts_is_not_passed_over() -> None:
    """Whoever names it has made a slip."""
    with pytest.raises(KeyError, match="no-such-fact"):
        facts_for(session(), ["no-such-fact"])
