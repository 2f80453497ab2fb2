"""Settling how loud everything is beside the voice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.balance import GRID, Aim, Balance, Parts, Settled, settle
from kindpace.sound.loudness import Loudness

AIM = Aim()
WISHES = st.floats(-24, 12)


def steady(level: float, share: float = 1.0) -> Loudness:
    """A sound at `level` LUFS for the first `share` of 100 s."""
    energies = np.zeros(1_000)
    energies[: int(1_000 * share)] = 10 ** ((level + 0.691) / 10)
    return Loudness(energies)


def parts(voice: float = -16, rest: float = -39, share: float = 0.3) -> Parts:
    """A voice for a `share` of the time; beat, breath and bed at `rest` LUFS throughout."""
    bed = steady(rest)
    return Parts(voice=steady(voice, share), marks=bed, breath=bed.gained(-3), bed=bed)


def beside_voice(found: Settled) -> dict[str, float]:
    """How many dB each stem stands from the voice's own gain."""
    gains = found.gains()
    return {name: 20 * np.log10(gain / gains["voice"]) for name, gain in gains.items()}


@settings(max_examples=60)
@given(st.floats(-30, -8), st.floats(-60, -20), st.floats(0.01, 0.9), WISHES, WISHES)
def test_no_balance_lifts_the_voice_above_its_cap(
    voice: float, rest: float, share: float, own: float, bed: float
) -> None:
    """Whatever the material and the wishes; and trims never turn anything up."""
    found = settle(parts(voice, rest, share), AIM, Balance(voice=own, bed=bed))
    lifted = 20 * np.log10(found.gains()["voice"])
    assert found.trim <= found.marks_trim <= 0
    assert steady(voice, share).integrated + lifted <= AIM.loudness + AIM.lift + GRID


@settings(max_examples=60)
@given(st.floats(-60, -24), st.floats(0.02, 0.9), WISHES, WISHES, WISHES)
def test_less_is_kept_to_the_decibel(
    rest: float, share: float, beat: float, breath: float, bed: float
) -> None:
    """A wish for less is never changed; a wish for more is kept or cut down, never turned round."""
    wish = Balance(beat=beat, breath=breath, bed=bed)
    found = settle(parts(rest=rest, share=share), AIM, wish)
    usual = beside_voice(settle(parts(rest=rest, share=share), AIM))
    moved = beside_voice(found)
    for name in ("beat", "breath", "bed"):
        asked, given_ = getattr(wish, name), getattr(found.given, name)
        assert moved[name] - usual[name] == pytest.approx(given_, abs=1e-9)
        assert given_ == asked if asked <= 0 else 0 <= given_ <= asked


def test_a_bed_may_come_up_until_the_gate() -> None:
    """Six more are given where there is room, and told where there is not."""
    wish = Balance(bed=6)
    assert settle(parts(rest=-45), AIM, wish).given == wish
    near = settle(parts(rest=-33, share=0.1), AIM, wish)
    assert 0 <= near.given.bed < 6
    assert near.given.beat == 0


def test_a_louder_voice_is_everything_else_softer() -> None:
    """The voice itself stays where the aim has it."""
    usual, louder = (settle(parts(), AIM, Balance(voice=level)) for level in (0, 3))
    assert louder.gains()["voice"] == pytest.approx(usual.gains()["voice"], rel=0.03)
    apart = beside_voice(usual)["bed"] - beside_voice(louder)["bed"]
    assert apart == pytest.approx(3)


def test_marks_give_last() -> None:
    """Breath and bed give six decibels before beat and bell give any."""
    found = settle(parts(rest=-28, share=0.2), AIM)
    assert found.trim < -6
    assert found.marks_trim == found.trim + 6


def test_a_bell_follows_the_beat_and_a_file_the_voice() -> None:
    """One wish for each pair, and none for the floor."""
    gains = settle(parts(), AIM, Balance(voice=-2, beat=-9)).gains()
    assert gains["bell"] == gains["beat"]
    assert gains["play"] == gains["voice"]
    assert "floor" not in gains


def test_without_a_voice_the_wishes_stand_as_they_are() -> None:
    """There is nothing to be beside; two ears share one track's level."""
    silent = replace(parts(), voice=steady(-200))
    found = settle(silent, Aim(channels=2), Balance(bed=4, beat=-3))
    assert (found.given.bed, found.given.beat, found.trim) == (4, -3, 0)
    assert found.gain == -3
