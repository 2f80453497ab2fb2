"""Programs of this machine that speak a line into a file: run once a line, never for ever."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Event, Lock, Timer

from kindpace.problems import problem
from kindpace.voices.decoding import decoded
from kindpace.voices.protocol import Spoken, VoiceFailed, VoiceUnavailable

TEXT, SOUND = "line.txt", "line.wav"
"""What a program reads and writes, in a folder of its own: no name is ever part of a command."""

TIMEOUT = 60.0
LOOK = 10.0
"""Seconds for telling what voices it has."""

MOST_TOLD = 1 << 20
MOST_BYTES = 1 << 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a program ended, and the first of what it printed."""

    code: int
    told: str


class Programs:
    """Runs programs, by many threads at once; `close` ends those that still run."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()

    def run(
        self,
        words: Sequence[str],
        *,
        given: str = "",
        folder: Path | None = None,
        within: float = 0,
    ) -> Ran:
        """Run `words` in `folder` to its end, `given` (UTF-8) being its stdin.

        Raises VoiceUnavailable where there is no such program, and VoiceFailed where it can't be
        started or takes longer than `within` seconds (0 for the usual time).
        """
        name = Path(words[0]).name
        with TemporaryFile() as stdin, TemporaryFile() as stdout:
            stdin.write(given.encode())
            stdin.seek(0)
            try:
                process = subprocess.Popen(  # noqa: S603 - a list of words, no shell
                    words,
                    cwd=folder,
                    stdin=stdin,
                    stdout=stdout,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # so that what it starts ends with it
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except FileNotFoundError as gone:
                raise VoiceUnavailable(problem("program-gone", name=name).what) from gone
            except OSError as refused:
                reason = refused.strerror or str(refused)
                told = problem("program-unstarted", name=name, reason=reason)
                raise VoiceFailed(told.what) from refused
            if self._late(process, within or self._timeout):
                raise VoiceFailed(problem("program-slow", name=name).what)
            stdout.seek(0)
            return Ran(
                code=process.returncode, told=stdout.read(MOST_TOLD).decode("utf-8", "replace")
            )

    def sound(self, words: Sequence[str], text: str, *, given: str = "") -> Spoken:
        """What a program that reads `TEXT` writes into `SOUND`. Raises `VoiceFault`s."""
        name = Path(words[0]).name
        with TemporaryDirectory(prefix="kindpace-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            folder.joinpath(TEXT).write_bytes(text.encode("utf-8", "ignore"))
            ran = self.run(words, given=given, folder=folder)
            if ran.code:
                raise VoiceFailed(problem("program-stopped", name=name, code=ran.code).what)
            sound = folder / SOUND
            if not sound.is_file():
                raise VoiceFailed(problem("program-silent", name=name).what)
            if sound.stat().st_size > MOST_BYTES:
                raise VoiceFailed(problem("program-too-much", name=name).what)
            return decoded(sound.read_bytes())

    def close(self) -> None:
        """End whatever still runs."""
        with self._lock:
            running = list(self._running)
        for process in running:
            _kill(process)

    def _late(self, process: subprocess.Popen[bytes], seconds: float) -> bool:
        """Wait for the end of `process`, which is ended after so many `seconds`; whether it was."""
        late = Event()

        def give_up() -> None:
            late.set()
            _kill(process)

        patience = Timer(seconds, give_up)
        patience.daemon = True
        with self._lock:
            self._running.add(process)
        try:
            patience.start()
            process.wait()
        finally:
            patience.cancel()
            with self._lock:
                self._running.discard(process)
            if process.poll() is None:
                _kill(process)
                process.wait()
        return late.is_set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End `process` and, where there are sessions, all that it started."""
    if sys.platform == "win32":  # pragma: no cover - other systems
        process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it has just ended
        process.kill()
