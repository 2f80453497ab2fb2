"""`verify` from the outside: a report, a verdict, and an exit code."""

import json
from pathlib import Path

import pytest

from kindpace.studio.making import render
from kindpace.studio.planning import Order, plan
from tests.cli.conftest import TINY, Kindpace

FIGURES = ("length", "form", "tag", "loudness", "ears", "skipping", "joins", "beat", "lines")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The tiny session as a track."""
    folder = tmp_path_factory.mktemp("tiny")
    (folder / "tiny.yaml").write_text(TINY, "utf-8")
    render(plan(Order(name=str(folder / "tiny.yaml"))), folder / "run.mp3")
    return (folder / "run.mp3").read_bytes()


@pytest.fixture
def track(rendered: bytes, folder: Path) -> Path:
    """The same, where commands are run."""
    path = folder / "run.mp3"
    path.write_bytes(rendered)
    return path


def broken(track: Path) -> Path:
    """The same without its table of contents."""
    path = track.with_name("broken.mp3")
    path.write_bytes(track.read_bytes().replace(b"CTOC", b"XTOC", 1))
    return path


def test_a_track_that_keeps_its_promises(kindpace: Kindpace, track: Path) -> None:
    """A title, one line a figure, a verdict, and 0."""
    said = kindpace("verify", track.name)
    assert said.code == 0, said.err
    title, *figures, verdict = said.out.splitlines()
    assert (title, verdict) == ("Tiny", "Every promise is kept.")
    assert tuple(line.split()[0] for line in figures) == FIGURES


def test_a_broken_promise_is_told_in_words(kindpace: Kindpace, track: Path) -> None:
    """What, how to mend it, its name, and 1; the figures are told all the same."""
    said = kindpace("verify", broken(track).name)
    assert said.code == 1
    assert "loudness" in said.out
    assert "chapters-unlisted" in said.err
    assert "One thing to mend. The file is as it was." in said.err
    assert "kept" not in said.out


def test_a_verdict_for_machines(kindpace: Kindpace, track: Path) -> None:
    """JSON alone on standard output, with the verdict first."""
    kept = json.loads(kindpace("verify", track.name, "--json").out)
    assert (kept["kept"], kept["broken"], kept["seconds"]) == (True, [], 30)
    said = kindpace("verify", broken(track).name, "--json")
    told = json.loads(said.out)
    assert said.code == 1
    assert (told["kept"], told["broken"][0]["slug"]) == (False, "chapters-unlisted")
    assert list(told)[:2] == ["kept", "broken"]


def test_what_is_no_track_is_told_to_machines_too(kindpace: Kindpace, folder: Path) -> None:
    """With 1 for a file that is none, and 3 for one that isn't there."""
    (folder / "text.mp3").write_text("Dear runner", "utf-8")
    for name, code, slug in (("text.mp3", 1, "not-an-mp3"), ("none.mp3", 3, "read-failed")):
        said = kindpace("verify", name, "--json")
        told = json.loads(said.out)
        assert (said.code, told["kept"], told["broken"][0]["slug"]) == (code, False, slug)
        plain = kindpace("verify", name)
        assert (plain.code, plain.out) == (code, "")
        assert slug in plain.err


def test_a_script_is_a_plan_to_be_held_to(kindpace: Kindpace, track: Path) -> None:
    """With the options of a render."""
    assert kindpace("verify", track.name, "--plan", "tiny.yaml").code == 0
    said = kindpace("verify", track.name, "--plan", "tiny.yaml", "--walk", "120", "--name", "Ana")
    assert said.code == 1
    assert "plan-other" in said.err


def test_a_private_name_stays_private(kindpace: Kindpace, folder: Path) -> None:
    """The tag's plan and the script's agree, and neither report nor verdict tells the name."""
    assert kindpace("render", "tiny.yaml", "-o", "ana.mp3", "--name", "Anastasia").code == 0
    said = kindpace("verify", "ana.mp3", "--plan", "tiny.yaml", "--name", "Anastasia")
    assert said.code == 0, said.err
    told = kindpace("verify", "ana.mp3", "--json")
    assert "Anastasia" not in said.out + said.err + told.out + told.err
    assert b"Anastasia" not in (folder / "ana.mp3").read_bytes()


def test_an_option_of_the_runner_without_a_script_is_told(kindpace: Kindpace, track: Path) -> None:
    """Nothing that was asked for is dropped in silence."""
    for words in (("--cadence", "170"), ("--skip", "hills"), ("--mix", "bed=-3")):
        said = kindpace("verify", track.name, *words)
        assert said.code == 2
        assert f"{words[0]} tells how to plan a script; name it with --plan." in said.err


def test_a_script_that_is_none_is_wrong_use(kindpace: Kindpace, track: Path) -> None:
    """As with every command."""
    said = kindpace("verify", track.name, "--plan", "nowhere.yaml")
    assert (said.code, "script-missing" in said.err) == (2, True)


def test_a_picture_is_named_where_it_went(kindpace: Kindpace, track: Path) -> None:
    """And lies there, for a broken track above all."""
    said = kindpace("verify", broken(track).name, "--picture", "seen.png")
    assert said.code == 1
    assert "  picture   seen.png" in said.out
    assert (track.parent / "seen.png").read_bytes().startswith(b"\x89PNG")
