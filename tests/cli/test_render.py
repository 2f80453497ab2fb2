"""`render` from the outside: a file, a report, and nothing half-written."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.cli.render import span_of
from kindpace.problems import WrongUse
from kindpace.track.reading import read_track
from tests.cli.conftest import Kindpace


def test_a_render_writes_a_track_and_tells_what_it_made(kindpace: Kindpace, folder: Path) -> None:
    """One command, one MP3, a few lines."""
    said = kindpace("render", "tiny.yaml", "-o", "run.mp3", "--walk", "120")
    assert said.code == 0, said.err
    assert 30 == read_track(folder / "run.mp3").form.length
    assert "walk 120 steps a minute" in said.out
    assert all(word in said.out for word in ("length", "voice", "LUFS", "quiet", "run.mp3"))


def test_a_render_has_a_name_of_its_own(kindpace: Kindpace, folder: Path) -> None:
    """Without `-o` the session's id names the file."""
    assert kindpace("render", "tiny.yaml").code == 0
    assert (folder / "tiny.mp3").is_file()


def test_a_report_for_machines(kindpace: Kindpace) -> None:
    """`--json` is all that is printed to standard output."""
    told = json.loads(kindpace("render", "tiny.yaml", "--json").out)
    assert told["seconds"] == 30
    assert told["voices"] == ["tone"]


def test_the_same_twice_gives_the_same_bytes(kindpace: Kindpace, folder: Path) -> None:
    """Nothing in a track hangs on when or where it was made."""
    kindpace("render", "tiny.yaml", "-o", "one.mp3")
    kindpace("render", "tiny.yaml", "-o", "two.mp3")
    assert (folder / "one.mp3").read_bytes() == (folder / "two.mp3").read_bytes()


def test_private_words_stay_out_of_the_tag(kindpace: Kindpace, folder: Path) -> None:
    """A name is spoken, and stands nowhere in the file."""
    kindpace("render", "tiny.yaml", "-o", "run.mp3", "--name", "Anastasia")
    content = (folder / "run.mp3").read_bytes()
    assert b"Anastasia" not in content
    assert "Anastasia".encode("utf-16-le") not in content


def test_a_slice_lasts_as_long_as_it_is_asked(kindpace: Kindpace, folder: Path) -> None:
    """`--span` and `--only`."""
    kindpace("render", "tiny.yaml", "-o", "slice.mp3", "--span", "0:05-0:12.5")
    assert Fraction(15, 2) == read_track(folder / "slice.mp3").form.length
    kindpace("render", "tiny.yaml", "-o", "part.mp3", "--only", "steps")
    assert 30 == read_track(folder / "part.mp3").form.length


def test_stereo_on_request(kindpace: Kindpace, folder: Path) -> None:
    """Two channels at 128 kbit/s."""
    kindpace("render", "tiny.yaml", "-o", "wide.mp3", "--stereo")
    form = read_track(folder / "wide.mp3").form
    assert (2, 128) == (form.channels, form.bitrate)


def test_a_fault_leaves_the_older_track_as_it_was(kindpace: Kindpace, folder: Path) -> None:
    """Whole or not at all."""
    (folder / "run.mp3").write_bytes(b"older")
    said = kindpace("render", "tiny.yaml", "-o", "run.mp3", "--voice", "nobody")
    assert said.code == 2
    assert b"older" == (folder / "run.mp3").read_bytes()
    assert ["run.mp3", "tiny.yaml"] == sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("written", "span"),
    [("5:00-6:30", (300, 390)), ("0-1.5", (0, Fraction(3, 2))), ("59 - 1:01", (59, 61))],
)
def test_spans_are_read_in_minutes_and_seconds(
    written: str, span: tuple[Fraction, Fraction]
) -> None:
    """From and to."""
    assert span == span_of(written)


@pytest.mark.parametrize("written", ["", "5", "a-b", "5:00", "-1-2"])
def test_what_is_no_span_is_told(written: str) -> None:
    """Wrong use, with an example."""
    with pytest.raises(WrongUse):
        span_of(written)
