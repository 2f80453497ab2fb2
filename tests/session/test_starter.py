"""The script that `kindpace new` writes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.examine import examine
from kindpace.session.folder import Folder
from kindpace.session.model import Gait, Kind, Quiet, Say, Seconds, Session
from kindpace.session.reading import checked_values, read_script
from kindpace.session.settle import settled
from kindpace.session.starter import starter
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from tests.session.broken import guessed
from tests.session.maker import source
from tests.session.test_schema import marked

BLOCKS = Path(__file__).parent.parent.parent / "scripts" / "blocks"


def session(minutes: int = 20) -> Session:
    """The starter for somebody with so many minutes."""
    folder = Folder(own=Path("nowhere"), shared=BLOCKS)
    wishes = checked_values({"minutes": minutes}, "--")
    return announced(settled(source(starter("My first run")), wishes, folder), guessed)


def test_it_renders_as_it_stands() -> None:
    """Twenty minutes to the second, with a walk of five at both ends, and nothing to mend."""
    made = session()
    timeline = arrange(made, guessed)
    assert timeline.length == Seconds(1200)
    first, *_, last = timeline.sections
    assert (first.gait, last.gait) == (Gait.WALK, Gait.WALK)
    assert min(first.length, last.length) >= 299
    assert made.remarks == ()
    assert examine(made, timeline) == ()


@pytest.mark.parametrize("minutes", [14, 30, 45])
def test_it_stretches(minutes: int) -> None:
    """Whoever asks for more or less gets it."""
    assert arrange(session(minutes), guessed).length == 60 * minutes


def test_it_keeps_people_safe() -> None:
    """Safety, signs to stop for, and two ways out, in time."""
    parts = session().parts
    kinds = [[cue.kind for cue in part.cues if isinstance(cue, Say)] for part in parts]
    assert {Kind.SAFETY, Kind.STOP_IF, Kind.WAY_OUT} <= set(kinds[0])
    assert any(Kind.WAY_OUT in later for later in kinds[len(kinds) // 2 :])
    assert all(any(isinstance(cue, Quiet) for cue in part.cues) for part in parts)


def test_it_shows_every_main_idea_and_stays_short() -> None:
    """One page, with a word beside what is new, and the schema named for the editor."""
    text = starter("My first run")
    lines = text.splitlines()
    assert lines[0] == "# yaml-language-server: $schema=./kindpace.schema.json"
    assert 50 <= len(lines) <= 75
    assert max(map(len, lines)) <= 100
    for idea in (
        "{name?, }", "[pause 1s]", "include:", "any:", "quiet: elastic", "notice:", "breath:",
        "cadence:", "beat:", "at: -", "win:", "ask:", "marks:", "runner:", "minutes:", "{quiet}",
        "lasts:", "gait:", "safety:", "way_out:", "->", " to ",
    ):  # fmt: skip
        assert idea in text
    assert marked(text) == []


@given(st.text(min_size=1, max_size=60).filter(lambda title: title.strip()))
def test_any_title_is_written_so_that_it_reads_back(title: str) -> None:
    """Quoted where YAML would read something else into it."""
    seen = "".join(letter for letter in title if letter.isprintable())
    if seen.strip():
        assert read_script(source(starter(seen)))[0].title == " ".join(seen.split())


@pytest.mark.parametrize(
    "title", ["true", "Null", "- a", "a: b", "# x", "5", '"', "{name}", "C'est ça"]
)
def test_odd_titles_read_back(title: str) -> None:
    """Words of YAML, numbers and signs."""
    assert read_script(source(starter(title)))[0].title == title
