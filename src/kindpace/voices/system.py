"""The voice of the operating system: macOS's `say`, or Windows's by PowerShell; Linux has none."""

import platform
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from kindpace.problems import problem
from kindpace.voices import sapi, say
from kindpace.voices.machine import Machine
from kindpace.voices.pacing import Curve, measured_curve, primary
from kindpace.voices.programs import Programs
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
"""Raised whenever the same request would sound otherwise, so that old takes are left alone."""

MACHINES: Mapping[str, Callable[[Programs], Machine]] = {
    "Darwin": say.machine,
    "Windows": sapi.machine,
}
LONGEST = 2000


def voice(_speaker: str = "") -> "System":
    """The machine's own voice. Raises VoiceUnavailable where it has none."""
    name = platform.system()
    if name not in MACHINES:
        told = problem("system-missing", name=name)
        raise VoiceUnavailable(f"{told.what} {told.mend}")
    programs = Programs()
    try:
        return System(machine=MACHINES[name](programs), programs=programs)
    except VoiceFault as fault:
        told = problem("system-silent", reason=fault)
        raise VoiceUnavailable(f"{told.what} {told.mend}") from fault


class System:
    """The speakers of `machine`; how quickly each of them talks is measured when first asked."""

    def __init__(self, *, machine: Machine, programs: Programs) -> None:
        self._machine = machine
        self._programs = programs
        self._curves: dict[str, Curve] = {}
        self._lock = Lock()

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        codes = {speaker.language.lower() for speaker in self._machine.speakers}
        return VoiceInfo(
            id="system",
            version=f"{self._machine.version}-{CALIBRATION}",
            summary=f"the voices of {self._machine.name}",
            network=False,
            languages=tuple(sorted(codes | {primary(code) for code in codes})),
            longest=LONGEST,
            short_text_ok=True,
            deterministic=False,
            sharing=Sharing.LOCK,
            controls=frozenset({"pace"}),
            install=problem("system-missing", name="This system").mend,
        )

    def speakers(self) -> Sequence[Speaker]:
        """All of them, the best first."""
        return self._machine.speakers

    def speak(self, request: Request) -> Spoken:
        """`request` as the machine says it. Raises `VoiceFault`s."""
        speaker = self._speaker(request)
        least, most = self._machine.bounds
        setting = self._curve(speaker).setting(max(request.pace, 1))
        return self._machine.speak(request.text, speaker.id, min(max(setting, least), most))

    def close(self) -> None:
        """End the lines that are still being spoken."""
        self._programs.close()

    def _speaker(self, request: Request) -> Speaker:
        """The named speaker if it has the line's language, else the first of that language."""
        wanted = request.language.lower().replace("_", "-")
        everybody = self._machine.speakers
        alike = [one for one in everybody if primary(one.language) == primary(wanted)]
        exact = [one for one in alike if one.language.lower() == wanted]
        named = [one for one in everybody if one.id == request.speaker]
        if not alike or (request.speaker and not named):
            asked = f"{request.speaker or 'any speaker'} in {request.language}"
            raise VoiceRejected(problem("system-speaker", asked=asked).what)
        return next((one for one in named if one in alike), (*exact, *alike)[0])

    def _curve(self, speaker: Speaker) -> Curve:
        with self._lock:
            if speaker.id not in self._curves:
                self._curves[speaker.id] = measured_curve(
                    lambda text, setting: self._machine.speak(text, speaker.id, setting),
                    self._machine.settings,
                    speaker.language,
                )
            return self._curves[speaker.id]
