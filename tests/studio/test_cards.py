"""Cards of the library: true to what the sessions are when they are planned."""

from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.model import Gait
from kindpace.studio.cards import (
    card,
    cards,
    first_sentence,
    programme_card,
    programme_cards,
    series,
)
from kindpace.studio.planning import Order, library, plan, shelves
from kindpace.studio.programmes import load_programme, programmes

GROUPED = """\
kindpace: 1
title: Round and round
summary: >
  Three rounds,
  and home. Then tea.
topics: [lesson]
language: en-GB
PLACE
parts:
  - part: Out
    gait: walk
    lasts: 2m
    cues: [say: Hello.]
  - repeat: 2x
    parts:
      - {part: "Round {round}", gait: run, lasts: 1m}
      - {part: "Easy {round}", gait: walk, lasts: 1m}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script with a group, which says how long it is."""
    path = tmp_path / "round.yaml"
    path.write_text(GROUPED.replace("PLACE", "minutes: 6"), "utf-8")
    return path


def test_a_card_says_what_a_session_is(script: Path) -> None:
    """From its head and its parts, without laying it out."""
    made = card("round", script)
    assert (made.id, made.title, made.language) == ("round", "Round and round", "en-GB")
    assert made.summary == "Three rounds, and home. Then tea."
    assert made.sentence == "Three rounds, and home."
    assert (made.length, made.gaits) == (Fraction(360), (Gait.WALK, Gait.RUN))
    assert made.topics == ("lesson",)


def test_a_session_that_leaves_its_length_open_is_measured(script: Path) -> None:
    """A card is never a guess."""
    script.write_text(GROUPED.replace("PLACE\n", ""), "utf-8")
    made = card("round", script)
    assert made.length == plan(Order(name=str(script))).timeline.length
    assert made.gaits == (Gait.WALK, Gait.RUN)


def test_a_shared_block_of_parts_counts(script: Path, tmp_path: Path) -> None:
    """Gaits that stand in another file are on the card."""
    (tmp_path / "chair.yaml").write_text(
        "kindpace: 1\nblock: chair\nparts:\n  - {part: Chair, gait: sit, lasts: 1m}\n", "utf-8"
    )
    script.write_text(GROUPED.replace("PLACE\n", "") + "  - include: chair\n", "utf-8")
    assert card("round", script).gaits == (Gait.WALK, Gait.RUN, Gait.SIT)


def test_a_script_with_faults_has_no_card(script: Path) -> None:
    """It is told of as anywhere else."""
    script.write_text("kindpace: 1\ntitle: Half\n", "utf-8")
    with pytest.raises(KindpaceError) as told:
        card("round", script)
    assert [one.slug for one in told.value.problems] == ["key-missing"]


@pytest.mark.parametrize("name", library())
def test_the_shelf_is_true(name: str) -> None:
    """Title, length, topics and gaits are those of the plan."""
    made, planned = card(name, library()[name]), plan(Order(name=name))
    assert (made.title, made.summary) == (planned.session.title, planned.session.summary)
    assert made.length == planned.timeline.length
    assert set(made.gaits) >= {section.gait for section in planned.timeline.sections}
    assert (made.topics, made.carries) == (planned.session.topics, planned.session.carries)


def test_every_session_of_the_library_is_on_the_shelf_and_says_what_it_is() -> None:
    """In the library's order, each with a sentence of its own."""
    shelf = cards()
    assert [made.id for made in shelf][: len(library())] == list(library())
    assert len({made.sentence for made in shelf}) == len(shelf)
    assert all(made.sentence.endswith(".") for made in shelf)


def test_every_session_has_a_card_or_belongs_to_a_series() -> None:
    """Nothing that comes along is left out of both."""
    held = sum(series().values())
    assert len(cards()) + held == len(shelves())
    assert not [made.id for made in cards() if made.id.partition("/")[0] in series()]


@pytest.mark.parametrize("name", programmes())
def test_a_programme_says_what_it_is(name: str) -> None:
    """Its weeks, a sentence and topics, as the programme itself has them."""
    made, programme = programme_card(name, programmes()[name]), load_programme(name).programme
    assert (made.weeks, made.title) == (len(programme.weeks), programme.title)
    assert made.summary.startswith(made.sentence)
    assert (made.topics, made.carries) == (programme.topics, programme.carries)


def test_every_programme_has_a_card() -> None:
    """By name."""
    assert [made.id for made in programme_cards()] == list(programmes())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("At 5 a.m. we go. Then home.", "At 5 a.m. we go."),
        ("No stop at all", "No stop at all"),
        ("With [brackets] in it. Two.", "With [brackets] in it. Two."),
        ("", ""),
    ],
)
def test_a_summary_gives_its_first_sentence(text: str, first: str) -> None:
    """What can't be parted stays whole."""
    assert first_sentence(text) == first
