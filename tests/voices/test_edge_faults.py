import ssl

import aiohttp
import pytest
from edge_tts import exceptions

from kindpace.voices.edge_faults import fault_of
from kindpace.voices.protocol import (
    VoiceBusy,
    VoiceFailed,
    VoiceFault,
    VoiceRejected,
    VoiceUnavailable,
)


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (exceptions.SkewAdjustmentError("no date"), VoiceUnavailable, "upgrade"),
        (exceptions.UnknownResponse("odd path"), VoiceUnavailable, "upgrade"),
        (exceptions.UnexpectedResponse("odd"), VoiceUnavailable, "upgrade"),
        (exceptions.NoAudioReceived("none"), VoiceRejected, "without any sound"),
        (exceptions.WebSocketError("oh"), VoiceBusy, "broke off"),
        (aiohttp.ServerDisconnectedError(), VoiceBusy, "broke off"),
        (aiohttp.ServerTimeoutError(), VoiceBusy, "in time"),
        (TimeoutError(), VoiceBusy, "in time"),
        (ConnectionResetError(), VoiceBusy, "broke off"),
        (ssl.SSLCertVerificationError("odd"), VoiceUnavailable, "prove"),
        (ValueError("voice"), VoiceRejected, "no speaker"),
        (KeyError("odd"), VoiceUnavailable, "KeyError"),
    ],
)
def test_what_edge_tts_raises_has_a_meaning(
    fault: Exception, kind: type[VoiceFault], words: str
) -> None:
    """Busy is asked again, refused is not, and an old package is told to be upgraded."""
    found = fault_of(fault, "host.example")
    assert type(found) is kind
    assert words in str(found)


def test_our_own_faults_stay_as_they_are() -> None:
    """They have their sentence already."""
    ours = VoiceFailed("too much")
    assert fault_of(ours, "host.example") is ours
