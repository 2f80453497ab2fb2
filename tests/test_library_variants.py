"""Every session that comes along keeps its bounds, whatever its runner wishes."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations, pairwise

import pytest

from kindpace.library import shipped
from kindpace.problems import Weight
from kindpace.session.expand import Expansion, WrittenCue
from kindpace.session.filling import FIELDS, Gap, check_text, fill, pieces
from kindpace.session.folder import Folder
from kindpace.session.model import Cue, Gait, Line, Say
from kindpace.session.reading import checked_values, read_script
from kindpace.session.text import LATER
from kindpace.session.tree import Source
from kindpace.studio.planning import BLOCKS, Order, Planned, load, plan, shelves

# A series of its own has its own tests.
SESSIONS = [name for name in shelves() if not name.startswith("5k/")]
EACH = 4
FIRST_DAY = date(2026, 11, 22)

AXES: Mapping[str, tuple[object, ...]] = {
    "share": (100, 70, 150, 85, 120, 70, 100, 75),
    "cadence": (165, 150, 185, 155, 180, 160, 175, 170),
    "walk": (110, 95, 120),
    "gait": ("run", "run", "walk"),
    "talk": ("normal", "sparse", "more"),
    "beat": ("on", "off", "windows"),
    "breath": ("", "off", "3:3", "4:3"),
    "place": ("road", "treadmill", "track", "trail"),
    "weather": ("dry", "rain", "wind", "cold", "heat", "dark"),
    "company": ("alone", "group", "dog", "pram", "Sam"),
    "skip": ([], ["questions"], ["body"], ["breath", "food"], ["questions", "body"]),
    "name": ("", "Ana"),
    "goal": ("", "come home"),
    "carry": ("", "easy does it", ""),
    "support": ("", "Jo", ""),
    "heart": ("", "slow down if the chest is tight", ""),
}
STEPS = (1, 3, 5, 7, 11, 13)
"""Odd steps through axes of different lengths: few variants, and yet most pairs meet."""

CHANGE = r"in a (moment|few seconds),? (we|it will be|a|an easy) (walk|run)|we walk (in|again)"
"""How the library tells of a change of gait."""

PERSONAL = {
    "name": "Ana",
    "goal": "come home",
    "carry": "easy does it",
    "company": "Sam",
    "place": "park",
    "support": "Jo",
    "heart": "slow down if the chest is tight",
}
BOUNDS = (
    "breath/",
    "cadence/",
    "struct/silence-share",
    "struct/quiet-announced",
    "struct/question-pause",
    "struct/cool-down",
    "struct/way-out",
)
"""Rules of which not even advice is left; the pace of an estimated line is no bound."""


def variants(name: str) -> Iterator[dict[str, object]]:
    """A few runners, each other than the one before in nearly every way."""
    begin = SESSIONS.index(name) * EACH
    for number in range(begin, begin + EACH):
        yield {
            field: values[(number * STEPS[place % len(STEPS)] + number // 4) % len(values)]
            for place, (field, values) in enumerate(AXES.items())
        }


def planned(name: str, number: int, wish: dict[str, object]) -> Planned:
    """The plan of a session for the runner `wish`, on a day of their own."""
    share = wish.pop("share")
    written = load(Order(name=name))[0].length
    assert isinstance(share, int)
    assert written is not None
    values = {**wish, "minutes": Fraction(round(written / 60 * share), 100)}
    told = {field: value for field, value in values.items() if value}
    day = FIRST_DAY + timedelta(days=number)
    return plan(Order(name=name, wishes=checked_values(told, "--"), day=day))


@pytest.mark.parametrize("name", SESSIONS)
def test_whatever_a_runner_wishes_the_bounds_of_care_hold(name: str) -> None:
    """Silence, pauses, breath, ways out and the walk home; and nothing that has to be mended."""
    for number, wish in enumerate(variants(name)):
        made = planned(name, number, dict(wish))
        found = [
            (one.slug, str(one.where))
            for one in made.findings()
            if one.weight is Weight.MEND or one.slug.startswith(BOUNDS)
        ]
        assert not found, (wish, found)
        assert not [one for one in made.timeline.speeches if set("{}[]") & set(one.line.text)]


@pytest.mark.parametrize("name", SESSIONS)
def test_whoever_walks_hears_of_no_run_to_come(name: str) -> None:
    """The walk version has no running step, and nobody is told that a walk is to come."""
    session, _ = load(Order(name=name, wishes=checked_values({"gait": "walk"}, "--")))
    assert not [part for part in session.parts if part.gait is Gait.RUN]
    lines = [line for part in session.parts for cue in part.cues for line in told(cue)]
    assert not [one for one in lines if re.search(CHANGE, one.text, re.IGNORECASE)]


def told(cue: Cue) -> tuple[Line, ...]:
    """What is said in a cue."""
    return cue.lines if isinstance(cue, Say) else ()


def written(name: str) -> Iterator[WrittenCue]:
    """Every cue that a session may speak, each once, whoever runs."""
    path = shelves()[name]
    script, tree = read_script(Source(name=str(path), data=path.read_bytes()))
    expansion = Expansion(None, Folder(own=path.parent, shared=shipped("scripts") / BLOCKS).block)
    for part in expansion.parts(script.parts, tree, ("parts",)):
        yield from expansion.cues(part)


def spoken(name: str) -> list[WrittenCue]:
    """Those of them that speak."""
    return [one for one in written(name) if one.cue.words]


@pytest.mark.parametrize("name", SESSIONS)
def test_missing_words_of_a_runners_own_leave_whole_sentences(name: str) -> None:
    """In every combination, for every line and every alternative."""
    texts = {text for one in spoken(name) if one.cue.words for text in one.cue.words.choices}
    for text in texts:
        gaps = [piece for piece in pieces(text) if isinstance(piece, Gap)]
        own = sorted({gap.field for gap in gaps if gap.field in PERSONAL and not gap.needed})
        some = chain.from_iterable(combinations(own, count) for count in range(len(own) + 1))
        for told in some:
            values = dict.fromkeys(FIELDS, "four") | dict.fromkeys(PERSONAL, "")
            needed = {gap.field for gap in gaps if gap.needed and gap.field in PERSONAL}
            values |= {field: PERSONAL[field] for field in (*told, *needed)}
            assert_whole(fill(check_text(text), values))


def assert_whole(said: str) -> None:
    """Each sentence begins with a capital, ends with a stop, and has no hole in it."""
    said = said.replace(LATER, "two minutes")
    plain = said.rpartition("[pause")[0] if said.endswith("]") else said
    assert plain.lstrip('¿¡"«')[0].isupper(), said
    assert plain.rstrip('"» ')[-1] in ".?!", said
    assert not [hole for hole in ("  ", " ,", " .", ",.", "..", ". .", ",,", "{") if hole in said]


def test_no_opening_and_no_closing_stands_twice_in_the_library() -> None:
    """Not even among the alternatives that other days would draw."""
    edges = [
        text
        for name in SESSIONS
        for cues in [spoken(name)]
        for words in (cues[0].cue.words, cues[-1].cue.words)
        if words
        for text in words.choices
    ]
    assert len(edges) > len(SESSIONS) * 4
    assert not {text for text in edges if edges.count(text) > 1}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_week_does_not_begin_or_end_like_the_day_before(name: str) -> None:
    """Openings and closings have alternatives, and each day draws another."""
    edges: list[tuple[str, str]] = []
    for number in range(3):
        session, _ = load(Order(name=name, day=FIRST_DAY + timedelta(days=number)))
        lines = [line.text for part in session.parts for cue in part.cues for line in told(cue)]
        edges.append((lines[0], lines[-1]))
    for before, after in pairwise(edges):
        assert before[0] != after[0]
        assert before[1] != after[1]
