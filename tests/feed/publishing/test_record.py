"""What is kept at the target about the target."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.publishing.record import Record, Stood, understood, written
from kindpace.problems import WorldError

STEPS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
PATHS = st.lists(STEPS, min_size=1, max_size=3).map("/".join)
STOOD = st.builds(Stood, size=st.integers(0, 1 << 40), sha256=st.text("0af"), tag=st.text())


@given(
    shows=st.lists(st.text(), max_size=3).map(tuple),
    standing=st.dictionaries(PATHS, STOOD, max_size=4),
    feed=st.frozensets(PATHS, max_size=4),
)
def test_a_record_reads_back_as_it_was(
    shows: tuple[str, ...], standing: dict[str, Stood], feed: frozenset[str]
) -> None:
    """Whatever a target calls its contents."""
    record = Record(shows=shows, standing=standing, feed=feed)
    assert understood(written(record), "here") == record


@pytest.mark.parametrize(
    "change",
    [
        {"kindpace-published": 2},
        {"feed": ["../secrets"]},
        {"feed": ["/etc/passwd"]},
        {"standing": {"tracks/../../x": [1, "", ""]}},
        {"standing": {".hidden": [1, "", ""]}},
        {"standing": {"a": [-1, "", ""]}},
        {"standing": {"a": [True, "", ""]}},
        {"standing": {"a": [1, ""]}},
        {"standing": []},
        {"shows": [1]},
        {"shows": None},
    ],
)
def test_another_text_is_refused(change: dict[str, Any]) -> None:
    """Paths to take away are read from it, so it holds none that climb out."""
    told = {**json.loads(written(Record())), **change}
    with pytest.raises(WorldError, match="publish-record"):
        understood(json.dumps(told).encode(), "here")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_no_record_at_all_is_refused(data: bytes) -> None:
    """Calmly, and with its place."""
    with pytest.raises(WorldError, match="at here"):
        understood(data, "here")
