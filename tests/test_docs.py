"""Every example in README and docs is run as a reader would run it.

A page is one story: its blocks are played in order in one empty folder.

- A `yaml` block that begins with `kindpace: 1` is a session script, and `kindpace check` passes it
  (a shared block, with a `block:` key, is checked by the script that includes it).
  With a name behind the language (`yaml my-run.yaml`) it is saved under that name for later blocks;
  `yaml slips.yaml exit=1` is a script with faults, on purpose.
- Any other `yaml` block with a name is saved as it stands.
- The `python` blocks of a page are run, one after another, as one program.
- A `console` block runs each `$ kindpace ...` line. What is shown below a command is what comes
  out; `...` stands for anything. `console exit=1` says that the last command ends with that code.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
Program = Callable[[tuple[str, ...], Path], tuple[int, str]]
"""Takes words and a folder; gives an exit code and all that was said."""

KINDPACE = Path(sys.executable).with_name("kindpace")

FENCE = re.compile(r"(?m)^```(\w+)([^\n]*)\n(.*?)^```$", re.DOTALL)
BLOCK = re.compile(r"(?m)^block:")
SCRIPT = re.compile(r"\A(?:#[^\n]*\n|\s*\n)*kindpace: 1\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block: where it begins, its language, what stands behind that, its text."""

    line: int
    language: str
    info: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One `$ kindpace ...` line, and the output shown below it (empty if none is)."""

    words: tuple[str, ...]
    shown: str


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page that name a language."""
    for found in FENCE.finditer(page):
        language, info, text = found.groups()
        line = page.count("\n", 0, found.start()) + 1
        yield Block(line=line, language=language, info=info.strip(), text=text)


def commands(text: str) -> Iterator[Command]:
    """The commands of a console block that are kindpace's own."""
    for piece in re.split(r"(?m)^\$ ", text)[1:]:
        line, _, shown = piece.replace("\\\n", " ").partition("\n")
        words = shlex.split(line, comments=True)
        if words and words[0] == "kindpace":
            yield Command(words=tuple(words[1:]), shown=shown.strip())


def exit_code(block: Block) -> int:
    """The exit code that a block says it ends with."""
    told = re.search(r"\bexit=(\d+)", block.info)
    return int(told[1]) if told else 0


def matches(shown: str, said: str) -> bool:
    """Whether `said` is what the page shows; trailing spaces don't count, `...` is anything."""

    def trimmed(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.strip().splitlines())

    pattern = ".*".join(re.escape(piece) for piece in trimmed(shown).split("..."))
    return re.fullmatch(pattern, trimmed(said), re.DOTALL) is not None


def quietly(words: tuple[str, ...]) -> list[str]:
    """The command with the tone voice in place of any other, so that a page is read quickly."""
    swapped = list(words)
    for place, word in enumerate(words[:-1]):
        if word == "--voice":
            swapped[place + 1] = "tone"
    return swapped


def kindpace(words: tuple[str, ...], folder: Path) -> tuple[int, str]:
    """Run the real program in `folder`; its exit code and all that it said."""
    settings = {**os.environ, "KINDPACE_VOICES": "tone", "COLUMNS": "100", "NO_COLOR": "1"}
    ran = subprocess.run(
        [str(KINDPACE), *quietly(words)],
        cwd=folder,
        env=settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return ran.returncode, ran.stdout


def faults(page: str, folder: Path, run: Program = kindpace) -> Iterator[str]:
    """What in `page` does not do what it shows."""
    for block in blocks(page):
        if block.language == "yaml":
            yield from _faults_of_a_script(block, folder, run)
        elif block.language == "console":
            yield from _faults_of_a_console(block, folder, run)
    yield from _faults_of_python(page, folder)


def _faults_of_python(page: str, folder: Path) -> Iterator[str]:
    """What the Python of a page, its blocks one after another as one program, stumbles over."""
    program = "".join(block.text for block in blocks(page) if block.language == "python")
    (folder / "page.py").write_text(program, "utf-8")
    words = [sys.executable, "page.py"]
    ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if ran.returncode:
        yield f"its Python ends with {ran.stderr.strip().splitlines()[-1]}"


def _faults_of_a_script(block: Block, folder: Path, run: Program) -> Iterator[str]:
    name = block.info.partition("exit=")[0].strip() or f"line-{block.line}.yaml"
    (folder / name).write_text(block.text, "utf-8")
    if SCRIPT.match(block.text) and not BLOCK.search(block.text):
        code, said = run(("check", name), folder)
        if code != exit_code(block):
            yield f"line {block.line}: kindpace check ends with {code}\n{said}"


def _faults_of_a_console(block: Block, folder: Path, run: Program) -> Iterator[str]:
    asked = list(commands(block.text))
    for number, command in enumerate(asked, start=1):
        code, said = run(command.words, folder)
        wanted = exit_code(block) if number == len(asked) else 0
        line = shlex.join(("kindpace", *command.words))
        if code != wanted:
            yield f"line {block.line}: `{line}` ends with {code}, not {wanted}\n{said}"
        elif command.shown and not matches(command.shown, said):
            yield f"line {block.line}: `{line}` says\n{said}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_tells_the_truth(page: Path, tmp_path: Path) -> None:
    """Scripts are read without a problem, commands run, and what is shown is what comes out."""
    assert list(faults(page.read_text("utf-8"), tmp_path)) == []


MADE_UP = """\
# A page

```yaml my-run.yaml
# yaml-language-server: $schema=kindpace.schema.json
kindpace: 1
title: Short
```

```console
$ kindpace --help  # the beginning
Usage: ...
$ ls
my-run.yaml
$ kindpace plan my-run.yaml \\
    --voice espeak
```

```
$ kindpace in no language is only shown
```
"""


def test_a_page_is_taken_apart() -> None:
    """Blocks keep their line and name; only kindpace's own commands are run."""
    script, console = blocks(MADE_UP)
    assert (script.line, script.language, script.info) == (3, "yaml", "my-run.yaml")
    assert SCRIPT.match(script.text)
    assert list(commands(console.text)) == [
        Command(words=("--help",), shown="Usage: ..."),
        Command(words=("plan", "my-run.yaml", "--voice", "espeak"), shown=""),
    ]


def test_other_yaml_is_no_script() -> None:
    """A runner file or a part of a script is shown, not checked."""
    assert SCRIPT.match("cadence: 165\n") is None
    assert SCRIPT.match("parts:\n  - kindpace: 1\n") is None
    assert SCRIPT.match("kindpace: 12\n") is None


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        ("one\ntwo", "one  \ntwo\n", True),
        ("one ... two", "one and a half and two", True),
        ("one\n...\nfour", "one\ntwo\nthree\nfour", True),
        ("one", "one two", False),
        ("one.two", "one-two", False),
        ("...", "", True),
    ],
)
def test_shown_output_is_held_against_what_is_said(shown: str, said: str, *, same: bool) -> None:
    """Line by line, dots for anything."""
    assert matches(shown, said) is same


def test_any_voice_becomes_the_tone() -> None:
    """A page may show a voice that takes its time."""
    words = ("render", "a.yaml", "--voice", "espeak", "-o", "a.mp3")
    assert quietly(words) == ["render", "a.yaml", "--voice", "tone", "-o", "a.mp3"]


def test_an_untrue_page_is_noticed(tmp_path: Path) -> None:
    """A script with a fault, a command that is not there, and output that does not come out."""
    page = (
        "```yaml\nkindpace: 1\nno-such-word: 1\n```\n"
        "```yaml slips.yaml exit=1\nkindpace: 1\nno-such-word: 1\n```\n"
        "```console\n$ kindpace no-such-command\n```\n"
        "```console\n$ kindpace --help\nSomething else.\n```\n"
        "```console exit=2\n$ kindpace no-such-command\n```\n"
        "```python\nx = 1\n```\n```python\nassert x == 2, 'it is one'\n```\n"
    )

    def program(words: tuple[str, ...], folder: Path) -> tuple[int, str]:
        if words[0] == "check":
            return int("no-such-word" in (folder / words[1]).read_text("utf-8")), "no-such-word"
        return (0, "Usage: kindpace") if words == ("--help",) else (2, "no-such-command")

    found = list(faults(page, tmp_path, program))
    assert [fault.splitlines()[0] for fault in found] == [
        "line 1: kindpace check ends with 1",
        "line 9: `kindpace no-such-command` ends with 2, not 0",
        "line 12: `kindpace --help` says",
        "its Python ends with AssertionError: it is one",
    ]
