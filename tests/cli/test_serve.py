"""`kindpace serve`, as a person calls it."""

import os
import signal
import subprocess
import sys
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Kindpace
from tests.feed.page.shelves import SHOW, shelf

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_a_folder_is_open_until_ctrl_c(folder: Path) -> None:
    """Title, addresses and a square are shown; then it closes, and all is well."""
    shelf(folder / "public", titles=("Easy loop",))
    words = ["-m", "kindpace", "serve", "public", "--port", "0", "--log"]
    with subprocess.Popen(
        [sys.executable, "-u", *words], cwd=folder, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        shown: list[str] = []
        while not shown or "Ctrl-C" not in shown[-1]:
            shown.append(running.stdout.readline())
            assert shown[-1], running.stderr and running.stderr.read()
        page = shown[1].split()[1]
        with urllib.request.urlopen(page, timeout=20) as answer:  # noqa: S310 - our own page on loopback
            assert answer.status == 200
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert shown[0] == "Steady runs, 1 track\n"
    assert shown[2].split() == ["feed", f"{page}feed.xml"]
    assert any("█" in line for line in shown)
    assert (running.returncode, out, err) == (0, "Closed.\n", "200 GET /\n")


def test_a_terminal_without_the_letters_gets_the_rest(folder: Path) -> None:
    """The square is left out where it can't be drawn."""
    shelf(folder / "public", show=replace(SHOW, title="Ločen"), titles=("Easy loop",))
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "kindpace", "serve", "public", "--port", "0"],
        cwd=folder, env={**os.environ, "PYTHONIOENCODING": "ascii"}, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stdout is not None
        shown = [running.stdout.readline() for _ in range(4)]
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert shown[0] == "Lo?en, 1 track\n"
    assert "Ctrl-C" in shown[3]
    assert (running.returncode, out, err) == (0, "Closed.\n", "")


@pytest.mark.parametrize(
    ("words", "code", "slug"),
    [
        (("nowhere",), 2, "serve-no-folder"),
        (("empty",), 2, "serve-no-feed"),
        (("public", "--revoke"), 2, "serve-revoke-alone"),
        (("public", "--base-url", "example"), 2, "serve-base-url"),
        (("public", "--port", "99999"), 2, ""),
    ],
)
def test_what_can_not_be_served_is_told(
    kindpace: Kindpace, folder: Path, words: tuple[str, ...], code: int, slug: str
) -> None:
    """Calmly, with its name."""
    shelf(folder / "public", titles=("Easy loop",))
    (folder / "empty").mkdir()
    said = kindpace("serve", *words)
    assert said.code == code
    assert slug in said.err
    assert said.out == ""
