"""Work that may hang, done beside: waited for until its time is over, then left behind."""

from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Abandoned(Exception):
    """Nobody waits for this work any more: its time was over, or its voice was closed."""


class Errands:
    """Pieces of work on their way; `abandon` calls off the waiting for all of them.

    Python can't end a thread that waits on a slow connection. It can let it go: the thread is a
    daemon, what it brings later is dropped, and the connection's own timeouts end it.
    """

    def __init__(self) -> None:
        self._going: set[Event] = set()
        self._lock = Lock()
        self._closed = False

    def run(self, work: Callable[[], Found], seconds: float) -> Found:
        """What `work` gives or raises, within `seconds`. Raises Abandoned if it takes longer."""
        errand = _Errand(work)
        with self._lock:
            if self._closed:
                raise Abandoned
            self._going.add(errand.over)
        try:
            errand.start()
            errand.over.wait(seconds)
            return errand.outcome()
        finally:
            with self._lock:
                self._going.discard(errand.over)

    def abandon(self) -> None:
        """Stop waiting for everything that is on its way, and take nothing new."""
        with self._lock:
            self._closed = True
            for over in self._going:
                over.set()


class _Errand(Generic[Found]):
    """One piece of work in a thread of its own."""

    def __init__(self, work: Callable[[], Found]) -> None:
        self.over = Event()
        self._work = work
        self._found: list[Found] = []
        self._fault: BaseException | None = None

    def start(self) -> None:
        """Begin, and don't wait."""
        Thread(target=self._run, daemon=True, name="kindpace-errand").start()

    def outcome(self) -> Found:
        """What was found or went wrong. Raises Abandoned if nothing has come yet."""
        if self._fault is not None:
            raise self._fault
        if not self._found:
            raise Abandoned
        return self._found[0]

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as fault:  # noqa: BLE001 - whatever it is, it's raised where it's awaited
            self._fault = fault
        finally:
            self.over.set()
