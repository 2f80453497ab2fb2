"""What players that "skip silence" would take away: their published rules, and an exact count.

A frame is faint where no channel's 16-bit sample lies above a rule's level. The constants are those
of the players' own sources: `SilenceSkippingAudioProcessor` of ExoPlayer 2 and Media3, and
`ShiftyAudioProcessorChain` of Pocket Casts for Android.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.loudness import Sound
from kindpace.verify.found import Skipped

Runs = NDArray[np.int64]
"""Stretches of faint frames, (n, 2): each from its first frame up to, not including, its last."""

FULL: Final = 1 << 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One player's setting; times in microseconds, `level` in steps of 16 bits.

    Of a run that lasts `least` or longer, `edge` stays at either end, and `share` of what lies
    between, but never more than `most` in all. `trims`: at the very start and end of a track, the
    outer edge goes too.
    """

    player: str
    level: int
    least: int
    edge: int
    share: Fraction = Fraction(0)
    most: int | None = None
    trims: bool = False

    def kept(self, run: int, rate: int, *, first: bool = False, last: bool = False) -> int:
        """How many of a run's frames are heard. Wide edges can even make a short run longer."""
        if run < _frames(self.least, rate):
            return run
        edges = [_frames(self.edge, rate)] * 2
        if self.trims:
            edges = edges[: 2 - first - last]
        between = max(0, run - sum(edges))
        kept = sum(edges) + int(self.share * between)
        return kept if self.most is None else min(kept, _frames(self.most, rate))


RULES: Final = (
    Rule(player="ExoPlayer 2", level=1024, least=150_000, edge=20_000, trims=True),
    Rule(
        player="Media3",
        level=1024,
        least=100_000,
        edge=50_000,
        share=Fraction(1, 5),
        most=2_000_000,
    ),
    Rule(
        player="Media3, 25 ms",
        level=1024,
        least=25_000,
        edge=12_500,
        share=Fraction(1, 5),
        most=2_000_000,
    ),
    Rule(player="Pocket Casts low", level=250, least=416_000, edge=291_000, trims=True),
    Rule(player="Pocket Casts medium", level=250, least=300_000, edge=225_000, trims=True),
    Rule(player="Pocket Casts high", level=250, least=83_000, edge=0, trims=True),
    Rule(
        player="Pocket Casts smooth low",
        level=250,
        least=416_000,
        edge=120_000,
        share=Fraction(1, 2),
    ),
    Rule(
        player="Pocket Casts smooth medium",
        level=250,
        least=300_000,
        edge=90_000,
        share=Fraction(1, 3),
    ),
    Rule(
        player="Pocket Casts smooth high",
        level=250,
        least=83_000,
        edge=40_000,
        share=Fraction(1, 5),
    ),
)

LEVELS: Final = tuple(sorted({rule.level for rule in RULES}))
SHORTEST: Final = min(rule.least for rule in RULES)

FAINT: Final = max(LEVELS)
"""The level of the strictest rules: 1024/32768 is -30.1 dBFS."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Faint:
    """The faint runs of a stretch of `frames`, by level.

    Runs shorter than any rule's `least` are left out unless they touch an end; `longest` knows
    them too.
    """

    frames: int
    runs: Mapping[int, Runs]
    longest: Mapping[int, int]


def part_of(sound: Sound, rate: int) -> Faint:
    """The faint runs of `sound`, (frames, channels), counted from its own first frame."""
    highest = np.abs(sound).max(axis=1) if sound.shape[1] > 1 else np.abs(sound[:, 0])
    runs = {level: _runs(highest <= np.float32((level + 0.5) / FULL)) for level in LEVELS}
    longest = {level: int(_lengths(found).max(initial=0)) for level, found in runs.items()}
    size = len(sound)
    kept = {level: _worth(found, size, rate) for level, found in runs.items()}
    return Faint(frames=size, runs=kept, longest=longest)


def together(parts: Sequence[Faint]) -> Faint:
    """`parts` in a row as one: runs that meet at a cut become one run."""
    starts = np.cumsum([0, *(part.frames for part in parts)])
    runs = {
        level: _joined(
            [part.runs[level] + start for part, start in zip(parts, starts[:-1], strict=True)]
        )
        for level in LEVELS
    }
    longest = {
        level: max((*(part.longest[level] for part in parts), int(_lengths(found).max(initial=0))))
        for level, found in runs.items()
    }
    return Faint(frames=int(starts[-1]), runs=runs, longest=longest)


def removed(faint: Faint, rate: int, rules: Iterable[Rule] = RULES) -> tuple[Skipped, ...]:
    """What each of `rules` would take from a track of `rate` Hz.

    A gap that a player would stretch counts as much as one that it would shorten by as much.
    """
    return tuple(_removed(rule, faint, rate) for rule in rules)


def _removed(rule: Rule, faint: Faint, rate: int) -> Skipped:
    moved, first_at = 0, None
    long = _lengths(faint.runs[rule.level]) >= _frames(rule.least, rate)
    for start, stop in faint.runs[rule.level][long].tolist():
        run = stop - start
        kept = rule.kept(run, rate, first=start == 0, last=stop == faint.frames)
        moved += abs(run - kept)
        if first_at is None and kept != run:
            first_at = start / rate
    return Skipped(
        player=rule.player,
        seconds=moved / rate,
        share=moved / max(1, faint.frames),
        first=first_at,
    )


def _runs(faint: NDArray[np.bool_]) -> Runs:
    turns = np.flatnonzero(np.diff(faint, prepend=False, append=False))
    return np.asarray(turns.reshape(-1, 2), np.int64)


def _lengths(runs: Runs) -> NDArray[np.int64]:
    lengths: NDArray[np.int64] = runs[:, 1] - runs[:, 0]
    return lengths


def _worth(runs: Runs, size: int, rate: int) -> Runs:
    """The runs that can matter later."""
    long = _lengths(runs) >= _frames(SHORTEST, rate)
    kept: Runs = runs[long | (runs[:, 0] == 0) | (runs[:, 1] == size)]
    return kept


def _joined(runs: Sequence[Runs]) -> Runs:
    every = np.concatenate(runs) if runs else np.zeros((0, 2), np.int64)
    if not len(every):
        return every
    opens = np.flatnonzero(np.concatenate(([True], every[1:, 0] != every[:-1, 1])))
    closes = np.concatenate((opens[1:] - 1, [len(every) - 1]))
    return np.stack((every[opens, 0], every[closes, 1]), axis=1)


def _frames(microseconds: int, rate: int) -> int:
    return microseconds * rate // 1_000_000
