"""What encoding may use here: every core of this process, and what was encoded before."""

import os
from pathlib import Path

from kindpace.track.kept import Kept
from kindpace.track.stretches import Means


def cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # where a process can't be held to some of the cores
        return os.cpu_count() or 1


def means_in(cache: Path) -> Means:
    """All cores, and the streams kept beside the takes in the folder `cache`."""
    return Means(cores=cores(), kept=kept_in(cache))


def kept_in(cache: Path) -> Kept:
    """The encoded streams that are kept beside the takes in the folder `cache`."""
    return Kept(folder=cache / "encoded")
