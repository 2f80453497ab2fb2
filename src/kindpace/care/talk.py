"""Is there room between the words: few cues, told silences, time to answer."""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from kindpace.care.outing import (
    LEEWAY,
    MINUTE,
    Span,
    Utterance,
    of_gait,
    open_spans,
    section_at,
    spent,
    utterances,
    voiced,
)
from kindpace.problems import Problem, Weight, problem
from kindpace.session.model import Gait, Kind, Quiet, Seconds, Session
from kindpace.session.notation import span as told
from kindpace.timeline.events import Stillness, Timeline

# Two public guided scripts leave 67 and 79 % of their time without words.
SHARE = Fraction(65, 100)
SHARE_LEAST = Fraction(50, 100)
SHARE_SHORT = Fraction(55, 100)
SHORT_SESSION = 15 * MINUTE

WINDOW = 90 * MINUTE / 60
WINDOW_LONG = 3 * MINUTE
LONG_SESSION = 30 * MINUTE

DEAD_AIR = 90 * MINUTE / 60
BELL_AFTER = 8 * MINUTE

CUES_A_MINUTE = Fraction(3, 2)
WORDS = 35
WORDS_MOST = 60
SLOWEST = 90
FASTEST = 150
LETTERS = 6
"""Letters in a word, its space among them: many short words do not make a calm voice quick."""

ENOUGH_WORDS = 8
"""Fewer words say little about the pace of a voice."""

HAIR = Seconds(1) / 2
"""Nobody hears a pause that is shorter by this."""

PAUSE_QUESTION = Seconds(3)
PAUSE_ASK = Seconds(20)
PAUSE_HONEST = Seconds(30)
PAUSE_NOTICE = Seconds(10)
PAUSE_EACH = Seconds(5)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
SEVERAL = re.compile(
    r"\b(\d|" + "|".join(NUMBERS) + r")\b(?!\s+(?:minutes?|seconds?|steps?))", re.IGNORECASE
)


def silence_share(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/silence-share`: most of the time belongs to the runner."""
    quiet = 1 - timeline.spoken() / timeline.length
    long = timeline.length >= SHORT_SESSION - LEEWAY
    wanted = SHARE if long else SHARE_SHORT
    if quiet < wanted:
        yield problem(
            "struct/silence-share",
            session.mark,
            weight=Weight.MEND if long and quiet < SHARE_LEAST else Weight.LOOK,
            share=round(100 * quiet),
            wanted=round(100 * wanted),
        )
    window = WINDOW_LONG if timeline.length >= LONG_SESSION - LEEWAY else WINDOW
    longest = max((span.length for span in open_spans(timeline)), default=Seconds(0))
    if longest < window - LEEWAY:
        yield problem(
            "struct/silence-share-window",
            session.mark,
            weight=Weight.LOOK,
            longest=told(longest),
            window=told(window),
        )


def quiet_announced(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/quiet-announced`: a long silence is told beforehand, a very long one has a bell."""
    for span in open_spans(timeline):
        if span.length <= DEAD_AIR + LEEWAY:
            continue
        quiets = [quiet for quiet in timeline.quiets if span.shared(_stretch(quiet))]
        mark = quiets[0].mark if quiets else section_at(timeline, span.start).mark
        if not _told(session, quiets):
            yield problem(
                "struct/quiet-announced", mark, weight=Weight.LOOK, length=told(span.length)
            )
        rings = [bell.start for bell in timeline.bells if span.start <= bell.start <= span.end]
        waits = (two - one for one, two in pairwise((span.start, *rings, span.end)))
        if max(waits) > BELL_AFTER + LEEWAY:
            yield problem(
                "struct/quiet-announced-bell",
                mark,
                weight=Weight.LOOK,
                length=told(span.length),
                most=told(BELL_AFTER),
            )


def cue_density(_: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/cue-density`: few cues while running, each short and spoken at a walking pace."""
    running = spent(timeline, Gait.RUN)
    cues = utterances(timeline)
    during = [cue for cue in cues if section_at(timeline, cue.start).gait is Gait.RUN]
    if len(during) > max(Fraction(1), CUES_A_MINUTE * running / MINUTE):
        yield problem(
            "struct/cue-density",
            of_gait(timeline, Gait.RUN)[0].mark,
            weight=Weight.LOOK,
            number=len(during),
            running=told(running),
            most=f"{float(CUES_A_MINUTE):g}",
        )
    for cue in cues:
        yield from _length(cue)
        yield from _pace(cue)


def question_pause(session: Session, timeline: Timeline) -> Iterator[Problem]:
    """`struct/question-pause`: whoever is asked has time to look, listen or think."""
    heard = voiced(timeline)
    for cue in utterances(timeline):
        wanted = _answering_time(cue, honest="honest" in session.topics)
        after = next((span.start for span in heard if span.start >= cue.end), timeline.length)
        pause = after - cue.end
        if pause < wanted - HAIR:
            yield problem(
                "struct/question-pause",
                cue.mark,
                weight=Weight.LOOK,
                pause=told(pause),
                wanted=told(wanted),
            )


def _stretch(quiet: Stillness) -> Span:
    return Span(start=quiet.start, end=quiet.start + quiet.length)


def _told(session: Session, quiets: Iterable[Stillness]) -> bool:
    """Whether one of these written quiets is told by kindpace, or in the author's own hands."""
    in_hand = {
        cue.mark
        for part in session.parts
        for cue in part.cues
        if isinstance(cue, Quiet) and not cue.announce
    }
    return any(quiet.announced or quiet.mark in in_hand for quiet in quiets)


def _length(cue: Utterance) -> Iterator[Problem]:
    words = len(cue.text.split())
    if words > WORDS:
        yield problem(
            "struct/cue-density-words",
            cue.mark,
            weight=Weight.MEND if words > WORDS_MOST else Weight.LOOK,
            words=words,
            most=WORDS,
        )


def _pace(cue: Utterance) -> Iterator[Problem]:
    words = Fraction(len(cue.text) + 1, LETTERS)
    pace = words * MINUTE / cue.spoken if cue.spoken else Fraction(0)
    if words >= ENOUGH_WORDS and not SLOWEST <= pace <= FASTEST:
        yield problem(
            "struct/cue-density-pace",
            cue.mark,
            weight=Weight.LOOK,
            pace=round(pace),
            slowest=SLOWEST,
            fastest=FASTEST,
        )


def _answering_time(cue: Utterance, *, honest: bool) -> Seconds:
    """How long a cue asks for silence after it.

    Three seconds is the least after any question (Rowe 1972); the rest is our choice.
    """
    if cue.kind is Kind.ASK:
        return PAUSE_HONEST if honest else PAUSE_ASK
    if cue.kind is Kind.NOTICE:
        return max(PAUSE_NOTICE, PAUSE_EACH * _things(cue.text))
    return PAUSE_QUESTION if cue.text.rstrip().endswith("?") else Seconds(0)


def _things(text: str) -> int:
    """How many things a cue asks to find: `notice three sounds`."""
    found = SEVERAL.search(text)
    return NUMBERS.get(found[1].lower(), 0) or int(found[1]) if found else 1
