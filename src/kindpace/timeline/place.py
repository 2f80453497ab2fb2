"""The cues of one part laid out between its first and its last footfall."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kindpace.problems import Problem, problem
from kindpace.session.model import (
    Anchor,
    Bell,
    Count,
    Cue,
    Play,
    Quiet,
    Rest,
    Say,
    Seconds,
    Stretch,
)
from kindpace.session.packs import Pack
from kindpace.timeline.breathing import (
    Counted,
    breaths,
    count_lines,
    counted_words,
    next_breath,
    origin,
)
from kindpace.timeline.events import BellStroke, Breath, CountWord, Playing, Speech, Stillness
from kindpace.timeline.flow import (
    STROKE,
    Flow,
    Item,
    Lengths,
    Span,
    at_least,
    line,
    pattern_of,
    usual,
)
from kindpace.timeline.stride import Pulse


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where cue `index` of a part came to stand: heard until `end`, its pause over at `stop`."""

    part: int
    index: int
    cue: Cue
    start: Seconds
    end: Seconds
    stop: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What was laid so far, in the order of the script."""

    speeches: list[Speech] = field(default_factory=list)
    words: list[CountWord] = field(default_factory=list)
    bells: list[BellStroke] = field(default_factory=list)
    plays: list[Playing] = field(default_factory=list)
    quiets: list[Stillness] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLayout:
    """One part with all that is settled about it; `counts` are those laid so far."""

    number: int
    flow: Flow
    start: Seconds
    end: Seconds
    pulse: Pulse
    growth: Seconds
    lengths: Lengths
    pack: Pack | None
    language: str
    laid: Laid
    counts: list[Counted] = field(default_factory=list)

    def lay(self) -> None:
        """Put everything that happens in the part into `laid`."""
        spans, first = self.flow.spans, 0
        for index, span in enumerate(spans):
            final = index + 1 == len(spans)
            begin = self._moment(span) + (self.flow.before if index == 0 else 0)
            stop = self.end - self.flow.after if final else self._moment(spans[index + 1])
            now = self._span(span, first, begin, stop)
            first += len(span.items)
            if now > stop:
                where = span.mark if final else spans[index + 1].mark
                missing = at_least(now - stop)
                self.laid.problems.append(problem("lines-overlap", where, missing=missing))

    def breaths(self) -> Iterator[Breath]:
        """Every half breath that sounds in the part, once its counts are laid, in no order."""
        plan = self.flow.part.breath
        return breaths(plan, self.counts, self.pulse, self.start, self.end)

    def _moment(self, span: Span) -> Seconds:
        seconds, share = line(span.pin)
        return self.start + seconds + share * (self.end - self.start)

    def _span(self, span: Span, first: int, now: Seconds, stop: Seconds) -> Seconds:
        """Lay the items of `span`, cue `first` and so on, from `now` on; gives when they are over.

        Time kept for a footfall or a breath that came earlier goes to the next elastic quiet.
        """
        kept = Seconds(0)
        times = filled(span.items, stop - now, self.growth)
        for index, (item, usual_pause) in enumerate(zip(span.items, times, strict=True), first):
            more = _more(item.elastic, usual_pause, kept)
            pause = usual_pause + more
            begin, end = self._item(item.cue, now, pause)
            kept += item.fixed - (end - now) - more
            now = end + pause
            spot = Spot(part=self.number, index=index, cue=item.cue, start=begin, end=end, stop=now)
            self.laid.spots.append(spot)
        return now

    def _item(self, cue: Cue, now: Seconds, pause: Seconds) -> tuple[Seconds, Seconds]:
        """Lay one cue at or soon after `now`. Gives when it begins, and when its pause may."""
        now = self._waited(cue, now)
        match cue:
            case Say():
                return now, self._say(cue, now)
            case Count():
                return self._count(cue, now)
            case Bell():
                strokes = [now + stroke * STROKE for stroke in range(cue.strokes)]
                self.laid.bells.extend(BellStroke(start=one, mark=cue.mark) for one in strokes)
                return now, now + cue.strokes * STROKE
            case Play():
                return now, self._play(cue, now)
            case Quiet():
                told = not cue.announce
                self.laid.quiets.append(
                    Stillness(start=now, length=pause, announced=told, mark=cue.mark)
                )
            case Rest():
                pass
        return now, now

    def _waited(self, cue: Cue, now: Seconds) -> Seconds:
        """The footfall or the in-breath that a cue waits for."""
        if cue.place.anchor not in (Anchor.STEP, Anchor.BREATH):
            return now
        number = self.pulse.after(now)
        if cue.place.anchor is Anchor.BREATH:
            number = self._in_breath(number)
        return self.pulse.at(number)

    def _in_breath(self, number: int) -> int:
        plan = self.flow.part.breath
        return next_breath(number, plan, origin(plan, self.counts, self.pulse, self.start))

    def _say(self, cue: Say, now: Seconds) -> Seconds:
        gaps = (*cue.gaps, Seconds(0))
        for number, (spoken, gap) in enumerate(zip(cue.lines, gaps, strict=True)):
            length = self.lengths(spoken)
            self.laid.speeches.append(
                Speech(
                    start=now,
                    length=length,
                    line=spoken,
                    kind=cue.kind,
                    mark=cue.mark,
                    goes_on=number > 0,
                )
            )
            now += length + gap
        return now

    def _play(self, cue: Play, now: Seconds) -> Seconds:
        length = self.lengths(cue.recording)
        self.laid.plays.append(
            Playing(
                start=now,
                length=length,
                recording=cue.recording,
                level=cue.level,
                mark=cue.mark,
            )
        )
        return now + length

    def _count(self, cue: Count, now: Seconds) -> tuple[Seconds, Seconds]:
        """A count on its footfalls; one that goes by the part's own breath begins with it."""
        part = self.flow.part
        pattern, first = pattern_of(cue, part), self.pulse.after(now)
        if part.breath and pattern == part.breath.pattern:
            first = self._in_breath(first)
        counted = Counted(first=first, cycles=cue.cycles, pattern=pattern, mark=cue.mark)
        self.counts.append(counted)
        if self.pack is not None:
            lines = count_lines(pattern, self.pack, self.language)
            self.laid.words.extend(counted_words(counted, self.pulse, lines))
        return self.pulse.at(counted.first), self.pulse.at(counted.stop)


def filled(items: Sequence[Item], room: Seconds, growth: Seconds) -> tuple[Seconds, ...]:
    """The pause after each item, or the length of a quiet, so that all of it fills `room`.

    Quiets share what is left evenly within their limits. Where nothing is left, pauses shrink
    towards their least; where the whole track had to grow further, they grow by `growth`.
    """
    pauses = [_grown(item.pause, growth) for item in items]
    quiets = [item.elastic for item in items]
    least = sum((quiet.least for quiet in quiets if quiet), Seconds(0))
    fixed = sum((item.fixed for item in items), Seconds(0))
    spare = room - fixed - sum(pauses, Seconds(0)) - least
    if spare < 0:
        return _shrunk(items, pauses, -spare)
    shares = iter(_shared([quiet for quiet in quiets if quiet], spare))
    return tuple(
        next(shares) if quiet else pause for quiet, pause in zip(quiets, pauses, strict=True)
    )


def _more(quiet: Stretch | None, length: Seconds, kept: Seconds) -> Seconds:
    """How much of the time kept so far a quiet of `length` may take."""
    if quiet is None:
        return Seconds(0)
    return max(Seconds(0), kept if quiet.most is None else min(kept, quiet.most - length))


def _grown(pause: Stretch, growth: Seconds) -> Seconds:
    own = usual(pause)
    return own + growth * ((pause.most or own) - own)


def _shrunk(
    items: Sequence[Item], pauses: Sequence[Seconds], missing: Seconds
) -> tuple[Seconds, ...]:
    gives = [pause - item.pause.least for item, pause in zip(items, pauses, strict=True)]
    total = sum(gives, Seconds(0))
    share = min(Seconds(1), missing / total) if total else Seconds(0)
    return tuple(
        item.elastic.least if item.elastic else pause - share * give
        for item, pause, give in zip(items, pauses, gives, strict=True)
    )


def _shared(quiets: Sequence[Stretch], spare: Seconds) -> Iterator[Seconds]:
    """`spare` over the quiets, evenly; one that is at its most leaves the rest to the others."""
    order = sorted(range(len(quiets)), key=lambda i: _headroom(quiets[i], spare))
    lengths = [quiet.least for quiet in quiets]
    for turn, index in enumerate(order):
        share = min(spare / (len(order) - turn), _headroom(quiets[index], spare))
        lengths[index] += share
        spare -= share
    return iter(lengths)


def _headroom(quiet: Stretch, spare: Seconds) -> Seconds:
    return spare if quiet.most is None else quiet.most - quiet.least
