"""One open voice at work: a line goes in, a kept recording comes out, asked for once."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

import numpy as np

from kindpace.problems import problem
from kindpace.session.model import Line
from kindpace.voices.cache import Asked, Cache, Kept
from kindpace.voices.claims import claimed
from kindpace.voices.doors import Opened
from kindpace.voices.patience import Misses, Patience, Turn
from kindpace.voices.plausible import hear_short, is_short
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
from kindpace.voices.spelling import spoken_words
from kindpace.voices.splitting import Piece, joined, pieces
from kindpace.voices.syllables import words

FREE_THREADS = 4
MOST_MISSES = 3
"""A network voice is left alone after so many lines in a row that came to nothing."""

GLANCE = 0.1
"""Seconds between two looks at whether another render has done with a line."""

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
    misses: Misses = field(default_factory=lambda: Misses(MOST_MISSES))

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
        info = self.opened.voice.info
        words = spoken_words(line, ascii_only=info.ascii_only)
        request = Request(
            text=words.text,
            language=line.language,
            speaker=self.opened.speaker,
            ipa=words.ipa if "ipa" in info.controls else {},
        )
        # A voice that knows one pace alone isn't asked for the same words twice.
        return replace(request, pace=line.pace) if "pace" in info.controls else request

    def asked(self, request: Request) -> Asked:
        """What `request` is looked up by."""
        return Asked.of(self.opened.voice.info, request)

    def keeps(self, request: Request) -> bool:
        """Whether `request` needn't be asked for, since it is kept."""
        return self.cache.get(self.asked(request)) is not None

    def record(self, request: Request) -> Kept:
        """`request` from the cache, or freshly spoken and kept.

        Raises VoiceFault when the voice can't, Left when it had given up before, and WorldError
        when the cache can't be written.
        """
        asked = self.asked(request)
        kept = self.cache.get(asked)
        if kept:
            return kept
        parts = self._parts(request)
        with claimed(self.cache.folder, asked.key, self._wait):
            return self.cache.get(asked) or self._fresh(request, parts, asked)

    def _fresh(self, request: Request, parts: Sequence[Piece], asked: Asked) -> Kept:
        """`request` spoken now; each part of a long one is kept by itself, and never lost again."""
        if len(parts) > 1:
            kept = [(self.record(replace(request, text=part.text)), part.gap) for part in parts]
            heard = [(Spoken(samples=one.load(), rate=one.rate), gap) for one, gap in kept]
            return self.cache.put(asked, joined(heard))
        shake = int(asked.key[:2], 16) / 256
        try:
            fresh = self._patience(request).ask(
                lambda: self.cache.put(asked, self._speak(request, shake)), self.left, shake
            )
        except HOPELESS:
            self.left.set()
            raise
        except VoiceFault:
            if self.opened.voice.info.network and self.misses.missed():
                self.left.set()
            raise
        self.misses.spoken()
        return fresh

    def _speak(self, request: Request, shake: float) -> Spoken:
        self.turn.wait(self.left, shake)
        if self.left.is_set():
            raise Left
        spoken = speak_safely(self.opened.voice.speak, request)
        if self._may_ramble(request):
            hear_short(spoken, request.text)
        return spoken

    def _may_ramble(self, request: Request) -> bool:
        return not self.opened.voice.info.short_text_ok and is_short(request.text)

    def _patience(self, request: Request) -> Patience:
        """One more try for a short text, where the voice isn't sure of those."""
        if not self._may_ramble(request):
            return self.patience
        return replace(self.patience, failed=self.patience.failed + self.patience.failed[-1:])

    def _wait(self) -> bool:
        """Let another render go on with a line; whether to wait any longer."""
        self.patience.sleep(self.left, GLANCE)
        return not self.left.is_set()

    def _parts(self, request: Request) -> Sequence[Piece]:
        """The pieces of `request`. Raises VoiceRejected for no words, or one that is too long."""
        if not words(request.text):
            raise VoiceRejected(problem("nothing-to-say").what)
        longest = self.opened.voice.info.longest
        parts = pieces(request.text, longest, request.language)
        size = max(len(part.text) for part in parts)
        if size > longest:
            raise VoiceRejected(problem("line-too-long", size=size, longest=longest).what)
        return parts


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
