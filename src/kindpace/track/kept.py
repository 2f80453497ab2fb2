"""Encoded stretches kept on the disk, so that the same second is never encoded twice."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

MOST: Final = 1 << 30
"""Bytes that are kept: some twenty-four hours of track."""

DIGEST: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Streams by name in `folder`; when they come to more than `most` bytes, the oldest go.

    It only ever saves time: what can't be read or written is as if it had never been kept.
    """

    folder: Path
    most: int = MOST

    def found(self, name: str) -> bytes | None:
        """The stream called `name`, if it is there and whole."""
        path = self._path(name)
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        stream = content[DIGEST:]
        return stream if sha256(stream).digest() == content[:DIGEST] else None

    def keep(self, name: str, stream: bytes) -> None:
        """Put `stream` there, whole or not at all, for the eyes of its owner."""
        path = self._path(name)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(stream).digest() + stream)
                Path(part).replace(path)
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise

    def trim(self) -> None:
        """Let the streams go that were used longest ago, until the others find room."""
        held = self._files()
        left = sum(size for _, size, _ in held)
        for _, size, path in held:
            if left <= self.most:
                break
            with suppress(OSError):
                path.unlink()
            left -= size

    def size(self) -> int:
        """The bytes of all streams."""
        return sum(size for _, size, _ in self._files())

    def clear(self) -> None:
        """Let all of them go."""
        for *_, path in self._files():
            with suppress(OSError):
                path.unlink()

    def _files(self) -> list[tuple[float, int, Path]]:
        """When each was last used, its bytes and its place."""
        found: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("*/*"):
            with suppress(OSError):  # another run was quicker
                told = path.stat()
                found.append((told.st_mtime, told.st_size, path))
        return sorted(found)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name
