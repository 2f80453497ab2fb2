"""A finished timeline for a terminal: what happens when, in plain lines."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from kindpace.session.model import Part, Seconds, Session
from kindpace.session.notation import clock
from kindpace.timeline.events import Section, Timeline
from kindpace.timeline.reminders import joined
from kindpace.timeline.sheet import longest_quiet, quiet_share, transcript, words_a_minute
from kindpace.timeline.tempo import Stride

TIME, KIND = 8, 12
"""Columns for the clock and for the kind of thing that happens."""

NARROWEST = 40
MOVED = Seconds(1)
"""A part that moved by less stands as it was written: footfalls take that much."""

PLAIN = str.maketrans({"·": "|", "→": ">", "—": "-"})
"""Our own signs in ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that happens."""

    start: Seconds
    kind: str
    text: str


def plan_text(
    session: Session, timeline: Timeline, width: int = 80, *, ascii_only: bool = False
) -> str:
    """`timeline` as lines of at most `width` letters (at least 40), ending in a newline.

    `ascii_only` keeps our own signs plain; the script's words stay as they were written.
    """
    width = max(width, NARROWEST)
    rows = sorted(_rows(timeline), key=lambda row: row.start)
    starts = [row.start for row in rows]
    lines = list(_head(session, timeline, width))
    for part, section in zip(session.parts, timeline.sections, strict=True):
        last = section is timeline.sections[-1]
        first, stop = bisect_left(starts, section.start), bisect_left(starts, section.end)
        lines += ["", *_heading(part, section, timeline, width)]
        for row in rows[first : None if last else stop]:
            lines += _row(row, width)
    lines += _moved(session, timeline, width)
    signs = PLAIN if ascii_only else {}
    return "\n".join(line.rstrip() for line in lines).translate(signs) + "\n"


def _head(session: Session, timeline: Timeline, width: int) -> Iterator[str]:
    patterns = dict.fromkeys(str(part.breath.pattern) for part in session.parts if part.breath)
    facts = [clock(timeline.length), *_cadences(timeline)]
    facts += [f"breath {pattern}" for pattern in patterns]
    facts.append(f"sound {session.sound}")
    if session.bed:
        facts.append(f"bed {session.bed.path.name}")
    if mix := str(session.mix):
        facts.append(f"mix {mix}")
    quiet = [
        f"{round(100 * quiet_share(timeline))} % without words",
        f"{round(words_a_minute(timeline))} words a minute",
        f"longest quiet {clock(longest_quiet(timeline))}",
    ]
    yield from wrap(session.title, width)
    yield from _listed(facts, width)
    yield from _listed(quiet, width)


def _cadences(timeline: Timeline) -> Iterator[str]:
    """Each gait with the lowest and the highest cadence at which one of its stretches ends."""
    for gait in dict.fromkeys(section.gait for section in timeline.sections if section.gait.moving):
        sections = (section for section in timeline.sections if section.gait is gait)
        ends = [stride.end for one in sections for stride in _strides(one, timeline)]
        low, high = round(min(ends)), round(max(ends))
        yield f"{gait} {low}" if low == high else f"{gait} {low} to {high}"


def _strides(section: Section, timeline: Timeline) -> Sequence[Stride]:
    first = bisect_left(timeline.strides, section.start, key=lambda stride: stride.start)
    stop = bisect_left(timeline.strides, section.end, key=lambda stride: stride.start)
    return timeline.strides[first:stop]


def _heading(part: Part, section: Section, timeline: Timeline, width: int) -> Iterator[str]:
    facts = [f"{clock(section.length)} {section.gait}"]
    ramp = [round(leg) for one in part.cadence for leg in (one.begin, one.end)]
    if ramp:
        steps = [ramp[0], *(b for a, b in pairwise(ramp) if a != b)]
        facts.append(" → ".join(map(str, steps)))
    if part.breath:
        facts.append(f"breath {part.breath.pattern}")
    if section.gait.moving:
        facts.append(f"beat {_beat(section, timeline)}")
    yield from wrap(
        section.name,
        width,
        initial_indent=f"{clock(section.start):>{TIME - 2}}  ",
        subsequent_indent=" " * TIME,
    )
    yield from (" " * TIME + line for line in _listed(facts, width - TIME))


def _beat(section: Section, timeline: Timeline) -> str:
    first = bisect_left(timeline.beats, section.start, key=lambda window: window.end)
    windows = [
        window
        for window in timeline.beats[first:]
        if window.start < section.end and window.end > section.start
    ]
    if not windows:
        return "off"
    if len(windows) == 1 and windows[0].start <= section.start and windows[0].end >= section.end:
        return "on"
    return "in windows"


def _rows(timeline: Timeline) -> Iterator[Row]:
    entries = transcript(timeline)
    for entry in entries:
        text = entry.text
        if entry.kind is None and entry.breaths > 1:
            text = f"{text} — {entry.breaths} breaths"
        kind = "count" if entry.kind is None else str(entry.kind).replace("_", " ")
        yield Row(start=entry.start, kind=kind, text=text)
    for quiet in timeline.quiets:
        yield Row(start=quiet.start, kind="quiet", text=clock(quiet.length))
    for bell in timeline.bells:
        yield Row(start=bell.start, kind="bell", text="")
    for play in timeline.plays:
        text = f"{play.recording.path.name} · {clock(play.length)}"
        yield Row(start=play.start, kind="play", text=text)
    counted = {entry.mark for entry in entries if entry.kind is None}
    sounding = joined(
        (one.start, one.start + one.length) for one in timeline.breaths if one.mark not in counted
    )
    for start, stop in sounding:
        yield Row(start=start, kind="breath", text=f"sounds for {clock(stop - start)}")


def _row(row: Row, width: int) -> Iterable[str]:
    head = f"{clock(row.start):>{TIME - 2}}  {row.kind:<{KIND}}"
    return wrap(row.text, width, initial_indent=head, subsequent_indent=" " * (TIME + KIND)) or [
        head
    ]


def _moved(session: Session, timeline: Timeline, width: int) -> Iterator[str]:
    """What moved, so that the whole lasts as long as was asked."""
    moves = [move for move in timeline.moves if abs(move.fitted - move.written) >= MOVED]
    if session.length is None or not moves:
        return
    yield ""
    yield from wrap(f"To last {clock(timeline.length)}, these parts moved:", width)
    for move in moves:
        yield from wrap(
            f"{move.name}  {clock(move.written)} → {clock(move.fitted)}",
            width,
            initial_indent=" " * TIME,
            subsequent_indent=" " * TIME,
        )


def _listed(facts: Sequence[str], width: int) -> Iterator[str]:
    """`facts` side by side, each whole, in as few lines as they need."""
    line = ""
    for fact in facts:
        longer = f"{line} · {fact}" if line else fact
        if line and len(longer) > width:
            yield line
            longer = fact
        line = longer
    yield line
