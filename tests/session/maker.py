"""Small scripts from a few lines, and what becomes of them."""

from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from kindpace.problems import KindpaceError, Problem
from kindpace.session.folder import Folder
from kindpace.session.model import Part, Say, Session
from kindpace.session.reading import read_profile
from kindpace.session.settle import settled
from kindpace.session.tree import Source

NOWHERE = Path("no-such-folder")


def source(text: str | bytes, name: str = "run.yaml") -> Source:
    """`text` as a file."""
    return Source(name=name, data=text.encode() if isinstance(text, str) else text)


def script(cues: str = "- say: Hello.", part: str = "gait: run", top: str = "") -> str:
    """A script of one part. The first cue stands in the line after `cues:`, in column 9."""
    return (
        f"kindpace: 1\ntitle: Made up\n{top}{chr(10) if top else ''}"
        f"parts:\n  - part: One\n{indent(part, '    ')}\n    cues:\n{indent(cues, '      ')}\n"
    )


def made(text: str, runner: str = "", *, day: date | None = None, own: Path = NOWHERE) -> Session:
    """The session that a script becomes for a runner written as YAML."""
    profile = read_profile(source(f"talk: normal\n{runner}"))[0]
    folder = Folder(own=own, shared=own / "blocks")
    return settled(source(text), profile, folder, day)


def one_part(text: str, runner: str = "") -> Part:
    """The only part of a script."""
    (part,) = made(text, runner).parts
    return part


def problems(text: str | bytes, *, own: Path = NOWHERE) -> tuple[Problem, ...]:
    """What stands in the way of a script."""
    folder = Folder(own=own, shared=own / "blocks")
    with pytest.raises(KindpaceError) as told:
        settled(source(text), read_profile(source("talk: normal"))[0], folder)
    return told.value.problems


def slugs(text: str | bytes, *, own: Path = NOWHERE) -> list[str]:
    """The names of what stands in the way of a script, in file order."""
    return [one.slug for one in problems(text, own=own)]


def heard(session: Session) -> list[str]:
    """Every sentence of a session."""
    cues = [cue for part in session.parts for cue in part.cues if isinstance(cue, Say)]
    return [line.text for cue in cues for line in cue.lines]
