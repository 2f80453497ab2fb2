"""A voice without words, for tests and drafts: one soft tone a syllable, the same every time."""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from kindpace.problems import problem
from kindpace.voices.protocol import (
    Request,
    Samples,
    Sharing,
    Speaker,
    Spoken,
    VoiceInfo,
    VoiceRejected,
)
from kindpace.voices.syllables import syllables, words

RATE = 24_000
PENTATONIC = (0, 2, 4, 7, 9)
"""Semitones above the speaker's own note: whatever order they come in, they sound at peace."""

SPEAKERS = {"middle": 220.0, "low": 146.83, "high": 293.66}
SYLLABLES_PER_WORD = 1.14
"""In the calm English that sessions are written in; it turns words a minute into tones."""

SOUNDING = 0.8
ATTACK, RELEASE = 0.012, 0.06
LEVEL = 0.25
SECOND_PARTIAL = 0.3


def voice(_speaker: str = "") -> "Tone":
    """The wordless voice; it needs nothing but numpy."""
    return Tone()


class Tone:
    """Hums any language: a tone a syllable, at the asked pace, the note chosen by the word."""

    info = VoiceInfo(
        id="tone",
        version="1",
        summary="soft tones instead of words, for drafts and tests",
        network=False,
        languages=("*",),
        longest=100_000,
        short_text_ok=True,
        deterministic=True,
        sharing=Sharing.FREE,
        controls=frozenset({"pace", "pitch"}),
        install="It is built in.",
    )

    def speakers(self) -> Sequence[Speaker]:
        """Three heights of the same tone."""
        return [
            Speaker(id=name, language="*", summary=f"tones from {note:.0f} Hz up")
            for name, note in SPEAKERS.items()
        ]

    def speak(self, request: Request) -> Spoken:
        """`request` as tones. Raises VoiceRejected where there is no word or no such speaker."""
        base = SPEAKERS.get(request.speaker or next(iter(SPEAKERS)))
        notes = list(_notes(request.text))
        if base is None:
            raise VoiceRejected(problem("tone-speaker", asked=request.speaker).what)
        if not notes:
            raise VoiceRejected(problem("tone-wordless", words=request.text).what)
        slot = round(RATE * 60 / (max(request.pace, 1) * SYLLABLES_PER_WORD))
        pitches = [base * 2 ** ((note + request.pitch) / 12) for note in notes]
        return Spoken(samples=np.concatenate([_tone(hertz, slot) for hertz in pitches]), rate=RATE)

    def close(self) -> None:
        """Nothing is held."""


def _notes(text: str) -> Iterator[int]:
    for word in words(text):
        for number in range(syllables(word)):
            yield PENTATONIC[crc32(f"{word} {number}".encode()) % len(PENTATONIC)]


def _tone(hertz: float, slot: int) -> Samples:
    """`slot` frames: a tone with one overtone, eased in and out, then a breath of silence."""
    time = np.arange(round(slot * SOUNDING)) / RATE
    rise = np.minimum(time / ATTACK, 1)
    fall = np.minimum((time[-1:] - time) / RELEASE, 1)
    wave = np.sin(2 * np.pi * hertz * time)
    wave += SECOND_PARTIAL * np.sin(4 * np.pi * hertz * time)
    eased = wave * np.sin(np.pi / 2 * rise) ** 2 * np.sin(np.pi / 2 * fall) ** 2
    steps = (
        np.round(LEVEL * 32768 * eased) / 32768
    )  # on the 16-bit grid, so the cache loses nothing
    return np.pad(steps, (0, slot - len(time))).astype(np.float32)
