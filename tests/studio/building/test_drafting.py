"""What has to be done is known before anything is done."""

from dataclasses import replace
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError, WorldError, problem
from kindpace.programme.model import Rung
from kindpace.studio.building.asked import Ask
from kindpace.studio.building.drafting import Desk, Draft, Faults, draft
from kindpace.studio.building.gathering import gathered
from tests.studio.building.maker import BASE, NOW, built, script, scripts


def drafted(folder: Path, into: Path, **more: object) -> Draft:
    """The draft of a feed of `folder`."""
    ask = replace(Ask(what=(str(folder),), into=into, base_url=BASE), **more)  # type: ignore[arg-type]  # fields by name
    return draft(Desk(ask=ask, found=gathered(ask), now=NOW), Rung(), "")


def test_at_first_everything_is_to_be_made(tmp_path: Path) -> None:
    """And nothing is written by looking."""
    told = drafted(scripts(tmp_path / "in", "one", "two"), tmp_path / "out")
    assert [todo.one.id for todo in told.todo] == ["one", "two"]
    assert [todo.seconds for todo in told.todo] == [12, 12]
    assert (told.kept, told.orphans, told.before) == ((), (), None)
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("quickly")
def test_a_lost_file_is_made_again_and_all_else_stays(tmp_path: Path) -> None:
    """With the identity that it had; `again` makes everything anew."""
    folder = scripts(tmp_path / "in", "one", "two")
    built(folder, tmp_path / "out")
    kept = drafted(folder, tmp_path / "out").kept
    assert {one.id for one in kept} == {"one", "two"}
    (tmp_path / "out" / kept[0].enclosure.path).unlink()
    told = drafted(folder, tmp_path / "out")
    assert [(todo.one.id, todo.guid) for todo in told.todo] == [(kept[0].id, kept[0].guid)]
    assert len(drafted(folder, tmp_path / "out", again=True).todo) == 2


@pytest.mark.usefixtures("quickly")
def test_a_script_that_has_gone_leaves_an_orphan(tmp_path: Path) -> None:
    """Which is told, and decided on later."""
    folder = scripts(tmp_path / "in", "one", "two")
    built(folder, tmp_path / "out")
    (folder / "one.yaml").unlink()
    script(folder, "three")
    told = drafted(folder, tmp_path / "out")
    assert [one.id for one in told.orphans] == ["one"]
    assert [todo.one.id for todo in told.todo] == ["three"]


def test_faults_end_with_the_code_of_what_is_to_be_mended_first() -> None:
    """A script before the world, and nothing at all with nought."""
    faults = Faults()
    assert faults.exit_code == 0
    faults.add(WorldError([problem("no-parts")]))
    assert faults.exit_code == 3
    faults.add(KindpaceError([problem("no-parts")]))
    assert (faults.exit_code, len(faults.problems)) == (1, 2)
