"""Copies of sessions and programmes, and how a new file is written."""

from pathlib import Path
from typing import TextIO

import pytest

from kindpace.problems import KindpaceError, WorldError, WrongUse
from kindpace.session.copying import copied
from kindpace.studio.copying import programme_copy, session_copy, write_new, write_over
from kindpace.studio.planning import Order, library, plan, shelves, source_of
from kindpace.studio.programmes import load_programme, programmes
from tests.programme.maker import text, week

SERIES = [name for name in shelves() if "/" in name]


@pytest.mark.parametrize("name", ["steady-companion", "lace-up", *SERIES[:1]])
def test_a_copied_session_plans_as_the_one_it_comes_from(name: str, tmp_path: Path) -> None:
    """Wherever it is put; only its name is its own."""
    file = tmp_path / "mine.yaml"
    write_new(file, session_copy(name, file, "Mine"))
    copy, first = plan(Order(name=str(file))), plan(Order(name=name))
    assert (copy.session.id, copy.session.title) == ("mine", "Mine")
    assert [one.line.text for one in copy.timeline.speeches] == [
        one.line.text for one in first.timeline.speeches
    ]


@pytest.mark.parametrize("name", list(library()))
def test_every_session_keeps_its_comments(name: str) -> None:
    """And every other line."""
    text_ = source_of(library()[name])
    old, new = text_.data.decode().splitlines(), copied(text_, "Mine").splitlines()
    changed = [line for line, copy in zip(old, new, strict=True) if line != copy]
    assert all(line.startswith(("title:", "id:", "# yaml-language-server")) for line in changed)


def test_what_a_copy_cannot_reach_is_told(tmp_path: Path) -> None:
    """Before anything is written."""
    there = tmp_path / "there"
    there.mkdir()
    (there / "own.yaml").write_text(
        "kindpace: 1\ntitle: Own\nparts:\n  - {part: A, gait: walk, cues: [{include: mine}]}\n",
        "utf-8",
    )
    (there / "mine.yaml").write_text("kindpace: 1\nblock: mine\ncues: [{say: Hi.}]\n", "utf-8")
    assert "title: Beside" in session_copy(str(there / "own.yaml"), there / "b.yaml", "Beside")
    with pytest.raises(KindpaceError) as raised:
        session_copy(str(there / "own.yaml"), tmp_path / "far.yaml", "Far")
    assert [one.slug for one in raised.value.problems] == ["block-missing"]


@pytest.mark.parametrize("name", list(programmes()))
def test_a_copied_programme_has_days_of_its_own(name: str, tmp_path: Path) -> None:
    """The same sessions under other ids."""
    file = tmp_path / "mine.yaml"
    write_new(file, programme_copy(name, file, "Mine"))
    copy, first = load_programme(str(file)), load_programme(name)
    assert copy.programme.id == "mine"
    assert copy.scripts == first.scripts
    assert not {one.id for one in copy.days()} & {one.id for one in first.days()}


def test_a_programme_whose_scripts_stay_behind_is_told(tmp_path: Path) -> None:
    """At the place that names them."""
    (tmp_path / "there").mkdir()
    own = tmp_path / "there" / "weeks.yaml"
    own.write_text(text(week("- session: own")), "utf-8")
    with pytest.raises(KindpaceError) as raised:
        programme_copy(str(own), tmp_path / "far.yaml", "Far")
    assert [one.slug for one in raised.value.problems] == ["programme-session-unknown"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    """It is written whole, or not at all."""
    file = tmp_path / "a.yaml"
    write_new(file, "one\r\ntwo\n")
    assert file.read_bytes() == b"one\r\ntwo\n"
    with pytest.raises(WrongUse):
        write_new(file, "other")
    with pytest.raises(WorldError):
        write_new(tmp_path / "no" / "b.yaml", "x")
    assert file.read_bytes() == b"one\r\ntwo\n"


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was begun is taken away."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")

    def full(path: Path, mode: str, *, encoding: str, newline: str) -> TextIO:
        assert mode == "x"
        path.touch(exist_ok=False)
        return open("/dev/full", "w", encoding=encoding, newline=newline)  # noqa: PTH123 - Path's own is the one replaced

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(WorldError):
        write_new(tmp_path / "a.yaml", "x" * 100_000)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_over_whole_or_not_at_all(tmp_path: Path) -> None:
    """Whatever stood there before; a folder is none of that."""
    file = tmp_path / "mine.yaml"
    write_over(file, "one")
    write_over(file, "two")
    assert file.read_text("utf-8") == "two"
    with pytest.raises(WorldError, match="path-is-folder"):
        write_over(tmp_path, "three")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
