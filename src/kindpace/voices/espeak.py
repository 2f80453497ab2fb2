"""The embedded voice: eSpeak NG from a wheel, in processes of its own, the same bytes each time."""

import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from kindpace.problems import problem
from kindpace.voices import espeak_process
from kindpace.voices.engine_process import Answer, Crew, EngineStopped
from kindpace.voices.phonemes import phonetic
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
        self._tongues = read_tongues(data)
        self._crew = Crew(self._program, timeout)
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
        text = phonetic(request.text, request.ipa, tongue.code)
        header, sound = self._ask(
            {
                "text": text,
                "phonemes": text != request.text,
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
        """End all processes."""
        self._crew.close()

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

    def _ask(self, header: dict[str, Any]) -> Answer:
        try:
            return self._crew.ask(header)
        except EngineStopped as stopped:
            raise VoiceFailed(problem("espeak-stopped", words=header["text"]).what) from stopped

    def _program(self) -> Sequence[str]:
        program = (sys.executable, "-I", "-S", espeak_process.__file__)
        return (*program, str(self._library), str(self._data))


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
        controls=frozenset({"pace", "pitch", "ipa"}),
        install=problem("espeak-missing").mend,
    )


def _pitch(semitones: int) -> int:
    """The engine's pitch: 50 is the speaker's own, 0 an octave lower, 100 an octave higher."""
    return min(max(USUAL_PITCH + round(semitones * USUAL_PITCH / OCTAVE), 0), HIGHEST_PITCH)
