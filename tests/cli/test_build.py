"""`build` from the outside: a folder becomes a podcast, and what went on is told."""

import json
from pathlib import Path

import pytest

from kindpace.cli.build import Shown, report_lines
from kindpace.feed.ledger import read_ledger
from kindpace.studio.building import build as building
from kindpace.studio.building import shelving, workers
from kindpace.studio.building.asked import Feed, Step
from tests.cli.conftest import Kindpace
from tests.studio.building.maker import BASE, nearby, picture, quick, script, scripts


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracks in no time, by hands in this process."""
    monkeypatch.setattr(building, "rendered", quick)
    monkeypatch.setattr(shelving, "artwork", lambda _timeline: picture())
    monkeypatch.setattr("kindpace.cli.build.here", lambda _jobs: nearby())


def test_a_build_tells_what_it_made(kindpace: Kindpace, folder: Path) -> None:
    """A line an episode on the side, the feed in a few lines at the end."""
    scripts(folder / "in", "one", "two")
    said = kindpace("build", "in", "-o", "out", "--base-url", BASE)
    assert said.code == 0, said.err
    assert "2: One, Two" in said.out
    assert "2 of 2" in said.err
    again = kindpace("build", "in", "-o", "out")
    assert "nothing changed" in again.out
    assert "as it was  2" in again.out


def test_faults_are_told_with_their_place_and_the_rest_is_built(
    kindpace: Kindpace, folder: Path
) -> None:
    """The exit code says that there is something to mend."""
    script(folder / "in", "one")
    (folder / "in" / "two.yaml").write_text("kindpace: 1\nparts: none\n", "utf-8")
    said = kindpace("build", "in", "-o", "out", "--base-url", BASE, "--json")
    assert said.code == 1
    assert "two.yaml:1:1" in said.err
    assert "The rest was built." in said.err
    told = json.loads(said.out)
    assert told["feeds"][0]["made"] == ["One"]
    assert told["faults"][0]["where"]["file"].endswith("two.yaml")


def test_a_profile_counts_only_if_it_is_asked_for(kindpace: Kindpace, folder: Path) -> None:
    """A runner.yaml that lies around is one person's, and a feed is for everybody."""
    script(folder / "in", "one")
    (folder / "runner.yaml").write_text("name: Ana\n", "utf-8")
    assert kindpace("build", "in", "-o", "out", "--base-url", BASE).code == 0
    said = kindpace("build", "in", "-o", "out", "--runner", "runner.yaml")
    assert said.code == 2
    assert "name" in said.err
    assert b"Ana" not in (folder / "out" / "kindpace.json").read_bytes()


def test_options_reach_the_build(kindpace: Kindpace, folder: Path) -> None:
    """Dates, a ladder, another length, a private feed."""
    scripts(folder / "in", "one", "two")
    said = kindpace(
        *("build", "in", "-o", "out", "--base-url", BASE, "--from", "2026-01-05"),
        *("--every", "mon,thu", "--ladder", "150,160", "--minutes", "0.3", "--private"),
    )
    assert said.code == 0, said.err
    show, episodes = read_ledger(folder / "out" / "160")
    assert show.private
    assert {f"{one.published:%a} {one.duration}" for one in episodes} == {"Mon 18", "Thu 18"}
    assert kindpace("build", "in", "-o", "out", "--from", "someday").code == 2
    assert kindpace("build", "in", "-o", "out", "--every", "never").code == 2


def test_a_scheduler_that_is_none_is_told_before_anything_is_made(
    kindpace: Kindpace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address first of all."""
    script(folder / "in", "one")
    monkeypatch.setattr(workers, "import_module", lambda _name: object())
    said = kindpace("build", "in", "-o", "out", "--base-url", BASE, "--scheduler", "nobody")
    assert said.code == 2
    assert "cluster-address" in said.err
    assert not (folder / "out" / "feed.xml").exists()


def test_the_bar_tells_the_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the pace of what is done, and it leaves the terminal clean."""
    shown = Shown()
    shown.bar = True
    monkeypatch.setattr("kindpace.cli.build.monotonic", lambda: shown.began + 30)
    shown(Step(title="", done=0, all=4, sound_done=0, sound_all=400))
    shown(Step(title="One", done=1, all=4, sound_done=100, sound_all=400))
    shown.clear()
    said = capsys.readouterr().err
    assert "25%  1 of 4, 1:30 left" in said
    assert said.count("left") == 1
    assert said.endswith("\r")


def test_a_report_names_everybody_who_is_concerned() -> None:
    """Many titles by the first few, and what waits, stays or goes."""
    feed = Feed(
        folder=Path("out"),
        made=tuple("abcdefgh"),
        waiting=("later",),
        orphans=("old",),
        gone=("away",),
        changed=3,
    )
    said = "\n".join(report_lines(feed))
    for words in ("8: a, b, c, d, e, f, and 2 more", "1: later", "1: old; they stay", "1: away"):
        assert words in said
    assert "3 changed" in said
