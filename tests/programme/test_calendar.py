"""The calendar file, taken apart again by a reader of RFC 5545 that knows nothing of its writer."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError
from kindpace.programme.calendar import about, calendar, escaped, folded
from kindpace.programme.days import days
from kindpace.programme.model import Day, Programme
from kindpace.programme.resolve import resolved
from tests.programme.maker import made, text, week
from tests.session.maker import source

FIRST = date(2026, 12, 28)
UNESCAPED = {"n": "\n", "N": "\n", "\\": "\\", ";": ";", ",": ","}
NAME = re.compile(r"[A-Z-]+(?:;[A-Z-]+=[A-Z0-9-]+)*")


def unfolded(file: bytes) -> list[str]:
    """The content lines of a file (3.1): every line ends with CRLF and has 75 octets at most."""
    assert file.endswith(b"\r\n")
    lines = file[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    return re.sub(rb"\r\n[ \t]", b"", file[:-2]).decode().split("\r\n")


def said(value: str) -> str:
    """A TEXT value without its escapes (3.3.11)."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", lambda found: UNESCAPED[found[1]], value)


def events(file: bytes) -> Iterator[dict[str, str]]:
    """Each VEVENT by property name; parameters stay with the name."""
    lines = unfolded(file)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    inside: dict[str, str] | None = None
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        assert NAME.fullmatch(name)
        if line == "BEGIN:VEVENT":
            assert inside is None
            inside = {}
        elif line == "END:VEVENT":
            assert inside
            yield inside
            inside = None
        elif inside is not None:
            assert name not in inside
            inside[name] = value
    assert inside is None


def file_of(programme: Programme, found: tuple[Day, ...]) -> bytes:
    """The calendar's bytes."""
    return calendar(programme, found).encode()


def test_every_day_is_one_whole_day() -> None:
    """Dates without hours or zones, over the turn of a year; rests too."""
    programme = made()
    found = days(programme, starts=FIRST, again=(1,))
    read = list(events(file_of(programme, found)))
    assert [one["UID"] for one in read] == [f"{day.id}@kindpace" for day in found]
    for offset, one in enumerate(read):
        begin = FIRST + timedelta(days=offset)
        assert one["DTSTART;VALUE=DATE"] == f"{begin:%Y%m%d}"
        assert one["DTEND;VALUE=DATE"] == f"{begin + timedelta(days=1):%Y%m%d}"
        assert one["TRANSP"] == "TRANSPARENT"
    assert [said(one["SUMMARY"]) for one in read[:4]] == [day.title for day in found[:4]]
    assert {one["CATEGORIES"] for one in read} == {"Rest", "Run or walk"}


def test_the_head_says_what_it_is() -> None:
    """What a calendar asks of a file, and the programme's title for a name."""
    programme = made()
    lines = unfolded(file_of(programme, days(programme, starts=FIRST)))
    head = lines[: lines.index("BEGIN:VEVENT")]
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Some weeks"} <= set(head)
    assert sum(line.startswith("PRODID:") for line in head) == 1


def test_the_same_days_are_the_same_bytes() -> None:
    """Stamps come from the first day, never from a clock; a later start moves the same events."""
    programme = made()
    one, two = (file_of(programme, days(programme, starts=FIRST)) for _ in range(2))
    assert one == two
    assert {event["DTSTAMP"] for event in events(one)} == {"20261228T000000Z"}
    moved = file_of(programme, days(programme, starts=FIRST + timedelta(days=7)))
    assert [a["UID"] for a in events(one)] == [b["UID"] for b in events(moved)]


def test_nothing_rings_counts_or_repeats() -> None:
    """No alarms, no rules of repetition, nothing to catch up with."""
    programme = made()
    file = calendar(programme, days(programme, starts=FIRST))
    assert not re.search(r"VALARM|RRULE|VTODO|TZID", file)
    assert not re.search(r"(?i)\b(?:streak|missed|catch up|behind)\b", file)
    told = [said(one["DESCRIPTION"]).splitlines()[-1] for one in events(file.encode())]
    assert told.count("Rest instead when you need to. Nothing has to be made up.") == 2
    assert told.count("Nothing has to be done today.") == 5


def test_a_day_tells_its_track_and_what_is_just_as_good() -> None:
    """Week, track, length, alternatives and note."""
    days_ = "- session: senses\n  or: lace-up\n  minutes: 25\n  note: Slowly."
    programme = made(week(days_))
    (first, *_) = days(programme, again=(1,))
    assert about(first).splitlines() == [
        "One (week 1)",
        "Track: senses, 25:00",
        "Just as good: lace-up",
        "Slowly.",
        "Rest instead when you need to. Nothing has to be made up.",
    ]
    assert about(days(programme, again=(1,))[7]).startswith("One (week 1, time 2)")


def test_without_dates_there_is_no_calendar() -> None:
    """And the answer says how to get one."""
    programme = made()
    with pytest.raises(KindpaceError) as raised:
        calendar(programme, days(programme))
    (found,) = raised.value.problems
    assert found.slug == "calendar-without-dates"
    assert "--starts" in found.mend


@given(st.text(max_size=300))
def test_any_text_comes_back(words: str) -> None:
    """Commas, semicolons, backslashes, line ends and letters of any size."""
    lines = list(folded([f"SUMMARY:{escaped(words)}"]))
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = lines[0] + "".join(line.removeprefix(" ") for line in lines[1:])
    kept = "\n".join(words.splitlines())
    assert said(whole.removeprefix("SUMMARY:")) == "".join(
        one for one in kept if one == "\n" or one.isprintable()
    )


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=150))
def test_any_title_makes_a_calendar_that_can_be_read(title: str) -> None:
    """A week's name and a day's title of any kind."""
    seen = "".join(one for one in title if one.isprintable() and one not in "\"\\'").strip()
    if not seen:
        return
    days_ = f'- session: senses\n  title: "{seen}"'
    written = text(week(days_, name=f'"{seen}"'))
    programme = resolved(source(written))
    found = days(programme, starts=FIRST)
    first, *_ = events(file_of(programme, found))
    assert said(first["SUMMARY"]) == found[0].title
    assert said(first["DESCRIPTION"]) == about(found[0])
