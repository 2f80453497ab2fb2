"""What is published: every file of a feed's folder, with its turn, its type and how it is kept."""

from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from pathlib import Path
from typing import Final

from kindpace.feed.serving.kinds import caching, kind_of
from kindpace.feed.show import File

PLAIN: Final = "application/octet-stream"


class Turn(IntEnum):
    """When a file goes: nothing is sent before all that it points at stands.

    What is taken away goes the other way round.
    """

    TRACKS = 0
    BESIDE_TRACKS = 1
    LISTS = 2
    PAGES = 3
    FEEDS = 4
    LADDER = 5


Stage = tuple[Turn, int]
"""A turn, and an order within it: further pages of a feed go before those that lead to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file: its `path` at the target, what it is, when it goes, and how others may keep it.

    It lies at `file`; `data` is its content where that was read beforehand, so that what belongs
    together is of one moment.
    """

    path: str
    size: int
    sha256: str
    stage: Stage
    type: str
    caching: str
    file: Path
    data: bytes | None = None


def of_file(file: File, folder: Path, before: str, turn: Turn, *, private: bool) -> Piece:
    """A file that the ledger tells of; `before` is the path of its feed at the target."""
    path = before + file.path
    return Piece(
        path=path,
        size=file.size,
        sha256=file.sha256,
        stage=(turn, 0),
        type=typed(path),
        caching=caching(path, private=private),
        file=folder / file.path,
    )


def of_data(data: bytes, file: Path, path: str, stage: Stage, *, private: bool) -> Piece:
    """A file whose content is `data`, as it was read from `file` or in place of it."""
    return Piece(
        path=path,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        stage=stage,
        type=typed(path),
        caching=caching(path, private=private),
        file=file,
        data=data,
    )


def typed(path: str) -> str:
    """The media type of the file at `path`."""
    kind = kind_of(tuple(path.split("/")))
    return kind.type if kind else PLAIN


def turn_of(path: str) -> Turn:
    """The turn of a file that is only known by its path, as one that has to go is."""
    name = path.rpartition("/")[2]
    if name.endswith(".xml"):
        return Turn.FEEDS
    if name.endswith(".html"):
        return Turn.PAGES
    if name.endswith((".mp3", ".m4a")):
        return Turn.TRACKS
    return Turn.BESIDE_TRACKS if "/" in path else Turn.LISTS
