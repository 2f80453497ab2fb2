"""Flite, from its own program or from the filter inside ffmpeg: small, quick, clear English."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kindpace.problems import problem
from kindpace.voices.folding import to_ascii
from kindpace.voices.pacing import known_curve, primary
from kindpace.voices.programs import LOOK, SOUND, TEXT, Programs
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Speaker,
    Spoken,
    VoiceFault,
    VoiceInfo,
    VoiceRejected,
    VoiceUnavailable,
)

CALIBRATION = 1
"""Raised whenever the same request would give other sound, so that old takes are left alone."""

SPEAKERS = {
    "slt": "an American woman, clear",
    "rms": "an American man, unhurried",
    "awb": "a Scottish man",
    "kal16": "an American man, robotic",
}
"""Best first. The 8 kHz voice `kal`, which Flite takes if it is told nothing, isn't offered."""

LANGUAGE = "en"
LONGEST = 2000
LICENCE = "Carnegie Mellon University, a free licence without conditions on what is spoken"
SLOWEST, QUICKEST = 0.3, 4.0
"""How far a voice may be stretched or hurried before it falls to pieces."""

Words = Callable[[str, float], Sequence[str]]
"""A speaker and a factor on speed in, the words of a command out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way to Flite on this machine."""

    version: str
    speakers: tuple[str, ...]
    words: Words


def voice(_speaker: str = "") -> "Flite":
    """Flite by the better route. Raises VoiceUnavailable where there is none."""
    programs = Programs()
    for look in (_by_itself, _inside_ffmpeg):
        for route in look(programs):
            return Flite(route=route, programs=programs)
    told = problem("flite-missing")
    raise VoiceUnavailable(f"{told.what} {told.mend}")


class Flite:
    """English by the program or filter of `route`, in a process of its own for each line."""

    def __init__(self, *, route: Route, programs: Programs) -> None:
        self._route = route
        self._programs = programs

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        return VoiceInfo(
            id="flite",
            version=f"{self._route.version}-{CALIBRATION}",
            summary="Flite: small, quick and clear; English alone",
            network=False,
            languages=("en", "en-us", "en-gb"),
            longest=LONGEST,
            short_text_ok=True,
            deterministic=True,
            sharing=Sharing.PROCESS,
            controls=frozenset({"pace"}),
            install=problem("flite-missing").mend,
            ascii_only=True,
        )

    def speakers(self) -> Sequence[Speaker]:
        """Those that are here, the clearest first."""
        return [
            Speaker(id=name, language="en", summary=SPEAKERS[name], licence=LICENCE)
            for name in self._route.speakers
        ]

    def speak(self, request: Request) -> Spoken:
        """`request` as 16 kHz sound. Raises VoiceRejected, VoiceFailed or VoiceUnavailable."""
        speaker = request.speaker or self._route.speakers[0]
        if speaker not in self._route.speakers or primary(request.language) != LANGUAGE:
            asked = f"{request.speaker or 'any speaker'} in {request.language}"
            raise VoiceRejected(problem("flite-speaker", asked=asked).what)
        text = to_ascii(request.text)
        if not re.search(r"\w", text):
            raise VoiceRejected(problem("nothing-to-say").what)
        usual = known_curve("flite", speaker).setting(max(request.pace, 1))
        speed = min(max(1 / usual, SLOWEST), QUICKEST)
        return self._programs.sound(self._route.words(speaker, speed), text)

    def close(self) -> None:
        """End the lines that are still being spoken."""
        self._programs.close()


def _by_itself(programs: Programs) -> Iterator[Route]:
    """The program `flite`, which stretches a voice while it speaks."""
    program = shutil.which("flite")
    listed = _told(programs, program, "-lv")
    speakers = _offered(listed.partition("available:")[2].split())
    if program and speakers:
        version = re.search(r"flite-[\w.]+", _told(programs, program, "--version"))

        def words(speaker: str, speed: float) -> Sequence[str]:
            stretch = f"duration_stretch={1 / speed:.4f}"
            return (program, "-voice", speaker, "--setf", stretch, "-f", TEXT, "-o", SOUND)

        yield Route(version=version[0] if version else "flite", speakers=speakers, words=words)


def _inside_ffmpeg(programs: Programs) -> Iterator[Route]:
    """The source `flite` of an ffmpeg that has it; its speed is changed afterwards."""
    program = shutil.which("ffmpeg")
    source = ("-f", "lavfi", "-i", "flite=list_voices=1", "-f", "null", "-")
    listed = _told(programs, program, "-nostdin", "-hide_banner", *source)
    speakers = _offered(re.findall(r"(?m)^\[\w*flite\w* @ \w+\] (\w+)\s*$", listed))
    if program and speakers:
        version = re.search(r"(?m)^ffmpeg version (\S+)", _told(programs, program, "-version"))

        def words(speaker: str, speed: float) -> Sequence[str]:
            half = f"atempo={speed**0.5:.5f}"  # one step of it goes down to 0.5 at most
            return (
                *(program, "-nostdin", "-hide_banner", "-loglevel", "error"),
                *("-f", "lavfi", "-i", f"flite=textfile={TEXT}:voice={speaker}"),
                *("-af", f"{half},{half}", "-c:a", "pcm_s16le", "-bitexact", "-y", SOUND),
            )

        yield Route(
            version=f"ffmpeg-{version[1] if version else ''}", speakers=speakers, words=words
        )


def _told(programs: Programs, program: str | None, *words: str) -> str:
    """What `program` prints; nothing where it isn't here, or is in no state to print."""
    if program is None:
        return ""
    try:
        return programs.run((os.fspath(program), *words), within=LOOK).told
    except VoiceFault:
        return ""


def _offered(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in SPEAKERS if name in found)
