"""`kindpace publish`, as a person calls it."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Kindpace
from tests.feed.publishing.shows import BASE, SHOW, build, on_disk


def test_a_feed_is_published_and_then_there_is_nothing_to_do(
    kindpace: Kindpace, folder: Path
) -> None:
    """What went, what stayed, and where the feed is."""
    build(folder / "public", 220, 330)
    first = kindpace("publish", "public", "site")
    assert first.code == 0, first.err
    assert first.out.splitlines()[0] == "site"
    assert "sent          13 files, 0.1 MB" in first.out
    assert f"feed          {BASE}/feed.xml" in first.out
    again = kindpace("publish", "public", "site")
    assert "sent" not in again.out
    assert "as it was     13" in again.out
    assert len(on_disk(folder / "site").tracks()) == 2


def test_a_dry_run_names_what_would_go(kindpace: Kindpace, folder: Path) -> None:
    """And changes nothing."""
    build(folder / "public", 220)
    said = kindpace("publish", "public", "site", "--dry-run")
    assert "would send    10 files" in said.out
    assert "feed.xml" in said.out
    assert not (folder / "site").exists()


def test_the_report_for_machines_holds_every_path(kindpace: Kindpace, folder: Path) -> None:
    """Of what went, and of what was taken away."""
    build(folder / "public", 220)
    kindpace("publish", "public", "site")
    build(folder / "public", 330)
    sent = json.loads(kindpace("publish", "public", "site", "--json").out)
    assert sent["sent"][0].startswith("tracks/run-1-")
    assert (sent["sent"][-1], sent["removed"], sent["faults"]) == ("feed.xml", [], [])
    gone = json.loads(kindpace("publish", "public", "site", "--json").out)
    assert gone["sent"] == []
    assert gone["removed"][0].startswith("tracks/run-1-")


def test_what_is_to_mend_is_told_before_a_byte_leaves(kindpace: Kindpace, folder: Path) -> None:
    """With its place, and exit 1; as data too."""
    build(folder / "public", 220)
    feed = folder / "public" / "feed.xml"
    feed.write_text(feed.read_text("utf-8").replace(">false<", ">no<"), "utf-8")
    said = kindpace("publish", "public", "site")
    assert said.code == 1
    assert "feed/explicit" in said.err
    assert "What stood there still stands." in said.err
    told = json.loads(kindpace("publish", "public", "site", "--json").out)
    assert told["faults"][0]["where"]["line"] > 1
    assert not (folder / "site").exists()


def test_a_remark_is_no_fault(kindpace: Kindpace, folder: Path) -> None:
    """A feed for the own network is published, and said to be one."""
    build(folder / "public", 220, show=replace(SHOW, base_url="http://192.168.1.20:8000"))
    said = kindpace("publish", "public", "site")
    assert said.code == 0
    assert "publish-near" in said.err


@pytest.mark.parametrize(
    ("words", "code", "slug"),
    [
        (("nowhere", "site"), 2, "publish-no-feed"),
        (("public", "public/site"), 2, "publish-into-itself"),
        (("public", "gopher://host/x"), 2, "publish-target"),
        (("public", "s3://runs", "--keys", "none"), 3, "publish-keys-away"),
        (("public",), 2, "TARGET"),
    ],
)
def test_what_stands_in_the_way_is_told(
    kindpace: Kindpace, folder: Path, words: tuple[str, ...], code: int, slug: str
) -> None:
    """Calmly, with its name."""
    build(folder / "public", 220)
    said = kindpace("publish", *words)
    assert said.code == code
    assert slug in said.err
    assert said.out == ""


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such signal")
@pytest.mark.parametrize("files", [1, 5])
def test_ended_by_force_a_folder_holds_a_whole_feed(
    kindpace: Kindpace, folder: Path, files: int
) -> None:
    """As soon as so many files of the new feed are there, the power goes."""
    build(folder / "public", 220, 220)
    kindpace("publish", "public", "site")
    before = on_disk(folder / "site").tracks()
    show, episodes = build(folder / "public", 330, 330, 440)
    stop = (
        "import os, signal; from kindpace.feed.publishing import on_disk as there;"
        "from kindpace.cli import main; real = there.copy; done = []\n"
        "def copy(*words):\n"
        f"    len(done) == {files} and os.kill(os.getpid(), signal.SIGKILL)\n"
        "    done.append(real(*words))\n"
        "there.copy = copy; main()"
    )
    words = [sys.executable, "-c", stop, "publish", "public", "site"]
    ended = subprocess.run(words, cwd=folder, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL
    assert on_disk(folder / "site").tracks() == before
    assert kindpace("publish", "public", "site").code == 0
    assert on_disk(folder / "site").all_of(show, episodes)
    assert len(on_disk(folder / "site").tracks()) == 3
