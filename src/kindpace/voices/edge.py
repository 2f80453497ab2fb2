"""The voices of Microsoft Edge's read-aloud, through the package edge-tts, if it is installed."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kindpace.problems import problem
from kindpace.voices.decoding import decoded
from kindpace.voices.errands import Abandoned, Errands
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Speaker,
    Spoken,
    VoiceBusy,
    VoiceFailed,
    VoiceInfo,
    VoiceRejected,
    VoiceUnavailable,
)
from kindpace.voices.wire import Limits

if TYPE_CHECKING:
    from edge_tts import Communicate

SERVICE = "1"
"""Raised if the service comes to sound otherwise; edge-tts's version has no part in the sound."""

HOST = "speech.platform.bing.com"
SPACING = 0.3
LONGEST = 1000
"""Characters; edge-tts cuts blindly at 4096 bytes, and one character may need four."""

USUAL_PACE = 170
"""Words a minute at rate +0%: an assumption, since each speaker has its own."""

SLOWEST, QUICKEST = -60, 100
MULTILINGUAL = "Multilingual"
FORM = re.compile(r"[a-z]{2,3}-[A-Z]{2,}-")
OTHER_NAMES = {"no": "nb", "nn": "nb", "iw": "he"}
DEFAULT = "en-US-EmmaMultilingualNeural"
SPEAKERS = (
    DEFAULT, "en-US-AndrewMultilingualNeural", "en-US-AriaNeural", "en-GB-SoniaNeural",
    "en-GB-RyanNeural", "en-AU-NatashaNeural", "en-CA-ClaraNeural", "en-IE-EmilyNeural",
    "en-IN-NeerjaNeural", "en-NZ-MollyNeural", "en-ZA-LeahNeural", "de-DE-KatjaNeural",
    "de-AT-IngridNeural", "de-CH-LeniNeural", "fr-FR-DeniseNeural", "fr-CA-SylvieNeural",
    "es-ES-ElviraNeural", "es-MX-DaliaNeural", "it-IT-ElsaNeural", "pt-BR-FranciscaNeural",
    "pt-PT-RaquelNeural", "nl-NL-ColetteNeural", "pl-PL-ZofiaNeural", "sv-SE-SofieNeural",
    "da-DK-ChristelNeural", "nb-NO-PernilleNeural", "fi-FI-NooraNeural", "cs-CZ-VlastaNeural",
    "el-GR-AthinaNeural", "hu-HU-NoemiNeural", "ro-RO-AlinaNeural", "uk-UA-PolinaNeural",
    "ru-RU-SvetlanaNeural", "tr-TR-EmelNeural", "ar-EG-SalmaNeural", "he-IL-HilaNeural",
    "hi-IN-SwaraNeural", "ja-JP-NanamiNeural", "ko-KR-SunHiNeural", "zh-CN-XiaoxiaoNeural",
)  # fmt: skip
"""A few of several hundred, the first of each language its default; others may be named too."""


def voice(speaker: str = "") -> "Edge":
    """Edge's voices. Raises VoiceUnavailable where edge-tts isn't installed."""
    try:
        import edge_tts  # noqa: F401, PLC0415 - an extra; where it is missing, the voice is marked so
    except ImportError as missing:
        told = problem("edge-missing")
        raise VoiceUnavailable(f"{told.what} {told.mend}", network=True) from missing
    return Edge(speaker=speaker)


class Edge:
    """One line at a time over a connection of its own, as edge-tts makes it."""

    def __init__(self, *, speaker: str = "", limits: Limits | None = None) -> None:
        self._speaker = speaker
        self._limits = limits or Limits()
        self._errands = Errands()

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        return VoiceInfo(
            id="edge",
            version=SERVICE,
            summary="Microsoft Edge's voices, by edge-tts: natural; sends every line to Microsoft",
            network=True,
            languages=tuple(sorted({_primary(name) for name in SPEAKERS})),
            longest=LONGEST,
            short_text_ok=True,
            deterministic=False,
            sharing=Sharing.LOCK,
            controls=frozenset({"pace"}),
            install=problem("edge-missing").mend,
            spacing=SPACING,
            sends_to=HOST,
        )

    def speakers(self) -> Sequence[Speaker]:
        """Some known ones, and the one that was named."""
        names = dict.fromkeys((*SPEAKERS, *filter(None, [self._speaker])))
        return [
            Speaker(id=name, language="-".join(name.split("-")[:2]), summary="Microsoft Edge")
            for name in names
        ]

    def speak(self, request: Request) -> Spoken:
        """`request` as Edge reads it aloud. Raises `VoiceFault`s."""
        speaker = speaker_for(request)
        try:
            sound = self._errands.run(
                lambda: asyncio.run(self._sound(request, speaker)), self._limits.whole
            )
        except Abandoned as late:
            raise VoiceBusy(problem("wire-slow", host=HOST).what) from late
        return decoded(sound)

    def close(self) -> None:
        """Stop waiting for what is on its way."""
        self._errands.abandon()

    async def _sound(self, request: Request, speaker: str) -> bytes:
        import edge_tts  # noqa: PLC0415 - an extra, as above

        from kindpace.voices.edge_faults import fault_of  # noqa: PLC0415 - needs the extra, too

        try:
            reader = edge_tts.Communicate(
                request.text,
                speaker,
                rate=_rate(request.pace),
                connect_timeout=max(1, round(self._limits.connect)),
                receive_timeout=max(1, round(self._limits.read)),
            )
            async with asyncio.timeout(self._limits.whole):
                return await _all_of(reader, self._limits.most)
        except Exception as fault:
            raise fault_of(fault, HOST) from fault


async def _all_of(reader: "Communicate", most: int) -> bytes:
    """Everything that is read aloud, up to its end. Raises VoiceFailed if it is too much or cut."""
    sound = bytearray()
    async for chunk in reader.stream():
        sound += chunk.get("data", b"")
        if len(sound) > most:
            raise VoiceFailed(problem("wire-too-much", host=HOST).what)
    # The service says when it has finished a turn, and only then edge-tts adds up what came.
    state: Mapping[str, object] = getattr(reader, "state", {})
    if state.get("cumulative_audio_bytes", len(sound)) != len(sound):
        raise VoiceBusy(problem("wire-cut", host=HOST).what)
    return bytes(sound)


def speaker_for(request: Request) -> str:
    """Who reads: the named speaker if it has the line's language, else that language's first."""
    named = request.speaker
    primary = _primary(request.language)
    primary = OTHER_NAMES.get(primary, primary)
    if named and (_primary(named) == primary or MULTILINGUAL in named or not FORM.match(named)):
        return named
    alike = [name for name in SPEAKERS if _primary(name) == primary]
    region = request.language.lower().replace("_", "-")
    exact = [name for name in alike if name.lower().startswith(f"{region}-")]
    if not alike:
        raise VoiceRejected(problem("edge-language", asked=request.language).what)
    return (exact or alike)[0]


def _primary(name: str) -> str:
    return name.lower().replace("_", "-").split("-")[0]


def _rate(pace: int) -> str:
    """`pace` as a percentage beside the speaker's own, with its sign."""
    return f"{min(max(round(100 * (pace / USUAL_PACE - 1)), SLOWEST), QUICKEST):+d}%"
