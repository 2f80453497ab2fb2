"""A spoken line made ready: at our rate, clear outdoors, at one loudness, without spikes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.problems import KindpaceError, problem
from kindpace.session.model import Line
from kindpace.sound.filters import filtered, high_pass, high_shelf
from kindpace.sound.limiter import SAFETY, held_gains, limited, limits
from kindpace.sound.loudness import STEP, Loudness, k_weighting, measured
from kindpace.sound.peaks import CELL, cell_peaks
from kindpace.sound.recording import resampled
from kindpace.sound.span import RATE, Span, decibels
from kindpace.sound.take import Frames, Take
from kindpace.timeline.tempo import frame

VOICE: Final = -16.0
"""Loudness of every line, in LUFS."""

CREST: Final = decibels(-4.0)
"""Highest true peak of a line at that loudness, so that the bus limiter has little to do."""

ENVELOPE: Final = 21
"""Cells over which the compressor looks at a voice, twice (15 ms each)."""

STRONGEST: Final = 8.0
"""The most that the compressor lifts a weak sound (18 dB); what is weaker still sinks again."""

ROUNDS: Final = 5
NEAR_ENOUGH: Final = 0.1
"""How often a line is weighed again after its peaks were held, and when (dB) it is good."""

MOST_LOST: Final = 6.0
"""Decibels up to which more gain is looked at when peaks between samples are sought."""

PIECE: Final = STEP // 10
"""Frames to which a line's power is known: 10 ms, about as finely as the limiter moves."""

EASE_IN, EASE_OUT = RATE * 2 // 1000, RATE * 6 // 1000


class Clarity(StrEnum):
    """How much a voice is shaped so that it comes through street noise."""

    OFF = "off"
    INDOOR = "indoor"
    OUTDOOR = "outdoor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A line, as it is to be heard: `counted` words are levelled with one another."""

    line: Line
    clarity: Clarity
    counted: bool = False


def taken(take: Take) -> Frames:
    """The samples of `take` at `RATE`, exactly as long as it says.

    Raises `KindpaceError` (`take-broken`) if they are not sound.
    """
    samples = np.asarray(take.load(), np.float32)
    if not samples.size or not np.isfinite(samples).all():
        raise KindpaceError([problem("take-broken", text=take.line.text)])
    return resampled(samples, take.rate, frame(take.length, RATE))


def clarified(samples: Frames, clarity: Clarity) -> Frames:
    """A voice without rumble, its consonants brought forward.

    Outdoors a shelf and a fast compressor (power -0.5) bring weak sounds forward: at the same
    loudness a recogniser misses fewer words in street noise (`bench/clarity.py`). A steeper shelf
    gains nothing more there, and costs words in quiet.
    """
    match clarity:
        case Clarity.OFF:
            return filtered(samples, high_pass(50))
        case Clarity.INDOOR:
            return filtered(samples, high_pass(80), high_shelf(2_000, 4))
        case Clarity.OUTDOOR:
            return compressed(filtered(samples, high_pass(120), high_shelf(2_000, 6)))


def compressed(samples: Frames) -> Frames:
    """Weak sounds lifted by the root of how far they lie under the loudest, at most `STRONGEST`."""
    cells = np.pad(samples, (0, -len(samples) % CELL)).reshape(-1, CELL)
    power = smoothed(smoothed(np.mean(cells * cells, axis=1, dtype=np.float64)))
    loudest = power.max(initial=0.0)
    if loudest <= 0:
        return samples
    share = np.sqrt(power / loudest)
    least = STRONGEST**-2
    gain = np.sqrt(1 / np.maximum(share, least)) * np.minimum(1, share / least)
    middles = np.arange(len(gain)) * CELL + CELL / 2
    whole: Frames = np.interp(np.arange(len(samples)), middles, gain).astype(np.float32)
    return samples * whole


def smoothed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of the `ENVELOPE` values around each."""
    half = ENVELOPE // 2
    sums = np.cumsum(np.pad(values, (half + 1, half)))
    return np.maximum(sums[2 * half + 1 :] - sums[: -2 * half - 1], 0) / (2 * half + 1)


def held(samples: Frames, peak: float = CREST) -> Frames:
    """`samples` with true peaks under `peak`."""
    span = Span(0, len(samples))
    around = limits(span)
    wide = np.zeros((around.length, 1), np.float32)
    wide[span.within(around), 0] = samples
    return limited(wide, span, peak)[:, 0]


def loudness_of(samples: Frames) -> float:
    """How loud a whole line is, in LUFS, pauses left out; see `Loudness.phrase`."""
    whole = measured([np.pad(samples, (0, -len(samples) % STEP))])
    return whole.phrase(0, len(samples))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weighed:
    """What levelling has to know of a line of `frames`, so that no gain has to be tried out.

    `powers` are the K-weighted mean squares of each `PIECE`, silence filled up to a whole 100 ms;
    `peaks` the true peaks of the limiter's cells, with its margins.
    """

    frames: int
    powers: NDArray[np.float64]
    peaks: Frames

    @property
    def energies(self) -> Loudness:
        """The line as it is."""
        return _steps(self.powers)

    @property
    def own(self) -> float:
        """The gain in dB that brings the line to `VOICE`, if its peaks are let be."""
        return VOICE - self.energies.phrase(0, self.frames)

    def lost(self, gain: float) -> float:
        """How many dB beside `gain` bring the line to `VOICE` once its peaks are held."""
        more = 0.0
        for _ in range(ROUNDS):
            missing = VOICE - self._held(decibels(gain + more)).phrase(0, self.frames)
            more += missing
            if abs(missing) < NEAR_ENOUGH:
                break
        return more

    def _held(self, factor: float) -> Loudness:
        """The line at `factor` with its peaks held, to the limiter's own gain each 10 ms."""
        gains = held_gains(self.peaks * np.float32(factor), CREST)
        middles = (np.arange(len(self.powers)) + 0.5) * (PIECE / CELL) - 0.5
        return _steps(
            self.powers * (factor * np.interp(middles, np.arange(len(gains)), gains)) ** 2
        )


def weighed(samples: Frames) -> Weighed:
    """What levelling has to know of a shaped line."""
    heard = filtered(np.pad(samples, (0, -len(samples) % STEP)), *k_weighting())
    powers = np.mean(heard.reshape(-1, PIECE).astype(np.float64) ** 2, axis=1)
    loudest = decibels(VOICE - _steps(powers).phrase(0, len(samples)) + MOST_LOST)
    span = Span(0, len(samples))
    around = limits(span)
    wide = np.zeros(around.length, np.float32)
    wide[span.within(around)] = samples
    peaks = cell_peaks(wide, CREST * SAFETY / loudest)
    return Weighed(frames=len(samples), powers=powers, peaks=peaks)


def _steps(powers: NDArray[np.float64]) -> Loudness:
    return Loudness(powers.reshape(-1, STEP // PIECE).mean(axis=1))


def eased(samples: Frames) -> Frames:
    """`samples` with the shortest fades that leave no click at either end."""
    sound = samples.copy()
    into, out = min(EASE_IN, len(sound) // 2), min(EASE_OUT, len(sound) // 2)
    sound[:into] *= np.linspace(0, 1, into, endpoint=False, dtype=np.float32)
    if out:
        sound[-out:] *= np.linspace(1, 0, out, dtype=np.float32)
    return sound
