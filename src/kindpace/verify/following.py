"""How late a beat stands as a track goes on, followed from one dozen of its steps to the next.

A file may run away from its plan by more than a step: 0.1 % over half an hour are 1.8 s. So each
dozen is looked for where the one before it leads, by the lateness on which most of it agrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.verify.found import Numbers
from kindpace.verify.onsets import Onsets

DOZEN: Final = 12
"""Beats that are followed together."""

REACH: Final = 0.18
"""Seconds, or half a step, by which a dozen may stand apart from where the one before leads."""

BIN: Final = 0.001
"""Seconds: how finely lateness is told apart while it is followed."""

SLOPES: Final = (0.0, *(sign * n * 1e-3 for n in range(1, 11) for sign in (1, -1)))
SURE_SLOPES: Final = SLOPES[:11]
"""Seconds a second by which the tempo of a dozen may be off, and one that follows another."""

FARTHEST: Final = 1.0
"""Seconds that a track may have drifted away by its very first dozen."""

TOLD: Final = 2.0
"""Seconds of beats that it takes to tell a slope."""

AGREE: Final = 0.4
"""Share of a dozen that has to agree on a lateness."""

ALONE, STRONGEST = 4.5, 30.0
"""Deviations by which an onset has to stand out to be followed, and from which on it counts no
more: one loud click convinces nobody."""

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def followed(planned: Numbers, feet: Ints, heard: Sequence[Onsets]) -> tuple[Numbers, Flags]:
    """How late each of the `planned` beats should be by what its dozen says, and if it agrees.

    `heard` holds the onsets of both feet, `feet` tells which one each beat is.
    """
    lags, agreed = np.zeros(len(planned)), np.zeros(len(planned), np.bool_)
    track = _Track()
    for first in range(0, len(planned), DOZEN):
        own = slice(first, first + DOZEN)
        track = track.after(planned[own], feet[own], heard)
        lags[own] = track.lag + track.slope * (planned[own] - track.at)
        agreed[own] = track.agreed
    return lags, agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Track:
    """Where a dozen stood: `lag` seconds late at the moment `at`, and `slope` later each second.

    `sure`: some dozen before it was found; `agreed`: it was found itself.
    """

    at: float = 0.0
    lag: float = 0.0
    slope: float = 0.0
    sure: bool = False
    agreed: bool = False

    def after(self, dozen: Numbers, feet: Ints, heard: Sequence[Onsets]) -> "_Track":
        """Where the next `dozen` stands; straight on where it doesn't agree on anything."""
        at = float(dozen.mean())
        guess = self.lag + self.slope * (at - self.at)
        straight = replace(self, at=at, lag=guess, agreed=False)
        places = dozen + guess + self.slope * (dozen - at)
        step = float(np.median(np.diff(dozen))) if len(dozen) > 1 else 2 * REACH
        reach = min(REACH, step / 2)
        # Before anything was found, a drift is taken to have begun with the track.
        since = at if self.sure else 0.0
        early = [slope for slope in SLOPES if abs(slope * at) <= FARTHEST]
        slopes = [*SURE_SLOPES, -self.slope] if self.sure else early
        more = 0.0 if self.sure else max(slopes) * at
        beat, apart, weight = around(places, feet, heard, reach + more)
        own = dozen[beat] - since
        slope, shift = _agreement(apart, own, weight, slopes, reach)
        close = np.abs(apart - slope * own - shift) < 2.5 * BIN
        if len(np.unique(beat[close])) < max(2, AGREE * len(dozen)):
            return straight
        rise, lag = line_through(dozen[beat[close]] - at, apart[close], weight[close])
        rise = rise or (0.0 if self.sure else slope)
        return _Track(at=at, lag=guess + lag, slope=self.slope + rise, sure=True, agreed=True)


def around(
    places: Numbers, feet: Ints, heard: Sequence[Onsets], reach: float
) -> tuple[Ints, Numbers, Numbers]:
    """Every plain onset near each of `places`: whose it is, how late it stands, how clear it is."""
    found: list[tuple[Ints, Numbers, Numbers]] = []
    for number, (place, foot) in enumerate(zip(places, feet, strict=True)):
        times, clear = heard[foot].times, heard[foot].clear
        near = slice(*np.searchsorted(times, (place - reach, place + reach)))
        plain = clear[near] >= ALONE
        apart = times[near][plain] - place
        found.append((np.full(len(apart), number), apart, clear[near][plain]))
    beat, apart, clear = (np.concatenate(one) for one in zip(*found, strict=True))
    return beat, apart, np.minimum(clear, STRONGEST)


def _agreement(
    apart: Numbers, own: Numbers, weight: Numbers, slopes: Sequence[float], reach: float
) -> tuple[float, float]:
    """The slope and the lateness on which most agree; of like ones, the nearer to none at all."""
    bins = int(2 * reach / BIN) + 1
    middles = (np.arange(bins) + 0.5) * BIN - reach
    prior = 1 - 0.5 * np.abs(middles) / reach
    best, slope, shift = 0.0, 0.0, 0.0
    for one in slopes:
        place = np.floor((apart - one * own + reach) / BIN).astype(np.int64)
        inside = (place >= 0) & (place < bins)
        votes = np.bincount(place[inside], weight[inside], bins)
        votes = np.convolve(votes, (1, 2, 3, 2, 1), "same") * prior
        top = int(np.argmax(votes))
        if votes[top] > 1.02 * best:
            best, slope, shift = float(votes[top]), one, float(middles[top])
    return slope, shift


def line_through(place: Numbers, late: Numbers, weight: Numbers) -> tuple[float, float]:
    """Slope, and height at place 0, of the straight line nearest to `late`, by weight.

    A stretch shorter than `TOLD` tells no slope.
    """
    mean, middle = (float(np.average(one, weights=weight)) for one in (late, place))
    if np.ptp(place) < TOLD:
        return 0.0, mean
    centred = place - middle
    slope = float((weight * centred) @ (late - mean) / (weight @ centred**2))
    return slope, mean - slope * middle
