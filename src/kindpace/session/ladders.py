"""The small notations of a programme: ladders of cadences and of lengths, and the first day."""

import re
from datetime import date
from fractions import Fraction
from typing import Any

from kindpace.session.notation import LONGEST_NOTATION, NUMBER, Unreadable, shown
from kindpace.session.rhythm import cadence

MOST_RUNGS = 20
LEAST_SHARE, MOST_SHARE = 50, 200
FIRST_YEAR, LAST_YEAR = 1900, 2999
LADDER = re.compile(rf"({NUMBER})\s+to\s+({NUMBER})(?:\s+by\s+({NUMBER}))?")
FIVE = Fraction(5)
SHARE = re.compile(rf"({NUMBER})\s*%")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def cadence_rungs(written: object) -> tuple[Fraction, ...]:
    """`150 to 185 by 5` (by five where no step is told), `165`, or a list of cadences, rising.

    Raises Unreadable (`ladder-unreadable`, `ladder-order`, `ladder-long`, and those of a cadence).
    """
    if isinstance(written, str) and (match := LADDER.fullmatch(_line(written))):
        first, last, step = cadence(match[1]), cadence(match[2]), Fraction(match[3] or FIVE)
        if step == 0 or (last - first) / step >= MOST_RUNGS:
            raise Unreadable("ladder-long", written=shown(written), most=str(MOST_RUNGS))
        count = int((last - first) / step) + 1 if last >= first else 0
        return _rising([first + step * rung for rung in range(count)], written)
    if isinstance(written, dict) or (isinstance(written, str) and " to " in written):
        raise Unreadable("ladder-unreadable", written=shown(written))
    return _rising([cadence(one) for one in _listed(written)], written)


def length_shares(written: object) -> tuple[Fraction, ...]:
    """`[80%, 100%, 120%]`, or one of these: parts of the lengths that the programme tells, rising.

    Raises Unreadable (`share-unreadable`, `ladder-order`, `ladder-long`).
    """
    return _rising([_share(one) for one in _listed(written)], written)


def first_day(written: object) -> date:
    """`2026-01-05`. Raises Unreadable (`date-unreadable`)."""
    match = DAY.fullmatch(written.strip()) if isinstance(written, str) else None
    try:
        found = date(*(int(number) for number in match.groups())) if match else None
    except ValueError:  # a 31st of February
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable("date-unreadable", written=shown(written))
    return found


def _share(written: object) -> Fraction:
    match = SHARE.fullmatch(_line(written)) if isinstance(written, str) else None
    if match is None or not LEAST_SHARE <= Fraction(match[1]) <= MOST_SHARE:
        raise Unreadable("share-unreadable", written=shown(written))
    return Fraction(match[1]) / 100


def _listed(written: object) -> list[Any]:
    listed = written if isinstance(written, list) else [written]
    if len(listed) > MOST_RUNGS:
        raise Unreadable("ladder-long", written=shown(written), most=str(MOST_RUNGS))
    return listed


def _rising(rungs: list[Fraction], written: object) -> tuple[Fraction, ...]:
    if not rungs or sorted(set(rungs)) != rungs:
        raise Unreadable("ladder-order", written=shown(written))
    return tuple(rungs)


def _line(written: str) -> str:
    return " ".join(written[: LONGEST_NOTATION + 1].split())
