"""Levels through a track: its outline, its loudness, its offset, and where it reaches the end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kindpace.sound.loudness import STEP, Loudness, Sound
from kindpace.verify.blocks import Block
from kindpace.verify.found import Levels, Numbers

TOP = 32_767 / 32_768
"""Where 16 bits end: what a decoder gives above it, a player cuts off."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """Some frames at the file's own rate: their sum by channel, and the samples at the top."""

    frames: int
    sums: Numbers
    clipped: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outline:
    """The extreme samples of each 100 ms over all channels."""

    highs: Numbers
    lows: Numbers


def counted(sound: Sound) -> Counted:
    """What can only be counted before a change of rate."""
    return Counted(
        frames=len(sound),
        sums=sound.sum(axis=0, dtype=np.float64),
        clipped=int((np.abs(sound) >= TOP).sum()),
    )


def part_of(block: Block) -> Outline:
    """The outline of a block; a rest under 100 ms counts as a step."""
    own = block.samples[block.inside]
    highest, lowest = own.max(axis=1), own.min(axis=1)
    starts = np.arange(0, len(own), STEP)
    return Outline(
        highs=np.maximum(0.0, np.maximum.reduceat(highest, starts).astype(np.float64)),
        lows=np.minimum(0.0, np.minimum.reduceat(lowest, starts).astype(np.float64)),
    )


def together(
    outlines: Sequence[Outline],
    counts: Sequence[Counted],
    *,
    rate: int,
    loudness: Loudness,
    true_peak: float,
    floor: Numbers,
    longest_faint: float,
) -> Levels:
    """All levels of a track of `rate` Hz. `true_peak` in dBTP, `longest_faint` in seconds."""
    frames = sum(one.frames for one in counts)
    sums = sum((one.sums for one in counts), np.zeros(1))
    offsets = sums / max(1, frames)
    nothing: Numbers = np.zeros(0)
    return Levels(
        length=frames / rate,
        integrated=loudness.integrated,
        range=loudness.range,
        true_peak=true_peak,
        momentary=loudness.momentary,
        highs=np.concatenate([nothing, *(one.highs for one in outlines)]),
        lows=np.concatenate([nothing, *(one.lows for one in outlines)]),
        floor=floor,
        longest_faint=longest_faint,
        offset=float(offsets[np.abs(offsets).argmax()]),
        clipped=sum(one.clipped for one in counts),
    )
