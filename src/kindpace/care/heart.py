"""Is there something to sense, a small win, and care around honest questions."""

from collections.abc import Iterator

from kindpace.care.outing import (
    LEEWAY,
    MINUTE,
    Utterance,
    moves,
    section_at,
    utterances,
)
from kindpace.care.pack import word_pack
from kindpace.care.shape import CARE_TOPICS
from kindpace.problems import Problem, Weight, problem
from kindpace.session.model import Gait, Kind, Say, Seconds, Session
from kindpace.session.notation import span as told
from kindpace.timeline.events import Timeline

HONEST = "honest"
NOT_BEFORE = 5 * MINUTE
MOST_QUESTIONS = 3
GROUND_WITHIN = 3 * MINUTE / 2

NEAR_THE_END = 3 * MINUTE
LONG_ENOUGH = 10 * MINUTE
"""A shorter session may have one thing to do and no more."""

SENSES = 2
OUTWARD = frozenset({"hear", "see", "smell", "taste"})

SOFT_VOICE = -6
"""Decibels below its usual place at which a voice is lost beside a road, in one ear."""

IN_A_ROW = 3


def honest_place(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`care/honest-place`: honest questions come late, at a walk, few, and are not left alone."""
    if HONEST not in session.topics:
        return
    cues = utterances(timeline)
    asked = [cue for cue in cues if cue.kind is Kind.ASK]
    for cue in asked:
        running = section_at(timeline, cue.start).gait is Gait.RUN
        early = moves(timeline) and cue.start < NOT_BEFORE - LEEWAY
        if running or early:
            at = told(cue.start)
            yield problem("care/honest-place", cue.mark, at=at, least=told(NOT_BEFORE))
    for cue in asked[MOST_QUESTIONS:]:
        yield problem("care/honest-place-many", cue.mark, weight=Weight.LOOK, most=MOST_QUESTIONS)
    yield from _left_alone(asked, cues)


def _left_alone(asked: list[Utterance], cues: tuple[Utterance, ...]) -> Iterator[Problem]:
    """The last of several questions needs ground under it: something to sense, a way out, help."""
    ground = {Kind.NOTICE, Kind.SUPPORT, Kind.WAY_OUT, Kind.SAFETY, Kind.WIN}
    for cue in asked[-1:]:
        after = (one for one in cues if one.start >= cue.end)
        if not any(
            one.kind in ground and one.start - cue.end <= GROUND_WITHIN + LEEWAY for one in after
        ):
            yield problem(
                "care/honest-place-ground", cue.mark, weight=Weight.LOOK, within=told(GROUND_WITHIN)
            )


def support_line(session: Session, _: Timeline) -> Iterator[Problem]:
    """`care/support-line`: a session near hard things says where people listen, without digits."""
    pack = word_pack(session.language)
    said = any(text.kind == Kind.SUPPORT for text in session.texts)
    notes = " ".join(session.notes)
    if CARE_TOPICS & set(session.topics) and not said and not (pack and pack.hears("help", notes)):
        yield problem("care/support-line", session.mark)
    for text in session.texts:
        if text.kind and pack and pack.hears("numbers", text.words):
            yield problem("care/support-line-digits", text.mark, weight=Weight.LOOK)


def reflect_win(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/reflect-win`: near the end a question with time for it, or a win without numbers."""
    since = timeline.length - NEAR_THE_END
    last = [cue for cue in utterances(timeline) if cue.end >= since - LEEWAY]
    kinds = {cue.kind for cue in last if cue.kind in (Kind.WIN, Kind.ASK)}
    if timeline.length >= LONG_ENOUGH and not kinds and "questions" not in session.runner.skip:
        mark = timeline.sections[-1].mark
        yield problem("struct/reflect-win", mark, weight=Weight.LOOK, last=told(NEAR_THE_END))


def sense_mix(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/sense-mix`: two senses or more, and enough of them outward."""
    cues = [
        cue
        for part in session.parts
        for cue in part.cues
        if isinstance(cue, Say) and cue.kind is Kind.NOTICE and cue.sense
    ]
    short = timeline.length < LONG_ENOUGH or not moves(timeline)
    if short or session.runner.talk == "sparse" or not session.texts:
        return
    senses = {cue.sense for cue in cues}
    outward = any(cue.sense in OUTWARD for cue in cues)
    if len(senses) < SENSES or not outward:
        yield problem(
            "struct/sense-mix",
            cues[0].mark if cues else session.mark,
            weight=Weight.LOOK,
            senses=len(senses),
        )


def gentle_goal(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`goal/gentle`: a run has a goal that asks little; one may choose to have none."""
    said = any(text.kind == Kind.GOAL for text in session.texts)
    if moves(timeline) and session.texts and not said:
        yield problem("goal/gentle-missing", session.mark, weight=Weight.HINT)


def invite_ratio(session: Session, _: Timeline) -> Iterator[Problem]:
    """`lang/invite-ratio`: more offers than orders, and never many orders in a row."""
    pack = word_pack(session.language)
    kinds = {Kind.SAY, Kind.NOTICE, Kind.GOAL, Kind.ASK}
    spoken = [text for text in session.texts if pack and text.kind in kinds]
    told_to = [one for one in spoken if pack and pack.hears("orders", one.words)]
    bare = [one for one in told_to if pack and not pack.hears("invites", one.words)]
    row = longest = 0
    for one in spoken:
        row = row + 1 if one in bare else 0
        longest = max(longest, row)
    if 2 * len(bare) > len(told_to) or longest > IN_A_ROW:
        yield problem(
            "lang/invite-ratio",
            bare[0].mark,
            weight=Weight.HINT,
            bare=len(bare),
            orders=len(told_to),
        )


def one_ear(session: Session, _: Timeline) -> Iterator[Problem]:
    """`mix/one-ear`: the voice stays where one ear beside a road still hears it."""
    level = session.mix.voice
    if level <= Seconds(SOFT_VOICE):
        words = {"level": f"{float(level):g}", "least": SOFT_VOICE}
        yield problem("mix/one-ear", session.mark, weight=Weight.LOOK, **words)
