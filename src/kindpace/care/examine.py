"""All rules, asked one after the other. Green means: no known problem, not: safe."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from kindpace.care import breathing, cadence, guest, heart, ladder, shape, talk
from kindpace.care.catalogue import NAMES, known_as
from kindpace.care.pack import word_pack
from kindpace.care.wording import flagged
from kindpace.problems import Mark, Problem, Weight, problem
from kindpace.session.model import Exemption, Kind, Part, Session
from kindpace.timeline.events import Timeline

Rule = Callable[[Session, Timeline], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    breathing.rate,
    breathing.window,
    breathing.slow_after,
    guest.release,
    cadence.reach,
    cadence.jump,
    cadence.gait_change,
    guest.beat_optional,
    shape.safety_first,
    shape.stop_if,
    shape.warm_up,
    shape.cool_down,
    shape.way_out,
    talk.silence_share,
    talk.quiet_announced,
    talk.cue_density,
    talk.question_pause,
    heart.honest_place,
    heart.support_line,
    heart.reflect_win,
    heart.sense_mix,
    heart.gentle_goal,
    heart.invite_ratio,
    heart.one_ear,
)

STRICT_FOR = shape.CARE_TOPICS
"""Topics under which all advice on claims and care has to be mended."""

STRICT = ("care/", "claim/")
LONGEST_QUOTE = 60

ORDERS = frozenset({"push/command", "lang/relax-order"})
SAFETY = frozenset({Kind.SAFETY, Kind.STOP_IF})
"""What keeps people safe is said as a plain order: nobody is invited to look at a road."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found; what was set aside, each exemption with the reason; what wasn't looked at."""

    findings: tuple[Problem, ...]
    allowed: tuple[Exemption, ...]
    unchecked: tuple[Problem, ...]

    @property
    def stops(self) -> tuple[Problem, ...]:
        """The findings that have to be mended before anything is rendered."""
        return tuple(one for one in self.findings if one.weight is Weight.MEND)


def examined(session: Session, timeline: Timeline, *, every_cadence: bool = False) -> Examined:
    """`session` as it lies on `timeline`, looked at with every rule.

    `every_cadence`: for each cadence of the ladder as well, and not only for this runner's.
    """
    return Examined(
        findings=(*_unknown(session), *examine(session, timeline, every_cadence=every_cadence)),
        allowed=session.exempt,
        unchecked=tuple(unchecked(session)),
    )


def examine(
    session: Session,
    timeline: Timeline,
    allowed: frozenset[tuple[Mark, str]] = frozenset(),
    *,
    every_cadence: bool = False,
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
    found = [problem for rule in RULES for problem in rule(session, timeline)]
    if every_cadence:
        here = {(one.slug, one.where) for one in found}
        other = ladder.elsewhere(session, timeline)
        found += [one for one in other if (one.slug, one.where) not in here]
    found = [problem for problem in found if not _set_aside(problem, aside)]
    found += [one for one in spoken(session) if not _set_aside(one, aside)]
    return tuple(dict.fromkeys(_weighed(found, session)))


def spoken(session: Session) -> Iterator[Problem]:
    """What the word rules find in all that `session` may ever say or show."""
    for text in session.texts:
        pack = word_pack(text.language)
        for one in flagged(text.words, pack, text.gait) if pack else ():
            plain = one.rule in ORDERS and text.kind in SAFETY
            if not plain and one.rule not in text.allowed:
                yield problem(one.rule, text.mark, weight=one.weight, words=_short(one.words))


def unchecked(session: Session) -> Iterator[Problem]:
    """What nobody and nothing has looked at."""
    languages = dict.fromkeys(text.language for text in session.texts)
    for language in languages:
        if word_pack(language) is None:
            yield problem("unchecked-language", session.mark, weight=Weight.LOOK, language=language)
    yield problem("unchecked-paraphrase", weight=Weight.LOOK)
    runner = session.runner
    if runner.name or runner.goal or runner.carry or runner.company or runner.heart:
        yield problem("unchecked-own-words", weight=Weight.LOOK)
    if session.recordings is not None:
        yield problem("unchecked-recordings", weight=Weight.LOOK)
    if not session.reviewed_by:
        yield problem("unchecked-review", weight=Weight.LOOK)


def _unknown(session: Session) -> Iterator[Problem]:
    """Exemptions from rules that nobody has."""
    for one in session.exempt:
        if one.rule not in NAMES and not any(one.rule.startswith(f"{name}-") for name in NAMES):
            near = known_as(one.rule)
            yield problem(
                "allowed-rule-unknown", one.mark, weight=Weight.LOOK, rule=one.rule, near=near
            )


def _weighed(found: Iterable[Problem], session: Session) -> Iterator[Problem]:
    """Advice on claims and care weighs more near hard things."""
    strict = bool(STRICT_FOR & set(session.topics))
    for one in found:
        weighs = strict and one.weight is Weight.LOOK and one.slug.startswith(STRICT)
        yield replace(one, weight=Weight.MEND) if weighs else one


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()} ..."


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
