"""A server that speaks as OpenAI's does: JSON goes in, a file of sound comes out."""

import json
from typing import Any

from .serving import Heard, Reply
from .sounds import said

PATH = "/v1/audio/speech"
KNOWN = ("alloy", "nova")
USUAL_PACE = 165


def speech(heard: Heard, _count: int) -> Reply:
    """A healthy answer; what it doesn't take is told as such servers do."""
    wanted = asked(heard)
    if wanted["voice"] not in KNOWN:
        return complaint(400, f"Voice {wanted['voice']} not found.", "invalid_value")
    pace = round(wanted["speed"] * USUAL_PACE)
    return Reply(body=said(wanted["input"], wanted["response_format"].upper(), pace))


def asked(heard: Heard) -> dict[str, Any]:
    """What was asked for; anything unusual is an AssertionError."""
    assert heard.path == PATH
    assert heard.headers["Content-Type"] == "application/json"
    wanted = json.loads(heard.body)
    assert isinstance(wanted, dict)
    assert {"model", "input", "voice", "response_format"} <= set(wanted)
    assert 0 < len(wanted["input"]) <= 4096
    return wanted


def complaint(status: int, message: str, code: str | None = None) -> Reply:
    """An error in OpenAI's form."""
    told = {"error": {"message": message, "type": "invalid_request_error", "code": code}}
    return Reply(status=status, body=json.dumps(told).encode())
