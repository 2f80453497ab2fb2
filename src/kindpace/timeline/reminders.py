"""Halfway and the last minute: spoken where the voice is free, else a soft bell."""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kindpace.problems import Mark
from kindpace.session.model import Kind, Line, Reminder, Seconds
from kindpace.timeline.events import BellStroke, Speech, Timeline
from kindpace.timeline.flow import STROKE, Lengths

LONG = Seconds(60)
"""A silence longer than this is promised to the runner beforehand: nothing may break it.

Listeners of long silences that nobody told them of think that the audio has stopped.
"""

ROOM_AROUND = Seconds(3, 2)
"""How much time a reminder keeps from the words before and after it."""

MAY_MOVE = Seconds(12)
"""How far from its moment a spoken reminder may stand before a bell takes its place."""

LAST = Seconds(60)
"""When the last minute begins, from the end."""

Wanted = Sequence[tuple[Kind, Reminder, Line | None, Mark]]
Taken = tuple[Seconds, Seconds]


def with_reminders(
    timeline: Timeline, wanted: Wanted, lengths: Lengths, kept: Iterable[Taken] = ()
) -> Timeline:
    """`timeline` with the reminders that the session wants.

    `kept` are times besides speech, counts, plays and quiets that no voice may take: the pauses
    in which the runner looks, listens or thinks.
    """
    promised = tuple(kept)
    for kind, how, line, mark in wanted:
        moment = timeline.length / 2 if kind is Kind.HALFWAY else timeline.length - LAST
        if moment <= 0:
            continue
        start = None
        if line is not None and how is Reminder.SAY:
            start = _free(_not_to_break(timeline, promised), moment, lengths(line), timeline.length)
        if line is None or start is None:
            timeline = _with_bell(timeline, moment, mark)
        else:
            speech = Speech(start=start, length=lengths(line), line=line, kind=kind, mark=mark)
            timeline = replace(timeline, speeches=_inserted(timeline.speeches, speech))
    return timeline


def voices(timeline: Timeline) -> Iterator[Taken]:
    """When a voice or a file of the author's is heard, in no order."""
    yield from ((speech.start, speech.end) for speech in timeline.speeches)
    yield from ((word.start, word.start + word.room) for word in timeline.words)
    yield from ((play.start, play.start + play.length) for play in timeline.plays)


def joined(taken: Iterable[Taken]) -> list[Taken]:
    """Stretches of time in order, those that touch made one."""
    found: list[Taken] = []
    for start, stop in sorted(taken):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def _inserted(speeches: Sequence[Speech], one: Speech) -> tuple[Speech, ...]:
    ordered = list(speeches)
    insort(ordered, one, key=lambda speech: speech.start)
    return tuple(ordered)


def _with_bell(timeline: Timeline, moment: Seconds, mark: Mark) -> Timeline:
    """A bell near `moment` where nobody speaks; a quiet may have it. One bell is enough."""
    if any(abs(bell.start - moment) < STROKE for bell in timeline.bells):
        return timeline
    start = _free(joined(voices(timeline)), moment, STROKE, timeline.length)
    bell = BellStroke(start=moment if start is None else start, mark=mark)
    bells = sorted((*timeline.bells, bell), key=lambda one: one.start)
    return replace(timeline, bells=tuple(bells))


def _not_to_break(timeline: Timeline, kept: Iterable[Taken]) -> list[Taken]:
    """What a spoken reminder leaves alone: other voices, and silence that was promised."""
    heard = joined(voices(timeline))
    edges = [(Seconds(0), Seconds(0)), *heard, (timeline.length, timeline.length)]
    silences = ((stop, start) for (_, stop), (start, _) in pairwise(edges))
    long = [silence for silence in silences if silence[1] - silence[0] > LONG]
    quiets = [(quiet.start, quiet.start + quiet.length) for quiet in timeline.quiets]
    return joined([*heard, *long, *quiets, *kept])


def _free(
    taken: Sequence[Taken], moment: Seconds, length: Seconds, track: Seconds
) -> Seconds | None:
    """The start nearest to `moment` with nothing of `taken` around it; None if it is too far."""
    edges = [(Seconds(0), Seconds(0)), *taken, (track, track)]
    found: list[Seconds] = []
    for (_, stop), (start, _) in pairwise(edges):
        first, last = stop + ROOM_AROUND, start - ROOM_AROUND - length
        if first <= last:
            found.append(min(max(moment, first), last))
    near = min(found, key=lambda start: abs(start - moment), default=None)
    return None if near is None or abs(near - moment) > MAY_MOVE else near
