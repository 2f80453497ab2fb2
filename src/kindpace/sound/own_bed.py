"""The author's own music as a bed: trimmed, looped without a seam, and brought to a loudness."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.problems import KindpaceError, Mark, problem
from kindpace.session.model import Recording
from kindpace.sound.beds import Bed
from kindpace.sound.loudness import SILENCE, measured
from kindpace.sound.recording import recorded, recording_length
from kindpace.sound.span import RATE, Ask, Span, decibels
from kindpace.sound.take import Frames
from kindpace.timeline.tempo import frame

CELL: Final = RATE // 100
"""Frames in one cell: how finely a file's ends are found."""

CROSS: Final = 3 * RATE
"""Frames of the crossing from one turn into the next; a quarter of the file where that is less."""

STILL: Final = decibels(-36) ** 2
"""The power, beside the whole's, under which either end is no music: an encoder's padding."""

FAINT: Final = decibels(-1.5) ** 2
"""The power, beside the whole's, under which either end is a fade."""

FADE: Final = 15 * RATE
"""Frames of a fade that are left out at most, and never more than a quarter of the file."""

SMOOTH: Final = 80
"""Cells over which a fade is looked at, so that a rest between two notes is none."""

SEARCH: Final = RATE // 10
"""Frames by which a turn may end earlier, where music then meets its own beginning in step."""

UNLIKE: Final = -0.5
"""How much against each other the two sides of a seam may be before their sum is left to sink."""

WIDEST: Final = 0.35
"""The most that the ears' difference may be beside what they share: what one ear loses stays under
a decibel, where music leans to one side for a while, too."""

ENOUGH: Final = 3 * RATE
"""Frames over which the loudness of a very short loop is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """The frames of a file that go round, how many of them cross, and how alike those are."""

    heard: Span
    cross: int
    likeness: float = 0.0

    @property
    def turn(self) -> int:
        """Frames from one beginning to the next."""
        return self.heard.length - self.cross

    def fades(self) -> tuple[Frames, Frames]:
        """The gains of what comes in and what goes out, over the crossing.

        sin and cos keep the power of unlike sounds; the divisor keeps it for sounds that are
        alike, whose amplitudes add: (a·s + b·c)² = 1 + 2·a·b·likeness on the whole.
        """
        turn = np.pi / 2 * (np.arange(self.cross) + 0.5) / self.cross
        even = np.sqrt(1 + max(self.likeness, UNLIKE) * np.sin(2 * turn))
        return (np.sin(turn) / even).astype(np.float32), (np.cos(turn) / even).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Examined:
    """A file as it is: the mean square of each whole `CELL` beside what stands `still` in it.

    `loudness` is gated, in LUFS.
    """

    powers: NDArray[np.float64]
    still: float
    loudness: float


def own_bed(recording: Recording, loudness: float, length: int, where: Mark | None = None) -> Bed:
    """`recording` without an end at `loudness` LUFS (gated), and its ears' difference.

    Only what a track of `length` frames can hear of the file is ever read. Raises `KindpaceError`:
    `bed-silent`, or why the file can't be read.
    """
    path = recording.path
    ends = frame(recording_length(path, where), RATE)
    reach = Span(0, min(ends, length + CROSS + 2 * FADE))
    middle, side = recorded(path, where), recorded(path, where, apart=True)
    found = examined(middle, reach)
    if not found.powers.any():
        raise KindpaceError([problem("bed-silent", where, path=path)])
    centred = _lifted(middle, -found.still)
    loop = in_step(centred, trimmed(found.powers, reach))
    bare = looped(centred, loop)
    loud = found.loudness
    if loop.turn < ENOUGH:
        loud = measured(_sound(bare, span) for span in Span(0, ENOUGH).blocks()).integrated
    if loud == SILENCE:
        raise KindpaceError([problem("bed-silent", where, path=path)])
    level = decibels(loudness - loud)

    @cache
    def width() -> float:
        wide = float(np.sqrt(examined(side, reach).powers.mean() / found.powers.mean()))
        return level * min(1.0, WIDEST / max(wide, WIDEST))

    return Bed(middle=_louder(bare, lambda: level), side=_louder(looped(side, loop), width))


def examined(ask: Ask, reach: Span) -> Examined:
    """All of `reach` in one pass."""
    means, squares = [np.zeros(0)], [np.zeros(0)]

    def passing() -> Iterator[Frames]:
        for span in reach.blocks():
            sound = _sound(ask, span)
            cells = sound[: span.length // CELL * CELL].reshape(-1, CELL)
            means.append(cells.mean(axis=1, dtype=np.float64))
            squares.append(np.einsum("ij,ij->i", cells, cells, dtype=np.float64) / CELL)
            yield sound

    loudness = measured(passing()).integrated
    mean, square = np.concatenate(means), np.concatenate(squares)
    still = float(mean.mean()) if mean.size else 0.0
    powers = np.maximum(square - 2 * still * mean + still * still, 0)
    return Examined(powers=powers, still=still, loudness=loudness)


def trimmed(shared: NDArray[np.float64], reach: Span) -> Loop:
    """What is left of `reach` without near-silence and fades at its ends; `shared` is its power."""
    loud = float(shared[shared >= shared.mean() / 10].mean())
    there = np.flatnonzero(shared > STILL * loud)
    first, last = int(there[0]), int(there[-1]) + 1
    most = min(FADE // CELL, (last - first) // 4)
    if last - first > 4 * SMOOTH:
        sums = np.concatenate(([0.0], np.cumsum(shared[first:last])))
        full = np.flatnonzero(sums[SMOOTH:] - sums[:-SMOOTH] >= FAINT * loud * SMOOTH)
        head, tail = int(full[0]), len(sums) - 1 - SMOOTH - int(full[-1])
        first, last = first + min(head, most), last - min(tail, most)
    heard = Span(first * CELL, min(reach.stop, last * CELL))
    return Loop(heard=heard, cross=min(CROSS, heard.length // 4))


def in_step(ask: Ask, loop: Loop) -> Loop:
    """`loop`, ended up to `SEARCH` frames earlier where its end is most like its beginning."""
    room = min(SEARCH, loop.heard.length // 8)
    head = _sound(ask, Span(loop.heard.start, loop.heard.start + loop.cross)).astype(np.float64)
    stop = loop.heard.stop
    tail = _sound(ask, Span(stop - loop.cross - room, stop)).astype(np.float64)
    size = 1 << (len(tail) + len(head)).bit_length()
    products = np.fft.irfft(np.fft.rfft(tail, size) * np.conj(np.fft.rfft(head, size)), size)
    sums = np.concatenate(([0.0], np.cumsum(tail * tail)))
    strength = np.sqrt((sums[loop.cross :] - sums[: -loop.cross]) * (head @ head))
    alike = products[: room + 1] / np.maximum(strength, 1e-12)
    best = int(alike.argmax())
    return Loop(
        heard=Span(loop.heard.start, stop - room + best),
        cross=loop.cross,
        likeness=float(alike[best]),
    )


def looped(ask: Ask, loop: Loop) -> Ask:
    """`ask` going round and round from frame 0 on."""
    coming, going = loop.fades()

    def turn(number: int, part: Span) -> Frames:
        """`part` of one turn, counted from its beginning."""
        start = loop.heard.start
        sound = _sound(ask, Span(start + part.start, start + part.stop))
        cross = part.shared(Span(0, loop.cross))
        if number and cross.length:
            last = start + loop.turn
            ending = _sound(ask, Span(last + cross.start, last + cross.stop))
            here = cross.within(part)
            within = slice(cross.start, cross.stop)
            sound[here] = sound[here] * coming[within] + ending * going[within]
        return sound

    def around(span: Span) -> Frames:
        sound = np.zeros(span.length, np.float32)
        for number in range(max(0, span.start // loop.turn), (span.stop - 1) // loop.turn + 1):
            own = Span(number * loop.turn, (number + 1) * loop.turn)
            part = own.shared(span)
            inside = Span(part.start - own.start, part.stop - own.start)
            sound[part.within(span)] = turn(number, inside)
        return sound

    return around


def _sound(ask: Ask, span: Span) -> Frames:
    """`span` of `ask`, silence included, free to be written on."""
    sound = ask(span)
    return np.zeros(span.length, np.float32) if sound is None else sound


def _lifted(ask: Ask, lift: float) -> Ask:
    return lambda span: _sound(ask, span) + np.float32(lift)


def _louder(ask: Ask, factor: Callable[[], float]) -> Ask:
    def louder(span: Span) -> Frames:
        return _sound(ask, span) * np.float32(factor())

    return louder
