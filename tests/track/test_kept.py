"""Streams kept on the disk save time, and never do harm."""

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.track.kept import Kept

NAME, OTHER = (sha256(word).hexdigest() for word in (b"one", b"other"))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """An empty folder of streams."""
    return Kept(folder=tmp_path / "encoded", most=1_000)


def only_file(kept: Kept) -> Path:
    """The one stream in it."""
    (path,) = kept.folder.glob("*/*")
    return path


def test_a_stream_comes_back_as_it_was(kept: Kept) -> None:
    """Under its own name alone."""
    assert kept.found(NAME) is None
    kept.keep(NAME, b"frames")
    assert kept.found(NAME) == b"frames"
    assert kept.found(OTHER) is None


def test_a_stream_is_for_its_owner(kept: Kept) -> None:
    """It may speak a private word."""
    kept.keep(NAME, b"frames")
    assert stat.S_IMODE(only_file(kept).stat().st_mode) == 0o600
    assert stat.S_IMODE(only_file(kept).parent.stat().st_mode) == 0o700


@given(harm=st.binary(max_size=60))
def test_a_harmed_stream_is_as_if_it_had_never_been(
    tmp_path_factory: pytest.TempPathFactory, harm: bytes
) -> None:
    """Cut short, overwritten, or of somebody else's making."""
    kept = Kept(folder=tmp_path_factory.mktemp("encoded"))
    kept.keep(NAME, b"frames")
    only_file(kept).write_bytes(harm)
    assert kept.found(NAME) is None


def test_the_streams_used_longest_ago_go_first(kept: Kept) -> None:
    """Until the others find room."""
    names = [sha256(bytes([number])).hexdigest() for number in range(6)]
    for age, name in enumerate(names):
        kept.keep(name, bytes(300))
        os.utime(kept.folder / name[:2] / name, (age, age))
    kept.found(names[0])
    kept.trim()
    assert [name for name in names if kept.found(name)] == [names[0], names[4], names[5]]


def test_all_streams_may_go(kept: Kept) -> None:
    """Their room is told before."""
    kept.keep(NAME, b"frames")
    kept.keep(OTHER, b"more frames")
    assert kept.size() == 2 * 32 + len(b"framesmore frames")
    kept.clear()
    assert (kept.size(), kept.found(NAME)) == (0, None)


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """Then nothing is kept, and the track is made all the same."""
    (tmp_path / "encoded").write_text("a file stands here")
    kept = Kept(folder=tmp_path / "encoded")
    kept.keep(NAME, b"frames")
    kept.trim()
    assert kept.found(NAME) is None


def test_ctrl_c_leaves_no_half_stream(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """It passes through."""

    def interrupted(_self: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        kept.keep(NAME, b"frames")
    assert list(kept.folder.glob("*/*")) == []
