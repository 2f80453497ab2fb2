"""The air under a track: where it stops, and where it sinks without a word being spoken.

Our beds never stop. They step back for words and files, as planned; weather moves one of their
layers at a time. So a bed that sinks in all its bands at once, where nobody speaks, pumps; one that
is gone is a hole. In music, and in a file without a plan, nobody knows what the air should be, and
only silence is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.ducking import ARRIVE, LEAD, LEAVE, RELEASE, Interval, merged
from kindpace.sound.filters import filtered, high_pass
from kindpace.sound.loudness import STEP, Sound
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.timeline.score import Score
from kindpace.verify.blocks import MARGIN, Block
from kindpace.verify.clicks import within
from kindpace.verify.found import Numbers, Stretch

LOWEST: Final = 100
"""Hz under which nothing is looked at: there stands the floor, which nobody hears."""

FEWEST: Final = 2
"""Frames of a cell that tell of it."""

SETTLED: Final = RATE // 5
"""Frames that the filter hears before a block."""

FRAME: Final = 882
"""Frames (20 ms) in one spectrum; a cell of 100 ms holds five."""

EDGES: Final = (100, 350, 1_200, 3_500, 8_000)
"""Hz between which the bands of a bed lie."""

BEFORE, AFTER = 0.02, 0.13
"""Seconds around a beat in which the bed can't be heard, in a late file too."""

USUAL: Final = 70
"""The percentile that stands for a bed's usual level: it may be sunk for half of the time."""

WEAKEST, WEAKER = -82.0, 35.0
"""A band belongs to the bed above so many dBFS, and within so many dB of its strongest band."""

SUNK: Final = 6.0
"""Decibels under its usual level, in every band, that no weather of ours explains."""

GONE, GONE_UNDER_WORDS = 15.0, 24.0
"""Decibels under its usual level at which a bed is no more; ducked, it lies lower anyway."""

SILENT: Final = 10**-6.6
"""Energy (-66 dBFS) under which air is dead."""

SHORTEST: Final = 3
SHORTEST_ELSEWHERE: Final = 20
"""Cells of dead air that are a hole over our beds; and elsewhere, where silence may be meant."""

JOINED: Final = 30
"""Cells between two sinkings that belong together."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Air:
    """Cells of 100 ms in one block: energies by band (n, bands), and over all.

    `free` is the mean of those frames in which only the bed is planned, NaN where there are too
    few; `bands` that of all frames; `floor` is all above `LOWEST`, `loudest` the highest energy of
    any 20 ms, with everything.
    """

    free: Numbers
    bands: Numbers
    floor: Numbers
    loudest: Numbers


def clear(block: Block) -> Sound:
    """The block's own frames, (frames, channels), without what lies under `LOWEST`."""
    heard = block.samples[MARGIN - SETTLED : MARGIN + block.span.length]
    # A Butterworth filter of the fourth order, as two of the second.
    high = [
        filtered(channel, high_pass(LOWEST, 0.541), high_pass(LOWEST, 1.307))[SETTLED:]
        for channel in heard.T
    ]
    return np.stack(high, axis=1)


def part_of(block: Block, heard: Sound, taken: Numbers | None) -> Air:
    """The air of a block; `heard` is what `clear` made of it, `taken` what a plan keeps `busy`."""
    energies = np.mean([_spectra(channel) for channel in heard.T], axis=0)
    frames = len(energies)
    moments = block.span.start / RATE + (np.arange(frames) + 0.5) * FRAME / RATE
    open_air = np.zeros(frames, bool) if taken is None else ~within(moments, taken)
    own = _framed(block.samples[block.inside])
    whole = np.einsum("fnc,fnc->f", own, own, dtype=np.float64) / (FRAME * own.shape[2])
    shape = (-1, STEP // FRAME)
    return Air(
        free=_mean_of(energies, open_air),
        bands=energies.reshape(-1, STEP // FRAME, energies.shape[1]).mean(axis=1),
        floor=energies.sum(axis=1).reshape(shape).mean(axis=1),
        loudest=whole.reshape(shape).max(axis=1),
    )


def floor_of(parts: Sequence[Air]) -> Numbers:
    """The level of each 100 ms in dBFS, without what lies too low to hear."""
    return _level(np.concatenate([np.zeros(0), *(part.floor for part in parts)]))


def together(
    parts: Sequence[Air], score: Score | None
) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The holes, and the stretches that pump; of somebody's own music the holes alone."""
    if not parts:
        return (), ()
    silent = np.concatenate([part.loudest for part in parts]) < SILENT
    if score is None:
        return tuple(_stretches(silent, SHORTEST_ELSEWHERE)), ()
    if score.music:
        empty = np.concatenate([part.floor for part in parts]) < SILENT
        return tuple(_stretches(_long(silent, SHORTEST) | _long(empty, SHORTEST_ELSEWHERE), 1)), ()
    free = np.concatenate([part.free for part in parts])
    lower = _lower(free, free)
    beneath = _lower(np.concatenate([part.bands for part in parts]), free)
    inner = _inner(len(silent), score)
    gone = silent | (inner & ((lower > GONE) | (beneath > GONE_UNDER_WORDS)))
    holes = tuple(_stretches(gone, SHORTEST))
    sunk = inner & (lower > SUNK) & ~_near(gone, SHORTEST)
    return holes, tuple(_sinkings(sunk))


def busy(score: Score) -> Numbers:
    """Where a plan has more than its bed, (n, 2) in seconds: beats, and all that it makes room for.

    In order, and apart from each other.
    """
    beats = np.array([float(step) for _, step in score.beat_steps()])
    stretches = np.concatenate((np.stack((beats - BEFORE, beats + AFTER), axis=1), ducks(score)))
    return _in_order(stretches)


def ducks(score: Score) -> Numbers:
    """Where the bed steps back, (n, 2) in seconds."""
    words = [Interval(start=one.start, end=one.end) for one in score.lines]
    words += [Interval(start=one.start, end=one.start + one.room) for one in score.words]
    files = [Interval(start=one.start, end=one.end) for one in score.plays]
    found = [
        (float(one.start - LEAD), float(one.end + RELEASE))
        for group in (words, files)
        for one in merged(group)
    ]
    return _in_order(np.array(found).reshape(-1, 2))


def _in_order(stretches: Numbers) -> Numbers:
    """`stretches` sorted, those that overlap as one."""
    if not len(stretches):
        return stretches
    every = stretches[np.argsort(stretches[:, 0])]
    ends = np.maximum.accumulate(every[:, 1])
    opens = np.flatnonzero(np.concatenate(([True], every[1:, 0] > ends[:-1])))
    lasts = np.concatenate((opens[1:] - 1, [len(every) - 1]))
    joined: Numbers = np.stack((every[opens, 0], ends[lasts]), axis=1)
    return joined


def _framed(sound: Sound) -> Sound:
    """`sound` in frames of 20 ms, (n, FRAME, channels), filled up to whole cells with silence."""
    short = -len(sound) % STEP
    return np.pad(sound, ((0, short), (0, 0))).reshape(-1, FRAME, sound.shape[1])


def _spectra(samples: Frames) -> Numbers:
    """Energies of each frame by band, Hann-windowed: (frames, bands)."""
    frames = _framed(samples[:, None])[:, :, 0]
    window = np.hanning(FRAME + 1)[:-1].astype(np.float32)
    pitch = np.fft.rfftfreq(FRAME, 1 / RATE)
    power = np.abs(np.fft.rfft(frames * window)) ** 2
    starts = np.searchsorted(pitch, EDGES)
    bands = np.add.reduceat(power[:, : starts[-1]], starts[:-1], axis=1)
    scaled: Numbers = bands * (2 / (FRAME * float((window**2).sum())))
    return scaled


def _mean_of(energies: Numbers, chosen: NDArray[np.bool_]) -> Numbers:
    """The mean of the chosen frames in each cell, NaN where fewer than two are chosen."""
    each = chosen.reshape(-1, STEP // FRAME)
    count = each.sum(axis=1)
    sums = np.where(chosen[:, None], energies, 0.0).reshape(*each.shape, -1).sum(axis=1)
    means: Numbers = np.where(count[:, None] < FEWEST, np.nan, sums / np.maximum(count, 1)[:, None])
    return means


def _lower(cells: Numbers, free: Numbers) -> Numbers:
    """How many dB each cell lies under the bed's usual level, in the band where it does least.

    0 where nothing is known: no cell of the bed alone, or no bed above `WEAKEST`.
    """
    known = ~np.isnan(free[:, 0])
    if not known.any():
        return np.zeros(len(cells))
    usual = np.percentile(_level(free[known]), USUAL, axis=0)
    of_bed = (usual > WEAKEST) & (usual > usual.max() - WEAKER)
    if not of_bed.any():
        return np.zeros(len(cells))
    under: Numbers = (usual - _level(cells))[:, of_bed].min(axis=1)
    return np.nan_to_num(under)


def _inner(cells: int, score: Score) -> NDArray[np.bool_]:
    """The cells between the bed's coming and its going."""
    length = float(score.length)
    moments = (np.arange(cells) + 0.5) / 10
    start, stop = min(float(ARRIVE), length / 4), length - min(float(LEAVE), length / 4)
    inner: NDArray[np.bool_] = (moments > start + 0.1) & (moments < stop - 0.1)
    return inner


def _near(marked: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """The marked cells, and those within `reach` of one."""
    return np.convolve(marked.astype(int), np.ones(2 * reach + 1, int), "same") > 0


def _runs(marked: NDArray[np.bool_]) -> NDArray[np.intp]:
    return np.flatnonzero(np.diff(marked, prepend=False, append=False)).reshape(-1, 2)


def _long(marked: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """The cells of runs of at least `least`."""
    kept = np.zeros_like(marked)
    for start, stop in _runs(marked).tolist():
        kept[start:stop] = stop - start >= least
    return kept


def _stretches(marked: NDArray[np.bool_], least: int) -> Iterator[Stretch]:
    """The runs of at least `least` marked cells."""
    for start, stop in _runs(marked).tolist():
        if stop - start >= least:
            yield Stretch(start=start / 10, end=stop / 10)


def _sinkings(sunk: NDArray[np.bool_]) -> Iterator[Stretch]:
    """Runs of sunk cells, those within `JOINED` cells as one, where enough is sunk in all."""
    groups: list[list[int]] = []
    for start, stop in _runs(sunk).tolist():
        if groups and start - groups[-1][1] <= JOINED:
            groups[-1][1], groups[-1][2] = stop, groups[-1][2] + stop - start
        else:
            groups.append([start, stop, stop - start])
    for start, stop, cells in groups:
        if cells >= SHORTEST:
            yield Stretch(start=start / 10, end=stop / 10)


def _level(energies: Numbers) -> Numbers:
    levels: Numbers = 10 * np.log10(np.maximum(energies, 1e-12))
    return levels
