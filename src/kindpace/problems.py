"""Everything that can go wrong, as values: what happened, where, and how to mend it.

Each sentence that a person may read stands in `sentences/`, one file a room, under a
slug that never changes.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: line and column count from 1; `source` is that line's text."""

    file: str
    line: int
    column: int
    source: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Weight(StrEnum):
    """`MEND` stops the work; `LOOK` is advice; `HINT` is advice for those who ask for all of it."""

    MEND = "mend"
    LOOK = "look"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault: a stable slug, a sentence that says what, a sentence that says how to mend it."""

    slug: str
    what: str
    mend: str
    where: Mark | None = None
    weight: Weight = Weight.MEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The wording of one slug: `what` and `mend` hold {placeholders}; `why` gives the reason."""

    what: str
    mend: str
    why: str


class KindpaceError(Exception):
    """The script can't go on as it stands. Carries every problem that was found, in file order."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_in_file_order))
        super().__init__("\n".join(f"{p.slug}: {p.what}" for p in self.problems))


class WrongUse(KindpaceError):
    """The command was asked for something that it doesn't offer."""

    exit_code = 2


class WorldError(KindpaceError):
    """The network, the disk or a missing part stands in the way; the script is fine."""

    exit_code = 3


def problem(
    slug: str, where: Mark | None = None, *, weight: Weight = Weight.MEND, **words: object
) -> Problem:
    """The problem called `slug`, its sentences filled with `words`."""
    sentence = sentences()[slug]
    return Problem(
        slug=slug,
        what=sentence.what.format(**words),
        mend=sentence.mend.format(**words),
        where=where,
        weight=weight,
    )


@cache
def sentences() -> Mapping[str, Sentence]:
    """All wordings by slug, as the files in `sentences/` hold them."""
    rooms = sorted(files("kindpace").joinpath("sentences").iterdir(), key=lambda room: room.name)
    return {
        slug: Sentence(**entry)
        for room in rooms
        for slug, entry in tomllib.loads(room.read_text("utf-8")).items()
    }


def stop_if_any(problems: Iterable[Problem]) -> None:
    """Raise `KindpaceError` with all of `problems` if one of them has to be mended first."""
    found = tuple(problems)
    if any(p.weight is Weight.MEND for p in found):
        raise KindpaceError(found)


def _in_file_order(found: Problem) -> tuple[bool, Mark]:
    return (found.where is None, found.where or Mark("", 0, 0))
