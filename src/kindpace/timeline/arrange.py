"""A session and the lengths of its lines -> the timeline. The same for a plan and for a render."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, TypeVar

from kindpace.problems import Mark, stop_if_any
from kindpace.session.model import (
    BeatPlan,
    Count,
    Gait,
    Kind,
    Line,
    Part,
    Play,
    Recording,
    Reminder,
    Say,
    Seconds,
    Session,
    StepsPerMinute,
)
from kindpace.session.packs import pack_for
from kindpace.timeline.breathing import count_lines
from kindpace.timeline.events import BeatWindow, Move, Section, Timeline
from kindpace.timeline.fit import Fitted, fit
from kindpace.timeline.flow import Lengths, flow_of, pattern_of
from kindpace.timeline.place import Laid, PartLayout, Spot
from kindpace.timeline.reminders import with_reminders
from kindpace.timeline.stride import Pulse, seconds_pulse, strides_of

ASKED = Seconds(3)
"""A pause longer than this is there for the runner; no reminder falls into it."""


SHORTEST_WINDOW = Seconds(2)
"""The beat is heard for at least this long at a time: less holds no step at every cadence."""


class _Happening(Protocol):
    @property
    def start(self) -> Seconds:
        """When it begins."""


Event = TypeVar("Event", bound=_Happening)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A timeline without the breath, and where each cue came to stand, in the script's order."""

    timeline: Timeline
    spots: tuple[Spot, ...]
    layouts: tuple[PartLayout, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A part between two moments, with its steps."""

    section: Section
    pulse: Pulse


def arrange(session: Session, lengths: Lengths) -> Timeline:
    """The timeline of `session` when each line lasts as long as `lengths` says.

    Raises KindpaceError with everything that doesn't fit, by how much, and where.
    """
    draft = drafted(session, lengths)
    breaths = (breath for layout in draft.layouts for breath in layout.breaths())
    return replace(draft.timeline, breaths=_ordered(breaths))


def drafted(session: Session, lengths: Lengths) -> Draft:
    """The timeline of `session`, and where its cues are. Raises KindpaceError as `arrange` does."""
    known = cache(lengths)
    flows = [flow_of(session.parts, number, known) for number in range(len(session.parts))]
    fitted = fit(session, flows)
    placed = _placed(session.parts, fitted)
    laid, layouts = Laid(), list[PartLayout]()
    for number, (flow, size, one) in enumerate(zip(flows, fitted, placed, strict=True)):
        layout = PartLayout(
            number=number,
            flow=flow,
            start=one.section.start,
            end=one.section.end,
            pulse=one.pulse,
            growth=size.growth,
            lengths=known,
            pack=pack_for(session.language),
            language=session.language,
            laid=laid,
        )
        layout.lay()
        layouts.append(layout)
    stop_if_any(laid.problems)
    timeline = _timeline(session, placed, laid, _moves(session.parts, fitted, placed))
    kept = [
        (spot.end, spot.stop)
        for spot in laid.spots
        if isinstance(spot.cue, Say) and spot.stop - spot.end > ASKED
    ]
    timeline = with_reminders(timeline, reminder_lines(session), known, kept)
    return Draft(timeline=timeline, spots=tuple(laid.spots), layouts=tuple(layouts))


def _placed(parts: Sequence[Part], fitted: Sequence[Fitted]) -> list[_Placed]:
    """Every part from footfall to footfall; the last one ends exactly when the track does."""
    found: list[_Placed] = []
    start = goal = Seconds(0)
    before: tuple[Gait, StepsPerMinute] | None = None
    for number, (part, size) in enumerate(zip(parts, fitted, strict=True)):
        goal += size.length
        last = number == len(parts) - 1
        if part.gait.moving:
            strides = strides_of(part, start, goal, before=before, last=last)
            end, pulse = goal if last else strides[-1].stop, Pulse(strides=strides)
            before = (part.gait, strides[-1].end)
        else:
            end, pulse, before = goal, seconds_pulse(start, goal - start), None
        section = Section(
            name=part.name, start=start, length=end - start, gait=part.gait, mark=part.mark
        )
        found.append(_Placed(section=section, pulse=pulse))
        start = end
    return found


def _timeline(
    session: Session, placed: Sequence[_Placed], laid: Laid, moves: tuple[Move, ...]
) -> Timeline:
    moving = [one for one in placed if one.section.gait.moving]
    return Timeline(
        title=session.title,
        length=placed[-1].section.end,
        sections=tuple(one.section for one in placed),
        strides=tuple(stride for one in moving for stride in one.pulse.strides),
        beats=tuple(_beats(session.parts, placed)),
        speeches=_ordered(laid.speeches),
        words=_ordered(laid.words),
        breaths=(),
        bells=_ordered(laid.bells),
        plays=_ordered(laid.plays),
        quiets=_ordered(laid.quiets),
        moves=moves,
    )


def _ordered(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: event.start))


def _beats(parts: Sequence[Part], placed: Sequence[_Placed]) -> Iterator[BeatWindow]:
    """When the beat is heard, windows that meet joined into one."""
    now: BeatWindow | None = None
    for part, one in zip(parts, placed, strict=True):
        for window in _windows(part.beat, one.section):
            if now and now.end == window.start:
                now = BeatWindow(start=now.start, end=window.end)
                continue
            if now:
                yield now
            now = window
    if now:
        yield now


def _windows(plan: BeatPlan, section: Section) -> Iterator[BeatWindow]:
    if plan.on is None:
        yield BeatWindow(start=section.start, end=section.end)
        return
    start, on = section.start, max(plan.on, SHORTEST_WINDOW)
    while plan.on and start < section.end:
        yield BeatWindow(start=start, end=min(start + on, section.end))
        start += on + plan.off


def _moves(
    parts: Sequence[Part], fitted: Sequence[Fitted], placed: Sequence[_Placed]
) -> tuple[Move, ...]:
    return tuple(
        Move(name=part.name, written=size.usual, fitted=one.section.length)
        for part, size, one in zip(parts, fitted, placed, strict=True)
    )


def reminder_lines(session: Session) -> tuple[tuple[Kind, Reminder, Line | None, Mark], ...]:
    """Halfway and the last minute, as far as the session wants them, with their words."""
    pack = pack_for(session.language)
    wanted = (
        (Kind.HALFWAY, session.halfway, pack and pack.halfway),
        (Kind.LAST_MINUTE, session.last_minute, pack and pack.last_minute),
    )
    return tuple(
        (kind, how, _own_line(session, text) if text else None, session.mark)
        for kind, how, text in wanted
        if how is not Reminder.OFF
    )


def _own_line(session: Session, text: str) -> Line:
    return Line(text=text, spoken=text, language=session.language, pace=session.pace)


def lines_of(session: Session) -> Iterator[tuple[Line, Mark]]:
    """Every line that a voice will be asked for, with the place it comes from."""
    pack = pack_for(session.language)
    for part in session.parts:
        for cue in part.cues:
            if isinstance(cue, Say):
                yield from ((one, cue.mark) for one in cue.lines)
            elif isinstance(cue, Count) and pack is not None:
                counted = count_lines(pattern_of(cue, part), pack, session.language)
                yield from ((one, cue.mark) for one in counted)
    for _, how, one, mark in reminder_lines(session):
        if one is not None and how is Reminder.SAY:
            yield one, mark


def recordings_of(session: Session) -> Iterator[tuple[Recording, Mark]]:
    """Every audio file of the author's, with the cue that plays it."""
    for part in session.parts:
        yield from ((cue.recording, cue.mark) for cue in part.cues if isinstance(cue, Play))
