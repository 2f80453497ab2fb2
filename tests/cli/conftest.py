"""Runs the command line as a person does, in an empty folder."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kindpace.cli import main

TINY = """\
kindpace: 1
title: Tiny
minutes: 0.5
sound: plain
voice: tone
parts:
  - part: Steps
    gait: walk
    cues:
      - say: "{name?, }one step, and one more."
      - quiet: elastic
allow: [struct/safety-first]
because: Half a minute at a desk.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command left behind: its exit code, what it said, and what it said on the side."""

    code: int
    out: str
    err: str


Kindpace = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, with one tiny script."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    return tmp_path


@pytest.fixture
def kindpace(
    folder: Path,  # noqa: ARG001 - a command runs in its own folder
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Kindpace:
    """`kindpace("plan", "tiny.yaml")`."""

    def run(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["kindpace", *words])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Said(code=int(left.value.code or 0), out=said.out, err=said.err)

    return run
