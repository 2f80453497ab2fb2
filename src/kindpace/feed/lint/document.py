"""The bytes of a stranger's feed -> a tree that remembers its places, at a bounded cost.

Entities of a document's own are refused: they can grow without end or name other files. Nothing
outside the bytes is ever opened.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from kindpace.problems import KindpaceError, Mark, Weight, problem

MOST_BYTES: Final = 32 << 20
MOST_NODES: Final = 1_000_000
DEEPEST: Final = 40
MOST_ATTRIBUTES: Final = 100
"""What no honest feed comes near: one of 5,000 episodes has 5 MB and 200,000 elements."""

AT_ONCE: Final = 1 << 16
LONGEST_LINE: Final = 10_000
"""Bytes of a line that a finding shows; some feeds are one line, which nobody would read."""

NAMESPACES: Final[Mapping[str, str]] = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://podlove.org/simple-chapters": "psc",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
}
"""Short names by namespace, in small letters: the rules know elements by these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An element: `name` with its short prefix, the text right within it, and where it begins."""

    name: str
    text: str
    attributes: Mapping[str, str]
    line: int
    column: int
    children: tuple["Node", ...] = ()

    def all(self, name: str) -> tuple["Node", ...]:
        """The elements called `name` right within this one."""
        return tuple(one for one in self.children if one.name == name)

    def first(self, name: str) -> "Node | None":
        """The first of them, if there is any."""
        return next((one for one in self.children if one.name == name), None)

    def words(self, name: str) -> str:
        """The text of the first of them without spaces around it; "" if there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""

    def deep(self) -> Iterator["Node"]:
        """The element and all within it, in the order of the file."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.children))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed as it was read: `spaces` are the namespaces it declares, as it spells them."""

    name: str
    size: int
    root: Node
    spaces: frozenset[str]
    lines: tuple[bytes, ...] = field(repr=False)

    @property
    def channel(self) -> Node:
        """The `<channel>`; the root where there is none."""
        return self.root.first("channel") or self.root

    @property
    def items(self) -> tuple[Node, ...]:
        """The episodes, in the order of the file."""
        return self.channel.all("item")

    def mark(self, node: Node) -> Mark:
        """Where `node` stands, with its line."""
        return mark_in(self.name, self.lines, node.line, node.column)


def mark_in(name: str, lines: tuple[bytes, ...], line: int, column: int) -> Mark:
    """A place in a file, with a stretch of its line that can be shown."""
    raw = lines[line - 1] if 0 < line <= len(lines) else b""
    if len(raw) > LONGEST_LINE:
        return Mark(name, line, column)
    source = raw.decode("utf-8", "replace")
    return Mark(name, line, column, source if source.isprintable() else _printable(source))


def _printable(source: str) -> str:
    return "".join(one if one.isprintable() else " " for one in source)


def document(data: bytes, name: str) -> Document:
    """The tree of the feed in `data`, called `name`.

    Raises `KindpaceError` if it is no XML, declares entities, or is made to fill memory or time.
    """
    if len(data) > MOST_BYTES:
        raise KindpaceError([problem("feed/too-large", what=f"{len(data):,} bytes")])
    lines = tuple(data.split(b"\n"))
    growing = _Growing(name=name, lines=lines)
    parser = growing.parser
    try:
        for start in range(0, len(data), AT_ONCE):
            parser.Parse(data[start : start + AT_ONCE], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        line, column = parser.ErrorLineNumber, parser.ErrorColumnNumber + 1
        mark = mark_in(name, lines, line, column)
        reason = expat.ErrorString(parser.ErrorCode) or str(fault)
        raise KindpaceError([problem("feed/not-xml", mark, reason=reason)]) from fault
    return Document(
        name=name,
        size=len(data),
        root=growing.roots[0],
        spaces=frozenset(growing.spaces),
        lines=lines,
    )


@dataclass(slots=True)
class _Open:
    """An element whose end hasn't come yet."""

    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    text: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


class _Growing:
    """The tree while expat reads it; every bound is held here."""

    def __init__(self, *, name: str, lines: tuple[bytes, ...]) -> None:
        self.name, self.lines = name, lines
        self.roots: list[Node] = []
        self.spaces: set[str] = set()
        self.stack: list[_Open] = []
        self.nodes = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartNamespaceDeclHandler = self.space
        self.parser.EntityDeclHandler = self.entity

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise self.refused("feed/too-large", what=f"{MOST_NODES:,} elements and more")
        if len(self.stack) >= DEEPEST or len(attributes) > MOST_ATTRIBUTES:
            raise self.refused("feed/too-large", what="elements nested without end")
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        plain = {short(key): value for key, value in attributes.items()}
        self.stack.append(_Open(short(name), plain, line, column))

    def end(self, _: str) -> None:
        """An element ends."""
        done = self.stack.pop()
        node = Node(
            name=done.name,
            text="".join(done.text),
            attributes=done.attributes,
            line=done.line,
            column=done.column,
            children=tuple(done.children),
        )
        (self.stack[-1].children if self.stack else self.roots).append(node)

    def words(self, text: str) -> None:
        """Text within an element."""
        if self.stack:
            self.stack[-1].text.append(text)

    def space(self, _prefix: str | None, uri: str | None) -> None:
        """A namespace is declared."""
        self.spaces.add(uri or "")

    def entity(self, *_: object) -> None:
        """An entity is declared, which no feed needs."""
        raise self.refused("feed/entities")

    def refused(self, slug: str, **words: str) -> KindpaceError:
        """What stops the reading, at the place where it stands."""
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        mark = mark_in(self.name, self.lines, line, column)
        return KindpaceError([problem(slug, mark, weight=Weight.MEND, **words)])


def short(name: str) -> str:
    """`itunes:image` for what expat calls `http://www.itunes.com/dtds/podcast-1.0.dtd image`."""
    space, gap, local = name.rpartition(" ")
    if not gap:
        return local
    return f"{NAMESPACES.get(space.lower(), '?')}:{local}"
