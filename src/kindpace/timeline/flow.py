"""A part's cues as they follow one another, and the time that they need.

Pinned cues cut a part into spans. Within a span cues flow one after another; between two pins the
time is a straight line in the part's length, a + b·length, so what a part needs is found exactly.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from kindpace.problems import Mark, Problem, problem
from kindpace.session.model import (
    Anchor,
    Bell,
    Count,
    Cue,
    Kind,
    Line,
    Part,
    Pattern,
    Place,
    Play,
    Quiet,
    Recording,
    Rest,
    Say,
    Seconds,
    Stretch,
)
from kindpace.session.notation import span as spelled
from kindpace.timeline.stride import slowest

Lengths = Callable[[Line | Recording], Seconds]
"""How long each line or recording lasts: estimates for a plan, measured takes for a render."""

LEAD_IN, LEAD_OUT = Seconds(3), Seconds(5)
"""Time for the bed to come in before the first word, and to go after the last."""

SHORTEST = Seconds(2)
"""A part lasts at least this long, so that it holds a whole step of any cadence."""

STROKE = Seconds(3)
"""How long a bell stroke keeps the voice waiting."""

USUAL_PATTERN = Pattern(inhale=3, exhale=2)
NOTHING = Stretch.fixed(Seconds(0))
PINS = (Anchor.START, Anchor.SHARE, Anchor.END)


class Measure(StrEnum):
    """Pauses as short as they may be; as they were written; and with quiets at their longest."""

    TIGHT = "tight"
    USUAL = "usual"
    WIDE = "wide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A cue in the flow: a fixed length, then a pause that may give; or an elastic quiet."""

    cue: Cue
    fixed: Seconds
    pause: Stretch
    elastic: Stretch | None = None

    def needs(self, measure: Measure) -> Seconds:
        """The time this takes; a quiet without limit takes its least."""
        pause = self.pause.least if measure is Measure.TIGHT else usual(self.pause)
        if self.elastic is None:
            return self.fixed + pause
        wide = measure is Measure.WIDE and self.elastic.most is not None
        return self.fixed + pause + ((wide and self.elastic.most) or self.elastic.least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Cues that flow from one pin to the next."""

    pin: Place
    items: tuple[Item, ...]
    mark: Mark

    def needs(self, measure: Measure) -> Seconds:
        """The time between this pin and the next."""
        return sum((item.needs(measure) for item in self.items), Seconds(0))

    @property
    def endless(self) -> bool:
        """Whether one of its quiets may grow without limit."""
        return any(item.elastic and item.elastic.most is None for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What span `index` asks of a part's length: short <= share · length."""

    index: int
    short: Seconds
    share: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """All spans of a part, and the time kept free at its two ends.

    `play` is how far the part's length may come out from what was asked, footfalls being where
    they are.
    """

    part: Part
    spans: tuple[Span, ...]
    before: Seconds
    after: Seconds
    play: Seconds

    def items(self) -> Iterator[Item]:
        """Every item, in order."""
        return (item for span in self.spans for item in span.items)

    def unannounced(self) -> "Flow":
        """The flow as its writer left it, without what kindpace announces."""
        own = [item for item in self.items() if not _is_announcement(item.cue)]
        return replace(self, spans=_parted(own, self.part.mark))

    def needs(self, measure: Measure) -> Seconds:
        """The shortest length in which all spans fit between their pins."""
        between = (need.short / need.share for need in self.between(measure) if need.share > 0)
        return max(SHORTEST, *between)

    def bound(self) -> Seconds | None:
        """The length beyond which pins would change places; None where they never do."""
        between = self.between(Measure.TIGHT)
        return min((need.short / need.share for need in between if need.share < 0), default=None)

    def widest(self) -> Seconds | None:
        """The length that the quiets can fill; None where one of them has no limit."""
        growing = (need.index for need in self.between(Measure.WIDE) if need.share > 0)
        if any(self.spans[index].endless for index in growing):
            return None
        return self.needs(Measure.WIDE)

    def clashes(self, length: Seconds) -> Iterator[Problem]:
        """Pins that no length of the part, or not this one, can keep apart."""
        for need in self.between(Measure.TIGHT):
            missing = need.short - need.share * length
            if need.share > 0 or missing <= 0:
                continue
            if need.index + 1 < len(self.spans):
                where = self.spans[need.index + 1].mark
                yield problem("lines-overlap", where, missing=at_least(missing))
            else:
                where = self.spans[need.index].mark
                yield problem(
                    "pinned-too-late", where, name=self.part.name, missing=at_least(missing)
                )

    def between(self, measure: Measure) -> Iterator[Need]:
        """What each span needs, from its pin to the next or to the end of the part."""
        ends = [line(span.pin) for span in self.spans[1:]] + [(-self.after, Seconds(1))]
        for index, (span, (late, late_share)) in enumerate(zip(self.spans, ends, strict=True)):
            early, early_share = line(span.pin)
            share = late_share - early_share
            needed = span.needs(measure) + (self.before if index == 0 else 0)
            yield Need(
                index=index, short=needed - (late - early) + self.play * abs(share), share=share
            )


def line(pin: Place) -> tuple[Seconds, Seconds]:
    """A pin as a straight line in the part's length: seconds, and share of the length."""
    if pin.anchor is Anchor.SHARE:
        return Seconds(0), pin.value
    if pin.anchor is Anchor.END:
        return -pin.value, Seconds(1)
    return (pin.value if pin.anchor is Anchor.START else Seconds(0)), Seconds(0)


def usual(stretch: Stretch) -> Seconds:
    """The length as written; the least of an elastic one."""
    return stretch.least if stretch.usual is None else stretch.usual


def at_least(missing: Seconds) -> str:
    """A length for people, rounded up to a tenth of a second, so that it is enough."""
    return spelled(Seconds(ceil(missing * 10), 10))


def flow_of(parts: Sequence[Part], number: int, lengths: Lengths) -> Flow:
    """The flow of part `number`; the first and the last keep time free for the bed."""
    part = parts[number]
    before = parts[number - 1] if number else None
    pulse = 60 / _slowest_after(before, part)
    spans = _parted((_item(cue, part, lengths, pulse) for cue in part.cues), part.mark)
    return Flow(
        part=part,
        spans=spans,
        before=_lead_in(spans[0].items) if number == 0 else Seconds(0),
        after=_lead_out(spans[-1].items) if number == len(parts) - 1 else Seconds(0),
        play=_half_step(before) + _half_step(part),
    )


def pattern_of(cue: Count, part: Part) -> Pattern:
    """What a count counts: its own pattern, else the part's, else 3:2."""
    return cue.pattern or (part.breath.pattern if part.breath else USUAL_PATTERN)


def _is_announcement(cue: Cue) -> bool:
    return isinstance(cue, Say) and cue.kind is Kind.ANNOUNCE


def _parted(items: Iterable[Item], mark: Mark) -> tuple[Span, ...]:
    """`items` in spans, each from its pin on; `mark` is the place of the first, unpinned one."""
    spans: list[Span] = []
    pin, flowing = Place(anchor=Anchor.START), list[Item]()
    for item in items:
        if item.cue.place.anchor in PINS:
            spans.append(Span(pin=pin, items=tuple(flowing), mark=mark))
            pin, flowing, mark = item.cue.place, [], item.cue.mark
        flowing.append(item)
    return (*spans, Span(pin=pin, items=tuple(flowing), mark=mark))


def _slowest_after(before: Part | None, part: Part) -> Seconds:
    """The lowest cadence on the way from the part before through this one."""
    if before is None or not (before.gait.moving and part.gait.moving):
        return slowest(part)
    return min(before.cadence[-1].end, slowest(part))


def _half_step(part: Part | None) -> Seconds:
    """How far from its goal a part may end, so that it ends on a footfall."""
    return 30 / slowest(part) if part is not None and part.gait.moving else Seconds(0)


def _lead_in(items: Sequence[Item]) -> Seconds:
    """What is left of the lead-in after the silence that the track opens with."""
    if not items:
        return Seconds(0)
    return max(Seconds(0), LEAD_IN - sum(_silence(items)))


def _lead_out(items: Sequence[Item]) -> Seconds:
    """What is left of the lead-out before the silence that the track closes with."""
    silence = sum(_silence(items[::-1]))
    last = next((item for item in items[::-1] if not isinstance(item.cue, Rest | Quiet)), None)
    return max(Seconds(0), LEAD_OUT - silence - (last.pause.least if last else 0))


def _silence(items: Iterable[Item]) -> Iterator[Seconds]:
    for item in items:
        if not isinstance(item.cue, Rest | Quiet):
            return
        yield item.needs(Measure.TIGHT)


def _item(cue: Cue, part: Part, lengths: Lengths, pulse: Seconds) -> Item:
    """`cue` with its time; `pulse` is the longest step of the part, or a second."""
    fixed = pulse * _waiting(cue, part)
    pause, elastic = NOTHING, None
    match cue:
        case Say():
            fixed += sum((lengths(one) for one in cue.lines), sum(cue.gaps, Seconds(0)))
            pause = cue.pause
        case Count():
            fixed += cue.cycles * pattern_of(cue, part).total * pulse
        case Bell():
            fixed += cue.strokes * STROKE
        case Play():
            fixed += lengths(cue.recording)
        case Quiet() if cue.length.usual is None:
            elastic = cue.length
        case Rest() | Quiet():
            pause = cue.length
    return Item(cue=cue, fixed=fixed, pause=pause, elastic=elastic)


def _waiting(cue: Cue, part: Part) -> int:
    """The most pulses that a cue may wait for its footfall or breath."""
    breath = part.breath.pattern if part.breath else None
    if breath and cue.place.anchor is Anchor.BREATH:
        return breath.total
    if isinstance(cue, Count):
        return breath.total if breath and pattern_of(cue, part) == breath else 1
    return 1 if cue.place.anchor in (Anchor.BREATH, Anchor.STEP) else 0
