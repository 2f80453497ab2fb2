"""A whole track encoded in stretches, on every core, and none that was encoded before.

The grid of stretches hangs on the track alone, so the bytes are the same however many cores there
are and whatever was kept. Each stretch is encoded with a few frames too many on both sides, in
which the encoder finds its stride, and the streams are joined there (`seams`).
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, TypeVar

from kindpace.track.encode import Encoding, Source, lame
from kindpace.track.info import PER_FRAME, frame_start
from kindpace.track.kept import Kept
from kindpace.track.seams import carried, seam

PERIOD: Final = 49
"""MP3 frames after which the padding of 44.1 kHz comes round again, at every bitrate."""

STRIDE: Final = 30 * PERIOD
"""MP3 frames from one stretch to the next: 38.4 s."""

OVERLAP: Final = 40
"""MP3 frames that a stretch goes on beyond the beginning of the next."""

LAG: Final = 5
"""Last frames of an unended stretch that are not whole: LAME waits to see what comes."""

SETTLED: Final = 24
"""Frames after which a fresh encoder's reservoir is as full as that of one long at work."""

TRIED: Final = (*range(SETTLED, OVERLAP - LAG), *range(SETTLED - 1, 1, -1))
"""The frames of a stretch at which it may take over, the best first."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The sample frames from `start` up to `stop`, encoded by themselves; `last` ends the track."""

    start: int
    stop: int
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What encoding may use: `cores` at once, and the streams that were `kept`."""

    cores: int = 1
    kept: Kept | None = None


def stretches(frames: int) -> Iterator[Stretch]:
    """The grid over a track of `frames` sample frames."""
    start = 0
    while frames - start > (STRIDE + OVERLAP) * PER_FRAME:
        yield Stretch(start=start, stop=start + (STRIDE + OVERLAP) * PER_FRAME, last=False)
        start += STRIDE * PER_FRAME
    yield Stretch(start=start, stop=frames, last=True)


def encode(source: Source, encoding: Encoding, means: Means) -> Iterator[bytes]:
    """The MP3 frames of `source`, stretch by stretch; no Info header, no tag."""
    left, start, begun, given = b"", 0, 0, 0
    for stretch, right in _streams(source, encoding, means):
        if not stretch.start:
            left = right
            continue
        begun += STRIDE
        frame = seam(left, right, begun, TRIED, encoding)
        if frame < 0:  # the two never agree: then they are encoded as one
            left = lame(source.samples(start, stretch.stop, encoding), encoding, last=stretch.last)
            continue
        yield carried(left, right, begun, frame, encoding)[frame_start(given, encoding) :]
        left, start, begun, given = right, stretch.start, 0, frame
    yield left[frame_start(given, encoding) :]


def _streams(source: Source, encoding: Encoding, means: Means) -> Iterator[tuple[Stretch, bytes]]:
    """Each stretch and its own stream, in order; no more of them ahead than there are cores."""
    with _workers(means.cores) as workers:
        ahead: deque[tuple[Stretch, Future[bytes]]] = deque()
        for stretch in stretches(source.frames):
            ahead.append((stretch, _begun(stretch, source, encoding, means.kept, workers)))
            if len(ahead) > means.cores:
                first, stream = ahead.popleft()
                yield first, stream.result()
        for first, stream in ahead:
            yield first, stream.result()


def _begun(
    stretch: Stretch, source: Source, encoding: Encoding, kept: Kept | None, workers: Executor
) -> Future[bytes]:
    """The stream of `stretch`, on its way; sound that is known by name isn't even asked for."""
    key = source.key(stretch.start, stretch.stop) if kept else b""
    name = _name(key, stretch, encoding)
    known = kept.found(name) if kept and key else None
    if known is not None:
        return workers.submit(bytes, known)
    samples = source.samples(stretch.start, stretch.stop, encoding)
    return workers.submit(_made, samples, stretch, encoding, kept, name if key else "")


def _made(
    samples: bytes, stretch: Stretch, encoding: Encoding, kept: Kept | None, name: str
) -> bytes:
    if kept is None:
        return lame(samples, encoding, last=stretch.last)
    name = name or _name(sha256(samples).digest(), stretch, encoding)
    stream = kept.found(name)
    if stream is None:
        stream = lame(samples, encoding, last=stretch.last)
        kept.keep(name, stream)
    return stream


def _name(key: bytes, stretch: Stretch, encoding: Encoding) -> str:
    """A name for the stream of exactly this sound, made in exactly this way."""
    how = (encoding, stretch.stop - stretch.start, stretch.last)
    return sha256(repr(how).encode() + key).hexdigest()


def _workers(cores: int) -> Executor:
    return ThreadPoolExecutor(cores) if cores > 1 else _Here()


class _Here(Executor):
    """Does at once what it is given: one core needs no threads."""

    def submit(self, task: Callable[..., T], /, *given: Any, **named: Any) -> Future[T]:  # noqa: ANN401 - as Executor has it
        """A future that is done already; whatever `task` raises passes through."""
        done: Future[T] = Future()
        done.set_result(task(*given, **named))
        return done
