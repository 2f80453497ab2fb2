"""A copy keeps every comment, and has a name of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError
from kindpace.session.copying import copied
from kindpace.session.reading import read_script
from tests.session.maker import source

SCRIPT = """\
# yaml-language-server: $schema=../kindpace.schema.json
# A comment before.
kindpace: 1
title: Senses   # beside the title
summary: >
  With title: and id: in its words.
id: senses      # never changes
parts:
  - part: Walk  # id: not this one
    gait: walk
    lasts: 2m
"""


def test_only_title_id_and_schema_change() -> None:
    """Line for line; the schema is named as if it lay beside the copy."""
    before, after = SCRIPT.splitlines(), copied(source(SCRIPT), "My senses").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        (before[0], "# yaml-language-server: $schema=./kindpace.schema.json"),
        (before[3], "title: My senses   # beside the title"),
        (before[6], "id: my-senses      # never changes"),
    ]


def test_a_copy_never_has_the_id_of_what_it_is_a_copy_of() -> None:
    """Whatever it is called."""
    assert "\nid: senses-mine " in copied(source(SCRIPT), "Senses")


def test_a_script_without_an_id_gets_one() -> None:
    """Right after its title."""
    without = SCRIPT.replace("id: senses      # never changes\n", "")
    assert "title: Mine\nid: mine   # beside the title\n" in copied(source(without), "Mine")
    assert "id: senses-mine" in copied(source(without), "senses")


@pytest.mark.parametrize("title", ['"Quoted: one"', "'It''s'", ">-\n  Folded\n  over", "|\n  Lit"])
def test_titles_may_be_written_in_any_style(title: str) -> None:
    """What follows them stays as it was."""
    written = SCRIPT.replace("title: Senses   # beside the title", f"title: {title}")
    script, _ = read_script(source(copied(source(written), "Mine")))
    assert (script.title, script.id) == ("Mine", "mine")
    assert script.summary.startswith("With title:")


@pytest.mark.parametrize(
    "written",
    [
        SCRIPT.replace("\n", "\r\n"),
        "\ufeff" + SCRIPT,
        '{kindpace: 1, title: "Flow", id: flow, parts: [{part: a, gait: walk, lasts: 1m}]}\n',
        SCRIPT.replace("# A comment", "# ¿Qué? 👟"),
    ],
)
def test_any_file_that_reads_can_be_copied(written: str) -> None:
    """Line ends of other systems, a mark at the start, brackets around it all, wide letters."""
    script, _ = read_script(source(copied(source(written), "Mine")))
    assert (script.title, script.id) == ("Mine", "mine")


@given(st.text(min_size=1, max_size=60))
def test_any_title_reads_back(title: str) -> None:
    """And comes with an id that a feed takes."""
    seen = "".join(one for one in title if one.isprintable())
    if seen.strip():
        script, _ = read_script(source(copied(source(SCRIPT), seen)))
        assert script.title == " ".join(seen.split())
        assert script.id != "senses"


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("kindpace: 1\nparts: []\n", "copy-without-place"),
        ("kindpace: 1\ntitle: [a]\n", "copy-without-place"),
        ("title: 'open\n", "yaml-quote"),
        ("", "file-empty"),
    ],
)
def test_a_file_without_a_title_is_told(written: str, slug: str) -> None:
    """As is one that isn't YAML."""
    with pytest.raises(KindpaceError) as raised:
        copied(source(written), "Mine")
    assert raised.value.problems[0].slug == slug
