"""The ledger of a feed."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.ledger import MOST_BYTES, read_ledger, understood, write_ledger, written
from kindpace.problems import KindpaceError, WorldError
from tests.feed.maker import SHOW, days, episode


def test_a_ledger_gives_back_what_was_written(tmp_path: Path) -> None:
    """The same values, and the same bytes from them."""
    path = write_ledger(SHOW, days(3), tmp_path)
    assert read_ledger(tmp_path) == (SHOW, days(3))
    assert path.read_bytes() == written(SHOW, days(3))
    assert path.name == "kindpace.json"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 10**9))
def test_any_words_come_back(words: str, number: int) -> None:
    """Controls and emoji too: JSON can hold what XML can't."""
    one = episode(1, title=words, number=number)
    assert understood(written(SHOW, (one,)), "it") == (SHOW, (one,))


def told(**other: Any) -> bytes:  # noqa: ANN401 - anything a file may hold
    """A ledger with `other` in place of what belongs there."""
    return json.dumps(json.loads(written(SHOW, days(2))) | other).encode()


def with_path(path: str) -> bytes:
    """A ledger whose second track stands at `path`."""
    return written(SHOW, days(2)).replace(b"tracks/run-2-0123456789.mp3", path.encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is no JSON"),
        (b"\xff\xfe", "it is no JSON"),
        (b"[" * 100_000, "it is too deep"),
        (b"[]", "it doesn't say kindpace-feed"),
        (b"{}", "it doesn't say kindpace-feed"),
        (told(episodes={}), "episodes is no list"),
        (told(show=None), "show is no object"),
        (with_path("../../secret.mp3"), "lies outside its folder"),
        (with_path("/etc/passwd"), "lies outside its folder"),
        (written(SHOW, (episode(1), episode(1))), "two episodes share the id 'run-1'"),
        (written(SHOW, (episode(1), episode(2, guid=episode(1).guid))), "share the guid"),
        (written(SHOW, days(1)).replace(b"20000", b"-1"), "has a size below nought"),
    ],
)
def test_what_is_no_ledger_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    """Going on without the identities would announce every episode anew."""
    with pytest.raises(KindpaceError, match="ledger-unreadable") as found:
        understood(data, "kindpace.json")
    assert reason in found.value.problems[0].what


def test_another_version_is_left_to_its_own_kindpace() -> None:
    """Read half, it would be written back half."""
    with pytest.raises(KindpaceError, match="version 2"):
        understood(told(**{"kindpace-feed": 2}), "kindpace.json")


def test_a_ledger_that_is_away_is_the_worlds(tmp_path: Path) -> None:
    """Missing, a folder in its place, or far too large."""
    with pytest.raises(WorldError, match="ledger-away"):
        read_ledger(tmp_path)
    (tmp_path / "kindpace.json").mkdir()
    with pytest.raises(WorldError, match="no ordinary file"):
        read_ledger(tmp_path)
    (tmp_path / "kindpace.json").rmdir()
    with (tmp_path / "kindpace.json").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(KindpaceError, match="larger than 64 MB"):
        read_ledger(tmp_path)
