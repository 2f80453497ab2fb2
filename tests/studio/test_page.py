"""Pages of notes: what they hold reaches Markdown letter by letter, and a file whole or not."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import WorldError, WrongUse
from kindpace.studio.page import Item, Page, Section, escaped, markdown, page_json, write_page

PAGE = Page(
    title="Rain & *shine*",
    language="en",
    sections=(
        Section(slug="what-it-is", heading="What it is", paragraphs=("A walk.", "And a talk.")),
        Section(
            slug="transcript",
            heading="Every word",
            below=(
                Section(
                    slug="transcript",
                    heading="Out",
                    items=(Item(lead="0:03", text="Hello."), Item(text="# 1 fan")),
                ),
            ),
        ),
    ),
)


def read_back(line: str) -> str:
    """What a reader of Markdown shows for an escaped line: a mark after a backslash as it is."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)


def test_a_page_is_markdown() -> None:
    """Headings by depth, paragraphs apart, lists with their leads."""
    assert markdown(PAGE) == (
        "# Rain & \\*shine\\*\n\n"
        "## What it is\n\nA walk.\n\nAnd a talk.\n\n"
        "## Every word\n\n### Out\n\n- **0:03** Hello.\n- \\# 1 fan\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("12) nor this", r"12\) nor this"),
        ("- nor that", r"\- nor that"),
        ("--- nor a line", r"\--- nor a line"),
        ("in 3.5 steps - or so", "in 3.5 steps - or so"),
        ("#5 is fine", "#5 is fine"),
        ("_soft_ & <b>loud</b>", r"\_soft\_ & \<b\>loud\</b\>"),
        ("&amp; stays", r"\&amp; stays"),
        ("[x](y) `z` ~~w~~", r"\[x\](y) \`z\` \~\~w\~\~"),
        ("an end ##", r"an end \##"),
        ("two\n\n  lines", "two lines"),
        ("a\\b", r"a\\b"),
    ],
)
def test_marks_lose_their_meaning_and_nothing_else(text: str, shown: str) -> None:
    """What isn't a mark where it stands is left as it is."""
    assert escaped(text) == shown


@given(st.text())
def test_any_text_is_shown_as_it_is(text: str) -> None:
    """A law: read back, the words are the same, on one line, and no list or heading begins."""
    line = escaped(text)
    assert read_back(line) == " ".join(text.split())
    assert len(line.splitlines()) <= 1 or "\n" not in line
    assert re.match(r"(?:#{1,6}|[-+*=]+|\d+[.)]|>)(?:\s|$)", line) is None
    assert re.search(r"(?<!\\)(?:\\\\)*[*_`<\[]", line) is None


def test_an_empty_section_knows_it() -> None:
    """A heading alone is nothing to read."""
    assert Section(slug="a", heading="A").empty
    assert not Section(slug="a", heading="A", items=(Item(text="b"),)).empty


def test_a_page_for_programs_holds_the_same() -> None:
    """Every text of the page, as JSON."""
    told = json.loads(json.dumps(page_json(PAGE)))
    assert told["title"] == "Rain & *shine*"
    assert told["sections"][0]["paragraphs"] == ["A walk.", "And a talk."]
    (below,) = told["sections"][1]["below"]
    assert below["items"][0] == {"lead": "0:03", "text": "Hello."}


@pytest.mark.parametrize("name", ["run.md", "run.MD", "run.markdown", "run.txt"])
def test_a_page_is_written_whole(tmp_path: Path, name: str) -> None:
    """As UTF-8, with nothing beside it."""
    assert write_page(PAGE, tmp_path / name) == tmp_path / name
    assert (tmp_path / name).read_bytes() == markdown(PAGE).encode()
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["run.yaml", "run.mp3", "run"])
def test_nothing_else_is_written_over(tmp_path: Path, name: str) -> None:
    """A script, a track, a file without an ending."""
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(WrongUse) as told:
        write_page(PAGE, tmp_path / name)
    assert [one.slug for one in told.value.problems] == ["notes-ending"]
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By the disk's own sentence."""
    with pytest.raises(WorldError) as told:
        write_page(PAGE, tmp_path / "nowhere" / "run.md")
    assert [one.slug for one in told.value.problems] == ["folder-missing"]
