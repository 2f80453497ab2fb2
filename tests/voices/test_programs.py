import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from kindpace.voices.programs import SOUND, TEXT, Programs
from kindpace.voices.protocol import VoiceFailed, VoiceUnavailable

from .standins.programs import SOUND as SPEAKING
from .standins.programs import install

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")

WELL = SPEAKING + f"speak(open({TEXT!r}, encoding='utf-8').read(), {SOUND!r}, 1.0)"


def program(folder: Path, body: str) -> tuple[str]:
    """A program in a folder whose name has a space and a quote in it."""
    return (str(install(folder / "it's a place", "speaker", body)),)


def test_a_program_speaks_what_stands_in_its_folder(tmp_path: Path) -> None:
    """And the folder is gone afterwards."""
    where = tmp_path / "where"
    body = f"import os; open({str(where)!r}, 'w').write(os.getcwd())\n{WELL}"
    spoken = Programs().sound(program(tmp_path, body), "Easy now.")
    assert spoken.rate == 16_000
    assert len(spoken.samples) > 8000
    assert not Path(where.read_text("utf-8")).exists()


@pytest.mark.parametrize(
    "text",
    [
        "-o /etc/passwd", "--help", 'He said "now".', "It's $(touch here); `touch here` & more",
        "One\ntwo\r\nthree", "% ! ^ | > here", "easy " * 1000, "Ganz leicht, Jürgen 🙂.",
    ],
)  # fmt: skip
def test_no_text_is_ever_part_of_a_command(tmp_path: Path, text: str) -> None:
    """It reaches the program letter by letter, in a file, and nothing else happens."""
    heard = tmp_path / "heard"
    body = f"import shutil; shutil.copy({TEXT!r}, {str(heard)!r})\n" + WELL.replace(
        f"open({TEXT!r}, encoding='utf-8').read()", "'easy'"
    )
    Programs().sound(program(tmp_path, body), text)
    assert heard.read_bytes() == text.encode()
    assert not list(tmp_path.rglob("here"))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("import sys; sys.exit(3)", "stopped with code 3"),
        ("import os; os.abort()", "stopped with code -"),
        ("", "wrote no sound"),
        (f"open({SOUND!r}, 'wb')", "holds no sound at all"),
        (f"open({SOUND!r}, 'wb').write(b'<html>' * 99)", "neither WAV nor FLAC"),
        (f"open({SOUND!r}, 'wb').write(b'RIFF' + bytes(99))", "can't be played"),
        (f"open({SOUND!r}, 'wb').truncate(1 << 40)", "far more than a line"),
    ],
)
def test_a_program_that_goes_astray_fails_the_line(tmp_path: Path, body: str, told: str) -> None:
    """Calmly, whatever it did."""
    with pytest.raises(VoiceFailed, match=told):
        Programs().sound(program(tmp_path, body), "Easy now.")


def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    """The line has failed, and nobody waits a minute."""
    with pytest.raises(VoiceFailed, match="took too long"):
        Programs(timeout=0.3).sound(program(tmp_path, "import time; time.sleep(600)"), "Easy now.")


def test_closing_ends_what_is_still_being_said_and_all_that_it_started(tmp_path: Path) -> None:
    """A thread that waits for a line gets its fault; a child of the program goes with it."""
    child = tmp_path / "child"
    body = (
        "import os, subprocess, sys, time\n"
        "one = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open('told', 'w').write(str(one.pid)); os.rename('told', {str(child)!r})\n"
        "time.sleep(600)"
    )
    programs = Programs()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(programs.sound, program(tmp_path, body), "Easy now.")
        while not child.exists() and not waiting.done():
            sleep(0.01)
        programs.close()
        assert isinstance(waiting.exception(), VoiceFailed)
    number = int(child.read_text("utf-8"))
    while lives(number):
        sleep(0.01)


def lives(number: int) -> bool:
    """Whether that process does anything; one that has ended may wait to be counted."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{number}/stat")
    return not state.exists() or state.read_text("utf-8").split()[2] != "Z"


def test_a_program_that_has_gone_is_told(tmp_path: Path) -> None:
    """Missing is one thing, and there but not to be started another."""
    with pytest.raises(VoiceUnavailable, match="speaker isn't on this machine any more"):
        Programs().sound((str(tmp_path / "speaker"),), "Easy now.")
    shut = install(tmp_path, "shut", "")
    shut.write_bytes(b"\x7fELF and nothing more")
    with pytest.raises(VoiceFailed, match="shut doesn't start"):
        Programs().sound((str(shut),), "Easy now.")


def test_a_run_tells_its_code_and_what_it_printed(tmp_path: Path) -> None:
    """Both streams, in order, and what was given on stdin is read."""
    body = (
        "import sys; print(sys.stdin.read().upper(), flush=True); print('aside', file=sys.stderr)\n"
        "sys.exit(4)"
    )
    ran = Programs().run(program(tmp_path, body), given="heard")
    assert (ran.code, ran.told.split()) == (4, ["HEARD", "aside"])
