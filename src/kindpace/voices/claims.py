"""One line, one speaker: a claim that other processes see, and that ends with whoever holds it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

CLAIMS = "claims"
"""The folder for claims in a cache."""

READER = "reader-"


@contextmanager
def claimed(folder: Path, key: str, wait: Callable[[], bool]) -> Iterator[None]:
    """Hold the claim to `key`; while somebody else does, `wait()`, until that gives False.

    The claim is the system's lock on a file, so it ends with its process, however that ends. Where
    a file system knows no locks, everybody goes ahead: a line spoken twice is better than none.
    """
    path = claim_file(folder, key)
    held = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        while (held := _claim(path)) is None and wait():
            pass
    except OSError:
        held = None
    try:
        yield
    finally:
        if held is not None:
            _release(path, held)


@contextmanager
def if_free(path: Path) -> Iterator[bool]:
    """Hold the claim in the file `path` if nobody else does; gives whether that went well.

    Where a file system knows no locks, nobody can tell, and it gives True.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held, free = _claim(path), False
    except OSError:
        held, free = None, True
    try:
        yield free or held is not None
    finally:
        if held is not None:
            _release(path, held)


def claim_file(folder: Path, key: str) -> Path:
    """Where the claim to `key` in the cache `folder` stands."""
    return folder / CLAIMS / f"{key}.claim"


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Show that the takes in `folder` are being read, so that nobody clears them away."""
    with claimed(folder, f"{READER}{token_hex(8)}", lambda: False):
        yield


def is_in_use(folder: Path) -> bool:
    """Whether somebody reads the takes in `folder`; what a stopped reader left is cleared away."""
    for path in sorted((folder / CLAIMS).glob(f"{READER}*.claim")):
        with if_free(path) as free:
            if not free:
                return True
    return False


def _claim(path: Path) -> int | None:
    """A handle on the locked file, None if another holds it. Raises OSError where locks aren't."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(handle):
            os.close(handle)
            return None
        if _same(handle, path):
            return handle
    except OSError:
        os.close(handle)
        raise
    os.close(handle)  # it was let go, and removed, between opening and locking
    return None


def _same(handle: int, path: Path) -> bool:
    """Whether the locked file is the one that others will find."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _release(path: Path, handle: int) -> None:
    if sys.platform == "win32":
        os.close(handle)
        with suppress(OSError):  # another process may have it open
            path.unlink(missing_ok=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)  # while it is still locked, so that nobody else's goes
        os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
