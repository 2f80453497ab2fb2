"""All computed rules, asked one after the other. Green means: no known fault, not: safe."""

from collections.abc import Callable, Iterator

from kindpace.care import breathing, cadence, shape, talk
from kindpace.problems import Mark, Problem
from kindpace.session.model import Part, Session
from kindpace.timeline.events import Timeline

Rule = Callable[[Session, Timeline], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    breathing.rate,
    breathing.window,
    breathing.slow_after,
    cadence.reach,
    cadence.jump,
    cadence.gait_change,
    shape.safety_first,
    shape.stop_if,
    shape.warm_up,
    shape.cool_down,
    shape.way_out,
    talk.silence_share,
    talk.quiet_announced,
    talk.cue_density,
    talk.question_pause,
)

NAMES = frozenset(
    {
        "breath/rate",
        "breath/window",
        "breath/slow-after",
        "cadence/range",
        "cadence/jump",
        "struct/safety-first",
        "struct/stop-if",
        "struct/warm-up",
        "struct/cool-down",
        "struct/way-out",
        "struct/silence-share",
        "struct/quiet-announced",
        "struct/cue-density",
        "struct/question-pause",
    }
)
"""What a script may set aside; a name covers its variants, such as `breath/window-early`."""


def examine(
    session: Session, timeline: Timeline, allowed: frozenset[tuple[Mark, str]] = frozenset()
) -> tuple[Problem, ...]:
    """What is unkind or unsafe in `session` as `timeline` lays it out, in the order of the rules.

    A finding is left out where the script sets its rule aside with a reason: on the cue, on the
    part that holds it, or on the whole script. `allowed` are more such pairs of place and rule.
    """
    if not timeline.sections:
        return ()
    aside = {
        (mark, rule)
        for place, rule in allowed | {(one.mark, one.rule) for one in session.exempt}
        for mark in _covered(session, place)
    }
    found = dict.fromkeys(problem for rule in RULES for problem in rule(session, timeline))
    return tuple(problem for problem in found if not _set_aside(problem, aside))


def _covered(session: Session, mark: Mark) -> Iterator[Mark | None]:
    """The marks that an exemption at `mark` speaks for."""
    parts = session.parts if mark == session.mark else _parts_at(session, mark)
    yield mark
    for part in parts:
        yield part.mark
        yield from (cue.mark for cue in part.cues)
        if part.breath:
            yield part.breath.mark


def _parts_at(session: Session, mark: Mark) -> tuple[Part, ...]:
    return tuple(part for part in session.parts if part.mark == mark)


def _set_aside(problem: Problem, aside: set[tuple[Mark | None, str]]) -> bool:
    names = {name for name in NAMES if problem.slug.startswith(f"{name}-")} | {problem.slug}
    return any((problem.where, name) in aside for name in names)
