"""XML from anywhere as a plain tree with lines: no entities, no document types, bounded.

Python's own reader would expand what a document defines; here a definition ends the reading, so
no few lines can grow into gigabytes and no file of the machine is named.
"""

import re
from dataclasses import dataclass, field
from html.entities import html5
from typing import Union
from xml.parsers import expat

from kindpace.problems import KindpaceError, Mark, problem

DEEPEST, MOST_NODES = 60, 60_000
LONG_TAG = re.compile(r"<[^<>]{50000}")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,30});")
OWN = ("amp", "lt", "gt", "quot", "apos")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words between tags."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A tag without its namespace, in small letters, with its attributes and what it holds."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Union["Element", Text]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words within, in order."""
        pieces = (one.text for one in self.inside)
        return "".join(pieces)

    @property
    def elements(self) -> list["Element"]:
        """The tags right within."""
        return [one for one in self.inside if isinstance(one, Element)]

    def first(self, tag: str) -> "Element | None":
        """The first tag of this name, however deep."""
        for one in self.elements:
            if one.tag == tag:
                return one
            if (found := one.first(tag)) is not None:
                return found
        return None


def read_markup(text: str, name: str) -> Element:
    """The root of the document.

    Raises KindpaceError for markup that can't be followed, defines anything, or is too much.
    """
    reader = _Reader(name)
    if LONG_TAG.search(text):
        raise KindpaceError([problem("import-markup-much", Mark(name, 1, 1))])
    try:
        reader.expat.Parse(ENTITY.sub(_letter, text).encode(), True)
    except expat.ExpatError as error:
        mark = Mark(name, error.lineno, error.offset + 1)
        detail = expat.ErrorString(error.code)
        raise KindpaceError([problem("import-markup", mark, detail=detail)]) from None
    return reader.root.elements[0]


class _Reader:
    """Builds the tree, one event after the other."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root = Element(tag="", line=1)
        self.open = [self.root]
        self.nodes = 0
        self.expat = expat.ParserCreate("utf-8")
        self.expat.buffer_text = True
        self.expat.StartElementHandler = self.start
        self.expat.EndElementHandler = self.end
        self.expat.CharacterDataHandler = self.words
        self.expat.StartDoctypeDeclHandler = self.refuse

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        self.count()
        if len(self.open) > DEEPEST:
            self.stop("import-markup-much")
        own = {key.rpartition(":")[2].lower(): value for key, value in attributes.items()}
        bare = tag.rpartition(":")[2].lower()
        element = Element(tag=bare, line=self.expat.CurrentLineNumber, attributes=own)
        self.open[-1].inside.append(element)
        self.open.append(element)

    def end(self, _tag: str) -> None:
        """A tag closes."""
        self.open.pop()

    def words(self, text: str) -> None:
        """Words between two tags, with the line in which they begin."""
        self.count()
        # They are given at once, when the next tag is met.
        first = self.expat.CurrentLineNumber - text.lstrip().count("\n")
        self.open[-1].inside.append(Text(text=text, line=first))

    def refuse(self, *_: object) -> None:
        """A document type would bring definitions."""
        self.stop("import-markup-defines")

    def count(self) -> None:
        """One more node."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop("import-markup-much")

    def stop(self, slug: str) -> None:
        """Nothing more is read."""
        mark = Mark(self.name, self.expat.CurrentLineNumber, self.expat.CurrentColumnNumber + 1)
        raise KindpaceError([problem(slug, mark)])


def _letter(found: re.Match[str]) -> str:
    """The letter of a name that pages know and XML doesn't, such as a non-breaking space."""
    letter = html5.get(f"{found[1]};", "")
    plain = found[1] in OWN or not letter or any(sign in "<&" for sign in letter)
    return found[0] if plain else letter
