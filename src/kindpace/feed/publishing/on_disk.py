"""A folder as a target: a disk, a share, the folder that a web server hands out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Final

from kindpace.feed.publishing.pieces import Piece
from kindpace.feed.publishing.record import MOST_BYTES
from kindpace.feed.publishing.target import Seen, Sent
from kindpace.problems import WorldError, problem
from kindpace.track.whole import told, whole_file

STEP: Final = 1 << 20
HALF: Final = ".kindpace-*.part"
"""What a copy leaves behind that was ended by force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDisk:
    """The folder `root`, made when the first file comes."""

    root: Path

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.root)

    def seen(self, paths: Collection[str]) -> Mapping[str, Seen]:
        """Size and moment of each that stands there."""
        found = {}
        for path in paths:
            with suppress(OSError):
                there = (self.root / path).stat()
                found[path] = Seen(size=there.st_size, tag=str(there.st_mtime_ns))
        return found

    def holds(self, piece: Piece, seen: Seen) -> bool:
        """Read and compare: a disk is near."""
        return seen.size == piece.size and digest(self.root / piece.path) == piece.sha256

    def read(self, path: str) -> bytes | None:
        """The content, or None."""
        place = self.root / path
        if not place.exists():
            return None
        with told(place), place.open("rb") as file:
            return file.read(MOST_BYTES + 1)

    def put(self, pieces: Sequence[Piece], sent: Sent) -> None:
        """Copy each beside its place, then name it."""
        for folder in {(self.root / piece.path).parent for piece in pieces}:
            with told(folder / HALF):
                folder.mkdir(parents=True, exist_ok=True)
            clear_halves(folder)
        for piece in pieces:
            copy(piece, self.root / piece.path, sent)

    def write(self, path: str, data: bytes) -> None:
        """Put `data` in place, whole or not at all."""
        place = self.root / path
        with told(place):
            place.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(place) as file:
            file.write(data)

    def remove(self, paths: Sequence[str]) -> None:
        """Take these away, and the folders that they leave empty."""
        for path in paths:
            place = self.root / path
            with told(place):
                place.unlink(missing_ok=True)
            with suppress(OSError):  # it holds something else
                if place.parent != self.root:
                    place.parent.rmdir()


def clear_halves(folder: Path) -> None:
    """Take away what copies into `folder` left that were ended by force. Raises `WorldError`."""
    with told(folder / HALF):
        for half in folder.glob(HALF):
            half.unlink(missing_ok=True)


def copy(piece: Piece, place: Path, sent: Sent) -> None:
    """Put the piece at `place`, whole or not at all. Raises `WorldError`."""
    with whole_file(place) as growing:
        if piece.data is not None:
            growing.write(piece.data)
            sent(piece.size)
            return
        for data in content_of(piece.file):
            growing.write(data)
            sent(len(data))


def content_of(path: Path) -> Iterator[bytes]:
    """The content of a file, a piece at a time. Raises `WorldError`."""
    try:
        with path.open("rb") as file:
            while data := file.read(STEP):
                yield data
    except OSError as fault:
        reason = fault.strerror or "the disk refuses"
        raise WorldError([problem("publish-unread", path=path, reason=reason)]) from fault


def digest(path: Path) -> str:
    """The hex sha256 of a file; "" if it can't be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
