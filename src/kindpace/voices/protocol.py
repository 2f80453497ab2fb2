"""The door that every voice comes through, and the ways in which one may fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:  # the list of voices is shown without waiting for numpy
    import numpy as np
    from numpy.typing import NDArray

Samples: TypeAlias = "NDArray[np.float32]"
"""Mono samples in -1..1."""


class Sharing(StrEnum):
    """How `speak` may be called.

    By many threads (`FREE`), by one at a time (`LOCK`), or by as many threads as there are cores,
    since each line is spoken in a process of its own (`PROCESS`).
    """

    FREE = "free"
    LOCK = "lock"
    PROCESS = "process"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceInfo:
    """What a voice is. `version` names engine and model, so a changed one never serves old takes.

    `languages` are codes as scripts write them, `*` for any; `longest` is how many characters one
    request may hold; `controls` are those of "pace", "pitch" and "ipa" that it obeys; `spacing` is
    how many seconds it wants between two requests; `ascii_only` asks for text without accents;
    `sends_to` is where words go if it needs the `network`. What may be left out is then what asks
    least of a voice.
    """

    id: str
    version: str
    summary: str
    network: bool
    languages: tuple[str, ...]
    longest: int = 1000
    short_text_ok: bool = True
    deterministic: bool = False
    sharing: Sharing = Sharing.LOCK
    controls: frozenset[str] = frozenset()
    install: str = ""
    spacing: float = 0.0
    ascii_only: bool = False
    sends_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One of the speakers that a voice offers; `licence` in plain words, empty if none is known."""

    id: str
    language: str
    summary: str
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spoken:
    """What came out: mono float32 samples in -1..1 at `rate` Hz, untouched by us."""

    samples: Samples
    rate: int
    words: tuple[tuple[float, float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a voice is asked: plain normalised text, one sentence, no pauses, no markup.

    `pace` is words a minute over running text, `pitch` is semitones up or down from the speaker's
    own; an empty `speaker` means the voice's first one for `language`. `ipa` holds words of `text`
    whose pronunciation is known in IPA letters, for a voice that has "ipa" among its controls.
    """

    text: str
    language: str
    speaker: str = ""
    pace: int = 125
    pitch: int = 0
    options: Mapping[str, str] = field(default_factory=dict)
    ipa: Mapping[str, str] = field(default_factory=dict)


@runtime_checkable
class Voice(Protocol):
    """One speech engine. No retries, no levelling, no pauses: those are kindpace's.

    It comes from a factory under the entry point `kindpace.voices`, which is given the speaker
    that a person named (or the path of a model; empty for none) and may raise VoiceUnavailable.
    """

    @property
    def info(self) -> VoiceInfo:
        """What this voice is and can do."""

    def speakers(self) -> Sequence[Speaker]:
        """The speakers to choose from; the first is the default."""

    def speak(self, request: Request) -> Spoken:
        """`request` as sound. Raises one of the `VoiceFault`s."""

    def close(self) -> None:
        """Let go of processes and connections."""


class VoiceFault(Exception):
    """A line was not spoken. The message is a calm sentence for a person."""


class VoiceUnavailable(VoiceFault):
    """The engine isn't here; the message says how to get it, `network` whether it sends words."""

    def __init__(self, message: str, *, network: bool = False) -> None:
        super().__init__(message)
        self.network = network


class VoiceUnreachable(VoiceUnavailable):
    """Nobody answers where the engine lives; the connection may come back soon."""


class VoiceBusy(VoiceFault):
    """Not now: come again after `retry_after` seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class VoiceRejected(VoiceFault):
    """The engine refuses this text, language or speaker; asking again won't help."""


class VoiceFailed(VoiceFault):
    """The engine broke, or what came back is not speech."""
