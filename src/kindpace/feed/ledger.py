"""`kindpace.json`: all that is public about a feed, enough to write feed and page anew."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kindpace.feed.names import is_inside
from kindpace.feed.show import Episode, Show, files_of
from kindpace.feed.values import Unlike, from_json, to_json
from kindpace.problems import KindpaceError, WorldError, problem
from kindpace.track.whole import whole_file

NAME: Final = "kindpace.json"
KIND: Final = "kindpace-feed"
VERSION: Final = 1

MOST_BYTES: Final = 64 << 20
"""A ledger beyond this is no ledger: 5,000 episodes take some 15 MB."""

Feed = tuple[Show, tuple[Episode, ...]]
"""A show and its episodes."""


def written(show: Show, episodes: tuple[Episode, ...]) -> bytes:
    """The ledger's text: the same values give the same bytes. What is as usual is left out."""
    told = {
        KIND: VERSION,
        "show": to_json(show),
        "episodes": [to_json(one) for one in episodes],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def write_ledger(show: Show, episodes: tuple[Episode, ...], folder: Path) -> Path:
    """Put the ledger into `folder`, whole or not at all. Raises `WorldError`."""
    path = folder / NAME
    with whole_file(path) as file:
        file.write(written(show, episodes))
    return path


def read_ledger(folder: Path) -> Feed:
    """The feed that the ledger in `folder` tells of.

    Raises `WorldError` if it can't be read, `KindpaceError` if it is none that this version knows.
    """
    return understood(_bytes(folder / NAME), str(folder / NAME))


def understood(data: bytes, name: str) -> Feed:
    """The feed that `data`, a ledger called `name`, tells of. Raises `KindpaceError`."""
    try:
        told = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        reason = "it is no JSON" if isinstance(fault, ValueError) else "it is too deep"
        raise _unreadable(name, reason) from fault
    if not isinstance(told, dict) or KIND not in told:
        raise _unreadable(name, f"it doesn't say {KIND}")
    if told[KIND] != VERSION:
        raise KindpaceError([problem("ledger-version", path=name, version=str(told[KIND])[:20])])
    try:
        show: Show = from_json(Show, told.get("show"), "show")
        episodes = from_json(tuple[Episode, ...], told.get("episodes"), "episodes")
    except Unlike as fault:
        raise _unreadable(name, str(fault)) from fault
    for reason in _inner_faults(show, episodes):
        raise _unreadable(name, reason)
    return show, episodes


def _inner_faults(show: Show, episodes: tuple[Episode, ...]) -> Iterator[str]:
    """What a ledger of the right shape may still hold that no writer of ours puts there."""
    for file in files_of(show, episodes):
        if not is_inside(file.path):
            yield f"{file.path[:40]!r} lies outside its folder"
        if file.size < 0:
            yield f"{file.path[:40]!r} has a size below nought"
    for name in ("id", "guid"):
        seen: set[str] = set()
        for one in episodes:
            value: str = getattr(one, name)
            if value in seen:
                yield f"two episodes share the {name} {value[:40]!r}"
            seen.add(value)


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever
            raise WorldError([problem("ledger-away", path=path, reason="it is no ordinary file")])
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise WorldError([problem("ledger-away", path=path, reason=reason)]) from fault
    if len(data) > MOST_BYTES:
        raise _unreadable(str(path), f"it is larger than {MOST_BYTES >> 20} MB")
    return data


def _unreadable(name: str, reason: str) -> KindpaceError:
    return KindpaceError([problem("ledger-unreadable", path=name, reason=reason)])
