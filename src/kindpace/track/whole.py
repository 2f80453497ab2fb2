"""Files that appear whole or not at all, and the faults of the disk as sentences."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from kindpace.problems import WorldError, problem

FAULTS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EACCES: "folder-locked",
    errno.EPERM: "folder-locked",
    errno.EROFS: "folder-locked",
    errno.ENOENT: "folder-missing",
    errno.ENOTDIR: "folder-missing",
    errno.ENAMETOOLONG: "name-too-long",
}


class Growing:
    """A file under construction. Only its own faults are the disk's; those of callers pass by."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file

    def write(self, data: bytes) -> None:
        """Append `data`. Raises `WorldError`."""
        with told(self._path):
            self._file.write(data)

    def patch(self, place: int, data: bytes) -> None:
        """Overwrite what stands at byte `place`. Raises `WorldError`."""
        with told(self._path):
            self._file.seek(place)
            self._file.write(data)
            self._file.seek(0, os.SEEK_END)

    def settle(self) -> None:
        """See everything onto the disk. Raises `WorldError`."""
        with told(self._path):
            self._file.flush()
            os.fsync(self._file.fileno())


@contextmanager
def whole_file(path: Path) -> Iterator[Growing]:
    """A file to grow, which becomes `path` when the block ends well.

    However it ends badly, Ctrl-C too, nothing new is left behind and an older `path` stays as it
    was. Raises `WorldError`.
    """
    final = ready_place(path)
    # A short name of its own, so that a long file name doesn't grow over the limit.
    part = final.with_name(f".kindpace-{secrets.token_hex(4)}.part")
    with told(path):
        file = part.open("xb")
    try:
        growing = Growing(path, file)
        yield growing
        growing.settle()
        with told(path):
            file.close()
            part.replace(final)
    except BaseException:
        with suppress(OSError):  # closing writes what is left, which may fail once more
            file.close()
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _settle_folder(final.parent)


def ready_place(path: Path) -> Path:
    """Where a file called `path` really goes, links followed.

    Raises `WorldError` if it can't go there; asked early, it saves the long work before.
    """
    final = Path(os.path.realpath(path))
    with told(path):
        kind = None
        with suppress(FileNotFoundError):
            kind = final.stat().st_mode
        final.parent.stat()
    words: dict[str, Any] = {"path": path, "folder": final.parent}
    if kind is not None and stat.S_ISDIR(kind):
        raise WorldError([problem("path-is-folder", **words)])
    if kind is not None and not stat.S_ISREG(kind):
        raise WorldError([problem("path-not-a-file", **words)])
    if not os.access(final.parent, os.W_OK | os.X_OK):
        raise WorldError([problem("folder-locked", **words)])
    return final


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn a fault of the disk into a `WorldError` about `path`."""
    try:
        yield
    except OSError as fault:
        slug = FAULTS.get(fault.errno or 0, "write-failed")
        reason = fault.strerror or str(fault)
        folder = path.absolute().parent
        raise WorldError([problem(slug, path=path, folder=folder, reason=reason)]) from fault


def _settle_folder(folder: Path) -> None:
    """See the new name onto the disk too, where the system offers that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
