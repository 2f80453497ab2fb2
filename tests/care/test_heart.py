"""Questions with care around them, senses, small wins, and where somebody listens."""

from dataclasses import replace
from fractions import Fraction

import pytest

from kindpace.care.heart import (
    gentle_goal,
    honest_place,
    invite_ratio,
    one_ear,
    reflect_win,
    sense_mix,
    support_line,
)
from kindpace.session.mix import Mix
from kindpace.session.model import Gait, Kind, Line, Say, Seconds, Session, Stretch
from kindpace.session.said import Text
from tests.care.maker import mark, run, session, slugs, speech, timeline, walk, with_cues

LEGS = (walk(6), run(8), walk(10))
HONEST = session(LEGS, topics=("honest",))


def asked(*moments: float) -> list[str]:
    """What is found where honest questions come at these seconds, with ground after each."""
    said = [speech(at, "What was it for?", Kind.ASK) for at in moments]
    said += [speech(at + 40, "What can you hear?", Kind.NOTICE) for at in moments]
    return slugs(honest_place(HONEST, timeline(LEGS, speeches=said)))


def test_honest_questions_come_late_and_at_a_walk() -> None:
    """Not while running, and not in the first five minutes."""
    assert asked(900) == []
    assert asked(320) == []
    assert asked(120) == ["care/honest-place"]
    assert asked(600) == ["care/honest-place"]


def test_three_honest_questions_are_enough() -> None:
    """The fourth is named."""
    assert asked(900, 1000, 1100) == []
    assert asked(900, 1000, 1100, 1200) == ["care/honest-place-many"]


def test_the_last_question_has_ground_under_it() -> None:
    """Something to sense, or a line of support, soon after."""
    alone = timeline(LEGS, speeches=[speech(900, "What was it for?", Kind.ASK)])
    assert slugs(honest_place(HONEST, alone)) == ["care/honest-place-ground"]
    assert slugs(honest_place(session(LEGS), alone)) == []


def texts(*said: tuple[str, str], topics: tuple[str, ...] = ()) -> Session:
    """A session that says these words, each with its kind."""
    found = (
        Text(words=words, language="en", mark=mark(5), kind=kind, gait=Gait.WALK)
        for kind, words in said
    )
    return replace(session(LEGS, topics=topics), texts=tuple(found))


@pytest.mark.parametrize("topic", ["mental-health", "hard-day", "honest"])
def test_near_hard_things_help_is_named(topic: str) -> None:
    """In a cue of its own, or in the notes."""
    bare = texts(("say", "Hello."), topics=(topic,))
    noted = replace(bare, notes=("Search for “find a helpline”.",))
    told = texts(("support", "Somebody listens: {helpline}."), topics=(topic,))
    whole = timeline(LEGS)
    assert slugs(support_line(bare, whole)) == ["care/support-line"]
    assert slugs(support_line(noted, whole)) == slugs(support_line(told, whole)) == []
    assert slugs(support_line(texts(("say", "Hello.")), whole)) == []


def test_a_number_in_a_script_is_seen() -> None:
    """Spoken digits can't be called back; digits in notes can."""
    spoken = texts(("say", "You can call 116 123."))
    assert slugs(support_line(spoken, timeline(LEGS))) == ["care/support-line-digits"]
    read = texts(("", "Call 116 123."))
    assert slugs(support_line(read, timeline(LEGS))) == []


def test_an_ending_looks_back_or_has_a_win() -> None:
    """Either is enough, and a short session needs neither."""
    script, end = session(LEGS), timeline(LEGS)
    assert slugs(reflect_win(script, end)) == ["struct/reflect-win"]
    for kind in (Kind.WIN, Kind.ASK):
        told = timeline(LEGS, speeches=[speech(1400, "You turned up.", kind)])
        assert slugs(reflect_win(script, told)) == []
    assert slugs(reflect_win(session((walk(5),)), timeline((walk(5),)))) == []


def notice(sense: str) -> Say:
    """A cue that speaks to a sense."""
    line = Line(text="Notice.", spoken="Notice.")
    pause = Stretch.fixed(Seconds(10))
    return Say(kind=Kind.NOTICE, lines=(line,), gaps=(), pause=pause, mark=mark(6), sense=sense)


@pytest.mark.parametrize(
    ("senses", "found"),
    [
        (["hear", "feel"], []),
        (["hear", "see"], []),
        (["feel"], ["struct/sense-mix"]),
        (["hear"], ["struct/sense-mix"]),
        ([], ["struct/sense-mix"]),
    ],
)
def test_two_senses_make_a_mix(senses: list[str], found: list[str]) -> None:
    """One of them outward."""
    script = with_cues(texts(("notice", "Notice.")), 1, *map(notice, senses))
    assert slugs(sense_mix(script, timeline(LEGS))) == found


def test_a_run_has_a_gentle_goal_or_none_on_purpose() -> None:
    """Only a hint."""
    (found,) = gentle_goal(texts(("say", "Hello.")), timeline(LEGS))
    assert (found.slug, found.weight) == ("goal/gentle-missing", "hint")
    assert slugs(gentle_goal(texts(("goal", "Turn up.")), timeline(LEGS))) == []


def test_offers_outweigh_orders() -> None:
    """Half of them bare, or four in a row, are a hint; safety lines don't count."""
    orders = [("say", "Look up."), ("say", "Feel the ground."), ("say", "Listen.")]
    offers = [("say", "Look up if you like."), ("notice", "You might listen.")]
    whole = timeline(LEGS)
    assert slugs(invite_ratio(texts(*orders), whole)) == ["lang/invite-ratio"]
    assert slugs(invite_ratio(texts(*offers, *orders[:1]), whole)) == []
    assert slugs(invite_ratio(texts(("safety", "Stop at roads.")), whole)) == []


def test_a_voice_stays_above_the_road() -> None:
    """A little softer is fine, six decibels are not."""
    soft = replace(session(LEGS), mix=Mix(voice=Fraction(-9)))
    assert slugs(one_ear(soft, timeline(LEGS))) == ["mix/one-ear"]
    assert slugs(one_ear(replace(soft, mix=Mix(voice=Fraction(-3))), timeline(LEGS))) == []
