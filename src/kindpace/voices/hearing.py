"""What a listener notices in a raw take: where speech begins and ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kindpace.voices.protocol import Samples

Envelope = NDArray[np.float64]

BLOCK = 0.005
BEFORE, AFTER = 0.010, 0.040
QUIETEST = -66.0
SPEECH_RANGE, LEAST_RANGE, ABOVE_FLOOR = 45.0, 30.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Speech in a take: frames from `start` up to `stop`."""

    start: int
    stop: int


def listen(samples: Samples, rate: int) -> Heard | None:
    """Where the speech in `samples` is, or None if there is only silence."""
    span = speech_span(samples, rate)
    return None if span is None else Heard(start=span[0], stop=span[1])


def speech_span(samples: Samples, rate: int) -> tuple[int, int] | None:
    """First and last frame of speech, with 10 ms kept before it and 40 ms after.

    A 5 ms block counts as speech within 45 dB of the loudest, and above the noise floor (the
    tenth quietest block in a hundred) by 12 dB; the floor is never taken for higher than 30 dB
    under the loudest, so a take without any silence keeps all of itself.
    """
    block = max(1, round(BLOCK * rate))
    levels = _levels(samples, block)
    if not len(levels):
        return None
    loudest = float(np.max(levels))
    if not loudest >= QUIETEST:  # a broken sound may hold no number at all
        return None
    floor = float(np.percentile(levels, 10))
    threshold = max(loudest - SPEECH_RANGE, min(floor + ABOVE_FLOOR, loudest - LEAST_RANGE))
    speech = np.flatnonzero(levels >= threshold) * block
    start = int(speech[0]) - round(BEFORE * rate)
    stop = int(speech[-1]) + block + round(AFTER * rate)
    return max(0, start), min(len(samples), stop)


def _levels(samples: Samples, block: int) -> Envelope:
    """Decibels of each `block` of frames about its own mean: offset and rumble are no sound."""
    blocks = samples[: len(samples) // block * block].reshape(-1, block)
    levels: Envelope = 10 * np.log10(np.maximum(np.var(blocks, axis=1, dtype=np.float64), 1e-12))
    return levels
