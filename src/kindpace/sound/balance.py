"""How loud each sound may be beside the voice, so that the aim is met and the wishes are kept.

Integrated loudness is anchored on the voice by BS.1770's own relative gate: whatever lies 10 LU
under the programme doesn't count. So beat, breath and bed are kept under that gate, which sinks as
words become sparse, and the figure for the programme is the figure for the voice.

The template is fitted under the gate first, then the listener's wishes are laid over it, so that a
wish for less is kept to the decibel. A wish for more is kept as far as the gate leaves room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from math import ceil
from typing import Final

import numpy as np

from kindpace.sound.level import Clarity
from kindpace.sound.loudness import SILENCE, Loudness
from kindpace.sound.span import decibels

GRID: Final = 0.25
"""Gains are rounded to this many dB, so that one changed phrase leaves every other sample alone."""

TRIMS: Final = tuple(0.0 - 0.5 * n for n in range(33))
"""How far the soft stems may be turned down to stay under the gate, in dB."""

CLOSE: Final = 0.25
"""LU by which all the rest may move the integrated loudness of the voice."""

MARKS: Final = ("beat", "bell")
SOFT: Final = ("breath", "bed")
"""The stems that stay under the gate: those that mark time, and those that surround it."""

FIRST: Final = 6.0
"""Decibels that the soft stems give before the marks give any: a runner steps on the beat."""

MARGIN: Final = 2.0
"""Decibels by which the rest stays further under the gate than it would have to: the ears'
difference in stereo, and what an encoder adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a track should come to: LUFS, dBTP, and how far gain may go to reach it (dB).

    Every line stands at least `clear` LU above breath and bed.
    """

    loudness: float = -16.0
    tolerance: float = 0.5
    peak: float = -2.0
    lift: float = 1.0
    cut: float = 6.0
    clear: float = 10.0
    channels: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The listener's own wishes, in dB beside the template; `clarity` None: by what they do."""

    voice: float = 0.0
    beat: float = 0.0
    breath: float = 0.0
    bed: float = 0.0
    clarity: Clarity | None = None


USUAL_AIM: Final = Aim()
NO_WISHES: Final = Balance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was decided, in dB.

    `gain` goes to everything, `trim` to breath and bed, `marks_trim` to beat and bell; `given` is
    what was kept of the wishes.
    """

    gain: float
    trim: float
    marks_trim: float
    given: Balance

    def gains(self) -> dict[str, float]:
        """A factor for each stem by name; the bell goes with the beat, files with the voice.

        The floor has none: players that skip silence know one level only.
        """
        given = self.given
        levels = {
            "voice": given.voice,
            "play": given.voice,
            "beat": given.beat + self.marks_trim,
            "bell": given.beat + self.marks_trim,
            "breath": given.breath + self.trim,
            "bed": given.bed + self.trim,
        }
        return {name: decibels(self.gain + level) for name, level in levels.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The energies of a track, each kind of sound by itself, at its template's level."""

    voice: Loudness
    marks: Loudness
    breath: Loudness
    bed: Loudness

    def gained(self, level: float) -> "Parts":
        """All of it `level` dB louder."""
        return Parts(**{one.name: getattr(self, one.name).gained(level) for one in fields(self)})

    def soft(self, settled: Settled) -> Loudness:
        """Breath and bed together, beside a voice at its own level."""
        given = settled.given
        breath = self.breath.gained(given.breath - given.voice + settled.trim)
        return breath + self.bed.gained(given.bed - given.voice + settled.trim)

    def rest(self, settled: Settled) -> Loudness:
        """All but the voice, beside a voice at its own level."""
        given = settled.given
        return self.soft(settled) + self.marks.gained(given.beat - given.voice + settled.marks_trim)


def settle(parts: Parts, aim: Aim, balance: Balance = NO_WISHES) -> Settled:
    """The trims and the gain that bring `aim` nearest, with as much of `balance` as there is room.

    The least trim that leaves the voice's own integrated loudness standing is taken; where none
    does, the one that comes nearest. The voice never ends up above `aim.loudness + aim.lift`.
    """
    alone = parts.voice.integrated
    if alone == SILENCE:
        ears = on_grid(-10 * float(np.log10(aim.channels)))
        return Settled(gain=ears, trim=0.0, marks_trim=0.0, given=balance)

    def moved(one: Settled) -> float:
        return abs((parts.voice + parts.rest(one).gained(MARGIN)).integrated - alone)

    fitted = _nearest((_trimmed(trim) for trim in TRIMS), moved, CLOSE)
    room = max(CLOSE, moved(fitted))
    wanted = (replace(fitted, given=one) for one in _wishes(balance))
    settled = _nearest(wanted, moved, room)
    together = (parts.voice + parts.rest(settled)).integrated
    most, least = aim.loudness + aim.lift - alone, aim.loudness - aim.cut - alone
    gain = on_grid(float(np.clip(aim.loudness - together, least, most)))
    return replace(settled, gain=gain - balance.voice)


def _nearest(offers: Iterable[Settled], moved: Callable[[Settled], float], room: float) -> Settled:
    """The first of `offers` that moves the loudness by no more than `room`, else the nearest."""
    seen: list[tuple[float, Settled]] = []
    for one in offers:
        seen.append((moved(one), one))
        if seen[-1][0] <= room:
            return one
    return min(seen, key=lambda pair: pair[0])[1]


def _trimmed(trim: float) -> Settled:
    marks = min(0.0, trim + FIRST)
    return Settled(gain=0.0, trim=trim, marks_trim=marks, given=NO_WISHES)


def _wishes(balance: Balance) -> Iterable[Balance]:
    """`balance`, then what is left of it as wishes for more than the voice has are cut down."""
    more = {name: getattr(balance, name) - balance.voice for name in ("beat", "breath", "bed")}
    for cut in (0.5 * n for n in range(2 * ceil(max(0.0, *more.values())) + 1)):
        less = {name: max(0.0, one - cut) if one > 0 else one for name, one in more.items()}
        yield replace(balance, **{name: balance.voice + one for name, one in less.items()})


def on_grid(level: float) -> float:
    """`level` at the nearest `GRID`."""
    return float(np.floor(level / GRID + 0.5) * GRID)
