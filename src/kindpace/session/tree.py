"""YAML text -> plain values that remember their place in the file.

Built on PyYAML's event stream, so that nothing is constructed before it has been looked at: no
aliases, no tags, no depth or size that could do harm, no key twice. Scalars follow YAML 1.2's core
schema, so `off`, `no` and `3:2` stay words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import yaml

from kindpace.problems import KindpaceError, Mark, Problem, problem
from kindpace.session.notation import shown
from kindpace.session.syntax import UNSEEN, decoded, syntax_problem

Trail = tuple[str | int, ...]

DEEPEST = 24
MOST_VALUES = 20_000
INTEGER = re.compile(r"[-+]?[0-9]+")
DECIMAL = re.compile(r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?")
NOT_A_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
WORDS = {"true": True, "True": True, "false": False, "False": False}
NOTHING = ("", "~", "null", "Null", "NULL")
LONGEST_NUMBER = 15
CORE_TAG = "tag:yaml.org,2002:"
QUOTED = ("'", '"', "|", ">")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's name as shown to people, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A problem with the value at `path`; one that `covers` it leaves nothing else to say of it."""

    path: Trail
    problem: Problem
    covers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Plain values (dict, list, str, int, Fraction, bool, None) and the mark of each by path.

    `marks` points at values, `keys` at the keys that name them; `faults` are those that left a
    value in their place.
    """

    value: object
    marks: Mapping[Trail, Mark]
    keys: Mapping[Trail, Mark]
    faults: tuple[Fault, ...] = ()

    def nearest(self, path: Trail) -> Trail:
        """`path` itself, or of the things around it the nearest that stands in the file."""
        while path and path not in self.marks:
            path = path[:-1]
        return path

    def mark(self, path: Trail) -> Mark:
        """The place of the value at `path`, or of the nearest thing around it."""
        return self.marks[self.nearest(path)]

    def key(self, path: Trail) -> Mark:
        """The place of the key that names `path`, or of the nearest thing around it."""
        return self.keys.get(path) or self.mark(path)


def fault(
    slug: str,
    tree: Tree,
    path: Trail,
    *,
    covers: bool = False,
    at_key: bool = False,
    **words: Any,  # noqa: ANN401 - whatever the sentence takes
) -> Fault:
    """The fault called `slug` at the value at `path`, or at the key that names it."""
    where = tree.key(path) if at_key else tree.mark(path)
    return Fault(path=path, problem=problem(slug, where, **words), covers=covers)


def read_tree(source: Source) -> Tree:
    """The one document in `source`. Raises KindpaceError with all that stands in the way."""
    tree = grown_tree(source)
    if tree.faults:
        raise KindpaceError(fault.problem for fault in tree.faults)
    return tree


def grown_tree(source: Source) -> Tree:
    """The one document in `source`, faults and all where there is still a tree around them.

    Raises KindpaceError if there is no tree.
    """
    text = decoded(source.name, source.data)
    reader = _Reader(source.name, text)
    try:
        value = reader.document()
    except yaml.YAMLError as error:
        found = syntax_problem(error, reader.lines, source.name)
        raise KindpaceError([*reader.problems(found.where), found]) from None
    if not reader.marks:
        raise KindpaceError([problem("file-empty", Mark(source.name, 1, 1))])
    faults = tuple(reader.faults)
    return Tree(value=value, marks=reader.marks, keys=reader.keys, faults=faults)


class _Reader:
    """Walks the events of one document and keeps every place that it passes."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = re.split(r"\r\n|[\n\r]", text)
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self.faults: list[Fault] = []
        self.spoiled: set[Trail] = set()
        self.marks: dict[Trail, Mark] = {}
        self.keys: dict[Trail, Mark] = {}

    def document(self) -> object:
        """The value of the first document; a second one is a problem."""
        value: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note("yaml-two-documents", event, (), covers=False)
                    break
                value = self._value(next(self.events), ())
        return value

    def problems(self, aside: Mark | None = None) -> list[Problem]:
        """What was found so far, but for what follows from the line of `aside`."""
        found = (fault.problem for fault in self.faults)
        return [one for one in found if not (aside and one.where and one.where.line == aside.line)]

    def _mark(self, event: yaml.Event) -> Mark:
        at: Any = event.start_mark
        text = self.lines[at.line] if at.line < len(self.lines) else ""
        return Mark(self.name, at.line + 1, at.column + 1, text)

    def _note(
        self,
        slug: str,
        event: yaml.Event,
        path: Trail,
        *,
        covers: bool = True,
        **words: Any,  # noqa: ANN401 - whatever the sentence takes
    ) -> None:
        found = problem(slug, self._mark(event), **words)
        self.faults.append(Fault(path=path, problem=found, covers=covers))
        self.spoiled.add(path)

    def _stop(self, slug: str, event: yaml.Event, **words: Any) -> KindpaceError:  # noqa: ANN401 - whatever the sentence takes
        return KindpaceError([*self.problems(), problem(slug, self._mark(event), **words)])

    def _value(self, event: Any, path: Trail) -> object:  # noqa: ANN401 - PyYAML's events share no typed face
        self.marks[path] = self._mark(event)
        if len(self.marks) > MOST_VALUES:
            raise self._stop("file-too-full", event, most=MOST_VALUES)
        if len(path) > DEEPEST:
            raise self._stop("yaml-too-deep", event)
        self._plain_only(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, path)

    def _plain_only(self, event: Any, path: Trail) -> None:  # noqa: ANN401 - PyYAML's events share no typed face
        alias = isinstance(event, yaml.AliasEvent)
        scalar = isinstance(event, yaml.ScalarEvent)
        if event.anchor:
            self._note("yaml-alias", event, path, covers=alias, name=shown(event.anchor))
        if not alias and event.tag not in (None, "!"):
            tag = shown(event.tag.replace(CORE_TAG, "!!"))
            self._note("yaml-tag", event, path, covers=scalar, tag=tag)

    def _mapping(self, path: Trail) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path)
            inside = (*path, key)
            if key in found:
                before = self.keys[inside].line
                self._note("duplicate-key", event, (*inside, "again"), key=shown(key), line=before)
                self._value(next(self.events), (*inside, "again"))
                continue
            self.keys[inside] = self._mark(event)
            value = self._value(next(self.events), inside)
            if value is None and inside not in self.spoiled:
                self._note("value-empty", event, inside, key=shown(key))
            found[key] = value
        return found

    def _key(self, event: Any, path: Trail) -> str:  # noqa: ANN401 - PyYAML's events share no typed face
        inside = (*path, "?")
        if isinstance(event, yaml.ScalarEvent):
            self._plain_only(event, (*path, event.value))
            key: str = event.value
            if UNSEEN.search(key):
                self._note("character-unseen", event, (*path, key))
            elif key[:1].isspace() and key[:1] != " ":
                self._note("yaml-blank", event, (*path, key))
            return key
        self._note("yaml-key", event, inside)
        self._value(event, inside)
        return "?"

    def _sequence(self, path: Trail) -> list[object]:
        found: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            inside = (*path, len(found))
            found.append(self._value(event, inside))
            if found[-1] is None and inside not in self.spoiled:
                self._note("entry-empty", event, inside)
        return found

    def _scalar(self, event: yaml.ScalarEvent, path: Trail) -> object:
        text: str = event.value
        if UNSEEN.search(text):
            self._note("character-unseen", event, path)
        if event.style in QUOTED:
            return text
        if text in NOTHING:
            return None
        if text in WORDS:
            return WORDS[text]
        if NOT_A_NUMBER.fullmatch(text):
            self._note("number-out-of-range", event, path, written=text)
            return None
        if INTEGER.fullmatch(text) or DECIMAL.fullmatch(text):
            return self._number(event, path)
        return text

    def _number(self, event: yaml.ScalarEvent, path: Trail) -> int | Fraction | None:
        text: str = event.value
        exponent = re.search(r"[eE][-+]?([0-9]+)", text)
        if len(text) > LONGEST_NUMBER or (exponent and int(exponent[1]) > LONGEST_NUMBER):
            self._note("number-out-of-range", event, path, written=shown(text))
            return None
        number = Fraction(text)
        return int(number) if number.denominator == 1 else number


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
