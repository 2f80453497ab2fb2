"""From a name to a plan."""

import subprocess
import sys
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.library import shipped
from kindpace.problems import KindpaceError, WrongUse
from kindpace.session.model import Recording
from kindpace.session.reading import checked_values
from kindpace.session.rhythm import ALWAYS, WINDOWS
from kindpace.studio.planning import (
    Order,
    find_script,
    library,
    load,
    named,
    plan,
    section_span,
    shelves,
)
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
    session, template = load(order)
    assert ("Ana", Fraction(105)) == (session.runner.name, session.runner.walk)
    assert session.sound == template.name == "night"


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


def levels(order: Order) -> dict[str, float]:
    """The mix that an order comes to."""
    return {name: float(level) for name, level in asdict(load(order)[0].mix).items()}


def test_of_the_levels_the_nearest_wish_counts(tmp_path: Path) -> None:
    """Key by key: the option over the profile over the script."""
    script, profile = tmp_path / "tiny.yaml", tmp_path / "runner.yaml"
    script.write_text(f"{TINY}mix: {{voice: 1, beat: 1, bed: 1}}\n", "utf-8")
    profile.write_text("mix: {beat: 2, bed: 2}\n", "utf-8")
    wishes = checked_values({"mix": {"bed": "3"}}, "--")
    told = {"voice": 1.0, "beat": 2.0, "breath": 0.0, "bed": 3.0}
    assert levels(Order(name=str(script), runner=profile, wishes=wishes)) == told
    assert levels(Order(name=str(script))) == {"voice": 1, "beat": 1, "breath": 0, "bed": 1}


def music(path: Path) -> Path:
    """A second of somebody's music."""
    path.parent.mkdir(exist_ok=True)
    soundfile.write(path, np.sin(np.arange(8000) / 5), 8000)
    return path


def test_a_bed_of_ones_own_is_counted_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a session of the library too, and it goes before the script's own."""
    monkeypatch.chdir(music(tmp_path / "here" / "mine.wav").parent)
    assert load(Order(name="senses", bed=Path("mine.wav")))[0].bed == Recording(
        path=Path("mine.wav")
    )
    script = tmp_path / "tiny.yaml"
    music(tmp_path / "its.wav")
    script.write_text(TINY.replace("sound: plain", "sound: {bed: its.wav}"), "utf-8")
    for order, name in (
        (Order(name=str(script)), "its"),
        (Order(name=str(script), bed=Path("mine.wav")), "mine"),
    ):
        session = plan(order).session
        assert (session.bed and session.bed.path.stem, session.sound) == (name, "park")


def test_another_template_keeps_the_bed(tmp_path: Path) -> None:
    """`--sound` is about all the rest: beat, breath, bell and levels."""
    script = tmp_path / "tiny.yaml"
    music(tmp_path / "its.wav")
    script.write_text(TINY.replace("sound: plain", "sound: {bed: its.wav}"), "utf-8")
    planned = plan(Order(name=str(script), sound="night"))
    assert planned.session.sound == planned.template.name == "night"
    assert planned.session.bed == Recording(path=tmp_path / "its.wav")


@pytest.mark.parametrize("bed", ["none.mp3", ".", "", "tiny.yaml/x.mp3", "x" * 300, "\0"])
def test_a_bed_that_is_not_there_is_told_to_who_typed_it(
    bed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing file, a folder, or nothing at all is wrong use."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongUse) as raised:
        load(Order(name="senses", bed=Path(bed)))
    assert ["bed-missing"] == [one.slug for one in raised.value.problems]


def test_a_bed_that_is_no_sound_is_told_by_the_plan(tmp_path: Path) -> None:
    """Before anything is spoken, at its place in the script."""
    script = tmp_path / "tiny.yaml"
    (tmp_path / "its.wav").write_text("la la la", "utf-8")
    script.write_text(TINY.replace("sound: plain", "sound: {bed: its.wav}"), "utf-8")
    with pytest.raises(KindpaceError) as raised:
        plan(Order(name=str(script)))
    (found,) = raised.value.problems
    assert found.slug == "recording-unreadable"
    assert str(found.where) == f"{script}:4:14"


def test_a_sound_that_is_not_there_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    """In the script with its place, on the command line without one."""
    script = tmp_path / "tiny.yaml"
    script.write_text(TINY.replace("sound: plain", "sound: {template: parc}"), "utf-8")
    with pytest.raises(KindpaceError) as raised:
        plan(Order(name=str(script)))
    (found,) = raised.value.problems
    assert (found.slug, raised.value.exit_code) == ("template-unknown", 1)
    assert str(found.where) == f"{script}:4:19"
    with pytest.raises(WrongUse) as typed:
        plan(Order(name=str(script), sound="parc"))
    assert typed.value.problems[0].where is None


def test_a_sound_may_lie_beside_the_script(tmp_path: Path) -> None:
    """In a folder `audio_templates`, before one of ours that has its name; it may have its beat."""
    folder = tmp_path / "audio_templates"
    folder.mkdir()
    text = (shipped("audio_templates") / "plain.yaml").read_text("utf-8")
    own = text.replace("beat: {", "beat: {when: windows, ", 1)
    (folder / "plain.yaml").write_text(own, "utf-8")
    script = tmp_path / "tiny.yaml"
    script.write_text(TINY, "utf-8")
    planned = plan(Order(name=str(script)))
    assert planned.template.beat.when == "windows"
    assert [part.beat for part in planned.session.parts] == [WINDOWS]
    wished = plan(Order(name=str(script), wishes=checked_values({"beat": "on"}, "--")))
    assert [part.beat for part in wished.session.parts] == [ALWAYS]
    script.write_text(TINY.replace("gait: walk", "gait: walk\n    beat: on"), "utf-8")
    assert [part.beat for part in plan(Order(name=str(script))).session.parts] == [ALWAYS]


def test_a_sound_may_lie_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder `audio_templates`, or as a file of any name; for `--sound` alone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audio_templates").mkdir()
    text = (shipped("audio_templates") / "plain.yaml").read_text("utf-8")
    for name in ("audio_templates/mine.yaml", "other.yaml"):
        (tmp_path / name).write_text(text.replace("name: plain", "name: mine"), "utf-8")
    for asked in ("mine", "other.yaml", "./audio_templates/mine.yaml"):
        assert load(Order(name="senses", sound=asked))[0].sound == "mine"
    assert named("plain").name == "plain"


def test_a_plan_loads_no_samples() -> None:
    """Templates are read without the packages that make sound of them."""
    program = (
        "import sys\nfrom kindpace.studio.planning import Order, plan\nplan(Order(name='senses'))\n"
        "print([name for name in ('numpy', 'soundfile', 'soxr') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_a_session_of_a_series_is_found_by_its_folder_and_name() -> None:
    """The library's own list stays short."""
    assert find_script("5k/little-runs").stem == "little-runs"
    assert "5k/little-runs" in shelves()
    assert not [name for name in library() if "/" in name]
    assert set(library()) <= set(shelves())


def test_a_turn_draws_in_place_of_the_day(tmp_path: Path) -> None:
    """And what lies under the runner gives way to the runner."""
    file = tmp_path / "any.yaml"
    file.write_text(TINY.replace('"{name?, }one step, and one more."', "{any: [A., B.]}"), "utf-8")
    said = [
        plan(Order(name=str(file), turn=turn)).timeline.speeches[0].line.text for turn in range(3)
    ]
    assert said[0] != said[1]
    assert said[0] == said[2]
    under = checked_values({"walk": 99, "name": "Sam"}, "--")
    wishes = checked_values({"name": "Ana"}, "--")
    session, _ = load(Order(name=str(file), under=under, wishes=wishes))
    assert session.runner.walk == 99
    assert session.runner.name == "Ana"
