"""What a feed is made of: frozen values, from which feed, page and playlist are written.

Everything here is public. Paths are relative to the feed's folder, with `/` between, in ASCII; an
address is the show's `base_url` followed by the path.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """How a show wants to be heard (Apple's `itunes:type`): the newest first, or from the start."""

    EPISODIC = "episodic"
    SERIAL = "serial"


class Kind(StrEnum):
    """What an episode is (Apple's `itunes:episodeType`)."""

    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the feed's folder: `size` in bytes, `sha256` in hex, `type` its media type."""

    path: str
    size: int
    sha256: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure(File):
    """A track. `bitrate` in kbit/s; `title` names an alternative, such as "small"."""

    type: str = "audio/mpeg"
    bitrate: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption(File):
    """The words of a track with their times: `text/vtt`, `application/x-subrip` or lyrics."""

    type: str = "text/vtt"
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Art(File):
    """A square picture, `side` pixels each way: 1400 to 3000 for shows and episodes."""

    type: str = "image/jpeg"
    side: int = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A named stretch that begins `start` whole seconds after the track does."""

    start: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who made it. `role` and `group` are the podcast namespace's words; "" is "host"."""

    name: str
    role: str = ""
    group: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundbite:
    """A stretch that stands for the whole, in seconds: 15 to 120 of them suit most apps."""

    start: float
    length: float
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often episodes come: `text` for people, `rule` an RFC 5545 RRULE; `complete`: no more."""

    text: str
    rule: str = ""
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """Under which terms it may be shared: an SPDX name in small letters, or a name and its page."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """A feed without its episodes.

    `id` names it for its makers, `guid` for the world (Podcasting 2.0: given once, kept for ever).
    `base_url` is where the folder stands, with or without its last slash. `category` is Apple's:
    a category, and a subcategory if it has one. `notes` are paragraphs that close every
    description: what this is not, whom to turn to. `synthetic` tells whether a synthetic voice
    speaks. A `private` show asks directories to leave it out, and names no address of a person.
    `moved_to` is the feed's new address after a move. `persons` stand for every episode without
    its own.
    """

    id: str
    guid: str
    title: str
    summary: str
    base_url: str
    language: str = "en"
    art: Art | None = None
    author: str = "kindpace"
    email: str = ""
    link: str = ""
    category: tuple[str, ...] = ("Health & Fitness", "Fitness")
    explicit: bool = False
    order: Order = Order.EPISODIC
    copyright: str = ""
    license: License | None = None
    medium: str = "podcast"
    locked: bool = True
    private: bool = False
    synthetic: bool | None = None
    complete: bool = False
    frequency: Frequency | None = None
    moved_to: str = ""
    persons: tuple[Person, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One track of a show.

    `id` is the session's, or the programme day's; `guid` comes from it and outlives every
    rendering. `published` is when it first appeared, `changed` when its track last did, both in
    UTC. `fingerprint` is whatever the builder compares to see that nothing changed. `duration` is
    in whole seconds. `number` counts within the season, `display` says it in words ("Day 5").
    `persons` replace the show's; `synthetic` and `language` fall back to the show's. `lyrics` is
    the `.lrc` beside the track.
    """

    id: str
    guid: str
    title: str
    published: dt.datetime
    enclosure: Enclosure
    duration: int
    summary: str = ""
    changed: dt.datetime | None = None
    fingerprint: str = ""
    language: str = ""
    kind: Kind = Kind.FULL
    season: int | None = None
    season_name: str = ""
    number: int | None = None
    display: str = ""
    chapters: tuple[Chapter, ...] = ()
    chapters_file: File | None = None
    captions: tuple[Caption, ...] = ()
    lyrics: File | None = None
    art: Art | None = None
    tags: tuple[str, ...] = ()
    cadence: int | None = None
    synthetic: bool | None = None
    persons: tuple[Person, ...] = ()
    soundbites: tuple[Soundbite, ...] = ()
    alternates: tuple[Enclosure, ...] = ()


def files_of(show: Show, episodes: tuple[Episode, ...]) -> tuple[File, ...]:
    """Every file that the feed points at, each once: tracks first, in the order of the episodes."""
    found: dict[str, File] = {}
    for one in episodes:
        for file in (one.enclosure, *one.alternates, one.chapters_file, *one.captions):
            if file is not None:
                found.setdefault(file.path, file)
        for file in (one.lyrics, one.art):
            if file is not None:
                found.setdefault(file.path, file)
    if show.art is not None:
        found.setdefault(show.art.path, show.art)
    return tuple(found.values())


def newest_first(episodes: tuple[Episode, ...]) -> tuple[Episode, ...]:
    """The episodes as a feed lists them; those of one moment keep their order, the last on top."""
    return tuple(sorted(episodes, key=lambda one: one.published)[::-1])


def due(episodes: tuple[Episode, ...], now: dt.datetime) -> tuple[Episode, ...]:
    """Those that have appeared by `now`: an app that meets a date to come shows none at all."""
    return tuple(one for one in episodes if one.published <= now)
