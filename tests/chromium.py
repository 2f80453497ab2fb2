"""A real Chromium for the tests of pages, and axe to look at them as somebody else would."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--mute-audio",
    "--ignore-certificate-errors",
]  # fmt: skip
AXE = Path(axe_core_python.__file__).with_name("axe.min.js")

NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; `make browser` brings one"),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """One that is open for as long as the block lasts."""
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()
