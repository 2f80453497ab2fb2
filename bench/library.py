"""Every session at three cadences: how long, how full of words, how quiet, and what care finds.

python bench/library.py [NAME ...]

From plans alone. It ends with 1 if care finds anything that is to be mended.
"""

import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from kindpace.problems import Weight
from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order, Planned, plan, shelves
from kindpace.timeline.events import Timeline

CADENCES = (150, 165, 185)


def words(timeline: Timeline) -> int:
    """How many words are spoken, counts among them."""
    lines = [*(one.line for one in timeline.speeches), *(one.line for one in timeline.words)]
    return sum(len(line.text.split()) for line in lines)


def voiced(timeline: Timeline) -> list[tuple[Fraction, Fraction]]:
    """From when to when there is a voice, in order."""
    counted = ((one.start, one.start + one.room) for one in timeline.words)
    return sorted([*((one.start, one.end) for one in timeline.speeches), *counted])


def longest_quiet(timeline: Timeline) -> Fraction:
    """The longest time without a word, in seconds."""
    edges = [(Fraction(0), Fraction(0)), *voiced(timeline), (timeline.length, timeline.length)]
    return max(after[0] - before[1] for before, after in pairwise(edges))


def breaths(timeline: Timeline) -> str:
    """Guided breaths a minute, from the slowest to the quickest cycle."""
    begun = [one.start for one in timeline.breaths if one.phase == "in"]
    cycles = [after - before for before, after in pairwise(begun)]
    rates = [60 / float(cycle) for cycle in cycles if cycle < 20]
    return f"{min(rates):.0f}-{max(rates):.0f}" if rates else "-"


def row(planned: Planned, cadence: int) -> str:
    """One line of the table."""
    timeline = planned.timeline
    minutes = float(timeline.length) / 60
    spoken = float(sum(stop - start for start, stop in voiced(timeline)))
    quiet = longest_quiet(timeline)
    return (
        f"{cadence:>5} {minutes:>6.1f} {words(timeline) / minutes:>7.1f}"
        f" {1 - spoken / float(timeline.length):>9.0%}"
        f" {int(quiet) // 60:>5}:{int(quiet) % 60:02d} {breaths(timeline):>9}"
    )


def rows(names: list[str]) -> Iterator[tuple[str, int]]:
    """The lines of the table, each with the number of findings that are to be mended."""
    for name in names:
        for cadence in CADENCES:
            wishes = checked_values({"cadence": cadence}, "--")
            planned = plan(Order(name=name, wishes=wishes))
            found = [one for one in planned.examined().findings if one.weight != Weight.HINT]
            stops = len(planned.examined().stops)
            yield f"{name:<22}{row(planned, cadence)} {stops:>6} {len(found) - stops:>6}", stops


def main() -> None:
    """Print the table."""
    print(
        f"{'session':<22}{'spm':>5} {'min':>6} {'words/m':>7} {'no-speech':>9} {'quiet':>8}"
        f" {'breaths/m':>9} {'errors':>6} {'advice':>6}"
    )
    total = 0
    for line, stops in rows(sys.argv[1:] or list(shelves())):
        print(line, flush=True)
        total += stops
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
