"""Plain text and Markdown as blocks."""

import pytest

from kindpace.importing.blocks import Block, blocks_of


def shapes(text: str) -> list[tuple[int, str, int]]:
    """Line, text and level of each block."""
    return [(one.line, one.text, one.level) for one in blocks_of(text) if not one.kind]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("# Walk", 1),
        ("### Walk ###", 3),
        ("Walk\n====", 1),
        ("Walk\n----", 2),
        ("**Walk**", 3),
        ("**Walk:**", 3),
        ("WALK IN (5 MIN)", 3),
        ("Walk:", 3),
        ("Walk in (5 min)", 3),
    ],
)
def test_headings_come_in_many_shapes(text: str, level: int) -> None:
    """Of Markdown, and of plain letters."""
    (block,) = blocks_of(text)
    assert (block.text.upper().startswith("WALK"), block.level) == (True, level)


@pytest.mark.parametrize(
    "text", ["Walk on.", "GO!", "[PAUSE]", "Walk: now", "a" * 200 + ":", "#no", "Walk (10 s)"]
)
def test_paragraphs_stay_paragraphs(text: str) -> None:
    """Even short ones."""
    assert shapes(text) == [(1, text, 0)]


def test_lines_of_a_paragraph_stay_together() -> None:
    """Until an empty line, a rule, a heading or an entry of a list."""
    assert shapes("One\ntwo.\n\nThree.\n* * *\nFour.\n# Five\nSix.\n- Seven\n2. Eight\n> Nine") == [
        (1, "One\ntwo.", 0), (4, "Three.", 0), (6, "Four.", 0), (7, "Five", 1), (8, "Six.", 0),
        (9, "Seven", 0), (10, "Eight\nNine", 0),
    ]  # fmt: skip


def test_a_heading_may_stand_right_on_its_text() -> None:
    """In capitals, or with its minutes."""
    assert shapes("COOL DOWN - 3 minutes\nWalk now.\nGo on.") == [
        (1, "COOL DOWN - 3 minutes", 3),
        (2, "Walk now.\nGo on.", 0),
    ]


def test_front_matter_is_read_before_all_else() -> None:
    """Fenced, or as the first lines of plain text."""
    fenced = list(blocks_of("---\ntitle: One\nlevel: easy\n---\nWalk on."))
    assert [(one.line, one.kind) for one in fenced] == [(2, "front"), (3, "front"), (5, "")]
    plain = list(blocks_of("\nTitle: One\nBy: Ana\nWalk on."))
    assert [(one.line, one.kind) for one in plain] == [(2, "front"), (3, "front"), (4, "")]
    assert [one.kind for one in blocks_of("---\nWalk on.\n---\n")] == [""]


def test_signs_of_layout_are_blocks_for_the_report() -> None:
    """Numbers of entries, and fences of code."""
    assert [one for one in blocks_of("1. One\n```sh\nTwo\n```") if one.kind] == [
        Block(line=1, text="1.", kind="sign"),
        Block(line=2, text="```sh", kind="sign"),
        Block(line=4, text="```", kind="sign"),
    ]


def test_nothing_has_no_blocks() -> None:
    """Blank lines alone, or none."""
    assert list(blocks_of("\n \n\n")) == list(blocks_of("")) == []
