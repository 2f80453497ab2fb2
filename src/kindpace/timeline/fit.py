"""How long each part becomes, so that the whole lasts exactly as long as asked.

A part that doesn't say how long it is takes what the track has left. Then elastic quiets move, all
by the same factor within their limits; when they are at their limits, rests and pauses give a
little, all by the same share. Speech, breath and counts never move.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from kindpace.problems import KindpaceError, Mark, Problem, Weight, problem
from kindpace.session.model import Seconds, Session, Stretch
from kindpace.session.notation import clock
from kindpace.timeline.flow import Flow, Measure, at_least, usual
from kindpace.timeline.stride import planned

UNWRITTEN_QUIET = Seconds(60)
"""What an elastic quiet lasts, before fitting, in a part that doesn't say how long it is."""

LEAST_WEIGHT = Seconds(1)
NONE, ALL = Seconds(0), Seconds(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How far one part can move from `usual`, the length that was written.

    Quiets take it from `low` to `high`, rests down to `tight` and up to `loose` (None: any length);
    `weight` is its share of what quiets give or take.
    """

    name: str
    mark: Mark
    tight: Seconds
    low: Seconds
    usual: Seconds
    high: Seconds | None
    loose: Seconds | None
    weight: Seconds
    written: bool

    def at(self, factor: Seconds) -> Seconds:
        """The part's length when all quiets are `factor` times as long as written."""
        length = max(self.low, self.usual + (factor - 1) * self.weight)
        return length if self.high is None else min(length, self.high)

    def still(self, length: Seconds) -> "Room":
        """The same room, held at `length`."""
        return replace(self, low=length, usual=length, high=length, weight=NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A part's settled length, and how far (0..1) its rests have grown."""

    usual: Seconds
    length: Seconds
    growth: Seconds


def fit(session: Session, flows: Sequence[Flow]) -> tuple[Fitted, ...]:
    """A length for every part. Raises KindpaceError where speech or the whole doesn't fit."""
    rooms = [room_of(flow) for flow in flows]
    found = [fault for flow, room in zip(flows, rooms, strict=True) for fault in faults(flow, room)]
    if found:
        raise KindpaceError(dict.fromkeys(found))
    asked, written = session.length, _total(rooms)
    if asked is None or asked == written:
        return _fitted(rooms, [room.usual for room in rooms])
    return _shorter(rooms, asked, session) if asked < written else _longer(rooms, asked, session)


def room_of(flow: Flow) -> Room:
    """How far the part of `flow` can move."""
    part = flow.part
    quiets = [item.elastic for item in flow.items() if item.elastic]
    tight, base = flow.needs(Measure.TIGHT), flow.needs(Measure.USUAL)
    filling = sum((_unwritten(quiet) for quiet in quiets), base)
    length = max(filling, planned(part)) if part.lasts is None else max(part.lasts, tight)
    low = min(base, length) if quiets or part.lasts is None else length
    high, loose = _limits(flow, length)
    return Room(
        name=part.name,
        mark=part.mark,
        tight=max(tight, low - (base - tight)),
        low=low,
        usual=length,
        high=high,
        loose=loose,
        weight=NONE if low == high else max(length - low, LEAST_WEIGHT),
        written=part.lasts is not None,
    )


def faults(flow: Flow, room: Room) -> list[Problem]:
    """What is wrong with one part by itself, in the length that was written for it."""
    part = flow.part
    found = list(flow.clashes(room.usual))
    if part.lasts is None:
        return found
    words = {"name": part.name, "lasts": clock(part.lasts)}
    if planned(part) > part.lasts:
        plan = clock(planned(part))
        found.append(problem("cadence-too-long", part.mark, weight=Weight.MEND, plan=plan, **words))
    if room.usual > part.lasts and not found:
        missing = flow.unannounced().needs(Measure.TIGHT) - part.lasts
        slug = "speech-too-long" if any(flow.items()) else "part-too-short"
        if missing > 0:
            short = at_least(missing)
            found.append(problem(slug, part.mark, weight=Weight.MEND, missing=short, **words))
    return found


def _unwritten(quiet: Stretch) -> Seconds:
    """What an elastic quiet lasts beyond its least where no length is written."""
    most = UNWRITTEN_QUIET if quiet.most is None else min(UNWRITTEN_QUIET, quiet.most)
    return max(NONE, most - quiet.least)


def _limits(flow: Flow, length: Seconds) -> tuple[Seconds | None, Seconds | None]:
    """How far quiets, and how far quiets and rests together can take a part; None: any length."""
    quiets = any(item.elastic for item in flow.items())
    widest = flow.widest() if quiets else length
    bound = flow.bound()
    if bound is None and (widest is None or not (quiets or flow.part.lasts)):
        return None, None
    high = bound if widest is None else max(length, widest)
    grows = (item.pause.most - usual(item.pause) for item in flow.items() if item.pause.most)
    loose = None if high is None else high + sum(grows, NONE)
    if bound is not None and high is not None and loose is not None:
        high, loose = max(length, min(high, bound)), max(length, min(loose, bound))
    return high, loose


def _shorter(rooms: Sequence[Room], asked: Seconds, session: Session) -> tuple[Fitted, ...]:
    """Quiets give way, then rests."""
    lows = [room.at(NONE) for room in rooms]
    gives = [low - room.tight for low, room in zip(lows, rooms, strict=True)]
    missing = sum(lows) - asked
    if missing <= 0:
        factor = _factor(rooms, asked)
        return _fitted(rooms, [room.at(factor) for room in rooms])
    if missing > sum(gives):
        least, written = sum(lows, -sum(gives, NONE)), _total(rooms)
        fullest = max(rooms, key=lambda room: room.tight - room.usual * asked / written)
        raise KindpaceError(
            [
                problem(
                    "minutes-too-few",
                    session.mark,
                    asked=clock(asked),
                    least=clock(Seconds(ceil(least))),
                    missing=at_least(least - asked),
                    part=fullest.name,
                    needs=clock(Seconds(ceil(fullest.tight))),
                    line=fullest.mark.line,
                )
            ]
        )
    share = missing / sum(gives)
    return _fitted(rooms, [low - share * give for low, give in zip(lows, gives, strict=True)])


def _longer(rooms: Sequence[Room], asked: Seconds, session: Session) -> tuple[Fitted, ...]:
    """Parts without a length take what is left, then quiets grow, then rests."""
    for some in (_only(rooms, written=False), _only(rooms, written=True)):
        most = _most(some)
        if most is None or asked <= most:
            factor = _factor(some, asked)
            return _fitted(rooms, [room.at(factor) for room in some])
    highs = [room.high or NONE for room in rooms]
    takes = [(room.loose or NONE) - high for room, high in zip(rooms, highs, strict=True)]
    missing = asked - sum(highs)
    if missing > sum(takes):
        most = sum(highs, sum(takes, NONE))
        longest = max(rooms, key=lambda room: (not room.weight, room.usual))
        raise KindpaceError(
            [
                problem(
                    "minutes-too-many",
                    session.mark,
                    asked=clock(asked),
                    most=clock(Seconds(floor(most))),
                    missing=at_least(asked - most),
                    part=longest.name,
                    line=longest.mark.line,
                )
            ]
        )
    share = missing / sum(takes)
    lengths = [high + share * take for high, take in zip(highs, takes, strict=True)]
    return _fitted(rooms, lengths, growth=share)


def _only(rooms: Sequence[Room], *, written: bool) -> list[Room]:
    """Rooms of which only those move whose length is `written` (or isn't); others stand still.

    Those without a length have grown as far as they can before the others begin.
    """
    return [
        room
        if room.written is written
        else room.still(room.high if written and room.high is not None else room.usual)
        for room in rooms
    ]


def _factor(rooms: Sequence[Room], asked: Seconds) -> Seconds:
    """The factor at which all parts together last as long as asked (piecewise linear, exact)."""
    turns = sorted(
        {
            1 + (edge - room.usual) / room.weight
            for room in rooms
            if room.weight
            for edge in (room.low, room.high)
            if edge is not None
        }
        | {NONE}
    )
    turns = [turn for turn in turns if turn >= 0]
    place = bisect_left(turns, asked, key=lambda turn: _total(rooms, turn))
    below = turns[max(0, place - 1)]
    above = turns[place] if place < len(turns) else below + 1
    short, long = _total(rooms, below), _total(rooms, above)
    if long == short:
        return above
    return below + (above - below) * (asked - short) / (long - short)


def _total(rooms: Sequence[Room], factor: Seconds = ALL) -> Seconds:
    return sum((room.at(factor) for room in rooms), NONE)


def _most(rooms: Sequence[Room]) -> Seconds | None:
    highs = [room.high for room in rooms if room.high is not None]
    return sum(highs, NONE) if len(highs) == len(rooms) else None


def _fitted(
    rooms: Sequence[Room], lengths: Sequence[Seconds], growth: Seconds = NONE
) -> tuple[Fitted, ...]:
    return tuple(
        Fitted(usual=room.usual, length=length, growth=growth)
        for room, length in zip(rooms, lengths, strict=True)
    )
