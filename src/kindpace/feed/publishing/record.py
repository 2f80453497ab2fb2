"""What stands at the target, and what its feed may point at: kept there, for the next time.

It is written before the first change, with all that is about to come, and again after the last.
Whoever is stopped in between leaves a record that knows of everything that may stand there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kindpace.feed.names import is_inside
from kindpace.problems import WorldError, problem

NAME: Final = ".kindpace-published.json"
KIND: Final = "kindpace-published"
VERSION: Final = 1
MOST_BYTES: Final = 64 << 20
UNPROVEN: Final = ""
"""The tag of a file that was about to be sent: it may stand there, and may not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A file that we put there. `tag` is what the target calls this very content of it."""

    size: int
    sha256: str
    tag: str = UNPROVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`standing` is everything that we put there, by path; `feed` what a reader may be sent to.

    `shows` are the guids of the feeds.
    """

    shows: tuple[str, ...] = ()
    standing: Mapping[str, Stood] = field(default_factory=dict)
    feed: frozenset[str] = frozenset()


def written(record: Record) -> bytes:
    """The record's text: the same values give the same bytes."""
    told = {
        KIND: VERSION,
        "shows": list(record.shows),
        "feed": sorted(record.feed),
        "standing": {
            path: [one.size, one.sha256, one.tag] for path, one in sorted(record.standing.items())
        },
    }
    return (json.dumps(told, separators=(",", ":")) + "\n").encode("ascii")


def understood(data: bytes, name: str) -> Record:
    """The record that `data`, found at the target `name`, tells.

    Raises `WorldError` for any other text: paths to take away are read from it.
    """
    try:
        told = json.loads(data[: MOST_BYTES + 1])
        if told[KIND] != VERSION:
            raise _unreadable(name, f"it is of version {str(told[KIND])[:20]}")
        return Record(
            shows=tuple(_text(one) for one in told["shows"]),
            feed=frozenset(_path(one) for one in told["feed"]),
            standing={_path(path): _stood(one) for path, one in told["standing"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise _unreadable(name, "it isn't shaped like one") from fault


def _stood(told: Any) -> Stood:  # noqa: ANN401 - what JSON held
    size, digest, tag = told
    if type(size) is not int or size < 0:
        raise TypeError
    return Stood(size=size, sha256=_text(digest), tag=_text(tag))


def _path(told: object) -> str:
    if not isinstance(told, str) or not is_inside(told):
        raise TypeError
    return told


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError
    return told


def _unreadable(name: str, reason: str) -> WorldError:
    return WorldError([problem("publish-record", name=NAME, target=name, reason=reason)])
