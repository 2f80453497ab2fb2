"""Breath on the steps: when each half of a breath sounds, and where each counted word falls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kindpace.problems import Mark
from kindpace.session.model import BreathPlan, How, Line, Pattern, Seconds, Stage
from kindpace.session.packs import Pack
from kindpace.timeline.events import Breath, CountWord, Phase
from kindpace.timeline.stride import Pulse

COUNTING_PACE = 170
"""Counted words are spoken crisply, so that each fits into its step."""

UNDER_COUNT = Fraction(1, 2)
"""How loud the breath sounds are under counted words."""

COMES_IN = 3
"""Over how many breaths a sound comes in after silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Where a spoken count stands: from pulse `first` for `cycles` breaths of `pattern`."""

    first: int
    cycles: int
    pattern: Pattern
    mark: Mark

    @property
    def stop(self) -> int:
        """The pulse after the last counted one."""
        return self.first + self.cycles * self.pattern.total

    def on_the_breaths_of(self, plan: BreathPlan, number: int) -> bool:
        """Whether this counts the same breaths as those of `plan`, one of them at `number`."""
        return self.pattern == plan.pattern and (number - self.first) % plan.pattern.total == 0


def count_texts(pattern: Pattern, pack: Pack) -> tuple[str, ...]:
    """The words of one counted breath: in, two, three, out, two."""
    inhale = (pack.breathe_in, *(pack.number(n) for n in range(2, pattern.inhale + 1)))
    return (*inhale, pack.breathe_out, *(pack.number(n) for n in range(2, pattern.exhale + 1)))


def count_lines(pattern: Pattern, pack: Pack, language: str) -> tuple[Line, ...]:
    """One line a word for one counted breath, ready for a voice."""
    tongue = language if language.startswith(pack.language) else pack.language
    return tuple(
        Line(text=word, spoken=word, language=tongue, pace=COUNTING_PACE)
        for word in count_texts(pattern, pack)
    )


def counted_words(counted: Counted, pulse: Pulse, lines: Sequence[Line]) -> Iterator[CountWord]:
    """Every counted word on its own pulse."""
    start = pulse.at(counted.first)
    for number in range(counted.first, counted.stop):
        following = pulse.at(number + 1)
        yield CountWord(
            start=start,
            room=following - start,
            line=lines[(number - counted.first) % len(lines)],
            mark=counted.mark,
        )
        start = following


def origin(
    plan: BreathPlan | None, counts: Sequence[Counted], pulse: Pulse, start: Seconds
) -> int | None:
    """The pulse at which a part's breaths begin: at the plan's own time, or after the first count.

    None while that isn't known: there is no plan, or its first count is still to come.
    """
    if plan is None:
        return None
    if plan.starts is not None:
        return pulse.after(start + plan.starts)
    return counts[0].stop if counts else None


def next_breath(number: int, plan: BreathPlan | None, begin: int | None) -> int:
    """The first in-breath at or after pulse `number`, on the breaths that go through `begin`."""
    if plan is None or begin is None:
        return number
    return number + (begin - number) % plan.pattern.total


def breaths(
    plan: BreathPlan | None, counts: Sequence[Counted], pulse: Pulse, start: Seconds, end: Seconds
) -> Iterator[Breath]:
    """Every half breath that sounds in a part, the counted ones among them, in no order.

    Where a count goes by another pattern than the plan, the plan's breaths give way to it.
    """
    begin = origin(plan, counts, pulse, start)
    sounding: dict[int, Fraction] = {}
    if plan is not None and begin is not None:
        others = {
            number
            for counted in counts
            if not counted.on_the_breaths_of(plan, begin)
            for number in range(counted.first, counted.stop)
        }
        for number, gain in _planned(plan, begin, pulse, end):
            if others.isdisjoint(range(number, number + plan.pattern.total)):
                sounding[number] = gain
                yield from _cycle(number, plan.pattern, pulse, gain, plan.mark)
    for counted in counts:
        for number in range(counted.first, counted.stop, counted.pattern.total):
            if number not in sounding:
                yield from _cycle(number, counted.pattern, pulse, UNDER_COUNT, counted.mark)


def _planned(
    plan: BreathPlan, begin: int, pulse: Pulse, end: Seconds
) -> Iterator[tuple[int, Fraction]]:
    """The pulse and the loudness of every in-breath that a plan makes audible."""
    total, number = plan.pattern.total, begin
    for stage in plan.stages:
        first = number
        number = _stage_end(stage, first, total, pulse, end)
        if stage.how is not How.SOUND:
            continue
        last = pulse.at(number)
        for at in range(first, number, total):
            gain = _gain((at - first) // total, last - pulse.at(at), plan.fade)
            if gain > 0:
                yield at, gain


def _stage_end(stage: Stage, first: int, total: int, pulse: Pulse, end: Seconds) -> int:
    """The pulse after a stage's last whole breath, which is over by `end`."""
    stop = end if stage.lasts is None else min(end, pulse.at(first) + stage.lasts)
    number = pulse.after(stop)
    if pulse.at(number) > stop:
        number -= 1
    cycles = max(0, number - first) // total
    return first + total * (cycles if stage.cycles is None else min(cycles, stage.cycles))


def _gain(turn: int, left: Seconds, fade: Seconds) -> Fraction:
    """A breath's loudness: it comes in over three breaths and fades away over the last `fade`."""
    going = left / fade if fade else Fraction(1)
    return min(Fraction(turn + 1, COMES_IN), Fraction(1), going)


def _cycle(
    number: int, pattern: Pattern, pulse: Pulse, gain: Fraction, mark: Mark
) -> Iterator[Breath]:
    begin, turn = pulse.at(number), pulse.at(number + pattern.inhale)
    stop = pulse.at(number + pattern.total)
    for phase, first, last in ((Phase.IN, begin, turn), (Phase.OUT, turn, stop)):
        yield Breath(
            start=first, length=last - first, phase=phase, gain=gain, pattern=pattern, mark=mark
        )
