"""The embedded voice: eSpeak NG from a wheel, in processes of its own, the same bytes each time."""

import subprocess
import sys
import weakref
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import Lock, Timer
from typing import Any

import numpy as np

from kindpace.problems import problem
from kindpace.voices import espeak_process
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Speaker,
    Spoken,
    VoiceFailed,
    VoiceInfo,
    VoiceRejected,
    VoiceUnavailable,
)
from kindpace.voices.tongues import VARIANTS, Tongue, find_tongue, rate_and_gap, read_tongues

CALIBRATION = 1
"""Raised whenever the same request would give other sound, so that old takes are left alone."""

LONGEST = 5000
TIMEOUT = 30.0
USUAL_PITCH, HIGHEST_PITCH, OCTAVE = 50, 99, 12
LICENCE = "eSpeak NG, GPL-3.0-or-later; what it speaks is yours"


def voice(_speaker: str = "") -> "Espeak":
    """The embedded voice. Raises VoiceUnavailable where its wheel isn't installed."""
    try:
        import espeakng_loader  # noqa: PLC0415 - where the wheel is missing, the voice is marked so

        library, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    except (ImportError, RuntimeError) as missing:
        raise VoiceUnavailable(problem("espeak-missing").what) from missing
    if not Path(library).is_file():
        raise VoiceUnavailable(problem("espeak-missing").what)
    return Espeak(library=Path(library), data=Path(data))


class Espeak:
    """eSpeak NG: 100 languages, robotic but clear, quick, offline, and on every machine.

    Each call of `speak` takes an idle process or starts one; a process that dies or hangs longer
    than `timeout` seconds is replaced once, and after that the line has failed.
    """

    def __init__(self, *, library: Path, data: Path, timeout: float = TIMEOUT) -> None:
        self._library = library
        self._data = data
        self._timeout = timeout
        self._tongues = read_tongues(data)
        self._idle: list[EngineProcess] = []
        self._lock = Lock()
        self._info = _info(library, self._tongues)

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        return self._info

    def speakers(self) -> Sequence[Speaker]:
        """American English first, then every language in the order of its code."""
        home = self._tongues["en"]
        others = sorted(set(self._tongues.values()) - {home}, key=lambda tongue: tongue.code)
        return [
            Speaker(
                id=tongue.code + ending,
                language=tongue.code,
                summary=tongue.summary + timbre,
                licence=LICENCE,
            )
            for tongue in (home, *others)
            for ending, timbre in VARIANTS.items()
        ]

    def speak(self, request: Request) -> Spoken:
        """`request` as 22,050 Hz sound. Raises VoiceRejected or VoiceFailed."""
        tongue, variant = self._speaker(request)
        rate, gap = rate_and_gap(request.pace, tongue, variant)
        header, sound = self._ask(
            {
                "text": request.text,
                "voice": tongue.engine + variant,
                "rate": rate,
                "gap": gap,
                "pitch": _pitch(request.pitch),
            }
        )
        if not sound:
            raise VoiceFailed(problem("espeak-silent", words=request.text).what)
        samples = np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32768)
        return Spoken(samples=samples, rate=header["rate"])

    def close(self) -> None:
        """End all idle processes."""
        with self._lock:
            idle, self._idle = self._idle, []
        for process in idle:
            process.close()

    def _speaker(self, request: Request) -> tuple[Tongue, str]:
        """What speaks: the speaker's accent if it fits the line's language, always its timbre."""
        name, plus, ending = request.speaker.partition("+")
        chosen = find_tongue(self._tongues, name or request.language)
        needed = find_tongue(self._tongues, request.language)
        if chosen is None or needed is None or plus + ending not in VARIANTS:
            asked = f"{request.speaker or 'any speaker'} in {request.language}"
            raise VoiceRejected(problem("espeak-speaker", asked=asked).what)
        same = chosen.code.split("-")[0] == needed.code.split("-")[0]
        return (chosen if same else needed), plus + ending

    def _ask(self, header: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        for _ in range(2):
            process = self._take()
            try:
                answer, sound = process.ask(header, self._timeout)
            except (EOFError, OSError):
                process.close()
                continue
            except BaseException:
                process.close()
                raise
            self._give_back(process, stays=answer["stays"])
            return answer, sound
        raise VoiceFailed(problem("espeak-stopped", words=header["text"]).what)

    def _take(self) -> "EngineProcess":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return EngineProcess(self._library, self._data)

    def _give_back(self, process: "EngineProcess", *, stays: bool) -> None:
        if not stays:
            process.close()
            return
        with self._lock:
            self._idle.append(process)


class EngineProcess:
    """One running helper. It ends when closed, or when nobody holds it any more."""

    def __init__(self, library: Path, data: Path) -> None:
        program = [sys.executable, "-I", "-S", espeak_process.__file__, str(library), str(data)]
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._end = weakref.finalize(self, _end, self._process)

    def ask(self, header: dict[str, Any], timeout: float) -> tuple[dict[str, Any], bytes]:
        """One answer. Raises EOFError or OSError if the process has died or was too slow."""
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        patience = Timer(timeout, self._process.kill)
        patience.daemon = True
        patience.start()
        try:
            espeak_process.send(self._process.stdin, header)  # type: ignore[arg-type] # IO[bytes]
            return espeak_process.receive(self._process.stdout)  # type: ignore[arg-type] # the same
        finally:
            patience.cancel()

    @property
    def number(self) -> int:
        """The process id."""
        return self._process.pid

    def close(self) -> None:
        """End the process and wait until it has gone; again does nothing."""
        self._end()


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


def _info(library: Path, tongues: dict[str, Tongue]) -> VoiceInfo:
    image = sha256(library.read_bytes()).hexdigest()[:8]
    return VoiceInfo(
        id="espeak",
        version=f"{version('espeakng-loader')}-{image}-{CALIBRATION}",
        summary="eSpeak NG, built in: robotic but clear, over 100 languages",
        network=False,
        languages=tuple(sorted(tongues)),
        longest=LONGEST,
        short_text_ok=True,
        deterministic=True,
        sharing=Sharing.PROCESS,
        controls=frozenset({"pace", "pitch"}),
        install=problem("espeak-missing").mend,
    )


def _pitch(semitones: int) -> int:
    """The engine's pitch: 50 is the speaker's own, 0 an octave lower, 100 an octave higher."""
    return min(max(USUAL_PITCH + round(semitones * USUAL_PITCH / OCTAVE), 0), HIGHEST_PITCH)
