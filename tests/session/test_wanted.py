"""Who hears what."""

import pytest

from kindpace.session.model import Gait, Runner
from kindpace.session.wanted import ALWAYS, applies, breath_is_off, is_there, is_wanted
from kindpace.session.written import Conditions, Cue

ANYONE = Runner()


def cue(**keys: object) -> Cue:
    """A cue as it is written."""
    return Cue.model_validate(keys)


def when(**keys: object) -> Conditions:
    """Conditions as they are written."""
    return Conditions.model_validate(keys)


@pytest.mark.parametrize(
    ("conditions", "runner", "holds"),
    [
        (when(weather="rain"), Runner(weather="rain"), True),
        (when(weather=["RAIN", "wind"]), Runner(weather="Wind"), True),
        (when(weather="rain"), ANYONE, False),
        (when(weather="rain", place="park"), Runner(weather="rain"), False),
        (when(weather="rain", place="park"), Runner(weather="rain", place="park"), True),
        (when(talk="normal"), ANYONE, True),
        (when(beat="on"), ANYONE, True),
        (when(beat="off"), Runner(beat="off"), True),
        (when(breath="on"), ANYONE, True),
        (when(breath="off"), Runner(breath="free"), True),
        (when(breath="on"), Runner(skip=("breath",)), False),
        (when(country="IE"), Runner(country="IE"), True),
        (when(gait="run"), ANYONE, True),
        (when(gait="walk"), Runner(gait=Gait.WALK), True),
        (when(gait="walk"), ANYONE, False),
        (when(company=["Sam", "alone"]), Runner(company="sam"), True),
    ],
)
def test_conditions_look_at_the_runner(
    conditions: Conditions, runner: Runner, *, holds: bool
) -> None:
    """One of the words for every field that is named; `unless` turns it round."""
    assert applies(conditions, None, runner) == holds
    assert applies(None, conditions, runner) == (not holds)


def test_both_conditions_have_to_agree() -> None:
    """`when` and `unless` together; without either, everybody hears it."""
    rainy = Runner(weather="rain", place="track")
    assert not applies(when(weather="rain"), when(place="track"), rainy)
    assert applies(None, None, rainy)


@pytest.mark.parametrize(
    ("rounds", "heard"),
    [("first", [1]), ("last", [4]), (2, [2]), ([1, "last"], [1, 4]), (None, [1, 2, 3, 4])],
)
def test_rounds_choose_among_repeats(rounds: object, heard: list[int]) -> None:
    """By name or number."""
    one = cue(say="Hello.", **({} if rounds is None else {"rounds": rounds}))
    assert [turn for turn in range(1, 5) if is_there(one, turn, 4, ANYONE)] == heard


@pytest.mark.parametrize(
    ("level", "heard"),
    [("sparse", ["a"]), ("normal", ["a", "b", "c"]), ("more", ["a", "b", "c", "d"])],
)
def test_talk_has_three_levels(level: str, heard: list[str]) -> None:
    """What says nothing of it is for the middle."""
    cues = [
        cue(say="a", talk="sparse"),
        cue(say="b"),
        cue(say="c", talk="normal"),
        cue(say="d", talk="more"),
    ]
    runner = Runner(talk=level)
    assert [c.words.choices[0] for c in cues if c.words and is_wanted(c, c.act, runner)] == heard


@pytest.mark.parametrize("act", ["rest", "quiet", "bell", "play", "count", "note"])
def test_what_is_no_talk_stays(act: str) -> None:
    """Quiets have to stretch, and bells to ring, for those who like few words most of all."""
    values: dict[str, object] = {"rest": "5s", "quiet": "elastic", "bell": 1, "count": 4}
    one = cue(**{act: values.get(act, "x")})
    assert is_wanted(one, act, Runner(talk="sparse"))


@pytest.mark.parametrize("act", ALWAYS)
def test_what_keeps_safe_is_never_left_out(act: str) -> None:
    """Neither for talk nor for topics, not even within a block that would be."""
    fewest = Runner(talk="sparse", skip=("body", "questions"))
    assert is_wanted(cue(**{act: "Stop."}, talk="more", topics=["body"]), act, fewest)
    assert is_wanted(cue(include="safety", talk="more", topics=["body"]), act, fewest)
    assert not is_wanted(cue(include="safety", talk="more"), "say", fewest)


def test_topics_are_skipped() -> None:
    """Those that are written, and those that an act brings along."""
    assert not is_wanted(cue(say="x", topics="body"), "say", Runner(skip=("body",)))
    assert not is_wanted(cue(ask="x?"), "ask", Runner(skip=("questions",)))
    assert not is_wanted(cue(count=4), "count", Runner(skip=("breath",)))
    assert is_wanted(cue(say="x", topics="feet"), "say", Runner(skip=("body",)))


def test_breath_is_off_for_those_who_say_so() -> None:
    """In one way or another."""
    off = [Runner(breath="off"), Runner(breath="free"), Runner(skip=("breath",))]
    assert all(map(breath_is_off, off))
    assert not any(map(breath_is_off, [ANYONE, Runner(breath="3:3")]))
