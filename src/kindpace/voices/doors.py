"""The doors that voices come in by: the entry points `kindpace.voices`, listed without loading.

An entry point names a factory. It is given what a person wrote behind the colon of a voice's name
(a speaker, or the path of a model; empty for the voice's own choice) and gives a `Voice`.
KINDPACE_VOICES, a comma list of names, limits which voices may be loaded; KINDPACE_AUTO, another,
names those that `auto` tries, the best first.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

    @property
    def title(self) -> str:
        """The name as a track may tell it: without the folders of a model, which are private."""
        return re.sub(r":.*[/\\]", ":", self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A voice in the list: what it is, or why it can't be loaded and how to mend that.

    `reason` is the same in its own words; `network` whether it sends text away, as far as is known.
    """

    name: str
    info: VoiceInfo | None = None
    fault: Problem | None = None
    reason: str = ""
    network: bool = False


def voice_names() -> Sequence[str]:
    """The names of all voices that may be loaded, in order, without loading any."""
    return sorted(_doors())


def survey() -> Iterator[Found]:
    """Every voice, loaded and closed again; one that can't be loaded stays, with its mend."""
    for name, door in sorted(_doors().items()):
        try:
            voice = _load(name, door)
        except WorldError as shut:
            yield _shut(name, shut)
        else:
            yield Found(name=name, info=voice.info, network=voice.info.network)
            voice.close()


def open_voice(name: str = AUTO) -> Opened:
    """The voice called `name`, "espeak", "espeak:en-us+f5" or "auto", open and ready.

    `auto` is the best that is on this machine and needs no network; `Opened.name` says which. With
    languages behind its colon ("auto:de,en") it is the best that speaks all of them.
    Raises WrongUse for an unknown voice or speaker, WorldError for one that can't be loaded.
    """
    engine, _, speaker = name.partition(":")
    doors = _doors()
    if engine == AUTO:
        return _open_best(doors, [one for one in speaker.split(",") if one])
    if engine not in doors:
        raise WrongUse([_unknown("unknown-voice", engine, [AUTO, *sorted(doors)])])
    voice = _load(engine, doors[engine], speaker)
    if speaker:
        _require_speaker(voice, speaker)
    return Opened(voice=voice, speaker=speaker)


def auto_for(languages: Iterable[str]) -> str:
    """The name of the best voice for lines in `languages`: "auto:de,en"."""
    return f"{AUTO}:{','.join(sorted(set(languages)))}".rstrip(":")


def _open_best(doors: Mapping[str, EntryPoint], languages: Sequence[str]) -> Opened:
    """The first that speaks all `languages`; where none does, the first that speaks."""
    last: WorldError | None = None
    for wanted in dict.fromkeys([tuple(languages), ()]):
        for name in _best_first(doors):
            try:
                opened = _fitting(name, doors[name], wanted)
            except WorldError as shut:
                last = shut
                continue
            if opened is not None:
                return opened
    raise last or WorldError([problem("no-voice", names=", ".join(sorted(doors)) or "none")])


def _fitting(name: str, door: EntryPoint, languages: Sequence[str]) -> Opened | None:
    """That voice, or one speaker of it, if it speaks `languages` without a network."""
    voice = _load(name, door)
    if voice.info.network:
        voice.close()
        return None
    if _speaks(voice.info.languages, languages):
        return Opened(voice=voice, speaker="")
    able = [one.id for one in voice.speakers() if _speaks([one.language], languages)]
    voice.close()
    return Opened(voice=_load(name, door, able[0]), speaker=able[0]) if able else None


def _speaks(known: Sequence[str], languages: Sequence[str]) -> bool:
    """Whether each of `languages`, or what it is a kind of, is among those `known`."""
    bare = {_bare(one) for one in known}
    return "*" in bare or all(_bare(one) in bare for one in languages)


def _bare(language: str) -> str:
    return re.split(r"[-_]", language.lower())[0]


def _best_first(doors: Mapping[str, EntryPoint]) -> list[str]:
    """Those of KINDPACE_AUTO, or else the usual ones and what else the person limited us to."""
    named = sorted(doors) if _limits() else []
    wanted = (*(_listed("KINDPACE_AUTO") or BEST_FIRST), *named)
    return list(dict.fromkeys(name for name in wanted if name in doors))


def _doors() -> dict[str, EntryPoint]:
    limits = _limits()
    return {
        door.name: door for door in entry_points(group=GROUP) if not limits or door.name in limits
    }


def _limits() -> set[str]:
    return set(_listed("KINDPACE_VOICES"))


def _listed(setting: str) -> list[str]:
    named = os.environ.get(setting, "").split(",")
    return [name.strip() for name in named if name.strip()]


def _shut(name: str, shut: WorldError) -> Found:
    """A voice that can't be loaded, with the reason that it gave itself if it gave one."""
    fault, own = shut.problems[0], shut.__cause__
    if isinstance(own, VoiceUnavailable):
        return Found(name=name, fault=fault, reason=str(own), network=own.network)
    return Found(name=name, fault=fault, reason=f"{fault.what} {fault.mend}")


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
