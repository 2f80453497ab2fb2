"""What a publication needs of a place: the one seam for folders, S3, rsync and others."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kindpace.feed.publishing.pieces import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file at the target: `tag` is another whenever its content is another."""

    size: int
    tag: str


Sent = Callable[[int], None]
"""Told how many bytes more have arrived."""


class Target(Protocol):
    """A place on the web, or one that becomes it. All of it raises `WorldError`."""

    @property
    def name(self) -> str:
        """What people call it; holds no secret."""
        ...

    def seen(self, paths: Collection[str]) -> Mapping[str, Seen]:
        """Those of `paths` that stand there."""
        ...

    def holds(self, piece: Piece, seen: Seen) -> bool:
        """Whether what was `seen` is surely the piece's content; asked where no record tells."""
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a small file; None if there is none."""
        ...

    def put(self, pieces: Sequence[Piece], sent: Sent) -> None:
        """Send these, in any order: each appears whole or not at all, in place of what it was."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Put a small file that is nobody's business but ours."""
        ...

    def remove(self, paths: Sequence[str]) -> None:
        """Take these away; what isn't there is passed over."""
        ...
