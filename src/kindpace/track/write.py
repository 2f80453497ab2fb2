"""A mastered sound and labels -> one tagged MP3, whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from kindpace.problems import KindpaceError, problem
from kindpace.session.model import Seconds
from kindpace.track.encode import MONO, RATE, Block, Encoding, Source, clock
from kindpace.track.info import Music, frame_size, info_frame
from kindpace.track.labels import Labels
from kindpace.track.stretches import Means, encode
from kindpace.track.tags import tag_bytes
from kindpace.track.whole import whole_file

Progress = Callable[[int], None]
"""Told how many frames of sound have been asked for, after each block."""

USUAL = Means()


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """An MP3 on the disk: `frames` sample frames at 44.1 kHz, `size` bytes."""

    path: Path
    frames: int
    size: int
    encoding: Encoding
    labels: Labels

    @property
    def length(self) -> Seconds:
        """How long it plays, exactly."""
        return Fraction(self.frames, RATE)


def write_track(
    source: Source,
    labels: Labels,
    path: Path,
    *,
    encoding: Encoding = MONO,
    means: Means = USUAL,
    on_progress: Progress | None = None,
) -> Track:
    """Encode `source` and put it at `path` with its tag.

    An older file at `path` stays as it was unless all goes well. Raises `WorldError` for faults
    of the disk, `KindpaceError` for sound beyond full scale or of another length than it says;
    whatever `source` raises passes through.
    """
    if source.frames < 1:
        raise _another_length(1, 0)
    tag = tag_bytes(labels, Fraction(source.frames, RATE), encoding)
    music = Music()
    with whole_file(path) as file:
        file.write(tag)
        file.write(bytes(frame_size(encoding)))
        for piece in encode(_watched(source, on_progress), encoding, means):
            file.write(piece)
            music = music.and_then(piece)
        file.patch(len(tag), info_frame(music, source.frames, encoding))
    if means.kept:
        means.kept.trim()
    size = len(tag) + frame_size(encoding) + music.size
    return Track(path=path, frames=source.frames, size=size, encoding=encoding, labels=labels)


def _watched(source: Source, on_progress: Progress | None) -> Source:
    """The same source; its answers are counted, and told of."""

    def ask(start: int, stop: int) -> Block:
        block = source.ask(start, stop)
        if len(block) != stop - start:
            raise _another_length(source.frames, source.frames + len(block) - (stop - start))
        if on_progress:
            on_progress(stop)
        return block

    return replace(source, ask=ask)


def _another_length(wanted: int, found: int) -> KindpaceError:
    told = (clock(Fraction(count, RATE)) for count in (wanted, found))
    return KindpaceError([problem("sound-length", wanted=next(told), found=next(told))])
