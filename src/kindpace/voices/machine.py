"""What macOS and Windows have in common: a program, its speakers, and a setting for their pace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kindpace.voices.protocol import Speaker, Spoken

Speak = Callable[[str, str, float], Spoken]
"""Text, speaker (empty for the machine's own) and setting in, sound out. Raises `VoiceFault`s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The voices of one operating system, the best of each language first.

    `settings` are two of the engine's, between which a speaker's pace is measured, and `bounds`
    the least and the greatest that it takes; all are above 0, and a voice at twice the setting is
    about twice as quick.
    """

    name: str
    version: str
    speakers: Sequence[Speaker]
    speak: Speak
    settings: tuple[float, float]
    bounds: tuple[float, float]
