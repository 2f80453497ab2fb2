"""What was written for an address is remembered while what it tells of stays as it is."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

KEPT = 24
"""Addresses whose files are remembered: a ladder's rungs, by loopback and by the network's name."""

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`files` by name, made when the folder was in `state`."""

    state: Hashable
    files: Files


class Memory:
    """The last few files that were made, by a key. Many may ask at once; one at a time makes."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._told: dict[str, Told] = {}
        self._one = Lock()

    def files(self, key: str, state: Hashable, make: Callable[[], Files]) -> Files:
        """The files for `key`: those of before if `state` is as it was, else made now."""
        with self._one:
            known = self._told.pop(key, None)
            if known is None or known.state != state:
                known = Told(state=state, files=make())
            self._told[key] = known  # last in line: the first is forgotten
            while len(self._told) > self._kept:
                del self._told[next(iter(self._told))]
            return known.files
