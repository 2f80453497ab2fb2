"""`audition` from the outside."""

import json
import sys
from pathlib import Path

import pytest
import soundfile

from kindpace.cli.audition import length_of, moment_of
from kindpace.problems import WrongUse
from tests.cli.conftest import Kindpace

PLAYER = f"""#!{sys.executable}
import sys
from pathlib import Path
Path(__file__).with_suffix(".heard").write_bytes(Path(sys.argv[-1]).read_bytes())
"""


@pytest.fixture
def programs(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for."""
    folder = tmp_path_factory.mktemp("bin")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_a_slice_is_played_and_leaves_nothing_behind(
    kindpace: Kindpace, folder: Path, programs: Path
) -> None:
    """Through the player that is here."""
    (programs / "mpv").write_text(PLAYER, "utf-8")
    (programs / "mpv").chmod(0o755)
    said = kindpace("audition", "tiny.yaml", "--at", "0:05", "--for", "2s")
    assert (said.code, said.out) == (0, "Tiny, 0:05 to 0:07, played by mpv.\n")
    samples, rate = soundfile.read(programs / "mpv.heard")
    assert len(samples) == 2 * rate
    assert [path.name for path in folder.iterdir()] == ["tiny.yaml"]


def test_without_a_player_it_says_where_the_file_is(
    kindpace: Kindpace, folder: Path, programs: Path
) -> None:
    """Under the session's own name."""
    assert not list(programs.iterdir())
    said = kindpace("audition", "tiny.yaml", "--part", "Steps", "--for", "1s")
    assert said.out.endswith("It is in tiny.wav\n")
    assert soundfile.info(folder / "tiny.wav").frames == 44_100


def test_a_player_that_stumbles_leaves_the_file_too(
    kindpace: Kindpace, folder: Path, programs: Path
) -> None:
    """As on a machine without loudspeakers."""
    (programs / "mpv").write_text(f"#!{sys.executable}\nraise SystemExit(1)\n", "utf-8")
    (programs / "mpv").chmod(0o755)
    said = kindpace("audition", "tiny.yaml", "--for", "1s")
    assert said.out.endswith("Tiny, 0:00 to 0:01.\nIt is in tiny.wav\n")
    assert soundfile.info(folder / "tiny.wav").frames == 44_100


def test_a_file_is_kept_where_it_is_asked_for(kindpace: Kindpace, folder: Path) -> None:
    """Without a sound, and told as JSON."""
    words = ("audition", "tiny.yaml", "--for", "1s", "-o", "a.mp3", "--no-play", "--json")
    told = json.loads(kindpace(*words).out)
    assert told == {"title": "Tiny", "start": 0.0, "end": 1.0, "player": None, "path": "a.mp3"}
    assert (folder / "a.mp3").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--at", "soon"), "moment-unreadable"),
        (("--for", "0"), "moment-unreadable"),
        (("--at", "9:00"), "audition-beyond"),
        (("--part", "Stepz"), "part-unknown"),
        (("-o", "a.txt"), "audition-ending"),
        (("--at", "1", "--part", "Steps"), "--part"),
    ],
)
def test_what_cannot_be_heard_is_told(
    kindpace: Kindpace, folder: Path, words: tuple[str, ...], told: str
) -> None:
    """As wrong use, and nothing is written."""
    said = kindpace("audition", "tiny.yaml", "--no-play", *words)
    assert said.code == 2
    assert told in said.err
    assert [path.name for path in folder.iterdir()] == ["tiny.yaml"]


def test_moments_are_read_as_people_write_them() -> None:
    """On a clock, in seconds, or as lengths are written in a script."""
    written = {"5:00": 300, "1:02:30": 3750, "90": 90, "5m": 300, "1m30": 90, "0:07.5": 7.5}
    assert {text: float(moment_of(text)) for text in written} == written
    assert moment_of("0") == 0
    assert length_of("45s") == length_of("0:45") == 45
    for text in ("", "-5", "five", "1:2:3:4", "٣", "1e5", "nan"):
        with pytest.raises(WrongUse):
            moment_of(text)
