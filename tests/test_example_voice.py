"""The example package in docs: installed from the checkout, found, held to its contract, heard."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kindpace.track.reading import read_track
from tests.test_house import code_lines

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "example-voice"
SCRIPT = """\
kindpace: 1
title: Hummed
sound: plain
parts:
  - part: All
    gait: walk
    lasts: 25s
    cues:
      - safety: One ear free, please, and the volume low.
      - say: One step, and one more.
      - quiet: elastic
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package installed in it, asked from no registry."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, folder / "package")  # building leaves nothing in the checkout
    asked = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    asked += ["--no-build-isolation", "--disable-pip-version-check", "--target"]
    asked += [str(folder / "site"), str(folder / "package")]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return folder


def run(place: Path, *words: str) -> str:
    """What a program says that sees the installed package."""
    settings = {**os.environ, "PYTHONPATH": str(place / "site"), "KINDPACE_VOICES": "hum,tone"}
    asked = [sys.executable, *words]
    ran = subprocess.run(
        asked, cwd=place, env=settings, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_it_is_listed_as_a_voice_like_others(place: Path) -> None:
    """By its entry point alone."""
    assert re.search(r"(?m)^hum\b", run(place, "-m", "kindpace", "voices"))


def test_it_keeps_its_contract(place: Path) -> None:
    """Opened as kindpace opens it."""
    program = (
        "from kindpace.testing import keeps_contract\n"
        "from kindpace.voices.doors import open_voice\n"
        "keeps_contract(open_voice('hum').voice); print('kept')"
    )
    assert run(place, "-c", program) == "kept\n"


def test_a_run_is_spoken_with_it(place: Path) -> None:
    """And says so in its tag."""
    (place / "hummed.yaml").write_text(SCRIPT, "utf-8")
    said = run(place, "-m", "kindpace", "render", "hummed.yaml", "--voice", "hum", "-o", "run.mp3")
    assert "hum, 2 lines" in said
    assert dict(read_track(place / "run.mp3").labels.extra)["VOICE"] == "hum"


def test_it_is_twelve_lines_and_stands_in_the_docs_word_for_word() -> None:
    """What the page shows is what is installed here."""
    source = (EXAMPLE / "hum_voice.py").read_text("utf-8")
    page = (ROOT / "docs" / "voices.md").read_text("utf-8")
    assert f"```python\n{source}```" in page
    (voice,) = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    assert code_lines(source, voice.lineno, voice.end_lineno or 0) == 12
