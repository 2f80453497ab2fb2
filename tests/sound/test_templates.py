"""Reading audio templates."""

import subprocess
import sys
from pathlib import Path

import pytest

from kindpace.library import shipped
from kindpace.problems import KindpaceError, WrongUse
from kindpace.sound.templates import (
    Sprinkle,
    Template,
    find_template,
    read_template,
    template_names,
)

SHIPPED = shipped("audio_templates")
NAMES = template_names([SHIPPED])


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_template_reads_and_bears_its_name(name: str) -> None:
    """File name and entry agree, and the bed has a steady ground."""
    template = find_template(name, [SHIPPED])
    assert name == template.name
    assert not isinstance(template.bed[0], Sprinkle)


def test_eleven_templates_are_brought_along() -> None:
    """The names that scripts may count on."""
    first = {"night", "park", "plain", "rain"}
    assert first | {"dawn", "forest", "hearth", "shore", "snow", "stream", "warm"} == set(NAMES)


def test_every_timbre_is_heard_somewhere() -> None:
    """Four beats and two breaths, each at home in a template or more."""
    all_of_them = [find_template(name, [SHIPPED]) for name in NAMES]
    assert {one.beat.timbre for one in all_of_them} == {"wood", "drum", "tine", "shaker"}
    assert {one.breath.timbre for one in all_of_them} == {"air", "reed"}


@pytest.mark.parametrize("when", ["on", "windows", "off", None])
def test_a_template_may_say_when_its_beat_is_heard(tmp_path: Path, when: str | None) -> None:
    """And most leave it to the session."""
    told = f", when: {when}" if when else ""
    text = (SHIPPED / "park.yaml").read_text().replace("knock: 0.35", f"knock: 0.35{told}")
    (tmp_path / "park.yaml").write_text(text)
    assert read_template(tmp_path / "park.yaml").beat.when == when


def test_a_beat_comes_back_from_its_plain_values() -> None:
    """A recipe is whole in itself: written out and read again, it is the same one."""
    for name in NAMES:
        template: Template = find_template(name, [SHIPPED])
        assert type(template.beat).model_validate(template.beat.model_dump()) == template.beat


def test_templates_are_read_without_numpy() -> None:
    """Plans ask for templates too, and answer at once."""
    program = (
        "import sys, kindpace.sound.templates\n"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'soundfile', 'pydub')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_authors_own_folder_comes_first(tmp_path: Path) -> None:
    """A file beside the script replaces the one that kindpace brings."""
    text = (SHIPPED / "park.yaml").read_text().replace("seed: 1107", "seed: 5")
    (tmp_path / "park.yaml").write_text(text)
    assert find_template("park", [tmp_path, SHIPPED]).seed == 5


def test_an_unknown_name_is_met_with_the_nearest_one() -> None:
    """Nobody has to guess."""
    with pytest.raises(WrongUse) as caught:
        find_template("parc", [SHIPPED])
    [found] = caught.value.problems
    assert "Did you mean park?" in found.mend
    assert "rain" in found.mend


def test_a_name_that_resembles_nothing_still_gets_the_list(tmp_path: Path) -> None:
    """An empty folder says so."""
    with pytest.raises(WrongUse) as caught:
        find_template("../secrets", [tmp_path])
    assert caught.value.problems[0].mend == "Known templates: none."


@pytest.mark.parametrize(
    ("old", "new", "line", "entry"),
    [
        ("seed: 1107", "seed: many", 5, "seed"),
        ("beat: -12.5", "beat: 3", 6, "levels.beat"),
        ("pitch: 233", "pitch: 2330", 11, "bell.pitch"),
        ("knock: 0.35", "knock: 0.35, cowbell: 1", 7, "beat.cowbell"),
        ("gusts: {every: 11, depth: 3}", "gusts: {every: 0, depth: 3}", 13, "bed.0.gusts.every"),
        ("sound: birds", "sound: horns", 15, "bed.2"),
        ("beat: {left", "beat: {timbre: cowbell, left", 7, "beat.timbre"),
        ("noise, low: 120, high: 900,", "tones, pitches: [90, 9000],", 13, "bed.0.pitches.1"),
        (
            "noise, low: 120, high: 900, tilt: -3",
            "brook, every: 9, pitch: [300, 900]",
            13,
            "bed.0.every",
        ),
        ("kindpace: 1", "kindpace: 2", 2, "kindpace"),
    ],
)
def test_a_fault_points_at_its_place(
    tmp_path: Path, old: str, new: str, line: int, entry: str
) -> None:
    """File, line and entry stand in what is told."""
    text = (SHIPPED / "park.yaml").read_text()
    assert old in text
    path = tmp_path / "park.yaml"
    path.write_text(text.replace(old, new))
    with pytest.raises(KindpaceError) as caught:
        read_template(path)
    found = caught.value.problems[0]
    assert found.where is not None
    assert (str(path), line) == (found.where.file, found.where.line)
    assert f"{entry} can't be used" in found.what


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Three slips, three sentences, in file order."""
    path = tmp_path / "x.yaml"
    text = (SHIPPED / "plain.yaml").read_text()
    path.write_text(text.replace("seed: 3301", "seed: -1").replace("decay", "rings"))
    with pytest.raises(KindpaceError) as caught:
        read_template(path)
    lines = [p.where.line for p in caught.value.problems if p.where]
    assert len(lines) >= 3
    assert sorted(lines) == lines


def test_a_file_that_is_no_mapping_is_told(tmp_path: Path) -> None:
    """A list of words is no template."""
    path = tmp_path / "x.yaml"
    path.write_text("- rain\n")
    with pytest.raises(KindpaceError, match="template-fault"):
        read_template(path)
