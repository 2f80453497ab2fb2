"""Whatever a name stands for is looked through: one session, or a programme with all of its own."""

from pathlib import Path

import pytest

from kindpace.problems import KindpaceError
from kindpace.studio.looking import looked_through
from kindpace.studio.planning import Order, plan
from tests.cli.conftest import TINY
from tests.programme.maker import text, week

WEEKS = text(week("- session: tiny\n  or: kind\n- session: tiny\n- session: tiny\n  minutes: 1"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A programme of two scripts, each with something in it."""
    (tmp_path / "tiny.yaml").write_text(TINY.replace("one step", "never walk, and step"), "utf-8")
    (tmp_path / "kind.yaml").write_text(TINY.replace("one step", "you lazy step"), "utf-8")
    (tmp_path / "weeks.yaml").write_text(WEEKS, "utf-8")
    return tmp_path


def test_one_session_is_looked_at_as_care_does(folder: Path) -> None:
    """With what reading has to say about it."""
    order = Order(name=str(folder / "tiny.yaml"))
    planned = plan(order)
    found = planned.examined(every_cadence=True)
    assert looked_through(order).findings == (*planned.session.remarks, *found.findings)


def test_every_session_of_a_programme_is_looked_at_once(folder: Path) -> None:
    """Those that a day may be instead, too; what two days meet is told once."""
    found = looked_through(Order(name=str(folder / "weeks.yaml")))
    slugs = [one.slug for one in found.findings]
    assert slugs.count("push/command") == 1
    assert slugs.count("push/shame") == 1
    assert {one.rule for one in found.allowed} == {"struct/safety-first"}
    told = [one.what for one in found.unchecked]
    assert len(told) == len(set(told)) > 0


def test_all_faults_of_a_programme_are_told_together(folder: Path) -> None:
    """One of each script that can't be read."""
    for name in ("tiny", "kind"):
        broken = (folder / f"{name}.yaml").read_text("utf-8").replace("gait: walk", "gait: fly")
        (folder / f"{name}.yaml").write_text(broken, "utf-8")
    with pytest.raises(KindpaceError) as raised:
        looked_through(Order(name=str(folder / "weeks.yaml")))
    assert {Path(one.where.file).name for one in raised.value.problems if one.where} == {
        "tiny.yaml",
        "kind.yaml",
    }
