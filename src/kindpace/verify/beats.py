"""Every planned beat, found in the decoded file: how late it stands, and how clearly.

Each beat is looked for near where its neighbours say that it is. A beat's moment is the first
sample of its stroke, so a track as it was rendered reads 0.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from kindpace.problems import KindpaceError, problem
from kindpace.sound.stems import FADED_STEPS
from kindpace.sound.templates import Beat, beat_from
from kindpace.timeline.score import Score
from kindpace.verify.blocks import Block
from kindpace.verify.following import ALONE, Flags, Ints, followed, line_through
from kindpace.verify.found import Beats, Numbers
from kindpace.verify.onsets import Feet, Onsets, joined, onsets

ALIKE: Final = 0.4
HIDDEN: Final = 0.25
"""Share of the usual height that a beat has at least: alone, and in its place under words."""

TIGHT: Final = 0.0005
WIDE: Final = 0.04
"""Seconds around the followed place: where a beat is expected, and where it may be found."""

BETTER: Final = 1.6
"""How many times higher an onset further off has to be to be taken for a beat that has moved."""

ENOUGH: Final = 12
"""Beats that it takes to tell how high they usually stand."""

FEWEST: Final = 0.15
"""Share of all beats that has to agree on its place, so that a beat is there at all."""

ROUNDS: Final = 3
"""How often the common line is drawn again through those that keep to it."""

LEADS, TRAILS = 0.05, 0.03
"""Seconds before and after words in which a beat still counts as spoken over."""

TRIMMED: Final = 0.0003
"""Seconds from the common line beyond which a beat says nothing about drift."""


def recipe_of(score: Score) -> Beat:
    """The stroke's recipe. Raises `KindpaceError` (`score-unreadable`) if it is none."""
    recipe = beat_from(score.beat)
    if recipe is None:
        raise KindpaceError([problem("score-unreadable")])
    return recipe


def part_of(block: Block, score: Score) -> Feet:
    """Every onset in `block` that may be a beat of `score`."""
    if not score.strides or not score.windows:
        return joined([]), joined([])
    return onsets(block, recipe_of(score), score.seed)


def together(parts: Sequence[Feet], score: Score) -> Beats:
    """The beats of `score`, each in its place among the onsets of all `parts`."""
    marked = list(score.beat_steps())
    planned = np.array([float(step) for _, step in marked])
    feet = np.array([number % 2 for number, _ in marked], np.int64)
    heard = tuple(joined([part[foot] for part in parts]) for foot in (0, 1))
    spoken = spoken_over(planned, score)
    lags, agreed = followed(planned, feet, heard)
    gains = faded(planned, score)
    usual = _usual(planned + lags, feet, heard, spoken, agreed) * gains
    late_by, clear = np.full(len(planned), np.nan), np.zeros(len(planned))
    for number, foot in enumerate(feet):
        place = planned[number] + lags[number]
        found = _found(heard[foot], place, usual[number], free=not spoken[number])
        if found is not None:
            late_by[number] = heard[foot].times[found] - planned[number]
            clear[number] = 20 * np.log10(heard[foot].clear[found])
    told = np.isfinite(late_by) | (gains >= 1)  # at its edges a window fades into what surrounds it
    planned, late_by, clear, spoken = (one[told] for one in (planned, late_by, clear, spoken))
    slope, late = drift(planned, late_by)
    return Beats(
        planned=planned, late_by=late_by, clear=clear, spoken=spoken, slope=slope, late=late
    )


def _found(heard: Onsets, place: float, usual: float, *, free: bool) -> int | None:
    """Which of the onsets is the beat expected at `place` with the height `usual`.

    What stands where it should is believed. Something higher that stands further off outweighs it
    only where nobody speaks; a voice has onsets of its own, and has to be told from a beat.
    """
    near = _highest(heard, place, TIGHT)
    if near is not None and heard.heights[near] < (ALIKE if free else HIDDEN) * usual:
        near = None
    far = _highest(heard, place, WIDE)
    if far is None or heard.heights[far] < ALIKE * usual:
        return near
    if free:
        plain = heard.clear[far] >= ALONE
        higher = near is None or heard.heights[far] > BETTER * heard.heights[near]
        return far if plain and higher else near
    plain = heard.clear[far] >= 2 * ALONE and heard.heights[far] <= usual / ALIKE
    return far if near is None and plain else near


def _highest(heard: Onsets, place: float, around: float) -> int | None:
    first, last = np.searchsorted(heard.times, (place - around, place + around))
    if first == last:
        return None
    return int(first) + int(np.argmax(heard.heights[first:last]))


def _usual(
    places: Numbers, feet: Ints, heard: Sequence[Onsets], spoken: Flags, agreed: Flags
) -> Numbers:
    """How high each beat usually stands: alone, and under words, which it steps back for.

    Out of reach where too few beats agree on their place: then there is nothing to be found.
    """
    pairs = zip(places, feet, strict=True)
    near = [(foot, _highest(heard[foot], place, 3 * TIGHT)) for place, foot in pairs]
    heights = np.array([0.0 if n is None else heard[foot].heights[n] for foot, n in near])
    known = agreed & (heights > 0)
    if np.count_nonzero(known) <= FEWEST * len(places):
        return np.full(len(places), np.inf)
    free, under = heights[known & ~spoken], heights[known & spoken]
    alone = float(np.median(free if free.size >= under.size / 4 else under))
    ducked = float(np.median(under)) if under.size >= ENOUGH else 0.75 * alone
    return np.where(spoken, np.clip(ducked, 0.2 * alone, alone), alone)


def drift(planned: Numbers, late_by: Numbers) -> tuple[float, float]:
    """The slope (s a second) and the constant part (s, at time 0) that most beats share.

    The first guess is the median of the slopes from each beat to one a little later, which a cut
    in the track or single beats that stand wrong don't move.
    """
    known = np.isfinite(late_by)
    place, late = planned[known], late_by[known]
    if not place.size:
        return 0.0, 0.0
    slope, level = line_through(place, late, np.ones(len(place)))
    if len(place) > ENOUGH:
        rises = (late[ENOUGH:] - late[:-ENOUGH]) / (place[ENOUGH:] - place[:-ENOUGH])
        slope = float(np.median(rises))
        level = float(np.median(late - slope * place))
    for _ in range(ROUNDS):
        off = np.abs(late - level - slope * place)
        alike = off <= max(TRIMMED, 1.001 * float(np.median(off)))
        slope, level = line_through(place[alike], late[alike], np.ones(int(alike.sum())))
    return slope, level


def spoken_over(planned: Numbers, score: Score) -> Flags:
    """Which beats lie under words."""
    talk = [(float(one.start), float(one.end)) for one in score.lines]
    talk += [(float(one.start) - LEADS, float(one.start + one.room)) for one in score.words]
    under = np.zeros(len(planned), np.bool_)
    for start, end in talk:
        first, last = np.searchsorted(planned, (start - LEADS, end + TRAILS))
        under[first:last] = True
    return under


def faded(planned: Numbers, score: Score) -> Numbers:
    """The share of its height that each beat keeps near the edges of the beat's windows."""
    gains = np.ones(len(planned))
    for start, end in _windows(score):
        first, last = np.searchsorted(planned, (start, end))
        place = np.arange(last - first)
        near = np.minimum(place, place[::-1]) + 1
        gains[first:last] = np.minimum(1, near / FADED_STEPS)
    return gains


def _windows(score: Score) -> Iterator[tuple[float, float]]:
    """The windows of the beat, those that touch as one."""
    start, end = -np.inf, -np.inf
    for one in sorted(score.windows, key=lambda window: window.start):
        if float(one.start) > end:
            yield start, end
            start = float(one.start)
        end = max(end, float(one.end))
    yield start, end
