"""Every line of a session to read aloud oneself: with its id, once, in the order of the run."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from kindpace.problems import WrongUse, problem
from kindpace.session.acts import MOST_CHOICES
from kindpace.session.model import Line, Seconds, Session
from kindpace.session.recordings import line_id
from kindpace.studio.planning import Planned, load
from kindpace.timeline.arrange import lines_of
from kindpace.timeline.estimate import estimate
from kindpace.timeline.events import CountWord, Speech, Timeline
from kindpace.track.whole import whole_file

PAGES = (".html", ".htm")
OTHER_DAYS = "On other days"
SHORTEST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line to read: `private` are the words in it that are a person's own.

    `seconds` is about how long it lasts, `counted` tells whether it falls on a step, and `file`
    names the recording that there is already.
    """

    id: str
    part: str
    language: str
    text: str
    seconds: float
    private: tuple[str, ...]
    counted: bool
    file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    """The lines of the session called `title`."""

    title: str
    language: str
    rows: tuple[Row, ...]


def record_sheet(planned: Planned, *, every_day: bool = False) -> RecordSheet:
    """What there is to read in `planned`; with `every_day`, what other days draw too.

    Raises KindpaceError for two recordings of one line, WrongUse if their folder can't be read.
    """
    session = planned.session
    said = list(_said(session, planned.timeline))
    if every_day:
        said += [(line, OTHER_DAYS, False) for line in lines_of_other_days(planned)]
    recorded = _recorded(session, [line for line, _, _ in said])
    rows: dict[str, Row] = {}
    for line, part, counted in said:
        name = line_id(line.text, line.language)
        rows.setdefault(name, _row(line, part, name, recorded.get(name), counted=counted))
    return RecordSheet(title=session.title, language=session.language, rows=tuple(rows.values()))


def lines_of_other_days(planned: Planned) -> Iterable[Line]:
    """The lines that alternatives bring on other days, and not on this one.

    Each day draws the next of every list of alternatives, so a day without a new line is the last.
    """
    if planned.order is None:
        return ()
    order, known = planned.order, {line: None for line, _ in lines_of(planned.session)}
    today = len(known)
    first = order.day.toordinal() if order.day else 0
    for day in range(first + 1, first + 1 + MOST_CHOICES):
        session, _ = load(replace(order, day=date.fromordinal(day), turn=None))
        before = len(known)
        known |= {line: None for line, _ in lines_of(session)}
        if len(known) == before:
            break
    return tuple(known)[today:]


def _said(session: Session, timeline: Timeline) -> Iterator[tuple[Line, str, bool]]:
    """Each line, the part that it is first heard in, and whether it is counted; in order."""
    events: list[Speech | CountWord] = [*timeline.speeches, *timeline.words]
    for one in sorted(events, key=lambda event: event.start):
        yield one.line, _part_at(timeline, one.start), isinstance(one, CountWord)
    yield from ((line, "", False) for line, _ in lines_of(session))  # what has no room today


def _part_at(timeline: Timeline, moment: Seconds) -> str:
    began = [section.name for section in timeline.sections if section.start <= moment]
    return began[-1] if began else ""


def _recorded(session: Session, lines: Iterable[Line]) -> dict[str, str]:
    """The files that there are already, by id."""
    if session.recordings is None:
        return {}
    from kindpace.voices.own_files import matched  # noqa: PLC0415 - a sheet needs no voice

    marks = {line_id(line.text, line.language): (line.text, session.mark) for line in lines}
    here = matched(session.recordings, marks)
    return {name: path.name for name, path in here.files.items()}


def _row(line: Line, part: str, name: str, file: str | None, *, counted: bool) -> Row:
    from kindpace.voices.leaving import private_words  # noqa: PLC0415 - as above

    return Row(
        id=name,
        part=part,
        language=line.language,
        text=line.text,
        seconds=max(SHORTEST, round(float(estimate(line)), 1)),
        private=private_words(line),
        counted=counted,
        file=file,
    )


def sheet_json(sheet: RecordSheet) -> dict[str, object]:
    """`sheet` for a machine."""
    return {
        "title": sheet.title,
        "language": sheet.language,
        "lines": [
            {
                "id": row.id,
                "part": row.part,
                "language": row.language,
                "text": row.text,
                "seconds": row.seconds,
                "private": list(row.private),
                "counted": row.counted,
                "file": row.file,
            }
            for row in sheet.rows
        ],
    }


def write_sheet(sheet: RecordSheet, into: Path) -> Path:
    """`sheet` as a page at `into`. Raises WrongUse for another kind of file, WorldError."""
    if into.suffix.lower() not in PAGES:
        raise WrongUse([problem("sheet-ending", name=into.name)])
    with whole_file(into) as file:
        file.write(page(sheet).encode())
    return into


def page(sheet: RecordSheet) -> str:
    """`sheet` as one HTML page that asks nobody for anything."""
    frame = files("kindpace.studio").joinpath("record_sheet.html").read_text("utf-8")
    minutes = sum(row.seconds for row in sheet.rows) / 60
    data = json.dumps(sheet_json(sheet), ensure_ascii=False)
    return Template(frame).substitute(
        language=escape(sheet.language),
        title=escape(sheet.title),
        lines=len(sheet.rows),
        done=sum(row.file is not None for row in sheet.rows),
        minutes=f"{minutes:.0f}" if minutes >= 1 else "1",
        parts="\n".join(_parts(sheet)),
        data=data.replace("<", "\\u003c"),
    )


def _parts(sheet: RecordSheet) -> Iterator[str]:
    """The lines under the part in which each is heard first; counted words stand by themselves."""
    for heading, counted in dict.fromkeys((row.part, row.counted) for row in sheet.rows):
        rows = [row for row in sheet.rows if (row.part, row.counted) == (heading, counted)]
        yield "<section>"
        told = f"{escape(heading)} <small>counted</small>" if counted else escape(heading)
        yield f"<h2>{told or 'Somewhere'}</h2>"
        if counted:
            yield "<p>Short and even, each word by itself: it falls on a step.</p>"
        yield "<ol>"
        yield from (_line(row, sheet.language) for row in rows)
        yield "</ol>\n</section>"


def _line(row: Row, language: str) -> str:
    other = f" · {escape(row.language)}" if row.language != language else ""
    done = f' · <span class="done">✓ {escape(row.file)}</span>' if row.file else ""
    kept = ' class="kept"' if row.file else ""
    return (
        f'<li{kept}><p class="words" lang="{escape(row.language)}">{_marked(row)}</p>'
        f'<p class="about"><code>{row.id}</code> · about {row.seconds:g} s{other}{done}</p></li>'
    )


def _marked(row: Row) -> str:
    """The words, private ones marked."""
    marked, place = "", 0
    for words in row.private:
        found = re.compile(re.escape(words).replace(r"\ ", r"\s+")).search(row.text, place)
        if found is None:
            continue
        marked += escape(row.text[place : found.start()])
        marked += f'<mark title="private">{escape(found.group())}</mark>'
        place = found.end()
    return marked + escape(row.text[place:])
