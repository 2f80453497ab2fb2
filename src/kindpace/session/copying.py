"""A copy of a script or a programme under its own name: every comment and blank stays as it was."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kindpace.problems import KindpaceError, Mark, problem
from kindpace.session.resolve import slug_of
from kindpace.session.starter import scalar
from kindpace.session.syntax import decoded
from kindpace.session.tree import Source, read_tree

SCHEMA = re.compile(r"(?m)\A(#[^\n]*\$schema=)\S*?([\w-]+\.schema\.json)")
BLOCK_STYLES = ("|", ">")
OWN = "mine"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the value of a top-level key stands in the text, and what it is."""

    start: int
    end: int
    value: str
    is_block: bool


def copied(source: Source, title: str) -> str:
    """The text of `source` with `title` for a title, and an id of its own.

    Raises KindpaceError where the file can't be read, or has no title to put another in place of.
    """
    read_tree(source)
    text = decoded(source.name, source.data)
    places = {key: place for key, place in _places(text) if key in ("title", "id")}
    if "title" not in places:
        where = Mark(source.name, 1, 1)
        raise KindpaceError([problem("copy-without-place", where, name=source.name, key="title")])
    words = " ".join(title.split())
    old = places["id"].value if "id" in places else slug_of(places["title"].value)
    own = slug_of(words) if slug_of(words) != old else f"{old}-{OWN}"
    new = {"title": scalar(words), "id": scalar(own)}
    if "id" not in places:
        new["title"] += f"\nid: {new.pop('id')}"
    for key in sorted(new, key=lambda key: places[key].start, reverse=True):
        place = places[key]
        ending = "\n" if place.is_block else ""
        text = f"{text[: place.start]}{new[key]}{ending}{text[place.end :]}"
    return SCHEMA.sub(r"\1./\2", text, count=1)


def _index(mark: Any) -> int:  # noqa: ANN401 - PyYAML's marks share no typed face
    index: int = mark.index
    return index


def _places(text: str) -> Iterator[tuple[str, _Place]]:
    """The top-level keys of the document that have a scalar for a value."""
    depth, key = 0, None
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth, key = depth + 1, None
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and depth == 1:
            if key is None:
                key = event.value
                continue
            start, end = _index(event.start_mark), _index(event.end_mark)
            is_block = event.style in BLOCK_STYLES
            yield key, _Place(start=start, end=end, value=event.value, is_block=is_block)
            key = None
