"""A programme of weeks as values: what each day holds, before it has a date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from kindpace.problems import Mark
from kindpace.session.model import Seconds, StepsPerMinute
from kindpace.session.written import Profile


class Kind(StrEnum):
    """`MOVE`: a day to go out. `REST`: a day of rest, with a session of its own or simply free."""

    MOVE = "move"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one day holds. `session` None: a free day. `others` are just as good as `session`.

    `wishes` are what the programme asks for; `mark` is where the day is written, or its week.
    """

    kind: Kind
    session: str | None
    others: tuple[str, ...]
    title: str | None
    wishes: Profile
    note: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days, and what the week is called."""

    name: str
    note: str
    entries: tuple[Entry, ...]
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The cadences and the shares of the written lengths that a programme may be made in."""

    cadences: tuple[StepsPerMinute, ...] = ()
    lengths: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of a ladder. `cadence` None: as the sessions have it; `length`: share of theirs."""

    cadence: StepsPerMinute | None = None
    length: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Weeks in order, each as often as it comes. `instead`: what any day may become.

    `named` holds every session that it names, and where it does so first.
    """

    id: str
    title: str
    summary: str
    language: str
    topics: tuple[str, ...]
    carries: tuple[str, ...]
    starts: date | None
    instead: tuple[str, ...]
    ladder: Ladder
    weeks: tuple[Week, ...]
    notes: tuple[str, ...]
    afterwards: str
    mark: Mark
    named: Mapping[str, Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a programme as it is lived.

    `id` never changes, whatever the date; `number` counts days from 1, `week` weeks from 1 as they
    were written, `day` from 1 to 7, `round` how often the week has come. `turn` draws among the
    alternatives of its session. `minutes` is the length of its track, as far as it is told;
    `cadence` is that of the ladder's rung, if the programme is made in one.
    """

    id: str
    title: str
    kind: Kind
    session: str | None
    others: tuple[str, ...]
    wishes: Profile
    minutes: Seconds | None
    cadence: StepsPerMinute | None
    date: date | None
    number: int
    week: int
    week_name: str
    day: int
    round: int
    turn: int
    note: str
    mark: Mark


def rungs(ladder: Ladder) -> Iterator[Rung]:
    """Every cadence at every length; one rung alone where no ladder is told."""
    for length in ladder.lengths or (Fraction(1),):
        for cadence in ladder.cadences or (None,):
            yield Rung(cadence=cadence, length=length)
