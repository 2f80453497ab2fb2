"""`import` from the outside."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Kindpace

TEXT = "# My walk\n\n## Walk (2 min)\n\nHello. [pause 5s] See [this](https://a.example).\n"


@pytest.fixture
def source(folder: Path) -> Path:
    """A guided script of somebody else's."""
    file = folder / "walk.md"
    file.write_text(TEXT, "utf-8")
    return file


def test_a_script_comes_to_stand_beside_its_source(kindpace: Kindpace, source: Path) -> None:
    """With what was left, and what to do next."""
    said = kindpace("import", source.name)
    assert said.code == 0, said.err
    assert "walk.md was taken for a guided script in Markdown (--as markdown)." in said.out
    assert "walk.yaml: My walk, 2 parts," in said.out
    assert "   line 5: A link was left out: https://a.example\n" in said.out
    assert said.out.endswith("  kindpace check walk.yaml\n  kindpace render walk.yaml\n")
    assert kindpace("check", "walk.yaml").code == 0
    assert source.read_text("utf-8") == TEXT


def test_a_report_for_programs(kindpace: Kindpace, source: Path) -> None:
    """The same, with the source's own words."""
    told = json.loads(kindpace("import", source.name, "--json", "-o", "b.yaml").out)
    assert (told["kind"], told["title"], told["stops"]) == ("markdown", "My walk", [])
    link = next(one for one in told["report"] if one["slug"] == "import-link")
    assert (link["where"]["line"], link["words"]) == (5, "https://a.example")
    assert Path(told["script"]).is_file()


def test_a_script_is_written_over_only_when_asked(kindpace: Kindpace, source: Path) -> None:
    """And its source never."""
    Path("walk.yaml").write_text("mine", "utf-8")
    said = kindpace("import", source.name)
    assert (said.code, "import-there" in said.err) == (2, True)
    assert Path("walk.yaml").read_text("utf-8") == "mine"
    assert kindpace("import", source.name, "--force").code == 0
    assert "title: My walk" in Path("walk.yaml").read_text("utf-8")
    said = kindpace("import", "walk.yaml", "--force")
    assert (said.code, "import-onto-itself" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "slug"),
    [
        (("nowhere.txt",), 2, "import-unreadable"),
        ((".", "-o", "a.yaml"), 2, "import-unreadable"),
        (("walk.md", "--as", "poem"), 2, "import-kind"),
        (("walk.md", "--as", "zwift"), 1, "import-markup"),
        (("walk.md", "-o", "no/such/folder.yaml"), 3, "file-unwritable"),
        (("walk.md", "-o", "no/such/folder.yaml", "--force"), 3, "folder-missing"),
        (("empty.txt",), 1, "import-nothing"),
    ],
)
@pytest.mark.usefixtures("source")
def test_a_fault_writes_nothing(
    kindpace: Kindpace, folder: Path, words: tuple[str, ...], code: int, slug: str
) -> None:
    """1 mend the source, 2 wrong use, 3 the world."""
    (folder / "empty.txt").write_text(" \n", "utf-8")
    before = sorted(folder.iterdir())
    said = kindpace("import", *words)
    assert (said.code, slug in said.err) == (code, True)
    assert sorted(folder.iterdir()) == before


def test_a_kind_may_be_told(kindpace: Kindpace, source: Path) -> None:
    """Where the guess is another."""
    said = kindpace("import", source.name, "--as", "TEXT")
    assert "plain text (--as text)" in said.out


def test_words_that_care_stops_are_told(kindpace: Kindpace, folder: Path) -> None:
    """The script is written; a render waits."""
    (folder / "hard.txt").write_text("RUNNING\n\nRun. No pain, no gain.\n", "utf-8")
    said = kindpace("import", "hard.txt")
    assert said.code == 0
    assert "to mend before a render: `kindpace check` tells where." in said.out
    assert kindpace("check", "hard.yaml").code == 1


def test_a_long_report_is_cut_on_a_terminal(kindpace: Kindpace, folder: Path) -> None:
    """And whole as JSON."""
    links = "\n\n".join(f"Step {number} https://a.example/{number}" for number in range(80))
    (folder / "links.txt").write_text(links, "utf-8")
    assert "more: --json tells them all" in kindpace("import", "links.txt").out
    told = json.loads(kindpace("import", "links.txt", "--force", "--json").out)
    assert sum(one["slug"] == "import-link" for one in told["report"]) == 80
