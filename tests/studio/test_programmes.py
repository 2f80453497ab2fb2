"""From a programme's name to its days, its orders and its loads."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError, WrongUse
from kindpace.programme.model import Rung
from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order, find_script, plan, shelves
from kindpace.studio.programmes import (
    choices,
    find_programme,
    load_programme,
    loads,
    look_at_programme,
    order_of,
    programmes,
)
from tests.cli.conftest import TINY
from tests.programme.maker import text, week

RUN = TINY.replace("gait: walk", "gait: run").replace("minutes: 0.5", "minutes: 2")
BOTH = "- session: tiny\n  or: run.yaml\n  minutes: 1\n  runner: {walk: 100, name: Sam}\n- rest"


@pytest.fixture
def weeks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A programme of one's own, with two scripts beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    (tmp_path / "run.yaml").write_text(RUN, "utf-8")
    (tmp_path / "weeks.yaml").write_text(text(week(BOTH)), "utf-8")
    return tmp_path / "weeks.yaml"


def test_the_library_has_three_programmes() -> None:
    """Each found by its name, which is its id."""
    assert list(programmes()) == [
        "first-5k-gently",
        "steady-companion-4-weeks",
        "two-brains-6-weeks",
    ]
    assert all(find_programme(name) == path for name, path in programmes().items())


@pytest.mark.parametrize("name", ["steady-companion", "no/such.yaml", "\0", "", "x" * 5000])
def test_a_name_that_leads_nowhere_is_told(name: str) -> None:
    """With a hint at what there is."""
    with pytest.raises(WrongUse) as raised:
        find_programme(name)
    (found,) = raised.value.problems
    assert found.slug == "programme-unknown"
    assert "steady-companion-4-weeks" in found.mend


def test_scripts_beside_come_before_the_library(weeks: Path) -> None:
    """By file name or without its ending; the library's by theirs."""
    (weeks.parent / "senses.yaml").write_text(TINY, "utf-8")
    days = "- session: senses\n- session: together\n- session: tiny.yaml\n- session: 5k/own-feet"
    weeks.write_text(text(week(days)), "utf-8")
    loaded = load_programme(str(weeks))
    assert loaded.scripts["senses"].resolve() == (weeks.parent / "senses.yaml").resolve()
    assert loaded.scripts["together"] == find_script("together")
    assert loaded.scripts["5k/own-feet"] == shelves()["5k/own-feet"]
    assert [one.title for one in loaded.days()[:4]] == ["Tiny", "Together", "Tiny", "Your own feet"]


def test_every_missing_session_is_told_at_its_place(weeks: Path) -> None:
    """With what was meant; paths that leave the folder are told apart."""
    days = "- session: senzes\n- rest: ../outside.yaml\n- session: a\n  or: [tiny, b]"
    weeks.write_text(text(week(days), top="instead: '\\0'"), "utf-8")
    with pytest.raises(KindpaceError) as raised:
        load_programme("weeks.yaml")
    found = [(str(one.where), one.slug) for one in raised.value.problems]
    assert found == [
        ("weeks.yaml:3:10", "programme-session-unknown"),
        ("weeks.yaml:7:18", "programme-session-unknown"),
        ("weeks.yaml:8:15", "programme-session-outside"),
        ("weeks.yaml:9:18", "programme-session-unknown"),
        ("weeks.yaml:10:20", "programme-session-unknown"),
    ]
    assert raised.value.problems[1].mend == "Did you mean `senses`?"


def test_faults_in_its_scripts_are_told_too(weeks: Path) -> None:
    """Each in its own file."""
    (weeks.parent / "run.yaml").write_text("kindpace: 1\n", "utf-8")
    with pytest.raises(KindpaceError) as raised:
        load_programme("weeks.yaml")
    assert {one.where.file for one in raised.value.problems if one.where} == {"run.yaml"}


def test_a_folder_is_no_programme(weeks: Path) -> None:
    """And a file that can't be read says so."""
    with pytest.raises(WrongUse):
        find_programme(str(weeks.parent))


@pytest.mark.usefixtures("weeks")
def test_a_days_wishes_lie_below_the_runners_and_its_minutes_above() -> None:
    """As a script's own runner does; only an option changes the length."""
    loaded = load_programme("weeks.yaml")
    first = loaded.days(starts=date(2026, 1, 5))[0]
    Path("runner.yaml").write_text("walk: 120\nminutes: 5\n", "utf-8")
    usual = plan(order_of(loaded, first, Order(name="")))
    assert (usual.session.runner.walk, usual.session.runner.name) == (Fraction(100), "Sam")
    assert usual.timeline.length == 60
    told = plan(order_of(loaded, first, Order(name="", runner=Path("runner.yaml"))))
    assert (told.session.runner.walk, told.timeline.length) == (Fraction(120), Fraction(60))
    asked = Order(name="", wishes=checked_values({"minutes": 3, "name": "Ana"}, "--"))
    own = plan(order_of(loaded, first, asked))
    assert (own.timeline.length, own.session.runner.name) == (Fraction(180), "Ana")
    assert own.order is not None
    assert (own.order.day, own.order.turn) == (date(2026, 1, 5), 0)


@pytest.mark.usefixtures("weeks")
def test_a_day_may_be_any_of_its_sessions() -> None:
    """The others at their own length; a free day is none."""
    first, free, *_ = load_programme("weeks.yaml").days()
    assert [(name, told.minutes) for name, told in choices(first)] == [
        ("tiny", 60),
        ("run.yaml", None),
    ]
    assert choices(free) == ()


@pytest.mark.usefixtures("weeks")
def test_a_load_is_the_most_that_a_day_may_hold() -> None:
    """Measured on the plans of all its sessions."""
    loaded = load_programme("weeks.yaml")
    found = loads(loaded, loaded.days())
    assert abs(found[0].running - 120) < 1
    assert [one.running for one in found[1:]] == [0] * 6


def test_runs_day_after_day_are_told(weeks: Path) -> None:
    """Through the whole walk from the file."""
    weeks.write_text(text(week("- session: run\n- session: run")), "utf-8")
    loaded = load_programme("weeks.yaml")
    found = look_at_programme(loaded, loaded.days())
    assert [(one.slug, one.where and one.where.line) for one in found] == [
        ("weeks/no-rest-after", 7)
    ]


@pytest.mark.usefixtures("weeks")
def test_a_rung_reaches_the_plan() -> None:
    """Its cadence for all that runs, its share of the day's minutes, whoever listens."""
    loaded = load_programme("weeks.yaml")
    rung = Rung(cadence=Fraction(180), length=Fraction(3, 2))
    first = loaded.days(rung=rung)[0]
    Path("runner.yaml").write_text("counted: 80 in 30s\nminutes: 7\n", "utf-8")
    made = plan(order_of(loaded, first, Order(name="", runner=Path("runner.yaml"))))
    assert (made.session.runner.cadence, made.timeline.length) == (Fraction(180), Fraction(90))
