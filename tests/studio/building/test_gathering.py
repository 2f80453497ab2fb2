"""What there is to build is found as a person would find it."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError, WrongUse
from kindpace.programme.model import Rung
from kindpace.session.reading import checked_values
from kindpace.studio.building.asked import Ask
from kindpace.studio.building.gathering import Gathered, entries, gathered, steps_of
from kindpace.studio.planning import Order, load
from tests.studio.building.maker import script, scripts

PROGRAMME = """\
kindpace: 1
title: Two weeks
id: two-weeks
ladder: {cadence: [160, 170]}
weeks:
  - week: Arrive
    days: [{session: one.yaml}, rest, {session: two.yaml, title: Again}]
  - week: Stay
    days: [{session: one.yaml}]
"""


def ask(*what: Path | str, **more: object) -> Ask:
    """A build of `what`."""
    return Ask(what=tuple(map(str, what)), into=Path("out"), **more)  # type: ignore[arg-type]  # fields by name


def names(found: Gathered) -> list[str]:
    """The files of the scripts that were found."""
    return [path.name for path in found.scripts]


def test_scripts_right_in_a_folder_are_found_in_order(tmp_path: Path) -> None:
    """Blocks, profiles, the show, drafts below and hidden files aren't scripts."""
    scripts(tmp_path, "b", "a")
    script(tmp_path / "drafts", "c")
    for name, text in (
        ("block.yaml", "kindpace: 1\nblock: safe\ncues: [{say: Hello.}]\n"),
        ("runner.yaml", "cadence: 170\n"),
        ("show.yaml", "kindpace: 1\ntitle: Mine\n"),
        (".hidden.yaml", "x"),
        ("notes.txt", "x"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    found = gathered(ask(tmp_path))
    assert names(found) == ["a.yaml", "b.yaml"]
    assert (found.words.title, found.faults, found.remarks) == ("Mine", (), ())


def test_a_script_that_cant_be_read_is_still_a_script(tmp_path: Path) -> None:
    """Its faults are told in its turn."""
    (tmp_path / "broken.yaml").write_text("a: [", "utf-8")
    assert names(gathered(ask(tmp_path))) == ["broken.yaml"]


def test_a_programme_among_scripts_is_passed_over_aloud(tmp_path: Path) -> None:
    """It has a build of its own."""
    scripts(tmp_path, "one", "two")
    (tmp_path / "weeks.yaml").write_text(PROGRAMME, "utf-8")
    found = gathered(ask(tmp_path))
    assert names(found) == ["one.yaml", "two.yaml"]
    assert [one.slug for one in found.remarks] == ["build-passed-over"]


def test_a_link_out_of_the_folder_is_a_fault(tmp_path: Path) -> None:
    """One within it is fine."""
    script(tmp_path / "in", "one")
    (tmp_path / "in" / "also.yaml").symlink_to("one.yaml")
    (tmp_path / "in" / "away.yaml").symlink_to(script(tmp_path, "outside"))
    found = gathered(ask(tmp_path / "in"))
    assert names(found) == ["also.yaml", "one.yaml"]
    assert [one.slug for one in found.faults] == ["script-outside"]


def test_a_folder_without_scripts_is_told(tmp_path: Path) -> None:
    """An empty build would take nothing away, and give nothing."""
    with pytest.raises(WrongUse, match="build-nothing"):
        gathered(ask(tmp_path))


def test_library_sessions_and_files_go_together(tmp_path: Path) -> None:
    """By name or path, in the order in which they are named."""
    found = gathered(ask(script(tmp_path, "one"), "senses"))
    assert names(found) == ["one.yaml", "senses.yaml"]
    with pytest.raises(WrongUse, match="session-unknown"):
        gathered(ask("nobody-knows-it"))


def test_a_show_with_faults_stops_the_build(tmp_path: Path) -> None:
    """It is everybody's."""
    scripts(tmp_path, "one")
    (tmp_path / "show.yaml").write_text("kindpace: 1\ntilte: x\n", "utf-8")
    with pytest.raises(KindpaceError, match="key-unknown"):
        gathered(ask(tmp_path))


def test_the_days_of_a_programme_are_episodes_of_its_weeks(tmp_path: Path) -> None:
    """Named by the day, so that a session may come twice; days of rest are none."""
    scripts(tmp_path, "one", "two")
    (tmp_path / "weeks.yaml").write_text(PROGRAMME, "utf-8")
    what = ask(tmp_path / "weeks.yaml", starts=date(2026, 3, 2))
    found = gathered(what)
    told = entries(what, found, Rung())
    assert [(one.season, one.number, one.place) for one in told] == [
        (1, 1, 1),
        (1, 2, 3),
        (2, 1, 8),
    ]
    assert [one.title for one in told] == ["One", "Again", "One"]
    assert len({one.id for one in told}) == 3
    assert [one.day for one in told] == [date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 9)]
    assert {one.season_name for one in told} == {"Arrive", "Stay"}
    assert steps_of(what, found) == (Rung(),)
    own = steps_of(ask(tmp_path / "weeks.yaml", own_ladder=True), found)
    assert [str(one.cadence) for one in own] == ["160", "170"]
    with pytest.raises(WrongUse, match="every-programme"):
        entries(ask(tmp_path / "weeks.yaml", every=2), found, Rung())


def test_days_need_a_first_one(tmp_path: Path) -> None:
    """And with a first one alone, they come daily."""
    scripts(tmp_path, "a", "b")
    found = gathered(ask(tmp_path))
    with pytest.raises(WrongUse, match="every-without-start"):
        entries(ask(tmp_path, every=2), found, Rung())
    told = entries(ask(tmp_path, starts=date(2026, 3, 2)), found, Rung())
    assert [one.day for one in told] == [date(2026, 3, 2), date(2026, 3, 3)]
    assert [one.order.day for one in told] == [one.day for one in told]


def test_each_rung_is_run_at_its_cadence(tmp_path: Path) -> None:
    """As if the runner had asked for it."""
    found = gathered(ask(scripts(tmp_path, "one")))
    told = entries(ask(tmp_path), found, Rung(cadence=Fraction(172)))
    assert load(told[0].order)[0].runner.cadence == 172


def test_the_ladder_of_the_show_counts_unless_another_is_asked_for(tmp_path: Path) -> None:
    """And there is no room for a cadence beside it."""
    scripts(tmp_path, "one")
    assert steps_of(ask(tmp_path), gathered(ask(tmp_path))) == (Rung(),)
    (tmp_path / "show.yaml").write_text("kindpace: 1\nladder: [150, 160]\n", "utf-8")
    found = gathered(ask(tmp_path))
    assert [one.cadence for one in steps_of(ask(tmp_path), found)] == [150, 160]
    own = ask(tmp_path, ladder=(Rung(cadence=Fraction(170)),))
    assert [one.cadence for one in steps_of(own, found)] == [170]
    order = Order(name="", wishes=checked_values({"cadence": "170"}, "--"))
    with pytest.raises(WrongUse, match="ladder-and-cadence"):
        steps_of(ask(tmp_path, order=order), found)
