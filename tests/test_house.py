"""The rules of the house, each one able to fail."""

import ast
import re
import socket
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path

import grimp
import pytest
from pytest_socket import SocketBlockedError

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "kindpace"
MODULES = sorted(SOURCE.rglob("*.py"))

LONGEST_FUNCTION = 40
LONGEST_FILE = 300

ENTRIES = {
    ".ci", ".editorconfig", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile",
    "NOTICE", "README.md", "audio_templates", "bench", "docs", "pyproject.toml",
    "requirements.lock", "scripts", "seeds", "src", "tests",
}  # fmt: skip

TESTED_ELSEWHERE: dict[str, str] = {
    "cli/__init__.py": "the front door is tested as a person opens it, in cli/test_main.py",
    "cli/wishes.py": "options reach a session only through plan and render, and are tested there",
    "cli/write.py": "its one command is tested in cli/test_look.py",
}
"""Modules with functions but no test file of their own name, each with the reason."""

# A space stands in brackets so that this list does not find itself.
FOREIGN = [
    r"/(?:home|root|Users|opt|work)/\w",
    r"[A-Z]:\\\\?Users",
    r"\bfile://\w*/\w",
    r"(?i)\bco-authored[-]by\b",
    r"(?i)\b(?:written|made|generated)[ ](?:by|with)[ ](?:an?[ ])?(?:ai|machine|model|llm)\b",
    r"(?i)\b(?:language|chat)[ ](?:model|bot)s?\b",
    r"(?i)\b(?:ai|coding)[ ](?:agent|assistant)s?\b",
    r"(?i)\bas[ ]an[ ]ai\b",
    r"(?i)\bthe[ ]founders?\b",
    r"(?i)\bshared/(?:design|studies|essays)\b",
    r"(?i)\bissue[ ]#?\d",
]

WAIVER = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b")
EXPLAINED = re.compile(
    r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w-]+(?:,\s*[\w-]+)*\])"
    r"\W+.*\w{3,}"
)


def entries_of_the_tree() -> list[Path]:
    """What stands in the checkout, without what `.gitignore` names."""
    passing = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").split()]
    passing.append(".git")
    return [
        entry
        for entry in sorted(ROOT.iterdir())
        if not any(fnmatch(entry.name, pattern) for pattern in passing)
    ]


def texts_of_the_tree() -> Iterator[tuple[Path, str]]:
    """Every text file of the checkout."""
    for entry in entries_of_the_tree():
        for file in sorted(entry.rglob("*")) if entry.is_dir() else [entry]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file, file.read_bytes().decode("utf-8", errors="ignore")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(source: str, first: int, last: int) -> int:
    """How many lines from `first` to `last` hold code: no blank ones, comments or docstrings."""
    lines: set[int] = set()
    alone = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    empty = alone | {tokenize.NL, tokenize.COMMENT}
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(StringIO(source).readline):
        docstring = token.type == tokenize.STRING and before in alone
        if token.type not in empty and not docstring:
            lines.update(range(token.start[0], token.end[0] + 1))
        if token.type not in (tokenize.NL, tokenize.COMMENT):
            before = token.type
    return sum(first <= line <= last for line in lines)


def long_functions(source: str) -> list[str]:
    """The functions with more than `LONGEST_FUNCTION` lines of code."""
    return [
        f"{node.name}: {length} lines"
        for node in functions(ast.parse(source))
        if (length := code_lines(source, node.lineno, node.end_lineno or node.lineno))
        > LONGEST_FUNCTION
    ]


def silent_names(source: str) -> list[str]:
    """The module, public classes and public functions that stand without a docstring."""
    return [
        name
        for name, node in public_names(ast.parse(source))
        if not ast.get_docstring(node) and not name.startswith("_")
    ]


def public_names(
    scope: ast.Module | ast.ClassDef,
) -> Iterator[tuple[str, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]]:
    """A scope, its classes and its functions by name; what lies within a function is its own."""
    yield getattr(scope, "name", "the module"), scope
    for node in scope.body:
        if isinstance(node, ast.ClassDef):
            yield from public_names(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node


def bare_waivers(source: str) -> list[str]:
    """Comments that silence a checker without saying why."""
    comments = (
        token.string
        for token in tokenize.generate_tokens(StringIO(source).readline)
        if token.type == tokenize.COMMENT
    )
    return [text for text in comments if WAIVER.search(text) and not EXPLAINED.search(text)]


def foreign_words(text: str) -> list[str]:
    """Words about makers and machines."""
    return [found.group() for pattern in FOREIGN if (found := re.search(pattern, text))]


def circle(imports: dict[str, set[str]]) -> list[str]:
    """One import cycle, if there is any."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def lint_imports(folder: Path, package: Path) -> subprocess.CompletedProcess[str]:
    """The contracts in `folder`'s pyproject.toml, held against the package that stands there."""
    program = (
        f"import sys; sys.path.insert(0, {str(package)!r})\n"
        "from importlinter.cli import lint_imports\n"
        f"sys.exit(lint_imports(config_filename={str(folder / 'pyproject.toml')!r}, no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=folder
    )


def missing_mirrors(modules: list[Path], tests: Path) -> list[str]:
    """The modules with functions that have neither a test file nor a reason to have none."""
    missing = []
    for module in modules:
        room = module.relative_to(SOURCE)
        name = room.parent.name if room.stem == "__init__" else room.stem.lstrip("_")
        mirror = tests / room.parent / f"test_{name}.py"
        works = any(functions(ast.parse(module.read_text("utf-8"))))
        if works and not mirror.exists() and room.as_posix() not in TESTED_ELSEWHERE:
            missing.append(room.as_posix())
    return missing


def test_rooms_look_down_never_up() -> None:
    """Floors hold, and outside packages stay in their room."""
    verdict = lint_imports(ROOT, ROOT / "src")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_a_look_up_is_noticed(tmp_path: Path) -> None:
    """The same contracts on a toy house with two faults name both."""
    contracts = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.importlinter]")
    (tmp_path / "pyproject.toml").write_text(
        (contracts[1] + contracts[2]).replace("kindpace", "toyhouse"), "utf-8"
    )
    rooms = [
        "cli", "studio", "feed", "verify", "track", "voices", "sound", "sound/templates", "care",
        "importing", "timeline", "programme", "session", "library", "problems", "testing",
    ]  # fmt: skip
    for room in rooms:
        (tmp_path / "toyhouse" / room).mkdir(parents=True)
        (tmp_path / "toyhouse" / room / "__init__.py").write_text("", "utf-8")
    (tmp_path / "toyhouse" / "__init__.py").write_text("", "utf-8")
    (tmp_path / "toyhouse" / "cli" / "__init__.py").write_text("import click\n", "utf-8")
    outside = (
        "import yaml, pydantic, pydub, av, numpy, soundfile, soxr, lameenc, mutagen, PIL\n"
        "import requests, gtts, edge_tts, h11, jinja2, markupsafe, obstore, segno, uvicorn\n"
    )
    (tmp_path / "toyhouse" / "timeline" / "__init__.py").write_text(
        f"import toyhouse.sound\nimport click\n{outside}", "utf-8"
    )
    verdict = lint_imports(tmp_path, tmp_path)
    assert verdict.returncode != 0
    assert "toyhouse.timeline is not allowed to import toyhouse.sound" in verdict.stdout
    assert "toyhouse.timeline -> click" in verdict.stdout
    assert "Contracts: 0 kept, 8 broken" in verdict.stdout


def test_no_module_imports_itself_over_others() -> None:
    """There is no import cycle."""
    graph = grimp.build_graph("kindpace", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert circle(imports) == []


def test_a_circle_is_noticed() -> None:
    """Three modules in a ring are found; a chain is not."""
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}
    assert circle({"a": {"b"}, "b": {"c"}}) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_file_is_short_and_speaks(module: Path) -> None:
    """Short file, short functions, a docstring for every public name."""
    source = module.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    assert long_functions(source) == []
    assert silent_names(source) == []


def test_a_long_function_is_noticed() -> None:
    """Forty lines of code pass whatever the docstring; forty-one don't."""
    head = 'def f():\n    """One.\n\n    Two.\n    """\n    # why\n\n'
    assert long_functions(head + "    x = 1\n" * 39) == []
    assert long_functions(head + "    x = 1\n" * 40) == ["f: 41 lines"]


def test_a_silent_name_is_noticed() -> None:
    """Module, class, method and function each need a sentence; private ones don't."""
    source = "class A:\n    def b(self): ...\n    def _c(self): ...\ndef d():\n    def e(): ...\n"
    assert silent_names(source) == ["the module", "A", "b", "d"]


@pytest.mark.parametrize("room", ["src", "tests", "bench"])
def test_every_waiver_tells_its_reason(room: str) -> None:
    """Whoever silences a checker says why on the same line."""
    sources = ((file, file.read_text("utf-8")) for file in sorted((ROOT / room).rglob("*.py")))
    bare = {file.name: found for file, text in sources if (found := bare_waivers(text))}
    assert bare == {}


def test_a_bare_waiver_is_noticed() -> None:
    """A code alone is no reason, and neither is a waiver of everything."""
    assert bare_waivers("x = 1  # noqa: S603\n") == ["# noqa: S603"]
    assert bare_waivers("x = 1  # type: ignore[misc]\n") == ["# type: ignore[misc]"]
    assert bare_waivers("x = 1  # noqa\n") == ["# noqa"]
    assert bare_waivers("x = 1  # noqa: S603, S607 - our own program\n") == []
    assert bare_waivers("x = 1  # type: ignore[misc]  # ships no types\n") == []


def test_every_module_has_its_test_file() -> None:
    """Tests mirror the rooms, so that nobody has to search."""
    assert missing_mirrors(MODULES, ROOT / "tests") == []


def test_a_missing_mirror_is_noticed(tmp_path: Path) -> None:
    """In an empty tests folder, a module with functions is missed; one of values alone is not."""
    modules = [SOURCE / "problems.py", SOURCE / "__init__.py"]
    assert missing_mirrors(modules, tmp_path) == ["problems.py"]


def test_reasons_name_modules_that_stand() -> None:
    """The table of modules tested elsewhere holds no ghosts."""
    assert [name for name in TESTED_ELSEWHERE if not (SOURCE / name).exists()] == []


def test_the_tree_speaks_of_running_only() -> None:
    """No word about makers or machines in any file."""
    found = {
        file.relative_to(ROOT).as_posix(): words
        for file, text in texts_of_the_tree()
        if (words := foreign_words(text))
    }
    assert found == {}


def test_a_foreign_word_is_noticed() -> None:
    """A path of somebody's machine, and a word about who wrote it."""
    assert foreign_words("see /" + "home/ana/run.yaml") == ["/" + "home/a"]
    assert foreign_words("Generated with an" + " AI") == ["Generated with an" + " AI"]
    assert foreign_words("the wind in the trees") == []


def test_the_first_look_shows_what_was_agreed() -> None:
    """Top-level entries are few and known."""
    assert {entry.name for entry in entries_of_the_tree()} <= ENTRIES


def test_the_lock_names_no_place() -> None:
    """The lock pins versions and hashes, and leaves it to each machine where to get them."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.search(r"://|--(?:extra-)?index|--find-links|(?m:^-e )|(?m: @ )", lock) is None
    pins = re.findall(r"(?m)^[a-z][\w.-]*==\S+.*\\$", lock)
    assert len(pins) == len(re.findall(r"(?m)^[a-z]", lock)) > 20
    assert lock.count("--hash=sha256:") >= len(pins)


def test_the_network_is_shut() -> None:
    """A test that reaches out is told so, in every worker."""
    with pytest.warns(UserWarning, match="socket"), pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
