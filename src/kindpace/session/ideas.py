"""The ideas in seeds/, and what carries each: read from YAML, checked like a script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field

from kindpace.library import shipped
from kindpace.problems import KindpaceError
from kindpace.session.acts import Written
from kindpace.session.fields import LISTED, Name, Slug, Tag, Text
from kindpace.session.reading import looked_at, told
from kindpace.session.tree import Source, grown_tree

Slugs = Annotated[list[Slug], *LISTED]
Tags = Annotated[list[Tag], *LISTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carriers:
    """What carries an idea, by name; `craft` is a sentence about what kindpace itself does.

    `rules` are rules of care, `facts` and `notes` facts and sections of the notes on a session.
    """

    sessions: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    craft: str = ""

    @property
    def some(self) -> bool:
        """Whether there is anything at all."""
        named = (self.sessions, self.programmes, self.rules, self.facts, self.notes)
        return any(named) or bool(self.craft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """One idea of an essay in our own words: carried by something, or by nothing for a reason."""

    id: str
    text: str
    carriers: Carriers = field(default_factory=Carriers)
    nowhere: str = ""

    @property
    def accounted(self) -> bool:
        """Whether it is told where the idea went: carried, or left out for a reason."""
        return self.carriers.some != bool(self.nowhere)


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay:
    """The ideas of one essay, in its order."""

    id: str
    title: str
    ideas: tuple[Idea, ...]


class CarriersWritten(Written):
    """`carried_by` as it is written."""

    sessions: Slugs = Field(default_factory=list)
    programmes: Slugs = Field(default_factory=list)
    rules: Tags = Field(default_factory=list)
    facts: Slugs = Field(default_factory=list)
    notes: Slugs = Field(default_factory=list)
    craft: Text = ""


class IdeaWritten(Written):
    """An idea as it is written."""

    id: Slug
    idea: Text
    carried_by: CarriersWritten = Field(default_factory=CarriersWritten)
    nowhere: Text = ""


class EssayWritten(Written):
    """A file in seeds/ as it is written."""

    essay: Slug
    title: Name
    ideas: list[IdeaWritten]


def essays(folder: Path | None = None) -> tuple[Essay, ...]:
    """Every essay in `folder`, by file name; without one, those that come along.

    Raises KindpaceError with every fault of a file.
    """
    files = sorted((folder or shipped("seeds")).glob("*.yaml"))
    return tuple(read_essay(Source(name=str(file), data=file.read_bytes())) for file in files)


def ideas_of(known: tuple[Essay, ...]) -> Mapping[str, Idea]:
    """Every idea of these essays by its id, in order."""
    return {idea.id: idea for essay in known for idea in essay.ideas}


def read_essay(source: Source) -> Essay:
    """The essay in `source`. Raises KindpaceError with every fault of its shape."""
    tree = grown_tree(source)
    written, faults = looked_at(EssayWritten, tree)
    if written is None or faults:
        raise KindpaceError(told(faults, source.name))
    return Essay(id=written.essay, title=written.title, ideas=tuple(_ideas(written)))


def _ideas(written: EssayWritten) -> Iterator[Idea]:
    for one in written.ideas:
        by = one.carried_by
        carriers = Carriers(
            sessions=tuple(by.sessions),
            programmes=tuple(by.programmes),
            rules=tuple(by.rules),
            facts=tuple(by.facts),
            notes=tuple(by.notes),
            craft=by.craft,
        )
        yield Idea(id=one.id, text=one.idea, carriers=carriers, nowhere=one.nowhere)
