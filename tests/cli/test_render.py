"""`render` from the outside: a file, a report, and nothing half-written."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.cli.render import report_json, report_lines, span_of
from kindpace.problems import WrongUse, problem
from kindpace.session.reading import checked_values
from kindpace.sound.master import Balance
from kindpace.sound.span import RATE
from kindpace.studio import making
from kindpace.studio.making import Rendered, render
from kindpace.studio.planning import Order, plan
from kindpace.track.reading import read_track
from kindpace.verify.report import report_json as found_json
from tests.cli.conftest import TINY, Kindpace


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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """Half a minute over music of one's own, with levels of one's own."""
    folder = tmp_path_factory.mktemp("own")
    noise = np.random.default_rng(1).normal(0, 0.05, 2 * RATE)
    soundfile.write(folder / "mine.wav", noise, RATE)
    (folder / "tiny.yaml").write_text(TINY, "utf-8")
    wishes = checked_values({"mix": {"beat": "-6", "bed": "12"}}, "--")
    order = Order(name=str(folder / "tiny.yaml"), wishes=wishes, bed=folder / "mine.wav")
    return render(plan(order), folder / "run.mp3")


def test_a_report_tells_what_was_measured(made: Rendered) -> None:
    """In words and for machines: loudness, the beat, the lines, what players skip."""
    said = "\n".join(report_lines(made))
    for words in ("LUFS, range", "dBTP", "1 of 1 found", "LU or more over", "ms at", "0.0 %"):
        assert words in said
    told = report_json(made)
    assert told["measured"] == found_json(made.found)
    assert (told["loudness"], told["kept"], told["broken"]) == (
        found_json(made.found)["loudness"],
        True,
        [],
    )
    assert json.loads(json.dumps(told)) == told


def test_own_levels_and_own_music_are_told(made: Rendered) -> None:
    """As they were asked for; where there is no room for that much, what there is room for."""
    given = Balance(beat=-6.0, bed=12.0)
    said = "\n".join(report_lines(replace(made, given=given)))
    assert "plain, with mine.wav" in said
    assert "mix       beat -6, bed +12\n" in said
    given = Balance(beat=-6.0, bed=3.5)
    said = "\n".join(report_lines(replace(made, given=given)))
    assert "mix       beat -6, bed +12; beside this voice there is room for bed +3.5\n" in said
    told = report_json(replace(made, given=given))
    assert told["bed"] == "mine.wav"
    assert told["mix"] == {"voice": 0, "beat": -6, "breath": 0, "bed": 12}
    assert told["mix_given"] == {"voice": 0, "beat": -6, "breath": 0, "bed": 3.5}


def test_a_promise_that_is_not_kept_is_told_and_the_track_stays(
    kindpace: Kindpace, folder: Path, made: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The runner has a track, and knows what it lacks: nothing stood in the way of making it."""
    low = problem("loudness-low", found="-18.2", target="-16", around=0.5, under="2.2")
    monkeypatch.setattr(making, "broken", lambda _found: (low,))
    said = kindpace("render", "tiny.yaml")
    assert said.code == 0
    assert "The loudness is only -18.2 LUFS" in said.err
    assert "One thing to mend. The track was written all the same." in said.err
    assert (folder / "tiny.mp3").is_file()
    assert "  mix" not in said.out
    told = report_json(replace(made, broken=(low,)))
    assert told["kept"] is False
    assert "loudness-low" in json.dumps(told["broken"])


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
