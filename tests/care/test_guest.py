"""Beat and breath are guests: they come as an offer, and they are let go."""

from dataclasses import replace

import pytest

from kindpace.care.guest import beat_optional, release
from kindpace.session.model import Kind, Seconds
from kindpace.timeline.events import BeatWindow, Timeline
from tests.care.maker import breathing, run, session, sit, slugs, speech, steps, timeline, walk

LEGS = (walk(5), run(15), walk(5))
BREATH = breathing(600, 720, steps(3, 2), 165)


def laid(*said: tuple[float, str]) -> Timeline:
    """Two minutes of guided breath from minute ten, with these words."""
    return timeline(LEGS, speeches=[speech(at, text) for at, text in said], breaths=BREATH)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([(590, "Try this if you like."), (715, "Let the numbers go.")], []),
        ([(590, "Now we breathe."), (715, "Let the numbers go.")], ["breath/release-choice"]),
        ([(590, "Try this if you like.")], ["breath/release"]),
        ([(400, "If you like."), (900, "Free.")], ["breath/release-choice", "breath/release"]),
    ],
)
def test_guided_breath_is_opened_and_closed(
    said: list[tuple[float, str]], found: list[str]
) -> None:
    """With words near its edges."""
    assert slugs(release(session(LEGS), laid(*said))) == found


def test_breath_in_a_chair_needs_no_release() -> None:
    """The rule is about moving."""
    legs = (sit(20),)
    assert slugs(release(session(legs), timeline(legs, breaths=BREATH))) == []


def test_a_language_without_rules_is_not_judged() -> None:
    """Words that can't be read can't be missed."""
    other = replace(session(LEGS), language="tlh")
    assert slugs(release(other, laid())) == []
    assert slugs(beat_optional(other, beaten(laid()))) == []


def beaten(whole: Timeline, minutes: int = 5) -> Timeline:
    """`whole`, with a beat for some minutes."""
    return replace(whole, beats=(BeatWindow(start=Seconds(60), end=Seconds(60 + 60 * minutes)),))


def test_a_long_beat_may_be_left() -> None:
    """Said in one cue: what it is, and that it needn't be followed."""
    silent = beaten(laid((30, "Here we go.")))
    said = beaten(laid((30, "There is a beat. Step with it if you like.")))
    apart = beaten(laid((30, "There is a beat."), (90, "Walk home if you like.")))
    assert slugs(beat_optional(session(LEGS), silent)) == ["cadence/beat-optional"]
    assert slugs(beat_optional(session(LEGS), said)) == []
    assert slugs(beat_optional(session(LEGS), apart)) == ["cadence/beat-optional"]


def test_a_short_beat_needs_no_words() -> None:
    """Two minutes are a taste."""
    assert slugs(beat_optional(session(LEGS), beaten(laid(), 2))) == []
    assert slugs(beat_optional(session(LEGS), laid())) == []
    assert Kind.SAY is laid((5, "Hello.")).speeches[0].kind
