"""What may go wrong between edge-tts and Edge's service, as a voice's fault."""

import ssl
from collections.abc import Mapping
from http import HTTPStatus

import aiohttp
from edge_tts import exceptions

from kindpace.problems import problem
from kindpace.voices.protocol import (
    VoiceBusy,
    VoiceFault,
    VoiceRejected,
    VoiceUnavailable,
    VoiceUnreachable,
)
from kindpace.voices.wire import Answer, End, refusal

LOCKED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)

OUTDATED = "edge-outdated"
ENDS: tuple[End, ...] = (
    ((aiohttp.ClientHttpProxyError,), VoiceUnreachable, "wire-unreachable"),
    (
        (
            aiohttp.ClientResponseError,
            exceptions.SkewAdjustmentError,
            exceptions.UnexpectedResponse,
            exceptions.UnknownResponse,
        ),
        VoiceUnavailable,
        OUTDATED,
    ),
    ((exceptions.NoAudioReceived,), VoiceRejected, "edge-no-sound"),
    ((ssl.SSLError, aiohttp.ClientSSLError), VoiceUnavailable, "wire-untrusted"),
    ((ValueError, TypeError), VoiceRejected, "edge-speaker"),
    ((TimeoutError,), VoiceBusy, "wire-slow"),
    ((aiohttp.ClientConnectorError,), VoiceUnreachable, "wire-unreachable"),
    ((aiohttp.ClientError, exceptions.WebSocketError, OSError), VoiceBusy, "wire-cut"),
)
"""What an exception means; the first that fits."""


def fault_of(fault: Exception, host: str) -> VoiceFault:
    """What `fault` means. A token that isn't taken won't be later: edge-tts is too old."""
    if isinstance(fault, VoiceFault):
        return fault
    proxy = isinstance(fault, aiohttp.ClientHttpProxyError)
    if isinstance(fault, aiohttp.ClientResponseError) and not proxy and fault.status not in LOCKED:
        return _refused(fault, host)
    for kinds, meaning, slug in ENDS:
        if isinstance(fault, kinds):
            told = problem(slug, host=host)
            return meaning(f"{told.what} {told.mend}" if slug == OUTDATED else told.what)
    return VoiceUnavailable(problem("wire-broken", host=host, reason=type(fault).__name__).what)


def _refused(fault: aiohttp.ClientResponseError, host: str) -> VoiceFault:
    headers: Mapping[str, str] = fault.headers or {}
    answer = Answer(host=host, status=fault.status, headers=headers, body=b"")
    # A websocket is opened with 101; any other friendly status is as good as none.
    return refusal(answer) or VoiceBusy(problem("wire-cut", host=host).what)
