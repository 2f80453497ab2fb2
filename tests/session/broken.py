"""What kindpace says about a script in `tests/broken`, from its bytes to its timeline."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from kindpace.problems import KindpaceError, Problem
from kindpace.session.folder import Folder
from kindpace.session.model import Line, Recording, Seconds
from kindpace.session.settle import settled
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.timeline.announce import announced
from kindpace.timeline.arrange import arrange
from kindpace.timeline.estimate import estimate

FOLDER = Path(__file__).parent.parent / "broken"
SCRIPTS = sorted(FOLDER.glob("*.yaml"))
SENTENCES = FOLDER.parent.parent / "src" / "kindpace" / "sentences" / "session.toml"
OWN = frozenset(tomllib.loads(SENTENCES.read_text("utf-8")))
"""The slugs of this room; where a script fails later, only the place and the slug are held."""


def guessed(one: Line | Recording) -> Seconds:
    """A line by its words, a recording as a minute."""
    return estimate(one) if isinstance(one, Line) else Seconds(60)


def problems_of(script: Path) -> tuple[Problem, ...]:
    """Everything that keeps `script` from becoming a timeline."""
    folder = Folder(own=FOLDER, shared=FOLDER / "blocks")
    try:
        source = Source(name=script.name, data=script.read_bytes())
        session = settled(source, Profile(), folder)
        arrange(announced(session, guessed), guessed)
    except KindpaceError as error:
        return error.problems
    return ()


def printed(problems: Iterable[Problem]) -> str:
    """The problems as a golden file holds them: place, slug, what, mend."""
    return "".join(_printed(one) for one in problems)


def _printed(one: Problem) -> str:
    file = Path(one.where.file).name if one.where else "nowhere"
    place = f"{file}:{one.where.line}:{one.where.column}" if one.where else file
    said = f"    {one.what}\n    {one.mend}\n" if one.slug in OWN else ""
    return f"{place} {one.slug}\n{said}"
