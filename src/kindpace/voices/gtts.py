"""The voice of Google Translate, asked politely: by gTTS's own requests over connections of ours.

gTTS writes what is sent. Sending is ours, because its own way checks no certificate, waits for
ever, and takes an answer without sound for a good one.
"""

import binascii
import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gtts import gTTS
from gtts.lang import tts_langs

from kindpace.problems import problem
from kindpace.voices.decoding import decoded
from kindpace.voices.protocol import (
    Request,
    Sharing,
    Speaker,
    Spoken,
    VoiceFailed,
    VoiceInfo,
    VoiceRejected,
)
from kindpace.voices.wire import Limits, Wire, refusal

SERVICE = "1"
"""Raised if the service comes to sound otherwise. gTTS's own version has no part in the sound."""

SPACING = 0.7
HOST = "translate.google.{tld}"
PATH = "/_/TranslateWebserverUi/data/batchexecute"

ACCENTS: Mapping[str, tuple[str, str]] = {
    "us": ("en", "United States"),
    "co.uk": ("en", "United Kingdom"),
    "com.au": ("en", "Australia"),
    "ca": ("en", "Canada"),
    "co.in": ("en", "India"),
    "ie": ("en", "Ireland"),
    "co.za": ("en", "South Africa"),
    "com.ng": ("en", "Nigeria"),
    "fr": ("fr", "France"),
    "es": ("es", "Spain"),
    "com.mx": ("es", "Mexico"),
    "com.br": ("pt", "Brazil"),
    "pt": ("pt", "Portugal"),
    "de": ("de", "Germany"),
    "com": ("*", "wherever you are"),
}
"""Top-level domains that speak with an accent of their own (gTTS, "Localized accents")."""

PLACES: Mapping[str, str] = {
    "en": "us", "en-gb": "co.uk", "en-au": "com.au", "en-ca": "ca", "en-in": "co.in",
    "en-ie": "ie", "en-za": "co.za", "en-ng": "com.ng", "fr": "fr", "fr-ca": "ca", "es": "es",
    "es-mx": "com.mx", "es-us": "us", "pt": "com.br", "pt-pt": "pt", "de": "de",
}  # fmt: skip
"""The domain for a language where none is named: `com` would depend on where the asker is."""

OTHER_NAMES = {"he": "iw", "jv": "jw", "nb": "no", "nn": "no", "fil": "tl", "zh": "zh-CN"}
"""Languages that the service knows by another code."""

RPC = gTTS.GOOGLE_TTS_RPC
AUDIO_LINE = re.compile(rf'{RPC}","\[\\"(.*?)\\"')


def voice(speaker: str = "") -> "Gtts":
    """Google Translate's voice; nothing is sent before it speaks."""
    return Gtts(speaker=speaker)


class Gtts:
    """One request at a time, 0.7 s apart, at most 100 characters each, over verified TLS."""

    def __init__(self, limits: Limits | None = None, *, speaker: str = "") -> None:
        self._speaker = speaker
        self._wire = Wire(limits or Limits())
        self._languages: dict[str, str] = {code.lower(): code for code in tts_langs()}

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""
        return VoiceInfo(
            id="gtts",
            version=SERVICE,
            summary="Google Translate's voice, by gTTS: natural; sends every line to Google",
            network=True,
            languages=tuple(sorted(self._languages.values())),
            longest=gTTS.GOOGLE_TTS_MAX_CHARS,
            short_text_ok=True,
            deterministic=False,
            sharing=Sharing.LOCK,
            controls=frozenset(),
            install="It is built in.",
            spacing=SPACING,
            sends_to=HOST.format(tld=self._speaker) if self._speaker else "Google Translate",
        )

    def speakers(self) -> Sequence[Speaker]:
        """Accents by the domain that has them."""
        return [
            Speaker(id=tld, language=language, summary=f"as in {place}")
            for tld, (language, place) in ACCENTS.items()
        ]

    def speak(self, request: Request) -> Spoken:
        """`request` as it comes from the service.

        Raises the faults of `wire` and `decoding`, and VoiceRejected where the service has no such
        language or accent, or nothing to say.
        """
        language = self._language(request.language)
        tld = request.speaker or self._speaker or _place(request.language)
        if tld not in ACCENTS:
            known = ", ".join(ACCENTS)
            raise VoiceRejected(problem("gtts-accent", asked=tld, known=known).what)
        try:
            # Its own table of languages would turn fr-CA and pt-PT into something else.
            asked = gTTS(request.text, tld=tld, lang=language, lang_check=False)
            bodies = asked.get_bodies()
        except (AssertionError, ValueError) as odd:
            raise VoiceRejected(problem("gtts-wordless").what) from odd
        return decoded(b"".join(self._sound(body, tld) for body in bodies))

    def close(self) -> None:
        """Let go of the connection."""
        self._wire.close()

    def _language(self, asked: str) -> str:
        code = asked.lower().replace("_", "-")
        primary = code.split("-")[0]
        names = (code, primary, OTHER_NAMES.get(primary, "").lower())
        for name in names:
            if name in self._languages:
                return OTHER_NAMES.get(name, self._languages[name])
        raise VoiceRejected(problem("gtts-language", asked=asked).what)

    def _sound(self, body: str, tld: str) -> bytes:
        url = f"https://{HOST.format(tld=tld)}{PATH}"
        answer = self._wire.post(url, body, gTTS.GOOGLE_TTS_HEADERS)
        fault = refusal(answer)
        if fault:
            raise fault
        return sound_in(answer.body)


def sound_in(body: bytes) -> bytes:
    """The MP3 in an answer. Raises VoiceRejected if there is none, VoiceFailed if it is garbled."""
    for line in body.splitlines():
        if RPC.encode() in line:
            packed = _packed(line.decode("utf-8", "replace"))
            if packed is None:
                break
            try:
                return b64decode(packed, validate=True)
            except (binascii.Error, ValueError) as garbled:
                raise VoiceFailed(problem("speech-broken").what) from garbled
    raise VoiceRejected(problem("gtts-no-sound").what)


def _packed(line: str) -> str | None:
    """The base64 in a line of the answer: the first item of a JSON list inside a JSON list."""
    try:
        for item in _items(json.loads(line)):
            if item[:2] == ["wrb.fr", RPC] and isinstance(item[2], str):
                inner = json.loads(item[2])
                return inner[0] if isinstance(inner[0], str) else None
    except (ValueError, LookupError, TypeError, RecursionError):
        pass  # not framed as usual; the sound may be in it all the same
    found = AUDIO_LINE.search(line)
    return found[1] if found else None


def _items(envelope: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - JSON of a stranger
    yield from (item for item in envelope if isinstance(item, list))


def _place(language: str) -> str:
    code = language.lower().replace("_", "-")
    return PLACES.get(code) or PLACES.get(code.split("-")[0], "com")
