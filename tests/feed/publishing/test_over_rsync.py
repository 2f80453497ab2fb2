"""Another machine's folder as a target, by rsync."""

import shutil
import stat
from pathlib import Path

import pytest

from kindpace.feed.publishing.over_rsync import OverRsync, over_rsync
from kindpace.feed.publishing.publishing import publish
from kindpace.problems import WorldError
from tests.feed.publishing.shows import NOW, build, on_disk

RSYNC = shutil.which("rsync")


def saying(folder: Path, words: str, code: int) -> str:
    """A program in place of rsync, which counts its calls, says `words` and ends with `code`."""
    program = folder / "rsync"
    calls = folder / "calls"
    program.write_text(
        f"#!/bin/sh\ncat >/dev/null\necho x >>'{calls}'\necho '{words}' >&2\nexit {code}\n", "utf-8"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


@pytest.mark.skipif(RSYNC is None, reason="rsync isn't on this machine")
def test_a_feed_is_published_changed_and_swept(tmp_path: Path) -> None:
    """The second time nothing is sent; a replaced track goes with the time after."""
    public, there = tmp_path / "public", tmp_path / "there"
    show, episodes = build(public, 220, 220)
    target = OverRsync(name=str(there), program=str(RSYNC), source=public)
    assert publish(public, target, now=NOW).sent
    assert publish(public, target, now=NOW).sent == ()
    before = on_disk(there).tracks()
    show, episodes = build(public, 330, 220)
    sent = publish(public, target, now=NOW).sent
    assert len([one for one in sent if one.endswith(".mp3")]) == 1
    assert (there / before["guid-1"]).is_file()
    assert before["guid-1"] in publish(public, target, now=NOW).removed
    assert not (there / before["guid-1"]).exists()
    assert on_disk(there).all_of(show, episodes)
    assert {one.name for one in there.iterdir()} - {one.name for one in public.iterdir()} == {
        ".kindpace-published.json"
    }


@pytest.mark.parametrize(("code", "calls"), [(12, 3), (30, 3), (255, 1), (1, 1)])
def test_a_line_that_breaks_is_tried_again(tmp_path: Path, code: int, calls: int) -> None:
    """What stays as it is isn't; its first words are passed on, without its name."""
    program = saying(tmp_path, "rsync: the line broke.", code)
    target = OverRsync(name="ana@host:runs", program=program, source=tmp_path, pauses=(0, 0))
    with pytest.raises(WorldError, match=r"ana@host:runs: the line broke\.$"):
        target.write("a", b"")
    assert len((tmp_path / "calls").read_text("utf-8").split()) == calls


def test_files_that_are_not_there_are_no_fault_to_look_for(tmp_path: Path) -> None:
    """Only to send."""
    target = OverRsync(name="there", program=saying(tmp_path, "gone", 23), source=tmp_path)
    assert target.seen(["feed.xml"]) == {}
    assert target.read("feed.xml") is None
    with pytest.raises(WorldError, match="publish-rsync"):
        target.write("a", b"")


def test_a_silent_end_is_told_by_its_code(tmp_path: Path) -> None:
    """There is always a reason."""
    target = OverRsync(name="there", program=saying(tmp_path, "", 4), source=tmp_path)
    with pytest.raises(WorldError, match="it ends with 4"):
        target.write("a", b"")


def test_without_the_program_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to get it."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(WorldError, match="There is no rsync on this machine"):
        over_rsync("ana@host:runs", Path("public"))
