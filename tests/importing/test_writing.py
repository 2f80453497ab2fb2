"""A draft as the text of a script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.importing.draft import Cue, Draft, Part, Rounds
from kindpace.importing.writing import quoted, scalar, script_of
from kindpace.session.model import Seconds
from kindpace.session.reading import read_script
from kindpace.session.syntax import UNSEEN
from kindpace.session.tree import Source, read_tree

PART = Part(
    name="Walk in",
    gait="walk",
    line=3,
    lasts=Seconds(90),
    cadence="110",
    note="Z1",
    comment="a guess",
    cues=(
        Cue(act="say", value="Easy: now.", line=4, at=Seconds(0), language="es", rounds=2),
        Cue(act="rest", value="5s", line=5, comment="a guess: pause"),
    ),
)


def test_a_script_is_readable() -> None:
    """Comments tell the guesses; quotes stand only where they are needed."""
    text = script_of(Draft(title="One", parts=(PART,), guessed=True), "a.md").text
    assert text.splitlines()[1:] == [
        "kindpace: 1",
        "title: One",
        "language: en  # a guess",
        "parts:",
        "",
        "  - part: Walk in",
        "    gait: walk  # a guess",
        "    lasts: 1m30",
        "    cadence: 110",
        "    note: Z1",
        "    cues:",
        '      - say: "Easy: now."',
        "        at: 0s",
        "        language: es",
        "        rounds: 2",
        "      - rest: 5s  # a guess: pause",
    ]


def test_all_that_a_draft_holds_reads_back() -> None:
    """By our own reader."""
    draft = Draft(
        title="#1",
        summary="a: b",
        notes=("By {Ana}.",),
        lexicon=(("Zoë", "zoʊi"),),
        allow=("struct/warm-up",),
        because="It is short.",
        parts=(Rounds(repeat=2, parts=(PART,)), PART),
    )
    script, _ = read_script(Source(name="a.yaml", data=script_of(draft, "a\n.md").text.encode()))
    assert (script.title, script.summary, script.notes) == ("#1", "a: b", ["By {Ana}."])
    assert (script.lexicon["Zoë"].ipa, script.allow) == ("zoʊi", ["struct/warm-up"])
    assert script.parts[0].repeat == 2
    assert script.parts[1].cues[0].say is not None


def test_each_line_knows_its_part_and_cue() -> None:
    """So that a clash can be mended."""
    made = script_of(Draft(title="One", parts=(Rounds(repeat=2, parts=(PART,)), PART)), "a.md")
    lines = made.text.splitlines()
    says = [at for at, line in enumerate(lines, start=1) if "- say:" in line]
    assert [made.at(line) for line in says] == [(0, 0), (1, 0)]
    assert made.at(1) is None
    assert made.at(lines.index("    parts:") + 1) == (0, None)


@pytest.mark.parametrize("text", ["Easy now.", "It's 5:30 already, go", "Ñandú, sí", "a#b"])
def test_plain_words_need_no_quotes(text: str) -> None:
    """Colons within words are fine."""
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text", ["no", "a: b", "5", "- a", "a #b", "a:", "{a}", '"a"', "🙂", "null"]
)
def test_what_yaml_would_read_otherwise_is_quoted(text: str) -> None:
    """And reads back as it was."""
    assert scalar(text) == quoted(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_written_reads_back(text: str) -> None:
    """Any text but what nobody can see."""
    seen = UNSEEN.sub("", text)
    found = read_tree(Source(name="a.yaml", data=f"a: {scalar(seen)}\n".encode()))
    assert found.value == {"a": seen}
