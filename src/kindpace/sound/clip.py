"""A piece of sound in memory, and its way into and out of pydub, the clip and mixing library.

This is the one file that imports pydub. On import it looks for ffmpeg and warns that there is
none; kindpace never asks pydub to read or write a file, so the warning would only mislead.
"""

import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.sound.span import RATE
from kindpace.sound.take import Frames

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

__all__ = ["AudioSegment", "Clip", "overlaid", "samples_of", "segment_of"]

WIDTH: Final = 4
"""Bytes a sample in a segment: 32-bit integers."""

HEADROOM: Final = 3
"""pydub's sums saturate at full scale: segments are kept 2^-3 (18 dB) below it."""

GRAIN: Final = RATE // 100
"""pydub's overlay counts in milliseconds; only multiples of 10 ms are whole frames at 44,100 Hz."""

_SCALE: Final = np.float32(1 << (31 - HEADROOM))


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono float32 samples at `RATE`, read-only."""

    samples: Frames

    def __post_init__(self) -> None:
        samples = np.ascontiguousarray(self.samples, dtype=np.float32)
        if samples is self.samples and samples.flags.writeable:
            samples = samples.copy()
        samples.flags.writeable = False
        object.__setattr__(self, "samples", samples)

    def __len__(self) -> int:
        return len(self.samples)

    @classmethod
    def of(cls, segment: AudioSegment) -> "Clip":
        """The clip that `to_segment` made into `segment`."""
        return cls(samples_of(segment))

    def to_segment(self) -> AudioSegment:
        """A mono 32-bit segment that holds the clip `HEADROOM` bits below full scale."""
        return segment_of(self.samples)

    def gained(self, level: float) -> "Clip":
        """The clip `level` dB louder, by pydub's own gain."""
        return self if level == 0 else Clip.of(self.to_segment().apply_gain(level))


def segment_of(samples: NDArray[np.float32], factor: float = 1.0) -> AudioSegment:
    """`factor` times `samples`, (frames,) or (frames, channels), as a 32-bit segment."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    data = (samples * (_SCALE * np.float32(factor))).astype(np.int32).tobytes()
    return AudioSegment(data=data, sample_width=WIDTH, frame_rate=RATE, channels=channels)


def samples_of(segment: AudioSegment) -> NDArray[np.float32]:
    """What `segment_of` was given; (frames, channels) if there is more than one channel."""
    samples = np.frombuffer(segment.raw_data, np.int32).astype(np.float32) / _SCALE
    return samples if segment.channels == 1 else samples.reshape(-1, segment.channels)


def overlaid(segments: list[AudioSegment]) -> AudioSegment:
    """All `segments`, of the same length in whole `GRAIN`s, over one another.

    Sums of integers do not depend on their order, so neither does the mix.
    """
    first, *others = segments
    for other in others:
        first = first.overlay(other)
    return first
