"""Two small scripts and what their plans look like.

Where a change is meant, write the new text to `plan.txt` by hand, and read it.
"""

from pathlib import Path

import pytest

from kindpace.session.folder import Folder
from kindpace.session.model import Line, Recording, Seconds, Session
from kindpace.session.reading import read_script
from kindpace.session.resolve import resolve
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from kindpace.timeline.estimate import estimate
from kindpace.timeline.events import Timeline
from kindpace.timeline.plan_text import plan_text
from kindpace.timeline.sheet import chapters
from tests.timeline.maker import lengths

GOLDEN = Path(__file__).parent.parent / "golden"


def planned(folder: Path) -> tuple[Session, Timeline]:
    """The script in `folder`, on its timeline."""
    script = folder / "script.yaml"
    written, tree = read_script(Source(name=script.name, data=script.read_bytes()))
    session = resolve(written, tree, Profile(), Folder(own=folder, shared=folder))
    session = announced(session, guessed)
    return session, arrange(session, guessed)


def guessed(one: Line | Recording) -> Seconds:
    """What a plan knows; these scripts play no files."""
    assert isinstance(one, Line)
    return estimate(one)


@pytest.mark.parametrize("name", ["corner", "sit"])
def test_the_plan_reads_as_it_should(name: str) -> None:
    """Letter by letter."""
    session, timeline = planned(GOLDEN / name)
    assert plan_text(session, timeline, 72) == (GOLDEN / name / "plan.txt").read_text("utf-8")


def test_a_changed_word_is_noticed() -> None:
    """Another voice, another plan."""
    session, _ = planned(GOLDEN / "corner")
    other = plan_text(session, arrange(session, lengths), 72)
    assert other != (GOLDEN / "corner" / "plan.txt").read_text("utf-8")


def test_rounds_are_chapters_of_their_own() -> None:
    """With their numbers."""
    _, timeline = planned(GOLDEN / "corner")
    titles = [chapter.title for chapter in chapters(timeline)]
    assert titles == ["Out", "Run easy", "Walk easy", "Run easy 2", "Walk easy 2", "Home"]
    assert timeline.length == 480
