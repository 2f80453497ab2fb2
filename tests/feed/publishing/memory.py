"""A target in memory, and one that is stopped at any moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from kindpace.feed.publishing.pieces import Piece
from kindpace.feed.publishing.target import Seen, Sent
from tests.feed.publishing.shows import Reader


class Stopped(BaseException):
    """The power went."""


@dataclass(slots=True, kw_only=True)
class InMemory:
    """Files by path. `did` tells what was done; the `moments`-th change is the last one, if given.

    With `forgetful`, it can't tell a file's content, as some stores can't.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    did: list[str] = field(default_factory=list)
    moments: int | None = None
    forgetful: bool = False
    name: str = "memory"

    def seen(self, paths: Collection[str]) -> Mapping[str, Seen]:
        """Size and hash."""
        there = {path: self.files[path] for path in paths if path in self.files}
        return {path: Seen(size=len(data), tag=hashed(data)) for path, data in there.items()}

    def holds(self, piece: Piece, seen: Seen) -> bool:
        """By the hash."""
        return not self.forgetful and seen.tag == piece.sha256

    def read(self, path: str) -> bytes | None:
        """What is there."""
        return self.files.get(path)

    def put(self, pieces: Sequence[Piece], sent: Sent) -> None:
        """One after the other."""
        for one in pieces:
            data = one.file.read_bytes() if one.data is None else one.data
            self._change(f"put {one.path}")
            self.files[one.path] = data
            sent(len(data))

    def write(self, path: str, data: bytes) -> None:
        """At once."""
        self._change(f"write {path}")
        self.files[path] = data

    def remove(self, paths: Sequence[str]) -> None:
        """One after the other."""
        for path in paths:
            self._change(f"remove {path}")
            self.files.pop(path, None)

    def _change(self, doing: str) -> None:
        if self.moments is not None:
            if not self.moments:
                raise Stopped
            self.moments -= 1
        self.did.append(doing)

    @property
    def reader(self) -> Reader:
        """Somebody who reads here."""
        return Reader(read=self.read)


def hashed(data: bytes) -> str:
    """In hex."""
    return sha256(data).hexdigest()
