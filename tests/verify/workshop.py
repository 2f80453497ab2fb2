"""A real short track taken apart, and ways to put it together again with something amiss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import lameenc
import numpy as np
import soxr

from kindpace.session.model import Seconds
from kindpace.sound.limiter import limited, limits
from kindpace.sound.mix import mixed as mixed_stems
from kindpace.sound.span import RATE, Span, decibels
from kindpace.studio.labelling import labels
from kindpace.studio.making import mixed, record, unwatched
from kindpace.studio.planning import Order, plan
from kindpace.studio.scoring import scored, with_plan
from kindpace.track.encode import MONO, Block, Encoding, Source, source_of
from kindpace.track.labels import Labels
from kindpace.track.reading import Reading, blocks_of, read_track
from kindpace.track.write import write_track

SCRIPT = """\
kindpace: 1
title: A short way
minutes: 0.8
sound: {sound}
voice: {voice}
runner: {{cadence: 165}}
parts:
  - part: Out
    gait: run
    lasts: 26s
    cues:
      - say: Here we go, softly, and with time to look around.
      - quiet: elastic
      - say: That is plenty. Shoulders low.
      - quiet: elastic
  - part: Home
    gait: run
    cues:
      - say: The way home is the same way, seen from its other side.
      - quiet: elastic
      - say: Nearly there.
      - rest: 3s
"""

CEILING = decibels(-2.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """A rendered file, what it was mixed from, and where its lines stand, in frames."""

    path: Path
    reading: Reading
    stems: Mapping[str, Block]
    lines: tuple[Span, ...]

    @property
    def frames(self) -> int:
        """How long it is."""
        return self.reading.form.frames

    @property
    def decoded(self) -> Block:
        """The samples as they come back from the file."""
        return np.concatenate(list(blocks_of(self.path)))

    def mix(self, **changed: Block) -> Block:
        """All stems together, some of them `changed`, limited as a track is."""
        frames = max([self.frames, *(len(sound) for sound in changed.values())])
        whole = np.zeros((frames, 1), np.float32)
        for sound in {**self.stems, **changed}.values():
            whole[: len(sound)] += sound
        return held(whole)


def script(folder: Path, *, sound: str = "park", voice: str = "tone") -> Path:
    """A session of forty-eight seconds."""
    path = folder / "short.yaml"
    path.write_text(SCRIPT.format(sound=sound, voice=voice), "utf-8")
    return path


def made(written: Path) -> Track:
    """The track of the script `written`, beside it, as a render makes it, and its stems."""
    folder = written.parent
    with_lengths, takes = record(plan(Order(name=str(written))), unwatched, folder)
    master = mixed(with_lengths, takes)
    window = (Seconds(0), with_lengths.timeline.length)
    told = with_plan(
        labels(with_lengths, takes, window), scored(with_lengths, takes, window, master.words)
    )
    path = folder / "short.mp3"
    write_track(Source(frames=master.frames, ask=lambda *span: master.ask(Span(*span))), told, path)
    whole = Span(0, master.frames)
    return Track(
        path=path,
        reading=read_track(path),
        stems={
            stem.name: mixed_stems([stem], whole, master.gains).astype(np.float32)
            for stem in master.stems
        },
        lines=tuple(
            Span(round(one.start * RATE), round(one.end * RATE))
            for one in with_lengths.timeline.speeches
        ),
    )


def held(sound: Block) -> Block:
    """`sound` with its peaks held where a track has them."""
    span = Span(0, len(sound))
    around = limits(span)
    padded = np.pad(sound, ((-around.start, around.stop - len(sound)), (0, 0)))
    return limited(padded, span, CEILING).astype(np.float32)


def encoded(sound: Block, told: Labels, path: Path, encoding: Encoding = MONO) -> Path:
    """`sound` as a whole track of ours."""
    write_track(source_of(sound.clip(-1, 1)), told, path, encoding=encoding)
    return path


def streamed(sound: Block, *, vbr: int = 0, bitrate: int = 96, rate: int = RATE) -> bytes:
    """A bare stream by LAME: `vbr` 0 is constant, 2 variable, 3 average."""
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(sound.shape[1])
    lame.set_in_sample_rate(RATE)
    lame.set_out_sample_rate(rate)
    lame.set_quality(5)
    lame.set_vbr(vbr)
    if vbr == 3:
        lame.set_vbr_mean_bitrate_kbps(bitrate)
    elif vbr:
        lame.set_vbr_quality(4.0)
    else:
        lame.set_bit_rate(bitrate)
    pcm = np.rint(sound * 32_767).astype("<i2").tobytes()
    return bytes(lame.encode(pcm)) + bytes(lame.flush())


def resampled(sound: Block, factor: float) -> Block:
    """`sound` made longer by `factor`."""
    longer: Block = soxr.resample(sound, RATE, RATE * factor)
    return longer.astype(np.float32)


def moved(sound: Block, frames: int) -> Block:
    """`sound` later by `frames`, as long as before."""
    return np.roll(sound, frames, axis=0)


def without(sound: Block, span: Span, edge: int = 220) -> Block:
    """`sound` with silence in `span`, faded over `edge` frames."""
    gain = np.ones((len(sound), 1), np.float32)
    gain[span.start : span.stop] = 0
    kernel = np.ones(edge) / edge
    return (sound * np.convolve(gain[:, 0], kernel, "same")[:, None]).astype(np.float32)


def louder(sound: Block, level: float) -> Block:
    """`sound` by `level` dB."""
    return held((sound * np.float32(decibels(level))).astype(np.float32))


def swapped(sound: Block, spans: Sequence[Span]) -> Block:
    """`sound` with what stands at the beginning of two spans exchanged."""
    first, second = spans
    length = min(first.length, second.length)
    result = sound.copy()
    result[first.start : first.stop] = 0
    result[second.start : second.stop] = 0
    result[first.start : first.start + length] = sound[second.start : second.start + length]
    result[second.start : second.start + length] = sound[first.start : first.start + length]
    return result


def labelled(track: Track, **changes: object) -> Labels:
    """The track's own labels with `changes`."""
    return replace(track.reading.labels, **changes)  # type: ignore[arg-type]  # fields of all kinds
