"""An older feed's episodes matched with ours, so that their guids and dates live on."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeVar

from kindpace.feed.addresses import path_in
from kindpace.feed.dates import moment_of
from kindpace.feed.guids import episode_guid
from kindpace.feed.lint.document import Node, document

T = TypeVar("T")

MADE_UP: Final = re.compile(r"-[0-9a-f]{10}$")
"""The content's hash in the names of our own tracks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An episode of the older feed: its guid, its date in UTC if it has one, title and file."""

    guid: str
    title: str
    published: dt.datetime | None
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """The older feed: the show's own guid ("" if it had none), and its episodes."""

    guid: str
    title: str
    episodes: tuple[Known, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An episode of ours that looks for its older self. `guid` "" means: as its id gives it."""

    id: str
    title: str
    guid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An episode of ours that is the older `known`; `by` is what told: guid, file name or title."""

    id: str
    known: Known
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was matched, ours that are new, and older ones that nothing of ours continues."""

    matches: tuple[Match, ...]
    new: tuple[str, ...]
    left: tuple[Known, ...]


def older_feed(data: bytes, name: str) -> Older:
    """The feed in `data`, called `name`, wherever it was made.

    Episodes without guid have their track's address for one, as apps do; those without either are
    passed over. Raises `KindpaceError` if it is no feed that can be read safely.
    """
    feed = document(data, name)
    known = (_known(item) for item in feed.items)
    return Older(
        guid=feed.channel.words("podcast:guid"),
        title=feed.channel.words("title"),
        episodes=tuple(_without_twins(one for one in known if one.guid)),
    )


def matched(older: Older, wanted: Iterable[Wanted]) -> Imported:
    """Each of `wanted` with the older episode that it continues, if there is one.

    First those with the same guid, then those whose file is named after the id, then those with
    the same title. An older episode serves once, and where two would fit none is taken: a guid in
    the wrong place would be worse than a new one.
    """
    open_, found = list(wanted), list[Match]()
    free = list(older.episodes)
    for by, ours, theirs in WAYS:
        named = _alone(free, theirs)
        asked = _alone(open_, ours)
        for key, one in asked.items():
            if key in named:
                found.append(Match(id=one.id, known=named[key], by=by))
        taken = {match.id for match in found}
        gone = {match.known.guid for match in found}
        open_ = [one for one in open_ if one.id not in taken]
        free = [one for one in free if one.guid not in gone]
    return Imported(matches=tuple(found), new=tuple(one.id for one in open_), left=tuple(free))


def _alone(things: Iterable[T], key: Callable[[T], str]) -> dict[str, T]:
    """The things whose key no other shares, by it."""
    found: dict[str, T] = {}
    twice = set[str]()
    for one in things:
        name = key(one)
        twice |= {name} & found.keys()
        found[name] = one
    return {name: one for name, one in found.items() if name and name not in twice}


def _bare(text: str) -> str:
    """`text` as people compare names: letters and digits, small, without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def _file_key(known: Known) -> str:
    return _bare(MADE_UP.sub("", known.file.rpartition(".")[0] or known.file))


WAYS: Final[tuple[tuple[str, Callable[[Wanted], str], Callable[[Known], str]], ...]] = (
    ("guid", lambda one: one.guid or episode_guid(one.id), lambda known: known.guid),
    ("file name", lambda one: _bare(one.id), _file_key),
    ("title", lambda one: _bare(one.title), lambda known: _bare(known.title)),
)
"""What may tell that two are one, the surest first."""


def _known(item: Node) -> Known:
    track = item.first("enclosure")
    address = track.attributes.get("url", "").strip() if track else ""
    return Known(
        guid=item.words("guid") or address,
        title=item.words("title"),
        published=moment_of(item.words("pubDate")),
        file=path_in(address).rpartition("/")[2],
    )


def _without_twins(episodes: Iterable[Known]) -> Iterable[Known]:
    """The first of those that share a guid: apps show that one."""
    return {one.guid: one for one in reversed(list(episodes))}.values()
