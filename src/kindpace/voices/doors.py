"""The doors that voices come in by: the entry points `kindpace.voices`, listed without loading.

An entry point names a factory. It is given what a person wrote behind the colon of a voice's name
(a speaker, or the path of a model; empty for the voice's own choice) and gives a `Voice`.
KINDPACE_VOICES, a comma list of names, limits which voices may be loaded.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points

from kindpace.problems import Problem, WorldError, WrongUse, problem
from kindpace.voices.protocol import Voice, VoiceInfo, VoiceUnavailable

GROUP = "kindpace.voices"
AUTO = "auto"
BEST_FIRST = ("piper", "system", "flite", "espeak")
"""What `auto` tries, in this order; a voice that needs the network is passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A voice that is ready, and the speaker that was asked for (empty: the voice's own first)."""

    voice: Voice
    speaker: str

    @property
    def name(self) -> str:
        """The full name, as a script may write it: "espeak:en-us+f5"."""
        speaker = f":{self.speaker}" if self.speaker else ""
        return f"{self.voice.info.id}{speaker}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A voice in the list: what it is, or why it can't be loaded and how to mend that."""

    name: str
    info: VoiceInfo | None = None
    fault: Problem | None = None


def voice_names() -> Sequence[str]:
    """The names of all voices that may be loaded, in order, without loading any."""
    return sorted(_doors())


def survey() -> Iterator[Found]:
    """Every voice, loaded and closed again; one that can't be loaded stays, with its mend."""
    for name, door in sorted(_doors().items()):
        try:
            voice = _load(name, door)
        except WorldError as shut:
            yield Found(name=name, fault=shut.problems[0])
        else:
            yield Found(name=name, info=voice.info)
            voice.close()


def open_voice(name: str = AUTO) -> Opened:
    """The voice called `name`, "espeak", "espeak:en-us+f5" or "auto", open and ready.

    `auto` is the best that is on this machine and needs no network; `Opened.name` says which.
    Raises WrongUse for an unknown voice or speaker, WorldError for one that can't be loaded.
    """
    if name == AUTO:
        return _open_best()
    engine, _, speaker = name.partition(":")
    doors = _doors()
    if engine not in doors:
        raise WrongUse([_unknown("unknown-voice", engine, [AUTO, *sorted(doors)])])
    voice = _load(engine, doors[engine], speaker)
    if speaker:
        _require_speaker(voice, speaker)
    return Opened(voice=voice, speaker=speaker)


def _open_best() -> Opened:
    doors = _doors()
    last: WorldError | None = None
    for name in _best_first(doors):
        try:
            voice = _load(name, doors[name])
        except WorldError as shut:
            last = shut
            continue
        if not voice.info.network:
            return Opened(voice=voice, speaker="")
        voice.close()
    raise last or WorldError([problem("no-voice", names=", ".join(sorted(doors)) or "none")])


def _best_first(doors: dict[str, EntryPoint]) -> list[str]:
    """Those of `BEST_FIRST`; then, if the person named the voices, what else they named."""
    named = sorted(doors) if _limits() else []
    return list(dict.fromkeys(name for name in (*BEST_FIRST, *named) if name in doors))


def _doors() -> dict[str, EntryPoint]:
    limits = _limits()
    return {
        door.name: door for door in entry_points(group=GROUP) if not limits or door.name in limits
    }


def _limits() -> set[str]:
    named = os.environ.get("KINDPACE_VOICES", "").split(",")
    return {name.strip() for name in named} - {""}


def _load(name: str, door: EntryPoint, speaker: str = "") -> Voice:
    """The voice behind `door`, whatever its maker did. Raises only WorldError."""
    try:
        voice = door.load()(speaker)
    except VoiceUnavailable as missing:
        raise WorldError([problem("voice-unavailable", voice=name, reason=missing)]) from missing
    except Exception as broken:  # a stranger's code may fail in any way
        package = door.dist.name if door.dist else door.value
        reason = f"{type(broken).__name__}: {broken}"
        fault = problem("voice-broken", voice=name, package=package, reason=reason)
        raise WorldError([fault]) from broken
    if not isinstance(voice, Voice):
        fault = problem("voice-broken", voice=name, package=door.value, reason="it isn't a voice")
        raise WorldError([fault])
    return voice


def _require_speaker(voice: Voice, speaker: str) -> None:
    known = [known.id for known in voice.speakers()]
    if speaker not in known:
        voice.close()
        raise WrongUse([_unknown("unknown-speaker", speaker, known, voice.info.id)])


def _unknown(slug: str, asked: str, known: Sequence[str], voice: str = "") -> Problem:
    near = get_close_matches(asked, known, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known[:12])}."
    return problem(slug, asked=asked, hint=hint, voice=voice)
