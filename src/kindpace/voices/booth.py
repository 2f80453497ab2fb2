"""One open voice at work: a line goes in, a kept recording comes out, asked for once."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

import numpy as np

from kindpace.problems import problem
from kindpace.session.model import Line
from kindpace.voices.cache import Asked, Cache, Kept
from kindpace.voices.doors import Opened
from kindpace.voices.patience import Patience, Turn
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Spoken,
    VoiceBusy,
    VoiceFailed,
    VoiceFault,
    VoiceRejected,
    VoiceUnavailable,
)
from kindpace.voices.spelling import spell
from kindpace.voices.syllables import words

FREE_THREADS = 4
HOPELESS = (VoiceBusy, VoiceUnavailable)
"""Faults that would meet every further line of the same voice."""


class Left(Exception):
    """The line wasn't tried, since its voice had failed for good."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Booth:
    """`opened` in front of the microphone; `left` is set once it can't go on with any line."""

    opened: Opened
    cache: Cache
    patience: Patience
    turn: Turn
    left: Event = field(default_factory=Event)

    @property
    def workers(self) -> int:
        """How many lines may be spoken at once."""
        match self.opened.voice.info.sharing:
            case Sharing.FREE:
                return FREE_THREADS
            case Sharing.PROCESS:
                return os.cpu_count() or 1
            case Sharing.LOCK:
                return 1

    def request(self, line: Line) -> Request:
        """What the voice is asked for `line`."""
        ascii_only = self.opened.voice.info.ascii_only
        return Request(
            text=spell(line.spoken, line.language, ascii_only=ascii_only),
            language=line.language,
            speaker=self.opened.speaker,
            pace=line.pace,
        )

    def asked(self, request: Request) -> Asked:
        """What `request` is looked up by."""
        return Asked.of(self.opened.voice.info, request)

    def record(self, request: Request) -> Kept:
        """`request` from the cache, or freshly spoken and kept.

        Raises VoiceFault when the voice can't, Left when it had given up before, and WorldError
        when the cache can't be written.
        """
        asked = self.asked(request)
        kept = self.cache.get(asked)
        if kept:
            return kept
        self._refuse_unspeakable(request)
        shake = int(asked.key[:2], 16) / 256
        try:
            return self.patience.ask(
                lambda: self.cache.put(asked, self._speak(request)), self.left, shake
            )
        except HOPELESS:
            self.left.set()
            raise

    def _speak(self, request: Request) -> Spoken:
        self.turn.wait(self.left)
        if self.left.is_set():
            raise Left
        return speak_safely(self.opened.voice.speak, request)

    def _refuse_unspeakable(self, request: Request) -> None:
        longest = self.opened.voice.info.longest
        if not words(request.text):
            raise VoiceRejected(problem("nothing-to-say").what)
        if len(request.text) > longest:
            size = len(request.text)
            raise VoiceRejected(problem("line-too-long", size=size, longest=longest).what)


def speak_safely(speak: Callable[[Request], Spoken], request: Request) -> Spoken:
    """What `speak` gives. Whatever a stranger's voice raises becomes a `VoiceFault`."""
    try:
        return _plain(speak(request))
    except VoiceFault:
        raise
    except Exception as broken:
        reason = f"{type(broken).__name__}: {broken}"
        raise VoiceFailed(problem("voice-stumbled", reason=reason).what) from broken


def _plain(spoken: Spoken) -> Spoken:
    samples = spoken.samples
    if samples.ndim != 1 or samples.dtype != np.float32 or spoken.rate <= 0:
        raise VoiceFailed(problem("take-odd").what)
    return spoken
