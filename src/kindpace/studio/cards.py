"""What stands on the shelf: a card for each session and programme, read without planning them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kindpace.programme.resolve import resolved
from kindpace.session.folder import read_bytes
from kindpace.session.model import Gait, Seconds
from kindpace.session.notation import Unreadable
from kindpace.session.reading import read_script
from kindpace.session.text import sentences
from kindpace.session.tree import Source
from kindpace.session.written import Part, Script
from kindpace.studio.planning import Order, library, plan, shelves
from kindpace.studio.programmes import programmes

TONGUE = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*/")
"""How the name of a session begins that stands in a folder for its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A session in a few words. `length` is that of the whole track, in seconds."""

    id: str
    title: str
    summary: str
    language: str
    length: Seconds
    gaits: tuple[Gait, ...]
    topics: tuple[str, ...]
    carries: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The first sentence of the summary."""
        return first_sentence(self.summary)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCard:
    """A programme in a few words. `weeks` counts each as often as it comes."""

    id: str
    title: str
    summary: str
    language: str
    weeks: int
    topics: tuple[str, ...]
    carries: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The first sentence of the summary."""
        return first_sentence(self.summary)


def programme_cards() -> tuple[ProgrammeCard, ...]:
    """A card for each programme of the library, by name. Raises KindpaceError as reading does."""
    return tuple(programme_card(name, path) for name, path in programmes().items())


def programme_card(name: str, path: Path) -> ProgrammeCard:
    """The card of the programme at `path`."""
    programme = resolved(Source(name=str(path), data=read_bytes(path)))
    return ProgrammeCard(
        id=name,
        title=programme.title,
        summary=" ".join(programme.summary.split()),
        language=programme.language,
        weeks=len(programme.weeks),
        topics=programme.topics,
        carries=programme.carries,
    )


def cards() -> tuple[Card, ...]:
    """A card for each session of the library, by name, other languages last.

    Sessions of a series belong to their programme, and have none. Raises KindpaceError as reading
    one does.
    """
    spoken = {name: path for name, path in shelves().items() if TONGUE.match(name)}
    return tuple(card(name, path) for name, path in {**library(), **spoken}.items())


def series() -> Mapping[str, int]:
    """How many sessions each series holds, by the name of its folder."""
    folders = (name.rpartition("/")[0] for name in shelves() if not TONGUE.match(name))
    return Counter(folder for folder in folders if folder)


def card(name: str, path: Path) -> Card:
    """The card of the script at `path`. A script that leaves its length open is laid out first."""
    script, _ = read_script(Source(name=str(path), data=read_bytes(path)))
    if script.minutes is None or any(part.include for part in _all_parts(script.parts)):
        planned = plan(Order(name=str(path)))
        length = planned.timeline.length
        gaits: Iterable[Gait] = (section.gait for section in planned.timeline.sections)
    else:
        length = script.minutes
        gaits = (part.gait for part in _all_parts(script.parts) if part.gait)
    return _card(name, script, length, gaits)


def _card(name: str, script: Script, length: Seconds, gaits: Iterable[Gait]) -> Card:
    return Card(
        id=name,
        title=script.title,
        summary=" ".join(script.summary.split()),
        language=script.language,
        length=length,
        gaits=tuple(dict.fromkeys(gaits)),
        topics=tuple(script.topics),
        carries=tuple(script.carries),
    )


def first_sentence(text: str) -> str:
    """The first sentence of `text`; all of it where brackets or nothing stand in it."""
    try:
        return sentences(text)[0][0]
    except Unreadable:  # no words for a voice, so nothing that it could part
        return text


def _all_parts(parts: Iterable[Part]) -> Iterator[Part]:
    """Every part, those of groups in place of their group."""
    for part in parts:
        if part.parts:
            yield from _all_parts(part.parts)
        else:
            yield part
