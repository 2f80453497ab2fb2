"""How far word rules reach: known lines, lines they had never met, and what they leave alone."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.care.clauses import rows
from kindpace.care.pack import WordPack, word_pack
from kindpace.care.wording import flagged
from kindpace.session.model import Gait

LINES = Path(__file__).parent / "lines"
SETS = sorted(path.stem for path in LINES.glob("*.toml"))


def english() -> WordPack:
    """The English pack."""
    pack = word_pack("en")
    assert pack
    return pack


def read(name: str) -> dict[str, Any]:
    """One set of labelled lines."""
    return tomllib.loads((LINES / f"{name}.toml").read_text("utf-8"))


def rules(line: str, gait: Gait | None = None) -> set[str]:
    """The rules that flag `line`."""
    return {one.rule for one in flagged(line, english(), gait)}


@pytest.mark.parametrize("name", SETS)
def test_lines_that_hurt_are_found_by_the_rule_they_belong_to(name: str) -> None:
    """Each of them, in every set."""
    lines = [(rule, line) for rule, some in read(name)["flag"].items() for line in some]
    assert [(rule, line) for rule, line in lines if rule not in rules(line)] == []


@pytest.mark.parametrize("name", SETS)
def test_kind_lines_are_left_alone(name: str) -> None:
    """By every rule: a false alarm teaches people not to look."""
    lines = [line for some in read(name)["pass"].values() for line in some]
    assert {line: found for line in lines if (found := rules(line))} == {}


@pytest.mark.parametrize("name", sorted(set(SETS) - {"known"}))
def test_what_came_out_at_first_is_kept_beside_the_lines(name: str) -> None:
    """The figures are about as many lines as there are, and say how far the rules reached."""
    told = read(name)
    first = told["first"]
    assert first["of"] == sum(map(len, told["flag"].values()))
    assert first["among"] == sum(map(len, told["pass"].values()))
    assert first["of"] * 0.7 < first["found"] <= first["of"]
    assert 0 <= first["falsely"] <= first["among"] * 0.13


def test_the_quick_look_beforehand_hides_nothing() -> None:
    """Phrases are found where their words stand, with or without asking for the words first."""
    pack = english()
    lines = [line for some in read("third")["flag"].values() for line in some[:2]]
    for row in (row for line in lines for row in rows(line, pack.contractions)):
        words = pack.vocabulary.of(row.words)
        called = {id(one) for some in pack.called(words).values() for one in some}
        for _, phrase in pack.sought[::3]:
            if found := list(phrase.spans(row.text)):
                assert id(phrase) in called
                assert list(phrase.spans(row.text, words)) == found


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Don't be a quitter.", "push/shame"),
        ("Leave it all on the road.", "push/command"),
        ("Close your eyes if you like.", "lang/eyes"),
        ("No, running cures depression.", "claim/cure"),
        ("People say running cures depression, and it is true.", "claim/cure"),
        ("Nothing heals you like a long run.", "claim/cure"),
    ],
)
def test_a_guard_reaches_no_further_than_it_should(line: str, rule: str) -> None:
    """What looks like a no, a quotation or an offer, and isn't one."""
    assert rule in rules(line)


def test_sitting_down_changes_what_is_safe() -> None:
    """Closed eyes as an offer, and a held breath, belong to a chair and not to a run."""
    eyes, breath = "Close your eyes, or let them rest on the floor.", "Hold your breath for four."
    assert "lang/eyes" in rules(eyes, Gait.RUN)
    assert "lang/eyes" not in rules(eyes, Gait.SIT)
    assert "breath/no-hold-moving" in rules(breath, Gait.WALK)
    assert "breath/no-hold-moving" not in rules(breath, Gait.SIT)


def test_a_finding_quotes_what_was_written() -> None:
    """As it stands in the text, with its capitals and short forms."""
    (found,) = flagged("Oh. You Won't get Injured here.", english())
    assert found.words == "Won't get Injured"


def test_one_rule_speaks_once_a_sentence() -> None:
    """Two cures in a sentence are one finding, two sentences are two."""
    twice = flagged("Running cures depression and heals you.", english())
    assert [one.rule for one in twice] == ["claim/cure"]
    assert len(flagged("Running heals you. Miles heal us.", english())) == 2


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_any_text_at_all_can_be_read(text: str) -> None:
    """Whatever somebody writes, rules answer, and quote only what is there."""
    plain = " ".join(text.split())
    assert all(one.words in plain for one in flagged(text, english()))


@given(st.sampled_from(read("known")["flag"]["claim/cure"]), st.sampled_from([" ", "  ", "\n"]))
@settings(max_examples=20)
def test_spaces_and_case_make_no_difference(line: str, space: str) -> None:
    """Shouted or stretched, it says the same."""
    assert "claim/cure" in rules(line.upper().replace(" ", space))
