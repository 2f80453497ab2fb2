"""Moments as feeds write them: in English and UTC, whatever the machine speaks."""

import datetime as dt
from email.utils import format_datetime, parsedate_to_datetime


def rfc_2822(moment: dt.datetime) -> str:
    """`Thu, 30 Apr 2026 06:00:00 +0000`: RSS asks for RFC 822 dates, Apple for RFC 2822."""
    return format_datetime(in_utc(moment))


def in_utc(moment: dt.datetime) -> dt.datetime:
    """`moment` in UTC; one without a zone is taken for UTC, never for the machine's own."""
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)


def moment_of(text: str) -> dt.datetime | None:
    """The moment that an RFC 2822 or ISO 8601 date tells, in UTC; None if it tells none.

    Without a zone it is taken for UTC. A weekday that doesn't fit is passed over.
    """
    for read in (parsedate_to_datetime, dt.datetime.fromisoformat):
        try:
            moment = read(text.strip()[:100])
            return in_utc(moment)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
