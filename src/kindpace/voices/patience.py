"""How long to keep asking a voice: what is tried again, when, and when to let it rest."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event, Lock
from typing import TypeVar

from kindpace.voices.protocol import VoiceBusy, VoiceFailed, VoiceFault, VoiceUnreachable

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds to wait before each new try: after a busy one, a failed one, one that met nobody.

    A voice that asks for a wait gets it, up to `longest`; beyond that it is left for another day.
    `sleep` waits until its seconds are over or its event is set.
    """

    busy: tuple[float, ...] = (5, 15, 45, 120)
    failed: tuple[float, ...] = (0.5,)
    unreachable: tuple[float, ...] = (3.0,)
    longest: float = 300
    sleep: Callable[[Event, float], object] = Event.wait
    clock: Callable[[], float] = time.monotonic

    def ask(self, attempt: Callable[[], Answer], left: Event, shake: float) -> Answer:
        """What `attempt` gives, asking again while that makes sense.

        `shake`, 0..1, lengthens each wait by up to a fifth, so that many who were refused
        together don't return together. Raises the last `VoiceFault`.
        """
        busy, failed, unreachable = iter(self.busy), iter(self.failed), iter(self.unreachable)
        while True:
            try:
                return attempt()
            except VoiceBusy as fault:
                wait = self._busy_wait(fault, next(busy, None))
            except VoiceFailed as fault:
                wait = _or_give_up(next(failed, None), fault)
            except VoiceUnreachable as fault:
                wait = _or_give_up(next(unreachable, None), fault)
            self.sleep(left, wait * (1 + shake / 5))

    def _busy_wait(self, fault: VoiceBusy, usual: float | None) -> float:
        asked = fault.retry_after or 0.0
        if asked > self.longest:
            raise fault
        return max(asked, _or_give_up(usual, fault))


class Turn:
    """Keeps `spacing` seconds between one request and the next, over all threads."""

    def __init__(self, spacing: float, patience: Patience) -> None:
        self._spacing = spacing
        self._patience = patience
        self._free_at = 0.0
        self._lock = Lock()

    def wait(self, left: Event, shake: float = 0.0) -> None:
        """Come back when it's time for the next request; `shake`, 0..1, adds up to a fifth."""
        if not self._spacing:
            return
        with self._lock:
            wait = self._free_at - self._patience.clock()
            if wait > 0:
                self._patience.sleep(left, wait)
            self._free_at = self._patience.clock() + self._spacing * (1 + shake / 5)


class Misses:
    """Counts lines that came to nothing, one after another, over all threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._count = 0
        self._lock = Lock()

    def spoken(self) -> None:
        """A line came out well: all is forgiven."""
        with self._lock:
            self._count = 0

    def missed(self) -> bool:
        """A line came to nothing; whether that was one too many."""
        with self._lock:
            self._count += 1
            return self._count >= self._most


def _or_give_up(wait: float | None, fault: VoiceFault) -> float:
    if wait is None:
        raise fault
    return wait
