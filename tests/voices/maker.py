"""Tiny voices that fail as asked, lines, and signals with a known answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

import numpy as np

from kindpace.problems import Mark
from kindpace.session.model import Line
from kindpace.voices.doors import Opened
from kindpace.voices.patience import Patience
from kindpace.voices.protocol import (
    Request,
    Samples,
    Sharing,
    Speaker,
    Spoken,
    VoiceFault,
    VoiceInfo,
)
from kindpace.voices.tone import Tone

RATE = 24_000
Answer = Spoken | Exception
Script = Callable[[Request, int], Answer]


def line(text: str, **more: object) -> Line:
    """A line that is spoken as it is read."""
    return replace(Line(text=text, spoken=text), **more)  # type: ignore[arg-type] # any field


def wanted(*lines: Line) -> list[tuple[Line, Mark]]:
    """Lines as a script holds them, one below the other."""
    return [(each, Mark("run.yaml", number, 9)) for number, each in enumerate(lines, start=1)]


def silence(seconds: float) -> Samples:
    """Nothing at all."""
    return np.zeros(round(seconds * RATE), np.float32)


def hum(request: Request) -> Spoken:
    """The request as the tone voice says it."""
    return Tone().speak(request)


@dataclass(slots=True, kw_only=True, eq=False)
class Puppet:
    """A voice that does what `script` says for a request and the number of times it was asked."""

    script: Script
    info: VoiceInfo = field(default_factory=lambda: replace(Tone.info, id="puppet"))
    heard: list[str] = field(default_factory=list)
    closed: int = 0

    def speakers(self) -> Sequence[Speaker]:
        """One speaker."""
        return [Speaker(id="wood", language="*", summary="a puppet")]

    def speak(self, request: Request) -> Spoken:
        """What the script says."""
        self.heard.append(request.text)
        answer = self.script(request, self.heard.count(request.text))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """Count how often it was closed."""
        self.closed += 1

    def opened(self, _name: str = "puppet") -> Opened:
        """The puppet as a door gives it."""
        return Opened(voice=self, speaker="")


def failing_on(text: str, fault: Exception) -> Script:
    """Hum everything, but fail on what holds `text`."""
    return lambda request, _times: fault if text in request.text else hum(request)


def failing_first(times: int, fault: VoiceFault) -> Script:
    """Fail `times` times on each text, then hum it."""
    return lambda request, time: fault if time <= times else hum(request)


def one_at_a_time(**more: object) -> VoiceInfo:
    """A description of a puppet that has one mouth."""
    return replace(Tone.info, **{"id": "puppet", "sharing": Sharing.LOCK, **more})  # type: ignore[arg-type] # any field


@dataclass(slots=True)
class Clock:
    """Time that passes only while somebody sleeps."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, _left: Event, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds

    def patience(self) -> Patience:
        """The usual patience, without the waiting."""
        return Patience(sleep=self.sleep, clock=lambda: self.now)
