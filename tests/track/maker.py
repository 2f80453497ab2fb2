"""Small sounds, labels and timelines for the tests of this room."""

from fractions import Fraction
from pathlib import Path

import numpy as np

from kindpace.problems import Mark
from kindpace.session.model import Gait, Kind, Line, Pattern
from kindpace.timeline.events import Breath, Phase, Section, Speech, Timeline
from kindpace.timeline.tempo import Stride, whole_steps
from kindpace.track.encode import MONO, RATE, Block, Encoding, source_of
from kindpace.track.labels import Labels
from kindpace.track.stretches import Means, encode
from kindpace.track.write import Track, write_track

MARK = Mark("run.yaml", 1, 1)
PLAIN = Labels(title="Steady companion")


def noise(frames: int, channels: int = 1, level: float = 0.02) -> Block:
    """The same soft noise each time."""
    dice = np.random.default_rng(7)
    return (dice.standard_normal((frames, channels)) * level).clip(-1, 1).astype(np.float32)


def small_track(
    folder: Path,
    *,
    frames: int = RATE,
    labels: Labels = PLAIN,
    encoding: Encoding = MONO,
    name: str = "run.mp3",
) -> Track:
    """A second of noise, or as many frames as asked, as a track in `folder`."""
    source = source_of(noise(frames, encoding.channels))
    return write_track(source, labels, folder / name, encoding=encoding)


def music(sound: Block, encoding: Encoding = MONO) -> bytes:
    """The MP3 frames of `sound` alone."""
    return b"".join(encode(source_of(sound), encoding, Means()))


def timeline(
    parts: tuple[tuple[Gait, int, int, int], ...],
    *,
    title: str = "Steady companion",
    speeches: tuple[tuple[int, int], ...] = (),
    breaths: tuple[int, ...] = (),
) -> Timeline:
    """Parts as (gait, seconds, cadence at first, cadence at last), speeches as (start, length)."""
    sections: list[Section] = []
    strides: list[Stride] = []
    clock = Fraction(0)
    for number, (gait, seconds, begin, end) in enumerate(parts, 1):
        length = Fraction(seconds)
        if gait.moving:
            steps = whole_steps(length, Fraction(begin), Fraction(end))
            stride = Stride(start=clock, steps=steps, begin=Fraction(begin), end=Fraction(end))
            strides.append(stride)
            length = stride.length
        name = f"Part {number}"
        sections.append(Section(name=name, start=clock, length=length, gait=gait, mark=MARK))
        clock += length
    return Timeline(
        title=title,
        length=clock,
        sections=tuple(sections),
        strides=tuple(strides),
        beats=(),
        speeches=tuple(
            Speech(
                start=Fraction(start),
                length=Fraction(length),
                line=Line(text=f"Line at {start}.", spoken="line"),
                kind=Kind.SAY,
                mark=MARK,
            )
            for start, length in speeches
        ),
        words=(),
        breaths=tuple(
            Breath(
                start=Fraction(start),
                length=Fraction(2),
                phase=Phase.IN,
                gain=Fraction(1),
                pattern=Pattern(inhale=3, exhale=2),
                mark=MARK,
            )
            for start in breaths
        ),
        bells=(),
        plays=(),
        quiets=(),
        moves=(),
    )
