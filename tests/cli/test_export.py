"""`kindpace export`, as a person calls it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kindpace
from tests.feed.publishing.shows import build


def test_a_phones_folder_stands_beside_the_feeds(kindpace: Kindpace, folder: Path) -> None:
    """Unless another is named; the second time nothing is copied."""
    build(folder / "public", 220, 330)
    first = kindpace("export", "public")
    assert first.code == 0, first.err
    assert first.out.splitlines()[0].endswith("public-phone, 2 tracks")
    assert "copied      4 files, 0.1 MB" in first.out
    again = kindpace("export", "public")
    assert "copied      0 files" in again.out
    assert "as it was   4 files" in again.out
    assert (folder / "public-phone" / "01 Easy loop 1.mp3").is_file()
    assert kindpace("export", "public", "--to", "card").code == 0
    assert (folder / "card" / "folder.jpg").is_file()


def test_the_report_for_machines_names_the_files(kindpace: Kindpace, folder: Path) -> None:
    """What was copied, and what went."""
    build(folder / "public", 220, 220)
    kindpace("export", "public", "--to", "card")
    build(folder / "public", 330)
    told = json.loads(kindpace("export", "public", "--to", "card", "--json").out)
    assert told["copied"] == ["01 Easy loop 1.mp3", "Steady runs.m3u8"]
    assert told["removed"] == ["02 Easy loop 2.mp3"]
    assert (told["tracks"], told["kept"]) == (1, 1)


@pytest.mark.parametrize(
    ("words", "slug"),
    [(("nowhere",), "publish-no-feed"), (("public", "--to", "public/card"), "export-into-itself")],
)
def test_what_can_not_be_exported_is_told(
    kindpace: Kindpace, folder: Path, words: tuple[str, ...], slug: str
) -> None:
    """Calmly."""
    build(folder / "public", 220)
    said = kindpace("export", *words)
    assert (said.code, said.out) == (2, "")
    assert slug in said.err
