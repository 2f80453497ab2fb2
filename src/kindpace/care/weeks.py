"""Do the weeks of a programme grow slowly, with a day of rest after every run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kindpace.care.outing import LEEWAY, MINUTE
from kindpace.problems import Problem, Weight, problem
from kindpace.programme.days import weeks_of
from kindpace.programme.model import Day
from kindpace.session.model import Seconds
from kindpace.session.notation import span as told

MOST_ADDED = 10 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A day, and the most running that any of its sessions holds, in seconds."""

    day: Day
    running: Seconds


def look_at_weeks(loads: Sequence[Load]) -> tuple[Problem, ...]:
    """What is unkind in how the runs of a programme follow one another. All of it is advice."""
    return (*adds_much(loads), *no_rest_after(loads))


def adds_much(loads: Sequence[Load]) -> Iterator[Problem]:
    """`weeks/adds-much`: no week has much more running than the one before it."""
    for (_, before), (day, now) in pairwise(week_loads(loads)):
        if now - before > MOST_ADDED + LEEWAY:
            yield problem(
                "weeks/adds-much",
                day.mark,
                weight=Weight.LOOK,
                week=day.week,
                minutes=told(now - before),
                now=told(now),
                before=told(before),
                most=told(MOST_ADDED),
            )


def no_rest_after(loads: Sequence[Load]) -> Iterator[Problem]:
    """`weeks/no-rest-after`: a day without running follows every run, over week ends too."""
    for before, after in pairwise(loads):
        if before.running > 0 and after.running > 0:
            yield problem("weeks/no-rest-after", after.day.mark, weight=Weight.LOOK)


def week_loads(loads: Sequence[Load]) -> tuple[tuple[Day, Seconds], ...]:
    """The first day of each week as it is lived, and the week's running in seconds."""
    running = {load.day.id: load.running for load in loads}
    weeks = weeks_of([load.day for load in loads])
    return tuple(
        (week[0], sum((running[day.id] for day in week), Seconds(0))) for week in weeks if week
    )
