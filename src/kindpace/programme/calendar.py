"""Days with dates -> a calendar file (iCalendar, RFC 5545) that any phone reads.

Whole-day events in no time zone; nothing rings, nothing counts. The same days give the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kindpace.problems import KindpaceError, problem
from kindpace.programme.model import Day, Kind, Programme
from kindpace.session.notation import clock

PRODUCER = "-//kindpace//programme//EN"
WIDEST = 75
"""Octets in a line, its end not counted (RFC 5545, 3.1)."""

LINE_END = "\r\n"
LEAVE = {
    Kind.MOVE: "Rest instead when you need to. Nothing has to be made up.",
    Kind.REST: "Nothing has to be done today.",
}
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar(programme: Programme, days: Sequence[Day]) -> str:
    """The whole file, one event a day. Raises KindpaceError (`calendar-without-dates`).

    An event's UID is its day's id, and its stamp is the first day: a programme that begins on the
    same day is the same file, and one that moves takes its events along.
    """
    if any(day.date is None for day in days):
        raise KindpaceError([problem("calendar-without-dates", programme.mark)])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCER}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(programme.title)}",  # RFC 7986; older calendars read the next line
        f"X-WR-CALNAME:{escaped(programme.title)}",
        *(line for day in days for line in _event(day, days[0].date)),
        "END:VCALENDAR",
    ]
    return "".join(f"{line}{LINE_END}" for line in folded(lines))


def escaped(text: str) -> str:
    """`text` as a TEXT value (RFC 5545, 3.3.11); control characters are left out."""
    plain = "\n".join(text.splitlines())
    return "".join(one for one in plain if one == "\n" or one.isprintable()).translate(ESCAPED)


def folded(lines: Iterable[str]) -> Iterator[str]:
    """Each line in pieces of 75 octets at most, parted between characters.

    Every piece but the first begins with a blank (RFC 5545, 3.1).
    """
    for line in lines:
        piece, octets = "", 0
        for letter in line:
            size = len(letter.encode())
            if octets + size > WIDEST:
                yield piece
                piece, octets = " ", 1
            piece, octets = piece + letter, octets + size
        yield piece


def _event(day: Day, first: date | None) -> Iterator[str]:
    if day.date is None or first is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{day.id}@kindpace"
    yield f"DTSTAMP:{first:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day.date:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day.date + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(day.title)}"
    yield f"DESCRIPTION:{escaped(about(day))}"
    yield f"CATEGORIES:{'Rest' if day.kind is Kind.REST else 'Run or walk'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def about(day: Day) -> str:
    """What a calendar tells of a day: its week, its track, and that it may be a rest."""
    again = f", time {day.round}" if day.round > 1 else ""
    lines = [f"{day.week_name} (week {day.week}{again})"]
    if day.session:
        length = f", {clock(day.minutes)}" if day.minutes else ""
        lines.append(f"Track: {day.session}{length}")
    if day.others:
        lines.append(f"Just as good: {', '.join(day.others)}")
    return "\n".join([*lines, *([day.note] if day.note else []), LEAVE[day.kind]])
