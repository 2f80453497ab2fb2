"""`notes` from the outside."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kindpace.care import support
from tests.cli.conftest import Kindpace


def test_notes_are_printed(kindpace: Kindpace) -> None:
    """For a file as for a session of the library."""
    said = kindpace("notes", "tiny.yaml", "--name", "Zoë")
    assert said.code == 0, said.err
    assert said.out.startswith("# Tiny\n")
    assert "One step, and one more." in said.out
    assert "Zoë" not in said.out
    assert "# Hard day" in kindpace("notes", "hard-day").out


def test_notes_go_to_a_file(kindpace: Kindpace, folder: Path) -> None:
    """The same text, and a word about it."""
    printed = kindpace("notes", "tiny.yaml", "--feedback", "hello@example.org").out
    said = kindpace("notes", "tiny.yaml", "--feedback", "hello@example.org", "-o", "tiny.md")
    assert (said.code, said.out.startswith("tiny.md: ")) == (0, True)
    assert (folder / "tiny.md").read_text("utf-8") == printed
    assert "hello@example.org" in printed
    assert "notes/disclaimer" not in said.err
    assert "notes/disclaimer" in kindpace("notes", "tiny.yaml", "-o", "tiny.md").err


def test_old_lines_are_told_and_a_search_stands_in_their_place(
    kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the runner's country alone, or for all."""
    monkeypatch.setattr(support, "FRESH", timedelta(days=-100_000))
    said = kindpace("notes", "tiny.yaml", "--country", "IE")
    assert said.err.count("care/support-line-old") == 2  # its name, and how to have it explained
    assert "line of IE" in said.err
    assert "116 123" not in said.out
    assert "find a helpline" in said.out
    every = kindpace("notes", "tiny.yaml").err
    assert all(f"line of {name}" in every for name in support.support_lines())


def test_the_lines_of_other_days_come_if_asked_for(kindpace: Kindpace) -> None:
    """Whoever hands a session on may want to have read all of it."""
    assert "Lines of other days" not in kindpace("notes", "lace-up").out
    whole = kindpace("notes", "lace-up", "--every-day", "--name", "Zoë").out
    _, _, others = whole.partition("## Lines of other days")
    assert others.count("\n- ") > 2
    assert "Zoë" not in whole
    assert "{" not in others


def test_notes_for_programs(kindpace: Kindpace, folder: Path) -> None:
    """`--json`, alone or beside a file."""
    told = json.loads(kindpace("notes", "tiny.yaml", "--json").out)
    assert told["title"] == "Tiny"
    assert "what-it-is-not" in [one["slug"] for one in told["sections"]]
    assert json.loads(kindpace("notes", "tiny.yaml", "--json", "-o", "a.md").out) == told
    assert (folder / "a.md").is_file()


def test_a_script_is_never_written_over_by_its_notes(kindpace: Kindpace, folder: Path) -> None:
    """A name that isn't a text's is told, and the file stays."""
    before = (folder / "tiny.yaml").read_bytes()
    said = kindpace("notes", "tiny.yaml", "-o", "tiny.yaml")
    assert (said.code, "notes-ending" in said.err) == (2, True)
    assert (folder / "tiny.yaml").read_bytes() == before


def test_a_script_with_faults_has_no_notes(kindpace: Kindpace, folder: Path) -> None:
    """The faults are told, and nothing is written."""
    (folder / "half.yaml").write_text("kindpace: 1\ntitle: Half\n", "utf-8")
    said = kindpace("notes", "half.yaml", "-o", "half.md")
    assert (said.code, "key-missing" in said.err) == (1, True)
    assert not (folder / "half.md").exists()
