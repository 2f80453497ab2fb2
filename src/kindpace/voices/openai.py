"""Any server that speaks as OpenAI's does: POST /audio/speech, sound comes back."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from kindpace.problems import problem
from kindpace.voices.decoding import decoded
from kindpace.voices.openai_server import Server, read_server
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Speaker,
    Spoken,
    VoiceFault,
    VoiceInfo,
    VoiceRejected,
    VoiceUnavailable,
)
from kindpace.voices.wire import Answer, Limits, Wire, refusal

FORMATS = ("wav", "flac", "mp3")
"""Asked for in this order; what comes back is told by its first bytes."""

SPEAKERS = (
    "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse",
)  # fmt: skip
LONGEST = 4096
USUAL_PACE = 165
"""Words a minute at speed 1: an assumption, since each server and model has its own."""

SLOWEST, QUICKEST = 0.25, 4.0
LONGEST_DETAIL = 120
NO_SUCH_FORMAT = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
SPENT = "insufficient_quota"


def voice(speaker: str = "") -> "OpenAI":
    """The server that the environment names, or VoiceUnavailable."""
    return OpenAI(server=read_server(), speaker=speaker)


class OpenAI:
    """A speaker of an OpenAI-compatible server; which names it knows, only the server can say."""

    def __init__(self, *, server: Server, speaker: str = "", limits: Limits | None = None) -> None:
        self._server = server
        self._speaker = speaker
        self._wire = Wire(limits or Limits(read=60, whole=120))
        self._formats: tuple[str, ...] = FORMATS

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        return VoiceInfo(
            id="openai",
            version=self._server.version,
            summary=f"An OpenAI-compatible server; sends every line to {self._server.host}",
            network=True,
            languages=("*",),
            longest=LONGEST,
            short_text_ok=True,
            deterministic=False,
            sharing=Sharing.FREE,
            controls=frozenset({"pace"}),
            install=problem("openai-keyless").mend,
            sends_to=self._server.host,
        )

    def speakers(self) -> Sequence[Speaker]:
        """The one that was named, and those of OpenAI's own."""
        names = dict.fromkeys((*SPEAKERS, *filter(None, [self._speaker])))
        return [Speaker(id=name, language="*", summary=self._server.host) for name in names]

    def speak(self, request: Request) -> Spoken:
        """`request` as the server says it. Raises the faults of `wire` and `decoding`."""
        refused: VoiceFault = VoiceRejected(problem("openai-formats").what)
        for form in self._formats:
            answer = self._ask(request, form)
            fault = self._fault(answer)
            if fault is None:
                self._formats = (form,)  # what it could once, it can again
                return decoded(answer.body)
            if answer.status not in NO_SUCH_FORMAT:
                raise fault
            refused = fault
        raise refused

    def close(self) -> None:
        """Let go of all connections."""
        self._wire.close()

    def _ask(self, request: Request, form: str) -> Answer:
        speed = min(max(round(request.pace / USUAL_PACE, 2), SLOWEST), QUICKEST)
        body: dict[str, object] = {
            "model": self._server.model,
            "input": request.text,
            "voice": request.speaker or self._speaker or SPEAKERS[0],
            "response_format": form,
            "speed": speed,
            **self._server.extras,
        }
        wanted = {name: value for name, value in body.items() if value is not None}
        return self._wire.post(
            f"{self._server.url}/audio/speech", json.dumps(wanted), self._server.headers
        )

    def _fault(self, answer: Answer) -> VoiceFault | None:
        code, message = complaint(answer.body)
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            told = problem("openai-locked", host=answer.host)
            return VoiceUnavailable(f"{told.what} {told.mend}")
        if code == SPENT:
            return VoiceUnavailable(problem("openai-spent", host=answer.host).what)
        return refusal(answer, _without(message, self._server.key))


def complaint(body: bytes) -> tuple[str, str]:
    """Code and message of an error's JSON, in the forms that servers use; empty where untold."""
    if not body.lstrip().startswith(b"{"):
        return "", ""
    try:
        told: Any = json.loads(body)
    except (ValueError, RecursionError):
        return "", ""
    for name in ("error", "detail"):
        inner = told.get(name)
        if isinstance(inner, Mapping):
            told = inner
            break
        if isinstance(inner, str):
            return "", _plain(inner)
    return _plain(told.get("code")), _plain(told.get("message") or told.get("error"))


def _plain(words: object) -> str:
    """A stranger's words on one short line."""
    text = words if isinstance(words, str) else ""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_DETAIL else f"{line[: LONGEST_DETAIL - 3]}..."


def _without(message: str, key: str) -> str:
    """`message`, or nothing if a piece of the key is in it."""
    told = key and any(key[at : at + 6] in message for at in range(max(1, len(key) - 5)))
    return "" if told else message
