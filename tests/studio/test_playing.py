import os
import sys
from pathlib import Path

import pytest

from kindpace.studio.playing import FILE, IN_NAME, PLAYERS, Player, anybody_plays, played

KEEPS = f"""#!{sys.executable}
import os, sys
from pathlib import Path
Path(__file__).with_suffix(".told").write_text("\\n".join([*sys.argv[1:], os.environ["{IN_NAME}"]]))
sys.exit(CODE)
"""


def stand_in(folder: Path, name: str, code: int = 0) -> Path:
    """A program called `name` that keeps what it was told; where it keeps it."""
    program = folder / name
    program.write_text(KEEPS.replace("CODE", str(code)), "utf-8")
    program.chmod(0o755)
    return program.with_suffix(".told")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.fixture
def sound(folder: Path) -> Path:
    """A file whose name would be trouble in a shell."""
    path = folder / "a $(b) 'c'; d.wav"
    path.write_bytes(b"RIFF")
    return path


@pytest.mark.parametrize("player", PLAYERS, ids=lambda one: one.name)
def test_each_player_is_given_the_file_as_one_word(
    folder: Path, sound: Path, player: Player
) -> None:
    """Or by the environment, where it takes no words."""
    told = stand_in(folder, player.name)
    assert played(sound, 0.1) == player.name
    words = told.read_text("utf-8").split("\n")
    assert words[-1] == str(sound)
    assert words[:-1] == [word.replace(FILE, str(sound)) for word in player.words[1:]]


def test_without_a_player_nobody_plays(folder: Path, sound: Path) -> None:
    """The caller then tells where the file is."""
    assert list(folder.iterdir()) == [sound]
    assert not anybody_plays()
    assert played(sound, 0.1) == ""
    stand_in(folder, "afplay")
    assert anybody_plays()


def test_a_player_that_stumbles_gives_way_to_the_next(folder: Path, sound: Path) -> None:
    """As on a machine without loudspeakers."""
    stand_in(folder, "ffplay", code=1)
    stand_in(folder, "aplay")
    assert played(sound, 0.1) == "aplay"


@pytest.mark.skipif(os.name == "nt", reason="any file may be started there")
def test_a_program_that_cannot_be_started_gives_way_too(folder: Path, sound: Path) -> None:
    """A file that only looks like a program."""
    (folder / "ffplay").write_bytes(b"\x7fELF nothing")
    (folder / "ffplay").chmod(0o755)
    assert played(sound, 0.1) == ""


def test_an_mp3_is_given_only_to_those_that_play_it(folder: Path) -> None:
    """ALSA's player takes a WAV alone."""
    stand_in(folder, "aplay")
    song = folder / "a.mp3"
    song.write_bytes(b"ID3")
    assert played(song, 0.1) == ""
    stand_in(folder, "mpv")
    assert played(song, 0.1) == "mpv"


def test_a_player_that_never_ends_is_ended(
    folder: Path, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the length of the sound, and some patience."""
    program = folder / "ffplay"
    program.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("kindpace.studio.playing.PATIENCE", 0.2)
    assert played(sound, 0.1) == ""
