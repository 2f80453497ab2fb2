"""Files appear whole or not at all."""

import errno
import os
import resource
from pathlib import Path

import pytest

from kindpace.problems import WorldError
from kindpace.track.whole import FAULTS, Growing, ready_place, told, whole_file


class Full:
    """A disk file that runs out of room."""

    def write(self, data: bytes) -> int:
        """Fail as a full disk does."""
        raise OSError(errno.ENOSPC, f"No space left for {len(data)} bytes")


def test_a_file_appears_when_all_is_written(tmp_path: Path) -> None:
    """And not before; nothing else stays in the folder."""
    path = tmp_path / "a.bin"
    with whole_file(path) as file:
        file.write(b"head tail")
        file.patch(0, b"HEAD")
        file.write(b" end")
        assert not path.exists()
    assert path.read_bytes() == b"HEAD tail end"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit, OSError])
def test_a_fault_leaves_the_older_file_alone(tmp_path: Path, fault: type[BaseException]) -> None:
    """Whatever stops the writing passes through as it is, and takes the new bytes with it."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"older")
    with pytest.raises(fault), whole_file(path) as file:
        _write_and_fail(file, fault)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def _write_and_fail(file: Growing, fault: type[BaseException]) -> None:
    file.write(b"newer")
    raise fault


def test_a_finished_file_replaces_the_older_one(tmp_path: Path) -> None:
    """In one move."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"older and longer")
    with whole_file(path) as file:
        file.write(b"newer")
    assert path.read_bytes() == b"newer"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it points to is replaced."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"older")
    link.symlink_to(target)
    with whole_file(link) as file:
        file.write(b"newer")
    assert link.is_symlink()
    assert target.read_bytes() == b"newer"


def test_the_file_has_the_permissions_that_the_user_wants(tmp_path: Path) -> None:
    """Those that any new file would have."""
    plain, path = tmp_path / "plain", tmp_path / "a.bin"
    plain.touch()
    with whole_file(path) as file:
        file.write(b"x")
    assert path.stat().st_mode == plain.stat().st_mode


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """At the next write, as a sentence about the file that was asked for."""
    full = Growing(tmp_path / "a.bin", Full())  # type: ignore[arg-type]  # only write is called
    with pytest.raises(WorldError, match=r"disk-full: The disk filled up while writing .*a\.bin"):
        full.write(b"x")


def test_a_disk_that_fills_up_while_writing_leaves_nothing(tmp_path: Path) -> None:
    """With a limit that the system itself holds, so that closing the file fails once more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(WorldError, match="disk-full"), whole_file(tmp_path / "a.bin") as file:
            _write_much(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def _write_much(file: Growing) -> None:
    for _ in range(100):
        file.write(bytes(3_000))


def test_a_full_disk_at_the_last_moment_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some disks only tell when they are asked to keep what they took."""

    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(WorldError, match="disk-full"), whole_file(tmp_path / "a.bin") as file:
        file.write(b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_move_that_fails_leaves_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older file stays."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"older")

    def replace(_: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(target))

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(WorldError, match="folder-locked"), whole_file(path) as file:
        file.write(b"newer")
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_places_that_cannot_be_written_are_known_beforehand(tmp_path: Path) -> None:
    """A folder, a missing folder, a file where a folder should be, a pipe, an endless name."""
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    places = {
        ".": "path-is-folder",
        "nowhere/run.mp3": "folder-missing",
        "file/run.mp3": "folder-missing",
        "pipe": "path-not-a-file",
        "x" * 300: "name-too-long",
        "loop/run.mp3": "write-failed",
    }
    for place, slug in places.items():
        with pytest.raises(WorldError) as refused:
            ready_place(tmp_path / place)
        assert [found.slug for found in refused.value.problems] == [slug], place


def test_a_locked_folder_is_known_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked early, so that nobody waits for a track that has no place."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WorldError, match="folder-locked"):
        ready_place(tmp_path / "run.mp3")


def test_a_place_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is counted from the current folder."""
    monkeypatch.chdir(tmp_path)
    assert ready_place(Path("run.mp3")) == tmp_path.resolve() / "run.mp3"


@pytest.mark.parametrize("number", [*FAULTS, errno.EIO])
def test_each_fault_of_the_disk_has_its_sentence(tmp_path: Path, number: int) -> None:
    """Known ones their own; the rest gives the system's reason."""
    with pytest.raises(WorldError) as refused, told(tmp_path / "run.mp3"):
        raise OSError(number, "reason")
    (found,) = refused.value.problems
    assert found.slug == FAULTS.get(number, "write-failed")
    assert "run.mp3" in found.what
