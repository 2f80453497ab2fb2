"""`record-sheet` and `--recordings` from the outside."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.voices.protocol import Request
from kindpace.voices.tone import Tone
from tests.cli.conftest import Kindpace


def read_aloud(path: Path, text: str) -> None:
    """A recording of `text`."""
    spoken = Tone().speak(Request(text=text, language="en", speaker="high"))
    quiet = np.zeros(spoken.rate // 2, np.float32)
    soundfile.write(path, np.concatenate((quiet, spoken.samples, quiet)), spoken.rate)


def test_a_sheet_is_a_page_named_after_the_session(kindpace: Kindpace, folder: Path) -> None:
    """Or as somebody likes."""
    said = kindpace("record-sheet", "tiny.yaml", "--name", "Zoë")
    assert (said.code, said.out) == (0, "tiny.html: 1 line to read.\n")
    assert "<mark" in (folder / "tiny.html").read_text("utf-8")
    assert kindpace("record-sheet", "tiny.yaml", "-o", "mine.htm").code == 0
    assert (folder / "mine.htm").is_file()


def test_a_sheet_for_programs_writes_no_page_unasked(kindpace: Kindpace, folder: Path) -> None:
    """`--json` alone prints; with `-o` both happen."""
    told = json.loads(kindpace("record-sheet", "tiny.yaml", "--json").out)
    (line,) = told["lines"]
    assert (line["text"], line["part"], line["file"]) == ("One step, and one more.", "Steps", None)
    assert not list(folder.glob("*.html"))
    assert kindpace("record-sheet", "tiny.yaml", "--json", "-o", "a.html").out
    assert (folder / "a.html").is_file()


def test_a_script_is_never_written_over(kindpace: Kindpace, folder: Path) -> None:
    """A name that is no page's is told."""
    before = (folder / "tiny.yaml").read_text("utf-8")
    said = kindpace("record-sheet", "tiny.yaml", "-o", "tiny.yaml")
    assert (said.code, "sheet-ending" in said.err) == (2, True)
    assert (folder / "tiny.yaml").read_text("utf-8") == before


def test_from_sheet_to_track(kindpace: Kindpace, folder: Path) -> None:
    """Every line read aloud, and one file that is for none."""
    (folder / "own").mkdir()
    for line in json.loads(kindpace("record-sheet", "tiny.yaml", "--json").out)["lines"]:
        read_aloud(folder / "own" / f"{line['id']} {line['text'][:8]}.flac", line["text"])
    (folder / "own" / "song.mp3").write_bytes(b"music")
    assert (
        "1 line to read, 1 of them recorded"
        in kindpace("record-sheet", "tiny.yaml", "--recordings", "own").out
    )
    said = kindpace("render", "tiny.yaml", "--recordings", "own")
    assert said.code == 0, said.err
    assert "1 recorded, 0 spoken" in said.out
    assert "song.mp3 is for no line" in said.err
    told = json.loads(kindpace("render", "tiny.yaml", "--recordings", "own", "--json").out)
    assert ([one["text"] for one in told["recorded"]], told["spoken"]) == (
        ["One step, and one more."],
        [],
    )
    assert (told["voices"], told["lines"]) == (["own"], 1)
    assert [one["slug"] for one in told["remarks"]] == ["own-stranger"]


def test_a_report_names_what_the_voice_still_says(kindpace: Kindpace, folder: Path) -> None:
    """With its id, ready to be recorded next; without a folder nothing is said of it."""
    (folder / "own").mkdir()
    said = kindpace("render", "tiny.yaml", "--recordings", "own")
    assert "0 recorded, 1 spoken: " in said.out
    assert "“One step, and one more.”" in said.out
    assert "recorded" not in kindpace("render", "tiny.yaml").out


@pytest.mark.parametrize("name", ["nowhere", "tiny.yaml", "x" * 3000])
def test_a_folder_that_is_none_is_told(kindpace: Kindpace, name: str) -> None:
    """Missing, a file, or a name that no disk can hold."""
    said = kindpace("render", "tiny.yaml", "--recordings", name)
    assert (said.code, "recordings-not-there" in said.err) == (2, True)


def test_a_recording_that_is_no_sound_leaves_no_track(kindpace: Kindpace, folder: Path) -> None:
    """Told at the place of its line, with its path and a mend."""
    (line,) = json.loads(kindpace("record-sheet", "tiny.yaml", "--json").out)["lines"]
    (folder / "own").mkdir()
    (folder / "own" / f"{line['id']}.wav").write_bytes(b"words")
    said = kindpace("render", "tiny.yaml", "--recordings", "own", "-o", "run.mp3")
    assert said.code == 1
    assert "tiny.yaml:10:" in said.err
    assert f"own/{line['id']}.wav" in said.err.replace("\n   ", " ")
    assert not (folder / "run.mp3").exists()
