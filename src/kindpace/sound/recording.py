"""Audio files of the author's own: their length, their samples, and any span of a long one.

libsndfile decodes WAV, FLAC, Ogg and MP3 without an outside program; soxr brings them to `RATE`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from kindpace.problems import KindpaceError, Mark, problem
from kindpace.session.model import Seconds
from kindpace.sound.span import RATE, Ask, Span
from kindpace.sound.take import Frames
from kindpace.timeline.tempo import frame

PIECE: Final = 10
"""Seconds that are decoded at a time."""

SURROUND: Final = 1
"""Seconds on either side of a piece that are decoded with it, so that resampling sees no edge."""

EARS: Final = 2

KEPT: Final = 3
"""Pieces kept in memory."""


def recording_length(path: Path, where: Mark | None = None) -> Seconds:
    """The exact length of the file at `path`, read from its head.

    Raises `KindpaceError`: `recording-missing`, `recording-unreadable` or `recording-empty`.
    """
    with _opened(path, where) as file:
        return Fraction(file.frames, file.samplerate)


def recorded(path: Path, where: Mark | None = None, *, apart: bool = False) -> Ask:
    """The file at `path`, piece by piece as it is asked for; silent outside its length.

    Its channels are averaged; with `apart` it is half of what two ears hear apart from each other,
    which is nothing for a file of one channel, or of more than two. Raises as above.

    Pieces stand on whole seconds, which are whole frames at any rate, so any span has the same
    samples as in the whole.
    """
    whole = Span(0, frame(recording_length(path, where), RATE))

    @lru_cache(maxsize=KEPT)
    def piece(number: int) -> Frames:
        return _piece(path, number, where, apart=apart)

    def ask(span: Span) -> Frames | None:
        inside = whole.shared(span)
        if not inside.length:
            return None
        sound = np.zeros(span.length, np.float32)
        size = PIECE * RATE
        for number in range(inside.start // size, (inside.stop - 1) // size + 1):
            own = Span(number * size, (number + 1) * size)
            part = own.shared(inside)
            sound[part.within(span)] = piece(number)[part.within(own)]
        return sound

    return ask


def resampled(samples: Frames, rate: int, length: int) -> Frames:
    """`samples` from `rate` Hz to `RATE`, cut or filled to exactly `length` frames."""
    fit = np.zeros(length, np.float32)
    sound = samples if rate == RATE else soxr.resample(samples, rate, RATE, quality="VHQ")
    fit[: len(sound)] = sound[:length]
    return fit


def _piece(path: Path, number: int, where: Mark | None, *, apart: bool) -> Frames:
    with _opened(path, where) as file:
        rate = file.samplerate
        first = (number * PIECE - SURROUND) * rate
        last = min(file.frames, ((number + 1) * PIECE + SURROUND) * rate)
        start = max(0, first)
        file.seek(start)
        channels = file.read(last - start, dtype="float32", always_2d=True)
    read = _difference(channels) if apart else channels.mean(axis=1)
    if not np.isfinite(read).all():
        raise KindpaceError([problem("recording-unreadable", where, path=path)])
    samples = np.concatenate((np.zeros(start - first, np.float32), read))
    sound = resampled(samples, rate, (PIECE + 2 * SURROUND) * RATE)
    return sound[SURROUND * RATE : (SURROUND + PIECE) * RATE]


def _difference(channels: NDArray[np.float32]) -> Frames:
    if channels.shape[1] != EARS:
        return np.zeros(len(channels), np.float32)
    return (channels[:, 0] - channels[:, 1]) / np.float32(2)


@contextmanager
def _opened(path: Path, where: Mark | None) -> Iterator[soundfile.SoundFile]:
    if not path.is_file():
        raise KindpaceError([problem("recording-missing", where, path=path)])
    try:
        with soundfile.SoundFile(path) as file:
            if not file.frames:
                raise KindpaceError([problem("recording-empty", where, path=path)])
            yield file
    except soundfile.SoundFileError:
        raise KindpaceError([problem("recording-unreadable", where, path=path)]) from None
