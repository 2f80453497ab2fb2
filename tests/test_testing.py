from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from kindpace.testing import BrokenContract, keeps_contract
from kindpace.voices.protocol import Request, Speaker, Spoken, VoiceRejected
from kindpace.voices.tone import RATE, Tone
from tests.voices.maker import Puppet, hum, silence

Change = Callable[[Spoken, Request], Spoken]


def good(request: Request, _times: int) -> Spoken | Exception:
    """A script that does everything right."""
    return VoiceRejected("nobody here") if request.speaker else hum(request)


def changed(change: Change) -> Puppet:
    """A puppet whose sound is spoilt."""

    def script(request: Request, _times: int) -> Spoken | Exception:
        return VoiceRejected("nobody") if request.speaker else change(hum(request), request)

    return Puppet(script=script)


def test_a_good_voice_passes_and_is_closed() -> None:
    """Nothing is raised; closing was tried twice."""
    puppet = Puppet(script=good)
    keeps_contract(puppet)
    assert puppet.closed == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda spoken, _: replace(spoken, samples=spoken.samples.astype(float)), "mono float32"),
        (lambda spoken, _: replace(spoken, samples=spoken.samples[:, None]), "mono float32"),
        (lambda spoken, _: replace(spoken, rate=1_000_000), "no rate for speech"),
        (lambda spoken, _: replace(spoken, samples=spoken.samples * 9), "within -1..1"),
        (lambda spoken, _: replace(spoken, samples=spoken.samples * np.nan), "within -1..1"),
        (lambda spoken, _: replace(spoken, samples=silence(1)), "nothing is heard"),
        (lambda spoken, _: replace(spoken, samples=spoken.samples[: RATE // 5]), "last longer"),
        (lambda _, request: hum(replace(request, pace=125)), "3 to 2 was asked"),
    ],
)
def test_each_broken_promise_is_named(change: Change, reason: str) -> None:
    """One sentence tells what is wrong."""
    with (
        np.errstate(invalid="ignore"),
        pytest.raises(BrokenContract, match=reason),
    ):
        keeps_contract(changed(change))


def test_a_voice_that_only_claims_to_repeat_itself_is_found_out() -> None:
    """The same text gave other samples."""
    louder = iter(range(1, 1000))
    puppet = changed(
        lambda spoken, _: replace(spoken, samples=spoken.samples * np.float32(next(louder) / 1000))
    )
    with pytest.raises(BrokenContract, match="deterministic"):
        keeps_contract(puppet)
    keeps_contract(Puppet(script=puppet.script, info=replace(Tone.info, deterministic=False)))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (KeyError("x"), "which is no VoiceFault"),
        (VoiceRejected(""), "need a sentence"),
        (None, "was not refused"),
    ],
)
def test_faults_have_to_be_polite(answer: Exception | None, reason: str) -> None:
    """An unknown speaker is refused, with a fault of ours, and with words."""

    def script(request: Request, _times: int) -> Spoken | Exception:
        return answer if request.speaker and answer else hum(replace(request, speaker=""))

    with pytest.raises(BrokenContract, match=reason):
        keeps_contract(Puppet(script=script))


class Sticky(Puppet):
    """A puppet that can be closed only once."""

    def close(self) -> None:
        """Complain at the second time."""
        super().close()
        if self.closed > 1:
            raise OSError


class Mute(Puppet):
    """A puppet without a speaker."""

    def speakers(self) -> list[Speaker]:
        """None."""
        return []


def test_closing_twice_and_a_description_are_asked_for() -> None:
    """What a voice says of itself has to be usable."""
    with pytest.raises(BrokenContract, match="closing it raised OSError"):
        keeps_contract(Sticky(script=good))
    with pytest.raises(BrokenContract, match="at least one speaker"):
        keeps_contract(Mute(script=good))
    vague = replace(Tone.info, id="", version="", languages=(), longest=10)
    with pytest.raises(BrokenContract, match="id and a version") as told:
        keeps_contract(Puppet(script=good, info=vague))
    assert "room for one sentence" in str(told.value)
    without_pace = replace(Tone.info, controls=frozenset())
    keeps_contract(Puppet(script=good, info=without_pace))
