from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest

from kindpace.voices.patience import Misses, Patience, Turn
from kindpace.voices.protocol import (
    VoiceBusy,
    VoiceFailed,
    VoiceFault,
    VoiceRejected,
    VoiceUnreachable,
)

from .maker import Clock


def faltering(*faults: VoiceFault) -> Callable[[], str]:
    """Raise each of `faults`, then answer."""
    left = list(faults)

    def attempt() -> str:
        if left:
            raise left.pop(0)
        return "spoken"

    return attempt


def test_a_busy_voice_is_asked_again_ever_more_slowly() -> None:
    """Four waits, each longer; then it has answered."""
    clock = Clock()
    busy = [VoiceBusy("later")] * 4
    assert clock.patience().ask(faltering(*busy), Event(), 0) == "spoken"
    assert clock.slept == [5, 15, 45, 120]


def test_the_time_a_voice_asks_for_is_granted() -> None:
    """Never less than our own wait, and a little more, so that not all return at once."""
    clock = Clock()
    assert clock.patience().ask(faltering(VoiceBusy("a", 30), VoiceBusy("b", 2)), Event(), 1)
    assert clock.slept == [36, 18]


def test_busy_for_ever_is_told() -> None:
    """After the last wait the fault comes out as it is."""
    clock = Clock()
    with pytest.raises(VoiceBusy, match="fifth"):
        clock.patience().ask(faltering(*[VoiceBusy("later")] * 4, VoiceBusy("fifth")), Event(), 0)
    assert len(clock.slept) == 4


def test_nobody_waits_for_an_hour() -> None:
    """A voice that wants longer than our patience is left for another day, at once."""
    clock = Clock()
    with pytest.raises(VoiceBusy):
        clock.patience().ask(faltering(VoiceBusy("tomorrow", 3_600)), Event(), 0)
    assert clock.slept == []


def test_a_stumble_is_forgiven_once() -> None:
    """A failed line is tried a second time, not a third."""
    clock = Clock()
    assert clock.patience().ask(faltering(VoiceFailed("oh")), Event(), 0) == "spoken"
    with pytest.raises(VoiceFailed, match="again"):
        clock.patience().ask(faltering(VoiceFailed("oh"), VoiceFailed("again")), Event(), 0)


def test_nobody_at_home_is_tried_twice() -> None:
    """The connection may come back; after that, it is told."""
    clock = Clock()
    gone = [VoiceUnreachable("gone"), VoiceUnreachable("still gone")]
    with pytest.raises(VoiceUnreachable, match="still"):
        clock.patience().ask(faltering(*gone), Event(), 0)
    assert clock.slept == [3]


def test_misses_count_only_in_a_row() -> None:
    """Three are one too many, unless something came out in between."""
    misses = Misses(3)
    assert [misses.missed(), misses.missed()] == [False, False]
    misses.spoken()
    assert [misses.missed() for _ in range(3)] == [False, False, True]


def test_a_refusal_is_final() -> None:
    """Asking the same again won't help."""
    clock = Clock()
    with pytest.raises(VoiceRejected):
        clock.patience().ask(faltering(VoiceRejected("no")), Event(), 0)
    assert clock.slept == []


def test_requests_keep_their_distance() -> None:
    """The first goes at once; the next wait for what is left of the spacing."""
    clock = Clock()
    turn = Turn(0.7, clock.patience())
    turn.wait(Event())
    clock.now += 0.5
    turn.wait(Event())
    clock.now += 2
    turn.wait(Event())
    assert clock.slept == pytest.approx([0.2])


def test_requests_come_a_little_later_when_shaken() -> None:
    """Never nearer than the spacing, up to a fifth further."""
    clock = Clock()
    turn = Turn(0.7, clock.patience())
    for shake in (0.5, 1.0, 0.0):
        turn.wait(Event(), shake)
    assert clock.slept == pytest.approx([0.77, 0.84])


def test_a_voice_without_spacing_never_waits() -> None:
    """Local voices speak at once."""
    clock = Clock()
    turn = Turn(0, clock.patience())
    for _ in range(3):
        turn.wait(Event())
    assert clock.slept == []


def test_a_wait_ends_when_the_work_is_given_up() -> None:
    """With the real clock: the event is set already, so two minutes are over at once."""
    left = Event()
    left.set()
    patience = replace(Patience(), failed=(120.0,))
    assert patience.ask(faltering(VoiceFailed("oh")), left, 0) == "spoken"
