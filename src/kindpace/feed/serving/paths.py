"""The way from a request's target to a file of the folder, and to nothing else."""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

LONGEST = 1024
"""Bytes of a target: paths of ours stay below 200."""

ABSOLUTE = re.compile(r"(?i)https?://([^/?#]*)(.*)", re.DOTALL)
ODD = re.compile(r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|%]')
"""Letters that split a path on one system or another, that end it, or that are encoded twice."""

READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
BINARY = getattr(os, "O_BINARY", 0)  # Windows only: line ends stay as they are


def split(target: str) -> tuple[str | None, str]:
    """The host that an absolute target names (RFC 9112, section 3.2.2), if any, and the path."""
    if found := ABSOLUTE.fullmatch(target):
        return found[1], found[2] or "/"
    return None, target


def steps_of(path: str) -> tuple[str, ...] | None:
    """The path's steps, decoded once; an empty last step is a folder. None leads nowhere.

    Hidden names, steps back, empty steps, and letters that mean something to a disk lead nowhere.
    """
    bare = path.partition("?")[0].partition("#")[0]
    if not bare.startswith("/") or len(path) > LONGEST:
        return None
    try:
        steps = tuple(unquote_to_bytes(step).decode("utf-8") for step in bare[1:].split("/"))
    except UnicodeDecodeError:
        return None
    if any(not plain(step) for step in steps[:-1]) or not (plain(steps[-1]) or steps[-1] == ""):
        return None
    return steps


def plain(step: str) -> bool:
    """Whether `step` names a file or a folder in the same way on every system."""
    return bool(step) and not ODD.search(step) and step[0] not in ".~" and step[-1] not in ". "


def found(root: Path, steps: tuple[str, ...]) -> Path | None:
    """Where `steps` lead within `root`, links followed; None if nowhere, or out of it."""
    home = os.path.realpath(root)
    with suppress(OSError, ValueError):
        there = Path(os.path.realpath(os.path.join(home, *steps), strict=True))  # noqa: PTH118 - as realpath takes it
        inside = there.relative_to(home)
        if all(plain(step) for step in inside.parts):
            return there
    return None


def opened(path: Path) -> tuple[BinaryIO, os.stat_result] | None:
    """The ordinary file at `path` to read from, and what the disk says of it; None is no file.

    A pipe is never waited for.
    """
    try:
        handle = os.open(path, READING | BINARY)
    except OSError:
        return None
    told = os.fstat(handle)
    if not stat.S_ISREG(told.st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb", buffering=0), told
