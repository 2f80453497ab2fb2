"""How two channels go together: what one earbud, or a phone's one speaker, would lose."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Final

import numpy as np

from kindpace.sound.loudness import STEP, Sound
from kindpace.verify.found import Ears, Numbers

WORST: Final = 30
"""Steps of 100 ms in the stretch that is looked at for the worst."""

HEARD: Final = 1e-5
"""Energy (-50 dBFS) under which a stretch is too soft to judge."""

MOST: Final = 60.0
"""Decibels beyond which one thing is simply gone."""

ALIKE: Final = Ears(lost=0.0, worst_lost=0.0, worst_at=0.0, leaning=0.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sides:
    """Energies of each 100 ms: left, right, and their mean as one signal."""

    left: Numbers
    right: Numbers
    middle: Numbers


def part_of(clear: Sound) -> Sides | None:
    """The energies of `clear`, (frames, channels), without what lies too low to hear.

    None where there is one channel only.
    """
    if clear.shape[1] == 1:
        return None
    left, right = clear[:, 0], clear[:, 1]
    return Sides(
        left=_energies(left),
        right=_energies(right),
        middle=_energies((left + right) * np.float32(0.5)),
    )


def together(parts: Sequence[Sides | None]) -> Ears:
    """How the channels of a whole track go together."""
    sides = [part for part in parts if part is not None]
    if not sides:
        return ALIKE
    left, right, middle = (
        np.concatenate([getattr(part, name) for part in sides])
        for name in ("left", "right", "middle")
    )
    both = (left + right) / 2
    width = min(WORST, len(both))
    window = np.ones(width) / width
    near, near_middle = (np.convolve(one, window, "valid") for one in (both, middle))
    judged = np.where(near > HEARD, near / np.maximum(near_middle, 1e-12), 1.0)
    worst = int(judged.argmax())
    lost_most = max(0.0, _decibels(float(judged[worst])))
    return Ears(
        lost=_ratio(float(both.sum()), float(middle.sum())),
        worst_lost=lost_most,
        worst_at=worst / 10 if lost_most > 0 else 0.0,
        leaning=abs(_ratio(float(left.sum()), float(right.sum()))),
    )


def _energies(samples: Sound) -> Numbers:
    rest = np.pad(samples, (0, -len(samples) % STEP)).reshape(-1, STEP)
    found: Numbers = np.einsum("ij,ij->i", rest, rest, dtype=np.float64) / STEP
    return found


def _ratio(one: float, other: float) -> float:
    least = 1e-12
    return _decibels(max(one, least) / max(other, least))


def _decibels(ratio: float) -> float:
    return min(MOST, max(-MOST, 10 * log10(ratio)))
