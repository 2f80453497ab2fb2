"""On which days episodes come: every so many days, or on certain weekdays."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import count
from typing import Final

from kindpace.problems import WrongUse, problem

HOUR: Final = dt.time(5, 0, tzinfo=dt.UTC)
"""When an episode with a day appears: before most people run, in most of the world."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED: Final = {"day": 1, "week": 7}
LONGEST: Final = 366

Every = int | frozenset[int]


def every(written: str) -> Every:
    """`day`, `week`, `3d`, or weekdays such as `mon,wed,sat`. Raises WrongUse."""
    words = written.strip().lower()
    if words in NAMED:
        return NAMED[words]
    if (days := re.fullmatch(r"(\d{1,3})\s*(?:d|days?)", words)) and 0 < int(days[1]) <= LONGEST:
        return int(days[1])
    named = [one.strip()[:3] for one in words.split(",")]
    if set(named) <= set(WEEKDAYS):
        return frozenset(map(WEEKDAYS.index, named))
    raise WrongUse([problem("every-unreadable", written=written[:40])])


def days_from(starts: dt.date, step: Every) -> Iterator[dt.date]:
    """The days from `starts` on, without end; on weekdays the first that fits."""
    if isinstance(step, int):
        yield from (starts + dt.timedelta(days=number * step) for number in count())
    for number in count():
        day = starts + dt.timedelta(days=number)
        if isinstance(step, frozenset) and day.weekday() in step:
            yield day


def morning(day: dt.date) -> dt.datetime:
    """The moment of `day` when its episode appears."""
    return dt.datetime.combine(day, HOUR)


def in_a_row(now: dt.datetime, place: int, of: int) -> dt.datetime:
    """The moment of episode `place` (from 0) of those that come together now.

    A second lies between two, so that every app keeps their order, and none is in the future.
    """
    return now.replace(microsecond=0) - dt.timedelta(seconds=of - 1 - place)
