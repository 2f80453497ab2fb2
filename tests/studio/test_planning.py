"""From a name to a plan."""

from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError, WrongUse
from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order, find_script, library, load, plan, section_span
from tests.cli.conftest import TINY


def test_a_file_comes_before_a_session_of_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in the folder is meant."""
    monkeypatch.chdir(tmp_path)
    assert library()["senses"] == find_script("senses")
    (tmp_path / "senses").write_text(TINY, "utf-8")
    assert Path("senses") == find_script("senses")


@pytest.mark.parametrize("name", ["", ".", "away/run.yaml", "run.yaml", "../run", "\0"])
def test_what_is_neither_is_told(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a hint at what there is."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongUse) as raised:
        find_script(name)
    assert raised.value.problems[0].slug in ("script-missing", "session-unknown")


def test_wishes_go_over_the_profile_and_the_profile_over_the_script(tmp_path: Path) -> None:
    """Script, then `runner.yaml`, then options."""
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    (tmp_path / "runner.yaml").write_text("name: Ana\nwalk: 100\n", "utf-8")
    order = Order(
        name=str(tmp_path / "tiny.yaml"),
        wishes=checked_values({"walk": 105}, "--"),
        runner=tmp_path / "runner.yaml",
        sound="night",
    )
    session = load(order)
    assert ("Ana", Fraction(105)) == (session.runner.name, session.runner.walk)
    assert session.sound == "night"


def test_a_profile_that_is_missing_is_told(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(KindpaceError) as raised:
        load(Order(name="senses", runner=tmp_path / "ana.yaml"))
    assert "ana.yaml" in raised.value.problems[0].what


def test_a_plan_is_a_guess_and_says_so() -> None:
    """No voice has spoken yet."""
    assert plan(Order(name="lace-up")).guessed


def test_a_part_is_found_by_its_name_in_any_case() -> None:
    """And an unknown one is told with those that there are."""
    timeline = plan(Order(name="lace-up")).timeline
    last = timeline.sections[-1]
    assert (last.start, last.end) == section_span(timeline, "HOME")
    with pytest.raises(WrongUse):
        section_span(timeline, "abroad")
