"""All the spoken lines of a track: levelled together, and made ready one by one when asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Final

import numpy as np

from kindpace.problems import KindpaceError, problem
from kindpace.session.model import Line, Seconds
from kindpace.sound.level import (
    Clarity,
    Heard,
    clarified,
    eased,
    held,
    taken,
    weighed,
)
from kindpace.sound.loudness import Loudness
from kindpace.sound.onset import perceived_onset
from kindpace.sound.outline import UNKNOWN, Outline, outline
from kindpace.sound.span import RATE, decibels
from kindpace.sound.take import Frames, Take
from kindpace.timeline.events import CountWord, Speech, Timeline
from kindpace.timeline.tempo import frame

KEPT: Final = 12
"""Lines kept ready at a time: memory does not grow with the track."""

LONG_ENOUGH: Final = 1.5 * RATE
"""Frames from which on a line is levelled by itself alone."""

TRUST: Final = 1.0
"""How far from the voice's loudness a short line may stay, in dB."""

CUT: Final = RATE * 25 // 1000
"""Frames over which a counted word is faded where the next one needs its room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line, heard for `length` frames from frame `start` on."""

    start: int
    length: int
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Measure:
    """A line before levelling.

    `own` is the gain in dB that it needs, `lost` what it needs more where its peaks are held.
    `onset` is the frame at which a counted word is heard, as it sounds once it has been shaped:
    a compressor lifts the beginning of a word, and with it the moment that is felt. `outline` is
    what a sentence is known by.
    """

    voice: str
    frames: int
    energies: Loudness
    own: float
    lost: float
    onset: int
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voices:
    """Where every line stands, its loudness each 100 ms, its outline, and a way to its samples.

    `gains` are what levelling gave to each line, in dB.
    """

    placed: tuple[Placed, ...]
    energies: Mapping[Heard, Loudness]
    outlines: Mapping[Heard, Outline]
    gains: Mapping[Heard, float]
    ready: Callable[[Heard], Frames]

    def samples(self, one: Placed) -> Frames:
        """The line as it is heard at its place, faded where it has to end early."""
        sound = self.ready(one.heard)
        if len(sound) <= one.length:
            return sound
        short = sound[: one.length].copy()
        cut = min(CUT, one.length)
        short[-cut:] *= np.linspace(1, 0, cut, dtype=np.float32) ** 2
        return short


def voices(
    timeline: Timeline, takes: Mapping[Line, Take], clarity: Clarity | None = None
) -> Voices:
    """Every spoken line of `timeline`, by its take. `clarity` None: outdoors where steps are made.

    Raises `KindpaceError` (`take-missing`, `take-broken`) with the place of the line.
    """
    stop_if_missing(timeline, takes)
    said = [(one, heard_as(one, timeline, clarity)) for one in timeline.speeches]
    counted = [(one, heard_as(one, timeline, clarity)) for one in timeline.words]
    wanted = dict.fromkeys(heard for _, heard in (*said, *counted))
    measures = {one: measure(takes[one.line], one) for one in wanted}
    placed = sorted((*_sentences(said, takes), *_counts(counted, measures)), key=_start)
    gains = levelled(measures)
    energies = {
        one: found.energies.gained(gains[one] - found.lost) for one, found in measures.items()
    }
    outlines = {one: found.outline for one, found in measures.items()}
    return Voices(
        placed=tuple(placed),
        energies=energies,
        outlines=outlines,
        gains=gains,
        ready=readied(takes, gains),
    )


def readied(takes: Mapping[Line, Take], gains: Mapping[Heard, float]) -> Callable[[Heard], Frames]:
    """A way to the samples of each line at its gain; the last few are kept."""

    @lru_cache(maxsize=KEPT)
    def ready(one: Heard) -> Frames:
        return made_ready(takes[one.line], one, gains[one])

    return ready


def made_ready(take: Take, one: Heard, gain: float) -> Frames:
    """The samples of `take` as they are heard at `gain` dB: shaped, peaks held, ends eased."""
    raw = clarified(taken(take), one.clarity)
    return eased(held(raw * np.float32(decibels(gain))))


def stop_if_missing(timeline: Timeline, takes: Mapping[Line, Take]) -> None:
    """Raise `KindpaceError` with every line of `timeline` that nobody has spoken."""
    wanted: tuple[Speech | CountWord, ...] = (*timeline.speeches, *timeline.words)
    missing = [
        problem("take-missing", one.mark, text=one.line.text)
        for one in wanted
        if one.line not in takes
    ]
    if missing:
        raise KindpaceError(missing)


def measure(take: Take, one: Heard) -> Measure:
    """What levelling has to know of `take`, heard as `one` says."""
    sound = clarified(taken(take), one.clarity)
    found = weighed(sound)
    own = found.own
    return Measure(
        voice=take.voice,
        frames=len(sound),
        energies=found.energies,
        own=own,
        lost=found.lost(own),
        onset=perceived_onset(sound, RATE) if one.counted else 0,
        outline=UNKNOWN if one.counted else outline(sound),
    )


def levelled(measures: Mapping[Heard, Measure]) -> dict[Heard, float]:
    """The gain of each line in dB.

    A long line comes to `VOICE` by itself. Counted words share one gain, so that they keep the
    weight that the voice gave them; a short line leans on what its voice needs in general.
    """
    groups: dict[tuple[str, Clarity, bool], list[Measure]] = {}
    for one, found in measures.items():
        groups.setdefault((found.voice, one.clarity, one.counted), []).append(found)
    shared = {group: _shared(alike) for group, alike in groups.items()}
    gains: dict[Heard, float] = {}
    for one, found in measures.items():
        common = shared[found.voice, one.clarity, one.counted]
        gains[one] = common if one.counted else _leaning(found, common)
    return gains


def _shared(measures: list[Measure]) -> float:
    gains = [found.own + found.lost for found in measures]
    return float(np.average(gains, weights=[found.frames for found in measures]))


def _leaning(found: Measure, shared: float) -> float:
    own = found.own + found.lost
    trust = min(1.0, found.frames / LONG_ENOUGH)
    return float(np.clip(trust * own + (1 - trust) * shared, own - TRUST, own + TRUST))


def heard_as(one: Speech | CountWord, timeline: Timeline, clarity: Clarity | None) -> Heard:
    """How a line sounds where it stands."""
    return Heard(
        line=one.line,
        clarity=clarity or clarity_at(timeline, one.start),
        counted=isinstance(one, CountWord),
    )


def _sentences(
    said: Iterable[tuple[Speech, Heard]], takes: Mapping[Line, Take]
) -> Iterable[Placed]:
    for one, heard in said:
        length = frame(takes[one.line].length, RATE)
        yield Placed(start=frame(one.start, RATE), length=length, heard=heard)


def _counts(
    counted: Sequence[tuple[CountWord, Heard]], measures: Mapping[Heard, Measure]
) -> Iterable[Placed]:
    """Counted words, moved forward so that each is *heard* on its footfall."""
    for (one, heard), after in zip_longest(counted, counted[1:]):
        start = frame(one.start, RATE) - measures[heard].onset
        stop = frame(one.start + one.room, RATE)
        if after is not None and frame(after[0].start, RATE) <= stop:
            stop = frame(after[0].start, RATE) - measures[after[1]].onset
        length = max(0, min(measures[heard].frames, stop - start))
        yield Placed(start=start, length=length, heard=heard)


def _start(one: Placed) -> int:
    return one.start


def clarity_at(timeline: Timeline, moment: Seconds) -> Clarity:
    """Outdoors where the runner moves, indoors where they stand or sit."""
    for section in reversed(timeline.sections):
        if section.start <= moment:
            return Clarity.OUTDOOR if section.gait.moving else Clarity.INDOOR
    return Clarity.OUTDOOR
