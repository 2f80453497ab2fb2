from pathlib import Path

import pytest

from kindpace.problems import WorldError, WrongUse
from kindpace.session.written import Profile
from kindpace.studio.picture.writing import page_of, picture_of, write_picture
from kindpace.studio.planning import Order, Planned, plan

ROOT = Path(__file__).parents[3]
SCRIPT = """\
kindpace: 1
title: Small
minutes: 1
parts:
  - part: Steps
    gait: walk
    cues:
      - say: "{name?, }one step."
      - quiet: elastic
"""


@pytest.fixture
def small(tmp_path: Path) -> Planned:
    """A minute for somebody with a name."""
    file = tmp_path / "small.yaml"
    file.write_text(SCRIPT, "utf-8")
    return plan(Order(name=str(file), wishes=Profile(name="Ana")))


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("plan.svg", b"<svg "),
        ("plan.png", b"\x89PNG"),
        ("plan.html", b"<!doctype html>"),
        ("PLAN.HTM", b"<!doctype html>"),
    ],
)
def test_the_ending_tells_the_kind(
    small: Planned, tmp_path: Path, name: str, begins: bytes
) -> None:
    """In small or capital letters."""
    assert write_picture(small, tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["plan.jpg", "plan", "small.yaml"])
def test_another_ending_is_told_and_nothing_is_written(
    small: Planned, tmp_path: Path, name: str
) -> None:
    """Above all not over the script."""
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(WrongUse) as told:
        write_picture(small, tmp_path / name)
    assert told.value.problems[0].slug == "picture-ending"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_place_that_cannot_be_written_is_told(small: Planned, tmp_path: Path) -> None:
    """As for any file."""
    with pytest.raises(WorldError):
        write_picture(small, tmp_path / "nowhere" / "plan.svg")


def test_a_runners_own_words_are_there_unless_it_is_shared(small: Planned) -> None:
    """And what care finds, with its line in the script and no path."""
    assert "Ana, one step." in page_of(small)
    assert "Ana" not in page_of(small, shared=True)
    assert "struct/" in page_of(small)
    assert "small.yaml:5" in page_of(small)
    assert str(ROOT.anchor) + "tmp" not in page_of(small)
    assert picture_of(small, shared=True).cues != picture_of(small).cues


def test_the_picture_in_the_readme_is_drawn_by_its_command(tmp_path: Path) -> None:
    """`kindpace plan steady-companion --shared --picture docs/steady-companion-plan.svg`."""
    made = write_picture(plan(Order(name="steady-companion")), tmp_path / "p.svg", shared=True)
    assert made.read_bytes() == (ROOT / "docs" / "steady-companion-plan.svg").read_bytes()
