"""The files that a script may reach."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kindpace.session.folder import Folder, read_bytes
from kindpace.session.notation import Unreadable
from kindpace.session.syntax import LARGEST_FILE

BLOCK = "kindpace: 1\nblock: {}\ncues: [{{bell: 1}}]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A script's folder with a sound and a block, shared blocks, and a secret beside them."""
    own, shared = tmp_path / "own", tmp_path / "common"
    (own / "sounds").mkdir(parents=True)
    shared.mkdir()
    (own / "sounds" / "bowl.wav").write_bytes(b"RIFF")
    (own / "closing.yaml").write_text(BLOCK.format("closing"))
    for name in ("safety", "closing", "Odd"):
        (shared / f"{name}.yaml").write_text(BLOCK.format(name))
    (tmp_path / "secret.yaml").write_text("secret: 1\n")
    return Folder(own=own, shared=shared)


def unread(reader: Callable[[str], object], name: str) -> str:
    """The slug with which a name is sent back."""
    with pytest.raises(Unreadable) as told:
        reader(name)
    return told.value.slug


def test_blocks_beside_the_script_come_first(folder: Folder) -> None:
    """With or without the ending; else the shared one of that name."""
    own = str(folder.own / "closing.yaml")
    assert folder.block("closing").name == folder.block("closing.yaml").name == own
    assert folder.block("safety").name == str(folder.shared / "safety.yaml")
    assert b"safety" in folder.block("safety").data


def test_sounds_stand_in_the_folder(folder: Folder) -> None:
    """Or in folders inside it."""
    assert folder.recording("sounds/bowl.wav") == folder.own / "sounds" / "bowl.wav"
    assert unread(folder.recording, "bowl.wav") == "file-missing"
    assert unread(folder.recording, "sounds") == "file-missing"


@pytest.mark.parametrize(
    "name",
    ["../secret.yaml", "sounds/../../secret.yaml", "/etc/hostname", "../own2/x", "../secret"],
)
def test_nothing_outside_is_read(folder: Folder, name: str) -> None:
    """Whether it is there or not."""
    assert unread(folder.block, name) == "path-leaves-folder"
    assert unread(folder.recording, name) == "path-leaves-folder"
    assert unread(folder.recording, "..") == "path-leaves-folder"


def test_a_link_that_leads_outside_is_outside(folder: Folder) -> None:
    """What counts is where it ends; a link that stays inside is fine."""
    (folder.own / "door.yaml").symlink_to(folder.own.parent / "secret.yaml")
    (folder.own / "twin.yaml").symlink_to(folder.own / "closing.yaml")
    assert unread(folder.block, "door") == "path-leaves-folder"
    assert folder.block("twin").data == folder.block("closing").data


def test_what_cannot_be_opened_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that bites its tail, a name that no system takes, a file that may not be read."""
    (folder.own / "ring.yaml").symlink_to(folder.own / "ring.yaml")
    assert unread(folder.block, "ring.yaml") in ("file-unreadable", "file-missing")
    assert unread(folder.recording, "a\0b") == "file-unreadable"
    assert unread(folder.recording, "x" * 4000) in ("file-unreadable", "file-missing")

    def locked(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    assert unread(folder.block, "closing") == "file-unreadable"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("saftey", "Did you mean `safety`?"),
        ("zzz", "Known here: Odd, closing, safety."),
        ("sounds/../../common/safety", ""),
        ("Odd", "Known here: Odd, closing, safety."),
    ],
)
def test_a_block_that_is_missing_is_told(folder: Folder, name: str, hint: str) -> None:
    """With the nearest that there is; shared ones have plain names only."""
    with pytest.raises(Unreadable) as told:
        folder.block(name)
    if hint:
        assert (told.value.slug, told.value.words["hint"]) == ("block-missing", hint)
    else:
        assert told.value.slug == "path-leaves-folder"
    assert unread(folder.block, "none.yaml") == "file-missing"


def test_without_shared_blocks_there_is_none_to_name(tmp_path: Path) -> None:
    """An empty list helps nobody."""
    with pytest.raises(Unreadable) as told:
        Folder(own=tmp_path, shared=tmp_path / "none").block("safety")
    assert told.value.words["hint"] == "There are no shared blocks here."


def test_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    """As much as shows that it is too large."""
    file = tmp_path / "huge.yaml"
    file.write_bytes(b"x" * (LARGEST_FILE + 5000))
    assert len(read_bytes(file)) == LARGEST_FILE + 1
    with pytest.raises(Unreadable) as told:
        read_bytes(tmp_path / "none.yaml")
    assert told.value.slug == "file-unreadable"


def test_a_folder_of_recordings_stands_beside_the_script(folder: Folder) -> None:
    """A folder, inside, and there."""
    assert folder.recordings("sounds/") == folder.own / "sounds"
    assert unread(folder.recordings, "sounds/bowl.wav") == "recordings-missing"
    assert unread(folder.recordings, "my-voice") == "recordings-missing"
    assert unread(folder.recordings, "../common") == "path-leaves-folder"
