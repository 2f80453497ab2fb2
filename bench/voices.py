"""A table of the voices here: contract, pace, loudness, counted words, and lines a second.

    python bench/voices.py [VOICE ...]

Pace is measured over fixed sentences from 90 to 200 words a minute, loudness over the same lines
levelled as in a track, counts in a finished MP3 (see counts.py). A voice that isn't here is passed
over, unless the tests have a stand-in for its engine; such a row says so, and its figures are those
of kindpace's own work around the engine, not of the engine.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

import numpy as np
from counts import SCRIPT, envelope, error
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))  # sentences and stand-ins stand in tests/

from tests.voices.sentences import SENTENCES
from tests.voices.standins import model, programs

from kindpace.problems import KindpaceError, Mark
from kindpace.session.model import Line, Seconds
from kindpace.session.reading import checked_values
from kindpace.sound.level import loudness_of
from kindpace.sound.phrases import phrases
from kindpace.studio.making import render
from kindpace.studio.planning import Order, plan
from kindpace.testing import BrokenContract, keeps_contract
from kindpace.timeline.events import CountWord
from kindpace.track.reading import blocks_of
from kindpace.voices.cache import Cache
from kindpace.voices.doors import open_voice
from kindpace.voices.pacing import seconds
from kindpace.voices.protocol import Request
from kindpace.voices.takes import speak

PACES: Final = (90, 125, 160, 200)
LINES: Final = SENTENCES["en"]
CADENCE, PATTERN = 165, "3:2"
HERE: Final = Mark("the table", 1, 1)
VOICES: Final = (
    "espeak:en-us", "espeak:en-us+f5", "espeak:en-us+klatt6", "flite", "flite:rms", "pico", "piper",
    "system", "say", "sapi", "tone",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One voice: what it promises and what came of it."""

    tested: str
    contract: str
    pace: float
    spread: float
    onset: tuple[float, int]
    cold: float
    cached: float

    def __str__(self) -> str:
        figures = f"{100 * self.pace:>9.1f}{self.spread:>9.2f}"
        figures += f"{self.onset[0]:>9.1f}{self.onset[1]:>9}"
        speed = f"{self.cold:>9.1f}{self.cached:>9.0f}"
        return f"{self.tested:<10}{self.contract:<9}{figures}{speed}"


def contract(name: str) -> str:
    """Whether the voice keeps its contract, over all clauses."""
    opened = open_voice(name)
    try:
        keeps_contract(opened.voice, speaker=opened.speaker)
    except BrokenContract as broken:
        return f"broken: {broken}"
    return "kept"


def pace_error(name: str) -> float:
    """The worst share by which the pace is missed, of 1."""
    opened = open_voice(name)
    count = sum(len(text.split()) for text in LINES)
    worst = 0.0
    for pace in PACES:
        asked = (
            Request(text=text, language="en", speaker=opened.speaker, pace=pace) for text in LINES
        )
        measured = 60 * count / sum(seconds(opened.voice.speak(one)) for one in asked)
        worst = max(worst, abs(measured / pace - 1))
    opened.voice.close()
    return worst


def lines() -> list[tuple[Line, Mark]]:
    """The sentences as a session has them."""
    return [(Line(text=text, spoken=text), HERE) for text in LINES]


def takes(name: str, folder: Path) -> tuple[float, float, float]:
    """Loudness spread of levelled lines in LU, and lines a second cold and from the cache."""
    cache = Cache(folder=folder)
    times = []
    for _ in range(2):
        begun = monotonic()
        found = speak(lines(), cache=cache, voice=name)
        times.append(monotonic() - begun)
    loud = [loudness_of(phrases([take], [Seconds(0)])) for take in found.values()]
    return max(loud) - min(loud), len(LINES) / times[0], len(LINES) / times[1]


def onset(name: str, folder: Path) -> tuple[float, int]:
    """The worst distance of a counted word from its footfall, in milliseconds.

    Beside it, how many words melt into the one before and have no beginning to be measured.
    """
    script, track = folder / "counts.yaml", folder / "counts.mp3"
    script.write_text(SCRIPT.format(cadence=CADENCE, pattern=PATTERN), "utf-8")
    wishes = checked_values({"cadence": CADENCE, "voice": name}, "--")
    made = render(plan(Order(name=str(script), wishes=wishes)), track)
    loudness = envelope(np.concatenate([block[:, 0] for block in blocks_of(track)]))
    found = [late(word, loudness) for word in made.plan.timeline.words]
    told = [one for one in found if one is not None]
    return max(told, default=float("nan")), len(found) - len(told)


def late(word: CountWord, loudness: NDArray[np.float64]) -> float | None:
    """How far from its footfall a word is heard, in ms; None if that can't be measured."""
    try:
        return 1000 * abs(error(word, loudness))
    except IndexError:
        return None


def row(name: str, tested: str) -> Row:
    """All figures of a voice; tones of a stand-in aren't words, so their onset isn't told."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["KINDPACE_CACHE"] = str(folder / "cache")
        spread, cold, cached = takes(name, folder / "takes")
        return Row(
            tested=tested,
            contract=contract(name),
            pace=pace_error(name),
            spread=spread,
            onset=onset(name, folder) if tested == "itself" else (float("nan"), 0),
            cold=cold,
            cached=cached,
        )


@contextmanager
def changed(**settings: str) -> Iterator[None]:
    """The environment with other settings for a while."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def machine(system: str, program: str, body: str) -> Iterator[str]:
    """A machine of another kind, with a stand-in for its speech program."""
    real = platform.system
    with TemporaryDirectory() as place:
        programs.install(Path(place), program, body)
        platform.system = lambda: system
        try:
            with changed(PATH=f"{place}{os.pathsep}{os.environ['PATH']}"):
                yield "system"
        finally:
            platform.system = real


@contextmanager
def humming() -> Iterator[str]:
    """A Piper model that hums."""
    with TemporaryDirectory() as place, changed(KINDPACE_PIPER=place):
        model.build(Path(place))
        yield "piper"


STAND_INS: Final[Mapping[str, Callable[[], AbstractContextManager[str]]]] = {
    "say": lambda: machine("Darwin", "say", programs.SAY),
    "sapi": lambda: machine("Windows", "powershell", programs.POWERSHELL),
    "piper": humming,
}
"""For each voice that needs another machine or a model: how to stand in for it."""


def rows(name: str) -> Iterator[tuple[str, Row]]:
    """The voice itself if it is here; else its stand-in, if there is one."""
    if here(name):
        yield name, row(name, "itself")
    elif name in STAND_INS:
        with STAND_INS[name]() as called:
            yield name, row(called, "stand-in")


def here(name: str) -> bool:
    """Whether that voice can be opened on this machine."""
    try:
        open_voice(name).voice.close()
    except KindpaceError:
        return False
    return True


def main(named: Sequence[str]) -> None:
    """One row a voice."""
    heads = ("pace %", "LU", "onset ms", "unclear", "cold /s", "cached")
    columns = "".join(f"{head:>9}" for head in heads)
    print(f"{'voice':<20}{'tested':<10}{'contract':<9}{columns}")
    for voice in named or VOICES:
        for name, found in rows(voice):
            print(f"{name:<20}{found}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
