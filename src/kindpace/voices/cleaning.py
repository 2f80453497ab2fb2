"""A recording from a room made ready to stand among spoken lines: trimmed, clean, evenly loud.

Nothing here changes how somebody speaks. What lies outside the words goes: offset, rumble, clicks
and breaths at the ends; and a steady noise between words is hushed, where it can be told apart.
"""

from typing import Final

import numpy as np

from kindpace.sound.filters import filtered, high_pass
from kindpace.sound.level import loudness_of
from kindpace.sound.recording import resampled
from kindpace.sound.span import RATE, decibels
from kindpace.sound.take import Frames
from kindpace.voices.islands import BLOCK, islands, levels

RUMBLE: Final = 70
"""Hz; the lowest voices begin at about 80."""

BEFORE, AFTER = RATE * 15 // 1000, RATE * 60 // 1000
"""Frames kept before and after the words, over which the room fades in and out."""

HISS: Final = 2_000
"""Hz, from which on weak consonants are looked for apart from the hum of a room."""

CLEAR: Final = 8.0
"""Decibels above the floor at which something is no longer only the room."""

LEAST_RANGE: Final = 18.0
"""Decibels between floor and voice under which noise can't be told from weak consonants."""

HUSH: Final = 10.0
AROUND: Final = 8
"""A pause is hushed by so many decibels, and only so many blocks of 10 ms away from words."""

EVEN: Final = -23.0
"""LUFS that every recording is brought to, so that lines read near and far weigh the same."""

PEAK: Final = 0.98
FLAT, MANY_FLAT = 4, 12
LOUD: Final = 0.5
SAME: Final = 1e-4


def cleaned(samples: Frames, rate: int) -> Frames | None:
    """`samples` at `RATE`, from the first word to the last; None if nothing is said in them.

    Loudness is `EVEN` LUFS, or less where peaks would not fit.
    """
    centred = samples - np.float32(samples.mean(dtype=np.float64))
    whole = resampled(centred, rate, round(len(samples) * RATE / rate))
    sound = filtered(whole, high_pass(RUMBLE))
    said = islands(sound)
    if not said:
        return None
    start, stop = said[0].start, said[-1].stop
    first, last = max(0, start - BEFORE), min(len(sound), stop + AFTER)
    words = hushed(sound)[first:last]
    into, out = start - first, last - stop
    words[:into] *= np.linspace(0, 1, into, endpoint=False, dtype=np.float32)
    words[len(words) - out :] *= np.linspace(1, 0, out, dtype=np.float32)
    return evened(words)


def evened(samples: Frames) -> Frames:
    """`samples` at `EVEN` LUFS, their peaks within full scale."""
    peak = float(np.abs(samples).max(initial=0))
    loudness = loudness_of(samples)
    if not peak or not np.isfinite(loudness):
        return samples
    return samples * np.float32(min(decibels(EVEN - loudness), PEAK / peak))


def hushed(samples: Frames) -> Frames:
    """A copy of `samples` whose pauses are `HUSH` dB quieter, if voice and room can be told apart.

    A block of 10 ms counts as words if it stands `CLEAR` above the floor (the tenth quietest in a
    hundred) as a whole or above `HISS` Hz; nothing near words is touched, so no ending is lost.
    """
    whole, high = levels(samples), levels(filtered(samples, high_pass(HISS)))
    if len(whole) < 2 * AROUND or whole.max() - np.percentile(whole, 10) < LEAST_RANGE:
        return samples.copy()
    words = (whole > np.percentile(whole, 10) + CLEAR) | (high > np.percentile(high, 10) + CLEAR)
    near = np.convolve(words, np.ones(2 * AROUND + 1), "same") > 0
    gains = np.where(near, 1.0, decibels(-HUSH))
    eased = np.convolve(np.pad(gains, 2, mode="edge"), np.full(5, 0.2), "valid")
    middles = (np.arange(len(eased)) + 0.5) * BLOCK
    return samples * np.interp(np.arange(len(samples)), middles, eased).astype(np.float32)


def clipped(samples: Frames) -> bool:
    """Whether a microphone was too close: peaks cut flat, `FLAT` frames or more at a time."""
    peak = float(np.abs(samples).max(initial=0))
    if peak < LOUD:
        return False
    at_peak = np.abs(samples) >= peak * (1 - SAME)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], at_peak.astype(np.int8), [0]))))
    runs = edges[1::2] - edges[::2]
    return int(runs[runs >= FLAT].sum()) >= MANY_FLAT
