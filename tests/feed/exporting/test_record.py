"""What an export knows of the last one."""

from pathlib import Path

import pytest

from kindpace.feed.exporting.record import NAME, read_record, write_record
from kindpace.problems import WorldError


def test_a_record_reads_back(tmp_path: Path) -> None:
    """None is no fault."""
    assert read_record(tmp_path) == {}
    ours = {"01 Üben 🙂.mp3": "0a", "folder.jpg": ""}
    write_record(tmp_path, ours)
    assert read_record(tmp_path) == ours


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"kindpace-export": 2, "files": {}}', '{"kindpace-export": 1}',
     '{"kindpace-export": 1, "files": {"../up.mp3": ""}}',
     '{"kindpace-export": 1, "files": {"/etc/passwd": ""}}',
     '{"kindpace-export": 1, "files": {".hidden": ""}}',
     '{"kindpace-export": 1, "files": {"a\\\\b": ""}}',
     '{"kindpace-export": 1, "files": {"C:x": ""}}',
     '{"kindpace-export": 1, "files": {"a": 1}}'],
)  # fmt: skip
def test_another_text_is_refused(tmp_path: Path, text: str) -> None:
    """What may be taken away is read from it, so it names nothing elsewhere."""
    (tmp_path / NAME).write_text(text, "utf-8")
    with pytest.raises(WorldError, match="export-record"):
        read_record(tmp_path)
