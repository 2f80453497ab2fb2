"""SVOX Pico, through the package ttspico, if it is installed: six accents of five languages."""

import re
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import numpy as np

from kindpace.problems import problem
from kindpace.voices import pico_process
from kindpace.voices.engine_process import Crew, EngineStopped
from kindpace.voices.pacing import known_curve, primary
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

CALIBRATION = 1
"""Raised whenever the same request would give other sound, so that old takes are left alone."""

SPEAKERS = {
    "en-US": "American English", "en-GB": "British English", "de-DE": "German",
    "es-ES": "Spanish", "fr-FR": "French", "it-IT": "Italian",
}  # fmt: skip
LICENCE = "SVOX Pico, Apache-2.0"
LONGEST = 2000
SLOWEST, QUICKEST = 20, 500
TIMEOUT = 30.0
_MARKUP = re.compile(r"[<>&\\]+")
"""The engine would take these for its own markup."""


def voice(_speaker: str = "") -> "Pico":
    """SVOX Pico. Raises VoiceUnavailable where ttspico isn't installed."""
    if find_spec("ttspico") is None:
        told = problem("pico-missing")
        raise VoiceUnavailable(f"{told.what} {told.mend}")
    return Pico()


class Pico:
    """Pico in processes of its own, so that a crash in its C code costs nothing."""

    def __init__(self, *, timeout: float = TIMEOUT) -> None:
        program = (sys.executable, "-P", "-m", pico_process.__name__)
        self._crew = Crew(lambda: program, timeout)

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        primaries = {primary(name) for name in SPEAKERS}
        return VoiceInfo(
            id="pico",
            version=f"{_version()}-{CALIBRATION}",
            summary="SVOX Pico, by ttspico: soft; English, German, Spanish, French, Italian",
            network=False,
            languages=tuple(sorted(primaries | {name.lower() for name in SPEAKERS})),
            longest=LONGEST,
            short_text_ok=True,
            deterministic=True,
            sharing=Sharing.PROCESS,
            controls=frozenset({"pace"}),
            install=problem("pico-missing").mend,
        )

    def speakers(self) -> Sequence[Speaker]:
        """One for each accent."""
        return [
            Speaker(id=name, language=name, summary=summary, licence=LICENCE)
            for name, summary in SPEAKERS.items()
        ]

    def speak(self, request: Request) -> Spoken:
        """`request` as 16 kHz sound. Raises VoiceRejected or VoiceFailed."""
        speaker = _speaker(request)
        setting = known_curve("pico", speaker).setting(max(request.pace, 1))
        asked = {
            "language": speaker,
            "text": _MARKUP.sub(" ", request.text),
            "rate": min(max(round(setting), SLOWEST), QUICKEST),
        }
        try:
            answer, sound = self._crew.ask(asked)
        except EngineStopped as stopped:
            raise VoiceFailed(problem("engine-stopped", name="SVOX Pico").what) from stopped
        if not sound:
            reason = answer["fault"] or problem("speech-empty").what
            raise VoiceFailed(problem("engine-stumbled", name="SVOX Pico", reason=reason).what)
        samples = np.frombuffer(sound[: len(sound) // 2 * 2], "<i2").astype(np.float32)
        return Spoken(samples=samples / np.float32(32768), rate=answer["rate"])

    def close(self) -> None:
        """End all processes."""
        self._crew.close()


def _speaker(request: Request) -> str:
    """Who says it: the named speaker if it has the line's language, else that language's first."""
    known = [name for name in SPEAKERS if primary(name) == primary(request.language)]
    exact = [name for name in known if name.lower() == request.language.lower().replace("_", "-")]
    if not known or (request.speaker and request.speaker not in SPEAKERS):
        asked = f"{request.speaker or 'any speaker'} in {request.language}"
        raise VoiceRejected(problem("pico-speaker", asked=asked).what)
    return request.speaker if request.speaker in known else (*exact, *known)[0]


def _version() -> str:
    try:
        return version("ttspico")
    except PackageNotFoundError:  # put there by hand
        return "unknown"
