"""Mastered blocks and labels -> one tagged MP3, whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from kindpace.problems import KindpaceError, problem
from kindpace.session.model import Seconds
from kindpace.track.encode import MONO, RATE, Block, Encoding, clock, encode
from kindpace.track.info import Music, frame_size, info_frame
from kindpace.track.labels import Labels
from kindpace.track.tags import tag_bytes
from kindpace.track.whole import whole_file

Progress = Callable[[int], None]
"""Told how many frames are done so far, after each block."""


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
    blocks: Iterable[Block],
    frames: int,
    labels: Labels,
    path: Path,
    *,
    encoding: Encoding = MONO,
    on_progress: Progress | None = None,
) -> Track:
    """Encode `blocks`, `frames` sample frames in all, and put them at `path` with their tag.

    An older file at `path` stays as it was unless all goes well. Raises `WorldError` for faults
    of the disk, `KindpaceError` for sound beyond full scale or of another length than `frames`;
    whatever `blocks` raises passes through.
    """
    tag = tag_bytes(labels, Fraction(frames, RATE), encoding)
    music = Music()
    with whole_file(path) as file:
        file.write(tag)
        file.write(bytes(frame_size(encoding)))
        for piece in encode(_counted(blocks, frames, on_progress), encoding):
            file.write(piece)
            music = music.and_then(piece)
        file.patch(len(tag), info_frame(music, frames, encoding))
    size = len(tag) + frame_size(encoding) + music.size
    return Track(path=path, frames=frames, size=size, encoding=encoding, labels=labels)


def _counted(blocks: Iterable[Block], frames: int, on_progress: Progress | None) -> Iterator[Block]:
    """The same blocks, which must come to exactly `frames` frames, at least one."""
    done = 0
    for block in blocks:
        yield block
        done += len(block)
        if done > frames:
            break
        if on_progress:
            on_progress(done)
    if frames < 1 or done != frames:
        wanted, found = (clock(Fraction(count, RATE)) for count in (frames, done))
        raise KindpaceError([problem("sound-length", wanted=wanted, found=found)])
