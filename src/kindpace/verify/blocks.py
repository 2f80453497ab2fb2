"""A decoded track in pieces, each with what stands before and after it, at one rate.

Whatever rate the file has, blocks come at `RATE`, so that every measure has one clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from kindpace.sound.loudness import Sound
from kindpace.sound.span import BLOCK, RATE, Span
from kindpace.sound.take import Frames
from kindpace.track.reading import blocks_of, read_track

MARGIN: Final = RATE
"""Frames that a block knows before and after its own; silence stands beyond both ends."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """The frames of `span` in track time, at `RATE`.

    `samples` is (MARGIN + span.length + MARGIN, channels) in -1..1; `middle` the mean of its
    channels, of the same length.
    """

    span: Span
    samples: Sound
    middle: Frames

    @property
    def around(self) -> Span:
        """All frames that `samples` holds, in track time: it begins below 0 in the first block."""
        return self.span.grown(MARGIN, MARGIN)

    @property
    def inside(self) -> slice:
        """Where the block's own frames stand in `samples` and `middle`."""
        return self.span.within(self.around)


def blocks(path: Path) -> Iterator[Block]:
    """The MP3 at `path` as blocks. Raises like `read_track`."""
    return cut(at_our_rate(blocks_of(path), read_track(path).form.rate))


def at_our_rate(sounds: Iterable[Sound], rate: int) -> Iterator[Sound]:
    """`sounds` of (frames, channels) at `rate` Hz, in a row, brought to `RATE`."""
    if rate == RATE:
        yield from sounds
        return
    stream: soxr.ResampleStream | None = None
    last = np.zeros((0, 1), np.float32)
    for sound in sounds:
        last = sound[:0]
        stream = stream or soxr.ResampleStream(rate, RATE, sound.shape[1], dtype="float32")
        yield stream.resample_chunk(sound)
    if stream is not None:
        yield stream.resample_chunk(last, last=True)


def cut(sounds: Iterable[Sound], size: int = BLOCK) -> Iterator[Block]:
    """`sounds` of (frames, channels) in a row as blocks of `size` frames, the last one shorter."""
    held: list[Sound] = []
    waiting, start = 0, 0
    for sound in sounds:
        if not held:
            held = [np.zeros((MARGIN, sound.shape[1]), np.float32)]
        held.append(sound)
        waiting += len(sound)
        while waiting >= size + MARGIN:
            whole = np.concatenate(held)
            yield _block(start, whole[: size + 2 * MARGIN])
            held = [whole[size:].copy()]
            waiting, start = waiting - size, start + size
    while waiting > 0:
        whole = np.concatenate((*held, np.zeros((MARGIN, held[0].shape[1]), np.float32)))
        yield _block(start, whole[: min(size, waiting) + 2 * MARGIN])
        held = [whole[size:-MARGIN]]
        waiting, start = waiting - size, start + size


def _block(start: int, samples: Sound) -> Block:
    middle = samples[:, 0] if samples.shape[1] == 1 else samples.mean(axis=1, dtype=np.float32)
    return Block(
        span=Span(start, start + len(samples) - 2 * MARGIN), samples=samples, middle=middle
    )
