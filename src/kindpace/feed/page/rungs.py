"""A ladder: folders of the same sessions, each at a cadence of its own."""

from dataclasses import dataclass
from pathlib import Path

from kindpace.feed.ledger import NAME, read_ledger
from kindpace.feed.show import Episode, Show

MOST = 60
"""Rungs of a ladder: more than there are cadences to run at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """The feed in the folder `path`, below the ladder's own."""

    path: str
    show: Show
    episodes: tuple[Episode, ...]

    @property
    def cadence(self) -> int | None:
        """Steps a minute, if all its tracks share them, or else if its folder is named by them."""
        told = {one.cadence for one in self.episodes if one.cadence}
        if len(told) == 1:
            return told.pop()
        return int(self.path) if self.path.isdecimal() else None


def rung_folders(folder: Path) -> tuple[Path, ...]:
    """The folders below `folder` that hold a feed, in order, numbers as numbers."""
    inner = (one for one in folder.iterdir() if one.name[:1] != "." and (one / NAME).is_file())
    return tuple(sorted(inner, key=lambda one: (len(one.name), one.name))[:MOST])


def rungs_of(folder: Path) -> tuple[Rung, ...]:
    """The ladder that stands in `folder`; none is no ladder. Raises KindpaceError."""
    return tuple(
        Rung(path=one.name, show=show, episodes=episodes)
        for one in rung_folders(folder)
        for show, episodes in [read_ledger(one)]
    )
