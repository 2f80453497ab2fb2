"""The front door: help, versions, exit codes, and calm words for everything that can happen."""

import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from kindpace import __version__
from kindpace.cli import COMMANDS, main
from kindpace.problems import WorldError, problem
from tests.cli.conftest import Kindpace


def broken(_order: object) -> None:
    """A fault that nobody foresaw."""
    raise KeyError("{odd}")


HEAVY = ("numpy", "pydub", "mutagen", "PIL", "soundfile", "pydantic", "yaml", "lameenc")


def test_help_shows_every_command_with_one_sentence(kindpace: Kindpace) -> None:
    """`--help` is the list of what a person can do."""
    said = kindpace("--help")
    assert said.code == 0
    assert all(f"  {name}" in said.out for name in COMMANDS)
    assert all(sentence.split(":")[0] in said.out for _, sentence in COMMANDS.values())


@pytest.mark.parametrize("name", list(COMMANDS))
def test_a_command_says_the_same_about_itself_as_the_list_does(name: str) -> None:
    """The list is told without loading the commands, so the two have to agree."""
    room, sentence = COMMANDS[name]
    command: click.Command = getattr(import_module(room), f"{name.replace('-', '_')}_command")
    assert sentence == (command.help or "").strip().splitlines()[0]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_its_own_help(kindpace: Kindpace, name: str) -> None:
    """`kindpace NAME --help` answers."""
    said = kindpace(name, "--help")
    assert said.code == 0
    assert COMMANDS[name][1] in said.out


def test_help_loads_nothing_heavy() -> None:
    """What makes a program slow to start stays asleep."""
    asked = f"import sys, kindpace.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_plan_loads_no_sound_and_no_voice() -> None:
    """`plan` answers at once."""
    heavy = [name for name in HEAVY if name not in ("pydantic", "yaml")]
    asked = (
        "import sys; from kindpace.studio.planning import Order, plan; "
        f"plan(Order(name='lace-up')); print([m for m in {heavy!r} if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_version_is_told(kindpace: Kindpace) -> None:
    """`--version`."""
    assert __version__ in kindpace("--version").out


def test_a_module_runs_like_the_command() -> None:
    """`python -m kindpace` is the same door."""
    ran = subprocess.run(
        [sys.executable, "-m", "kindpace", "--version"], capture_output=True, text=True, check=True
    )
    assert __version__ in ran.stdout


@pytest.mark.parametrize(
    ("words", "code", "slug"),
    [
        (("plan", "nowhere.yaml"), 2, "script-missing"),
        (("plan", "steady-companon"), 2, "session-unknown"),
        (("plan", "tiny.yaml", "--cadence", "nine"), 2, "option-value"),
        (("plan", "tiny.yaml", "--minutes", "0.1"), 1, "minutes-too-few"),
        (("render", "tiny.yaml", "--only", "Nothing"), 2, "part-unknown"),
        (("render", "tiny.yaml", "--span", "late"), 2, "span-unreadable"),
        (("render", "tiny.yaml", "--sound", "prk"), 2, "template-unknown"),
        (("render", "tiny.yaml", "--voice", "tune"), 2, "unknown-voice"),
        (("explain", "duration-bar"), 2, "slug-unknown"),
        (("new", "tiny.yaml"), 2, "file-exists"),
        (("new", "no/such/folder.yaml"), 3, "file-unwritable"),
    ],
)
def test_a_fault_has_its_name_its_code_and_no_traceback(
    kindpace: Kindpace, words: tuple[str, ...], code: int, slug: str
) -> None:
    """1 mend the script, 2 wrong use, 3 the world."""
    said = kindpace(*words)
    assert (code, True) == (said.code, slug in said.err)
    assert "Traceback" not in said.err + said.out


def test_an_unknown_command_is_wrong_use(kindpace: Kindpace) -> None:
    """Click's own words, and exit 2."""
    said = kindpace("sing")
    assert said.code == 2
    assert "sing" in said.err


def test_a_day_that_is_none_is_wrong_use(kindpace: Kindpace) -> None:
    """`--date` takes a day."""
    assert kindpace("plan", "tiny.yaml", "--date", "someday").code == 2


def test_what_nobody_foresaw_is_told_calmly(
    kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a fault of kindpace's own ends in words."""
    monkeypatch.delenv("KINDPACE_DEBUG", raising=False)
    monkeypatch.setattr("kindpace.cli.plan.plan", broken)
    said = kindpace("plan", "tiny.yaml")
    assert said.code == 3
    assert "unexpected" in said.err
    assert "Traceback" not in said.err


@pytest.mark.usefixtures("folder")
def test_a_developer_may_see_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """KINDPACE_DEBUG lets the traceback through."""
    monkeypatch.setenv("KINDPACE_DEBUG", "1")
    monkeypatch.setattr("kindpace.cli.plan.plan", broken)
    monkeypatch.setattr(sys, "argv", ["kindpace", "plan", "tiny.yaml"])
    with pytest.raises(KeyError):
        main()


def test_stopping_is_fine(kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with a word and 130."""

    def stopped(_order: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kindpace.cli.plan.plan", stopped)
    said = kindpace("plan", "tiny.yaml")
    assert said.code == 130
    assert "Stopped" in said.err


def _hears_ctrl_c() -> None:
    """A shell may have told its background jobs not to listen."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_render_that_is_stopped_leaves_nothing_behind(folder: Path, how: signal.Signals) -> None:
    """Ctrl-C or a polite end, in the middle of writing: no file, no part of one, and 130."""
    words = ["render", "lace-up", "-o", "run.mp3", "--voice", "tone", "--minutes", "9"]
    with subprocess.Popen(
        [sys.executable, "-m", "kindpace", *words],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hears_ctrl_c,  # noqa: PLW1509 - it only sets a signal, and no thread runs here
    ) as running:
        assert running.stderr
        told = ""
        while "writing" not in told:
            told = running.stderr.readline()
            assert told, "it ended before it wrote"
        running.send_signal(how)
        assert "Stopped." in running.stderr.read()
    assert running.returncode == 130
    assert ["tiny.yaml"] == [path.name for path in folder.iterdir()]


def test_a_fault_of_the_world_is_three(kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Network, disk, missing part."""

    def refused(_order: object) -> None:
        raise WorldError([problem("file-unwritable", name="run.mp3", reason="the disk is full")])

    monkeypatch.setattr("kindpace.cli.plan.plan", refused)
    said = kindpace("plan", "tiny.yaml")
    assert said.code == 3
    assert "the disk is full" in said.err
