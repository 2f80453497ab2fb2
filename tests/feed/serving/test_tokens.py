"""The secret step of a private feed."""

import os
import stat
from pathlib import Path

import pytest

from kindpace.feed.serving.tokens import STATE, kept, renewed, same, token_file, token_of
from kindpace.problems import WorldError


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE, str(tmp_path / "state"))


def test_a_token_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    """Long, fit for a path, in a file of one's own outside the folder; each folder has its own."""
    token = token_of(tmp_path / "public")
    assert token == token_of(tmp_path / "public")
    assert len(token) == 32
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    file = token_file(tmp_path / "public")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert not file.is_relative_to(tmp_path / "public")
    assert token_of(tmp_path / "other") != token
    assert token not in str(file)
    assert [one.suffix for one in file.parent.iterdir()] == [".token"] * 2


def test_a_link_to_the_folder_shares_its_token(tmp_path: Path) -> None:
    """It is the folder that has it, not the way there."""
    (tmp_path / "public").mkdir()
    (tmp_path / "alias").symlink_to("public")
    assert token_of(tmp_path / "alias") == token_of(tmp_path / "public")


def test_a_new_token_ends_the_old_one(tmp_path: Path) -> None:
    """From then on."""
    old = token_of(tmp_path)
    new = renewed(tmp_path)
    assert new != old
    assert token_of(tmp_path) == new == kept(token_file(tmp_path))


def test_a_token_that_others_may_read_is_not_trusted(tmp_path: Path) -> None:
    """Until a new one is made."""
    token_of(tmp_path)
    token_file(tmp_path).chmod(0o644)
    with pytest.raises(WorldError, match="serve-token-open"):
        token_of(tmp_path)
    renewed(tmp_path)
    assert token_of(tmp_path)


def test_a_file_that_holds_no_token_is_written_anew(tmp_path: Path) -> None:
    """Short, empty or torn; a folder in its place is told."""
    token_of(tmp_path)
    file = token_file(tmp_path)
    file.write_bytes(b"abc\n")
    assert kept(file) is None
    assert len(token_of(tmp_path)) == 32
    file.unlink()
    file.mkdir()
    with pytest.raises(WorldError, match="serve-token-unread"):
        token_of(tmp_path)


def test_a_state_folder_that_can_not_be_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file stands where it would."""
    (tmp_path / "taken").write_text("x")
    monkeypatch.setenv(STATE, os.fspath(tmp_path / "taken"))
    with pytest.raises(WorldError):
        token_of(tmp_path)


def test_only_the_same_token_is_the_same() -> None:
    """Longer, shorter, empty and foreign ones are not."""
    assert same("abc", "abc")
    assert not any(same(one, "abc") for one in ("", "ab", "abcd", "ABC", "é\ud800"))
