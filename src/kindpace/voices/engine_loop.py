"""What an engine's process does all its life: read a request, answer it, until stdin ends."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from kindpace.voices.espeak_process import receive, send

Reply = Callable[[dict[str, Any]], tuple[int, bytes]]
"""A request in; sample rate and int16 sound out."""


def serve(reply: Reply) -> None:
    """Answer each request by `reply`; what that raises is told as `fault` beside no sound."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted parent closes stdin itself
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever the engine prints stays unheard
    while True:
        try:
            request, _ = receive(sys.stdin.buffer)
        except EOFError:
            return
        try:
            rate, sound = reply(request)
            send(answers, {"rate": rate, "fault": ""}, sound)
        except Exception as fault:  # noqa: BLE001 - an engine may stumble in any way
            send(answers, {"rate": 0, "fault": f"{type(fault).__name__}: {fault}"[:500]})
