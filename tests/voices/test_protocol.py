import subprocess
import sys

import pytest

from kindpace.voices.protocol import (
    Request,
    Voice,
    VoiceBusy,
    VoiceFailed,
    VoiceFault,
    VoiceRejected,
    VoiceUnavailable,
)
from kindpace.voices.tone import Tone

from .maker import Puppet, hum


def test_whatever_has_the_four_parts_is_a_voice() -> None:
    """Nothing needs to be inherited."""
    assert isinstance(Tone(), Voice)
    assert isinstance(Puppet(script=lambda request, _times: hum(request)), Voice)
    assert not isinstance(object(), Voice)


@pytest.mark.parametrize("fault", [VoiceUnavailable, VoiceBusy, VoiceRejected, VoiceFailed])
def test_every_fault_is_a_voice_fault_with_a_sentence(fault: type[VoiceFault]) -> None:
    """Whoever catches VoiceFault catches them all."""
    with pytest.raises(VoiceFault, match="not today"):
        raise fault("not today")


def test_busy_may_name_a_time() -> None:
    """A wait is in seconds; without one kindpace chooses."""
    assert VoiceBusy("later", 7).retry_after == 7
    assert VoiceBusy("later").retry_after is None


def test_a_request_has_calm_defaults() -> None:
    """A plug-in's first test needs a text and a language."""
    request = Request(text="Easy.", language="en")
    assert (request.speaker, request.pace, request.pitch, request.options) == ("", 125, 0, {})


@pytest.mark.parametrize("module", ["protocol", "doors"])
def test_listing_waits_for_no_numpy(module: str) -> None:
    """The list of voices needs neither numpy nor any engine."""
    program = f"import sys, kindpace.voices.{module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"numpy", "soundfile", "espeakng_loader", "ctypes.util"}
