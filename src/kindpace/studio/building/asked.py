"""What a build is asked for, what it looks for, and what came of it: frozen values."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from kindpace.problems import Problem
from kindpace.programme.model import Rung
from kindpace.studio.planning import Order
from kindpace.track.encode import MONO, Encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a person wants built.

    `what` names scripts, a folder of them, or a programme; `order` holds what goes for all of
    them. `ladder` has a feed a rung, `own_ladder` takes the one that a programme tells. `starts`
    is the first episode's day, `every` how many days lie between two, or on which weekdays they
    come (Monday is 0). `ahead` builds those of days to come too; `older` is the feed of another
    maker whose identities live on; `prune` lets episodes go whose script has gone; `again` makes
    everything anew.
    """

    what: tuple[str, ...]
    into: Path
    order: Order = field(default_factory=lambda: Order(name=""))
    base_url: str = ""
    ladder: tuple[Rung, ...] = ()
    own_ladder: bool = False
    starts: dt.date | None = None
    every: int | frozenset[int] | None = None
    ahead: bool = False
    older: Path | None = None
    private: bool = False
    prune: bool = False
    again: bool = False
    encoding: Encoding = MONO


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One episode to be: `order` says what to plan, all else what the feed tells beside.

    `id` empty means the session's own; `day` None: it has no date of its own; `place` counts the
    days of a programme.
    """

    order: Order
    id: str = ""
    title: str = ""
    day: dt.date | None = None
    season: int | None = None
    season_name: str = ""
    number: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a build has come: episodes, and seconds of sound; `title` is the one just done."""

    title: str
    done: int
    all: int
    sound_done: float
    sound_all: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What one feed holds now; all but the folder are titles.

    `made` are new or anew, `kept` as they were, `waiting` for their day, `orphans` without a
    script and still there, `gone` taken out; `changed` is how many files were written or removed.
    """

    folder: Path
    made: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of a build: a feed a rung, and the faults that kept some episodes out."""

    feeds: tuple[Feed, ...]
    faults: tuple[Problem, ...] = ()
    exit_code: int = 0
