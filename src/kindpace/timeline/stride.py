"""A part's cadence plan as strides of whole steps, so that parts meet on a footfall."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from kindpace.session.model import Gait, Part, Seconds, StepsPerMinute
from kindpace.timeline.tempo import Stride, whole_steps

GAIT_RAMP, CADENCE_RAMP = Seconds(20), Seconds(10)
"""How long the beat takes to go over to another gait, or another cadence of the same gait."""

STEADY = Seconds(7)
"""What a short part keeps for its own cadence; the way into it may take the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """The steps of one part; seconds, where nobody moves. What breath and counts hold on to."""

    strides: tuple[Stride, ...]

    def at(self, number: int) -> Seconds:
        """When pulse `number` of the part falls, from 0; the last stride goes on past its end."""
        for stride in self.strides[:-1]:
            if number < stride.steps:
                return stride.step(number)
            number -= stride.steps
        last = self.strides[-1]
        if number <= last.steps:
            return last.step(number)
        return last.stop + 60 * (number - last.steps) / last.end

    def after(self, moment: Seconds) -> int:
        """The number of the first pulse at or after `moment`."""
        index = max(0, bisect_right([stride.start for stride in self.strides], moment) - 1)
        stride = self.strides[index]
        earlier = sum(one.steps for one in self.strides[:index])
        if moment > stride.stop:
            return earlier + stride.steps + ceil((moment - stride.stop) * stride.end / 60)
        return earlier + bisect_left(range(stride.steps), moment, key=stride.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Goal:
    """A stretch of even change that wants to end at `until`; `whole`: not before it."""

    begin: StepsPerMinute
    end: StepsPerMinute
    until: Seconds
    whole: bool

    def steps(self, now: Seconds) -> int:
        """How many steps to take from `now` on."""
        if self.whole:
            return max(0, ceil((self.until - now) * (self.begin + self.end) / 120))
        return whole_steps(self.until - now, self.begin, self.end)


def seconds_pulse(start: Seconds, length: Seconds) -> Pulse:
    """A pulse every second, for parts where the runner stands or sits."""
    stride = Stride(start=start, steps=max(1, int(length)), begin=Seconds(60), end=Seconds(60))
    return Pulse(strides=(stride,))


def slowest(part: Part) -> StepsPerMinute:
    """The lowest cadence of a part's plan; 60, one a second, where nobody moves."""
    legs = [cadence for leg in part.cadence for cadence in (leg.begin, leg.end)]
    return min(legs, default=Seconds(60))


def planned(part: Part) -> Seconds:
    """How long a part's cadence plan lasts as it is written."""
    return sum((leg.lasts for leg in part.cadence if leg.lasts is not None), Seconds(0))


def strides_of(
    part: Part,
    start: Seconds,
    end: Seconds,
    *,
    before: tuple[Gait, StepsPerMinute] | None,
    last: bool,
) -> tuple[Stride, ...]:
    """The steps of `part` from `start` to the footfall nearest to `end` (`last`: not before it).

    `before` is the gait and cadence that the runner comes from; the beat goes over to the part's
    own cadence evenly, in no less than 20 s from another gait and 10 s within the same, where the
    part is long enough.
    """
    strides: list[Stride] = []
    now = start
    for goal in _goals(part, start, end, before, last=last):
        if steps := goal.steps(now):
            strides.append(Stride(start=now, steps=steps, begin=goal.begin, end=goal.end))
            now = strides[-1].stop
    first = part.cadence[0].begin
    return tuple(strides) or (Stride(start=start, steps=1, begin=first, end=first),)


def _goals(
    part: Part,
    start: Seconds,
    end: Seconds,
    before: tuple[Gait, StepsPerMinute] | None,
    *,
    last: bool,
) -> Iterator[_Goal]:
    """Where each leg of the plan ends; the open one takes what the others and the lead leave.

    A plan that is too long for the time it has is drawn together.
    """
    now = start
    if before is not None and before[1] != part.cadence[0].begin:
        ramp = CADENCE_RAMP if before[0] is part.gait else GAIT_RAMP
        now += min(ramp, max((end - start) / 2, end - start - STEADY))
        yield _Goal(begin=before[1], end=part.cadence[0].begin, until=now, whole=True)
    written = planned(part)
    scale = min(Seconds(1), (end - now) / written) if written else Seconds(1)
    open_legs = sum(leg.lasts is None for leg in part.cadence)
    left = (end - now - scale * written) / max(1, open_legs)
    for number, leg in enumerate(part.cadence, 1):
        final = number == len(part.cadence)
        now = end if final else now + (left if leg.lasts is None else scale * leg.lasts)
        yield _Goal(begin=leg.begin, end=leg.end, until=now, whole=final and last)
