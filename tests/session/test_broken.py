"""One broken script for each kind of fault: its place, its reason, its mend, and no traceback."""

import re
from pathlib import Path

import pytest

from tests.session.broken import OWN, SCRIPTS, printed, problems_of

ELSEWHERE = {
    "and-more": "test_reading.py::test_of_a_great_many_faults_the_first_are_told",
    "file-too-full": "test_tree.py::test_a_flood_of_values_is_stopped",
    "file-too-large": "test_syntax.py::test_a_file_has_an_end",
    "file-unreadable": "test_folder.py::test_what_cannot_be_opened_is_told",
    "language-without-pack": "test_resolve.py::test_a_language_without_words_is_told_not_stopped",
    "option-value": "test_reading.py::test_an_option_is_named_as_it_was_typed",
}
"""Slugs that no script in the folder can show, and the test that does."""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_fault_is_told_with_its_place_its_reason_and_its_mend(script: Path) -> None:
    """Word for word what stands in the golden file beside the script."""
    assert printed(problems_of(script)) == script.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_named_for_what_it_shows(script: Path) -> None:
    """The slug, or the slug and a variant."""
    if script.stem != "many-at-once":
        assert any(script.stem.startswith(one.slug) for one in problems_of(script))


def test_many_faults_come_at_once() -> None:
    """Misspelt keys, values, words, doubles and contradictions: one reading tells them all."""
    (script,) = (path for path in SCRIPTS if path.stem == "many-at-once")
    found = problems_of(script)
    assert len(found) == len({one.slug for one in found}) + 1 >= 13
    lines = [one.where.line for one in found if one.where]
    assert lines == sorted(lines)


def test_every_fault_of_the_room_is_shown_somewhere() -> None:
    """No sentence of this room without a script or a test that brings it about."""
    golden = "".join(path.with_suffix(".txt").read_text("utf-8") for path in SCRIPTS)
    shown = set(re.findall(r"(?m)^\S+:\d+:\d+ (\S+)$", golden))
    assert set(OWN) - shown == set(ELSEWHERE)


@pytest.mark.parametrize("place", ELSEWHERE.values())
def test_tests_named_here_stand_there(place: str) -> None:
    """The table holds no ghosts."""
    file, _, name = place.partition("::")
    assert f"def {name}(" in (Path(__file__).parent / file).read_text("utf-8")


def test_every_golden_file_has_its_script() -> None:
    """Nothing is left over."""
    folder = SCRIPTS[0].parent
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in SCRIPTS}
    assert len(SCRIPTS) > 100
