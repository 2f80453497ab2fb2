"""How problems and progress look."""

import subprocess
import sys
from io import StringIO

import pytest

from kindpace.cli.words import Progress, as_json, hushed, lines_of, tell
from kindpace.problems import Mark, problem


def test_a_problem_shows_place_line_caret_what_and_mend() -> None:
    """Five kinds of lines, in this order."""
    mark = Mark("run.yaml", 14, 9, "      - say: Notice three things.")
    shown = list(lines_of(problem("duration-bare", mark, written="3")))
    assert shown[0].startswith("\x1b[1mrun.yaml:14:9") or shown[0].startswith("run.yaml:14:9")
    assert shown[1] == "   14 |       - say: Notice three things."
    assert shown[2] == "      |         ^"
    assert "`3` has no unit." in shown[3]
    assert shown[-1] == "   (kindpace explain duration-bare)"


def test_a_long_line_is_shown_around_its_fault() -> None:
    """The caret still points at the right letter."""
    source = "x" * 150 + "HERE" + "y" * 150
    shown = list(lines_of(problem("duration-bare", Mark("a.yaml", 1, 151, source), written="3")))
    assert shown[1][shown[2].index("^")] == "H"
    assert len(shown[1]) < 100


def test_a_problem_without_a_place_is_told_all_the_same() -> None:
    """Some faults have no line."""
    assert "span-empty" in next(iter(lines_of(problem("span-empty"))))
    assert as_json(problem("span-empty"))["where"] is None


def test_the_things_to_mend_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """One thing, or several."""
    tell([problem("span-empty")])
    tell([problem("span-empty"), problem("span-empty")])
    said = capsys.readouterr().err
    assert "One thing to mend." in said
    assert "2 things to mend." in said


def test_progress_is_plain_lines_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each stage once."""
    shown = Progress()
    for done in range(3):
        shown("speaking", done, 3)
    shown("writing", 1, 2)
    shown.clear()
    assert "speaking ...\nwriting ...\n" == capsys.readouterr().err


def test_progress_is_a_bar_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fills, and goes away."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    shown = Progress()
    shown("writing", 1, 2)
    shown("writing", 2, 2)
    shown.clear()
    said = capsys.readouterr().err
    assert "50%" in said
    assert "100%" in said
    assert said.endswith("\r")


def test_what_a_decoder_writes_past_python_is_not_shown() -> None:
    """Our own words are, before, during and after."""
    program = (
        "import os, sys\n"
        "from kindpace.cli.words import hushed\n"
        "print('before', file=sys.stderr)\n"
        "with hushed():\n"
        "    os.write(2, b'part2_3_length\\n')\n"
        "    print('during', file=sys.stderr)\n"
        "os.write(2, b'after\\n')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stderr == "before\nduring\nafter\n"


def test_a_stream_that_is_not_the_systems_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As in a notebook."""
    ours = StringIO()
    monkeypatch.setattr(sys, "stderr", ours)
    with hushed():
        sys.stderr.write("heard\n")
    assert ours.getvalue() == "heard\n"
