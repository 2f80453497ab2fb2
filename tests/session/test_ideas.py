"""Reading the ideas in seeds/: what they say, what carries them, and files with slips."""

from pathlib import Path

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.ideas import Carriers, Idea, essays, ideas_of, read_essay
from tests.session.maker import source

WHOLE = """\
essay: rain
title: On rain
ideas:
  - id: rain-1
    idea: Rain is company.
    carried_by:
      sessions: [senses, hard-day]
      programmes: four-weeks
      rules: [claim/cure]
      facts: [look-around]
      notes: [support]
      craft: There is a bed of rain.
  - id: rain-2
    idea: Rain is wet.
    nowhere: because everybody knows.
"""


def test_an_essay_is_read_whole() -> None:
    """Names in order, one name without its brackets, and a reason in place of carriers."""
    essay = read_essay(source(WHOLE, "rain.yaml"))
    assert (essay.id, essay.title) == ("rain", "On rain")
    carried, left = essay.ideas
    assert carried == Idea(
        id="rain-1",
        text="Rain is company.",
        carriers=Carriers(
            sessions=("senses", "hard-day"),
            programmes=("four-weeks",),
            rules=("claim/cure",),
            facts=("look-around",),
            notes=("support",),
            craft="There is a bed of rain.",
        ),
    )
    assert left == Idea(id="rain-2", text="Rain is wet.", nowhere="because everybody knows.")


@pytest.mark.parametrize(
    ("carriers", "nowhere", "accounted"),
    [
        (Carriers(sessions=("senses",)), "", True),
        (Carriers(notes=("support",)), "", True),
        (Carriers(craft="It rains."), "", True),
        (Carriers(), "because it isn't kind.", True),
        (Carriers(), "", False),
        (Carriers(rules=("claim/cure",)), "because of both.", False),
    ],
)
def test_an_idea_is_carried_or_left_out_for_a_reason(
    carriers: Carriers, nowhere: str, *, accounted: bool
) -> None:
    """One of the two, and never both."""
    idea = Idea(id="rain-3", text="Rain.", carriers=carriers, nowhere=nowhere)
    assert idea.accounted is accounted


@pytest.mark.parametrize(
    ("before", "after", "slug", "line"),
    [
        ("rain-2", "Rain 2", "value-form", 13),
        ("nowhere:", "nowher:", "key-unknown", 15),
        ("title: On rain\n", "", "key-missing", 1),
        ("[senses, hard-day]", "{a: 1}", "value-type", 7),
        ("Rain is wet.", "", "value-empty", 14),
        ("essay: rain", "essay: rain\nessay: rain", "duplicate-key", 2),
    ],
)
def test_a_slip_is_told_with_its_place(before: str, after: str, slug: str, line: int) -> None:
    """As in a script: file, line, what, and how to mend it."""
    with pytest.raises(KindpaceError) as told:
        read_essay(source(WHOLE.replace(before, after, 1), "rain.yaml"))
    found = told.value.problems[0]
    assert (found.slug, found.where and found.where.line) == (slug, line)


def test_a_list_is_no_essay() -> None:
    """Nothing but a mapping is."""
    with pytest.raises(KindpaceError) as told:
        read_essay(source("- rain\n"))
    assert [one.slug for one in told.value.problems] == ["file-not-mapping"]


def test_a_folder_of_essays_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    """Every YAML file, and nothing else; ideas keep the order of their essay."""
    (tmp_path / "b.yaml").write_text(WHOLE, "utf-8")
    (tmp_path / "a.yaml").write_text(WHOLE.replace("rain", "snow"), "utf-8")
    (tmp_path / "read-me.txt").write_text("not an essay", "utf-8")
    known = essays(tmp_path)
    assert [essay.id for essay in known] == ["snow", "rain"]
    assert list(ideas_of(known)) == ["snow-1", "snow-2", "rain-1", "rain-2"]
    assert essays(tmp_path / "nowhere") == ()
