"""Speech engines in processes of their own: one that dies or hangs is replaced, once a line."""

import subprocess
import weakref
from collections.abc import Callable, Sequence
from threading import Lock, Timer
from typing import Any

from kindpace.voices.espeak_process import receive, send

Answer = tuple[dict[str, Any], bytes]
TRIES = 2


class EngineStopped(Exception):
    """The process died, hung or was ended, and the one in its place did so too."""


class EngineProcess:
    """One running engine. It ends when closed, or when nobody holds it any more."""

    def __init__(self, program: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._end = weakref.finalize(self, _end, self._process)

    def ask(self, header: dict[str, Any], timeout: float) -> Answer:
        """One answer. Raises EOFError or OSError if the process has died or was too slow."""
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        patience = Timer(timeout, self._process.kill)
        patience.daemon = True
        patience.start()
        try:
            send(self._process.stdin, header)  # type: ignore[arg-type] # IO[bytes]
            return receive(self._process.stdout)  # type: ignore[arg-type] # the same
        finally:
            patience.cancel()

    @property
    def number(self) -> int:
        """The process id."""
        return self._process.pid

    def stop(self) -> None:
        """End it while another thread waits for its answer; that thread gets EOFError."""
        self._process.kill()

    def close(self) -> None:
        """End the process and wait until it has gone; again does nothing."""
        self._end()


class Crew:
    """As many processes of one `program` as lines are asked for at once; `idle` ones wait."""

    def __init__(self, program: Callable[[], Sequence[str]], timeout: float) -> None:
        self.idle: list[EngineProcess] = []
        self._program = program
        self._timeout = timeout
        self._busy: set[EngineProcess] = set()
        self._shifts = 0
        self._lock = Lock()

    def ask(self, header: dict[str, Any]) -> Answer:
        """One answer, from a second process where the first stops. Raises EngineStopped.

        A process whose answer says `stays: false` ends after it.
        """
        shift = self._shifts
        for _ in range(TRIES):
            process = self._take()
            try:
                answer, sound = process.ask(header, self._timeout)
            except (EOFError, OSError, ValueError):
                self._give_back(process, stays=False)
                if shift != self._shifts:
                    break
                continue
            except BaseException:
                self._give_back(process, stays=False)
                raise
            self._give_back(process, stays=bool(answer.get("stays", True)))
            return answer, sound
        raise EngineStopped

    def close(self) -> None:
        """End all processes, those at work too; whoever waits for them isn't answered."""
        with self._lock:
            self._shifts += 1
            idle, self.idle = self.idle, []
            busy = list(self._busy)
        for process in busy:
            process.stop()
        for process in idle:
            process.close()

    def _take(self) -> EngineProcess:
        with self._lock:
            process = self.idle.pop() if self.idle else EngineProcess(self._program())
            self._busy.add(process)
        return process

    def _give_back(self, process: EngineProcess, *, stays: bool) -> None:
        with self._lock:
            self._busy.discard(process)
            if stays:
                self.idle.append(process)
        if not stays:
            process.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Close its stdin, which ends it; if it doesn't listen, end it anyway. Leaves no zombie."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # what was still to be written has nobody to read it
                continue
    try:
        process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
