"""Clicks: jumps at joins, told from beats, drops, plosives and drums.

A jump in a waveform is heard as a click because its spectrum never ends, while what rings, sings
and speaks has little to say above 11 kHz, or says it for longer. So a click is a burst in the
highest band that an MP3 keeps, some 5 ms long at most, with quiet before and after (compare
S. V. Vaseghi, "Advanced Digital Signal Processing", on impulsive noise: what sticks out is found
after all that can be foretold is taken away; here the taking away is a band that is mostly empty).

A cut that meets itself softly makes no burst. In our own tracks it still breaks the steady wave of
the floor under everything: a tone can't change its phase by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.loudness import Sound
from kindpace.sound.span import RATE
from kindpace.sound.stems import FLOOR_PERIOD
from kindpace.sound.take import Frames
from kindpace.verify.blocks import MARGIN, Block
from kindpace.verify.found import Click, Numbers

BAND: Final = (11_500, 15_500)
"""Hz. Any encoder at 96 kbit/s and more keeps them."""

TAPS: Final = 32
"""Frames on either side that the band's filter looks at."""

CELL: Final = 22
"""Frames (0.5 ms) in which a burst is looked for."""

NEAR, FAR = 6, 70
"""Cells: a burst is compared with what lies from 3 to 35 ms before it, and after it."""

LEAST: Final = 0.01
"""Bursts lower than this, of full scale, are no louder than a raindrop."""

OUTSTANDING: Final = 3.0
"""How many times higher than all around a burst is. Our own sounds stay under 2."""

SAME: Final = 0.05
"""Seconds: what comes closer together is one click."""

GROUP: Final = 200
"""Cells (0.1 s) whose median tells how lively the band is by itself."""

LIVELIEST: Final = 99
LIVELY: Final = 2.0
"""A bright voice hisses in the band, and its plosives are as high as its hiss: a click stands this
many times above that percentile of all that is said, or played."""

OFTEN, OFTEN_SPOKEN = 1.0, 0.25
"""Bursts a second that are no accident: drums, or lips close to a microphone."""

STILL_A_CLICK: Final = 4.0
"""How many times higher than the usual burst a click is, where bursts are usual."""

LOWEST_RATE: Final = 32_000
"""Hz: a file of a lower rate ends below the band, and is not judged."""

GRAIN: Final = 441
"""Frames (10 ms) in one sum of the floor's wave."""

WAVE: Final = 20
"""Grains over which its phase is told, under a Hann window."""

APART: Final = 12
"""Grains from the middle of the wave before a place to the middle of the wave after it."""

TURN: Final = 0.5
"""Radians by which the floor's phase jumps at a cut (4 ms of its wave)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Jumps:
    """Bursts and turns of the floor's phase in one block: moments (s) and sizes.

    `lively` is how high the band stands by itself in each `GROUP` from `start` (s) on; `wave` how
    high the floor stands in this block, `standing` how high at each of its turns.
    """

    bursts: Numbers
    sizes: Numbers
    start: float
    lively: Numbers
    turns: Numbers
    angles: Numbers
    standing: Numbers
    wave: float


def part_of(block: Block) -> Jumps:
    """What may be a click in `block`."""
    bursts, sizes, lively = _bursts(block)
    turns, angles, standing, wave = _turns(block)
    return Jumps(
        bursts=bursts,
        sizes=sizes,
        start=block.span.start / RATE,
        lively=lively,
        turns=turns,
        angles=angles,
        standing=standing,
        wave=wave,
    )


def together(
    parts: Sequence[Jumps],
    *,
    length: float,
    spoken: Numbers | None,
    on_floor: bool,
    rate: int = RATE,
) -> tuple[Click, ...]:
    """The clicks of a track of `length` seconds, in order.

    `spoken` (n, 2) tells where a plan has words or files, None without a plan; `on_floor` that our
    floor lies under the track, and nothing else so low.
    """
    if rate < LOWEST_RATE or not parts:
        return ()
    bursts = np.concatenate([part.bursts for part in parts])
    sizes = np.concatenate([part.sizes for part in parts])
    lively = np.concatenate([part.lively for part in parts])
    groups = np.concatenate(
        [part.start + (np.arange(len(part.lively)) + 0.5) * GROUP * CELL / RATE for part in parts]
    )
    words = np.zeros((0, 2)) if spoken is None else spoken
    inside, said = within(bursts, words), within(groups, words)
    talk = float((words[:, 1] - words[:, 0]).sum())
    odd = np.zeros(len(bursts), bool)
    odd[inside] = _rare(sizes[inside], lively[said], OFTEN_SPOKEN * talk)
    odd[~inside] = _rare(sizes[~inside], lively[~said], OFTEN * max(1.0, length - talk))
    found = list(zip(bursts[odd].tolist(), sizes[odd].tolist(), strict=True))
    if on_floor:
        found += _cuts(parts, bursts[odd])
    return _single(sorted(found))


def within(moments: Numbers, stretches: Numbers) -> NDArray[np.bool_]:
    """Which of `moments` lie in one of `stretches`, (n, 2), which are in order and apart."""
    if not len(stretches):
        return np.zeros(len(moments), bool)
    place = np.searchsorted(stretches[:, 0], moments, "right") - 1
    inside: NDArray[np.bool_] = (place >= 0) & (moments < stretches[place, 1])
    return inside


def band(samples: Frames) -> Frames:
    """`samples` in the click band; one sample of height h comes out with peak h."""
    return np.convolve(samples, _filter(), "same").astype(np.float32)


@cache
def _filter() -> Frames:
    """A band-pass by the window method (Kaiser, beta 6)."""
    n = np.arange(-TAPS, TAPS + 1)
    low, high = (2 * edge / RATE * np.sinc(2 * edge * n / RATE) for edge in BAND)
    taps = (high - low) * np.kaiser(2 * TAPS + 1, 6)
    return np.asarray(taps / taps[TAPS], np.float32)


def _bursts(block: Block) -> tuple[Numbers, Numbers, Numbers]:
    """Moments and sizes of what sticks out of the band, and how lively the band is by itself."""
    reach = (FAR + 1) * CELL
    first = MARGIN - reach
    whole = block.span.length + -block.span.length % CELL + 2 * reach
    heard = block.samples[first : first + whole]
    cells = _cells(np.pad(heard, ((0, whole - len(heard)), (0, 0))))
    high = np.flatnonzero(cells[FAR + 1 : -FAR - 1] > LEAST) + FAR + 1
    near = cells[high[:, None] + np.arange(-NEAR, NEAR + 1)].max(axis=1, initial=0)
    high = high[cells[high] >= near]
    around = np.r_[-FAR:-NEAR, NEAR + 1 : FAR + 1]
    quiet = cells[high[:, None] + around].max(axis=1, initial=0)
    high = high[cells[high] > OUTSTANDING * quiet]
    moments = (block.span.start - reach + high * CELL + CELL / 2) / RATE
    own = cells[FAR + 1 : -FAR - 1]
    groups = own[: max(1, len(own) // GROUP) * GROUP]
    lively = np.median(groups.reshape(-1, min(GROUP, len(groups))), axis=1)
    return moments, cells[high].astype(np.float64), lively.astype(np.float64)


def _cells(samples: Sound) -> Frames:
    """The highest point of each cell over all channels."""
    heard = [
        np.abs(band(np.ascontiguousarray(channel))).reshape(-1, CELL).max(axis=1)
        for channel in samples.T
    ]
    cells: Frames = np.maximum.reduce(heard)
    return cells


def _rare(sizes: Numbers, lively: Numbers, usual: float) -> NDArray[np.bool_]:
    """Which bursts are accidents: those above what the band holds anyway.

    Where there are more than `usual` of them, only those far above the usual one are.
    """
    high = np.percentile(lively, LIVELIEST) if len(lively) else 0.0
    odd: NDArray[np.bool_] = sizes > LIVELY * high
    if np.count_nonzero(odd) > usual:
        odd &= sizes > STILL_A_CLICK * np.median(sizes[odd])
    return odd


def _turns(block: Block) -> tuple[Numbers, Numbers, Numbers, float]:
    """Where the floor's phase jumps: moments, angles, its height there, and its usual height."""
    around = (WAVE // 2 + APART) * GRAIN
    first = MARGIN - around
    heard = block.middle[first : first + block.span.length // GRAIN * GRAIN + 2 * around]
    first_grain = (block.span.start - around) // GRAIN
    grains = heard.reshape(-1, GRAIN)
    number = (first_grain + np.arange(len(grains))) % (FLOOR_PERIOD // GRAIN)
    cosines, sines = (np.einsum("ij,ij->i", grains, turn[number]) for turn in _turning())
    sums = cosines - 1j * sines
    window = np.hanning(WAVE + 2)[1:-1]
    wave = np.convolve(sums, window, "valid") * 2 / (window.sum() * GRAIN)
    before, after = wave[:-APART], wave[APART:]
    angle = np.abs(np.angle(after * np.conj(before)))
    height = np.minimum(np.abs(before), np.abs(after))
    peak = np.flatnonzero((angle[1:-1] > TURN) & (angle[1:-1] >= angle[:-2])) + 1
    peak = peak[angle[peak] > angle[peak + 1]]
    # The place between both waves stands half a wave and half their distance after the first.
    moments = (first_grain + peak + (WAVE + APART) / 2) * GRAIN / RATE
    own = (moments * RATE >= block.span.start) & (moments * RATE < block.span.stop)
    usual = float(np.median(np.abs(wave)))
    return moments[own], angle[peak][own], height[peak][own], usual


@cache
def _turning() -> tuple[Frames, Frames]:
    """Cosine and sine of the floor's pitch, a row for each grain of one period."""
    turn = 2 * np.pi * np.arange(FLOOR_PERIOD).reshape(-1, GRAIN) / FLOOR_PERIOD
    return np.cos(turn).astype(np.float32), np.sin(turn).astype(np.float32)


def _cuts(parts: Sequence[Jumps], bursts: Numbers) -> list[tuple[float, float]]:
    """Turns of a floor that stands as high as ever on both sides, where no burst tells of it."""
    usual = float(np.median([part.wave for part in parts]))
    return [
        (moment, 2 * usual * float(np.sin(angle / 2)))
        for part in parts
        for moment, angle, height in zip(part.turns, part.angles, part.standing, strict=True)
        if height > usual / 2 and not np.any(np.abs(bursts - moment) < 2 * SAME)
    ]


def _single(found: Sequence[tuple[float, float]]) -> tuple[Click, ...]:
    clicks: list[Click] = []
    for at, size in found:
        one = Click(at=float(at), size=float(size))
        if clicks and one.at - clicks[-1].at < SAME:
            clicks[-1] = max(clicks[-1], one, key=lambda click: click.size)
        else:
            clicks.append(one)
    return tuple(clicks)
