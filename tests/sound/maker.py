"""Timelines by hand, and takes from synthetic voices, for the tests of sound."""

from dataclasses import replace
from fractions import Fraction
from functools import cache

import numpy as np

from kindpace.library import shipped
from kindpace.problems import Mark
from kindpace.session.model import Gait, Kind, Line, Pattern, Seconds
from kindpace.sound.span import Ask, Span
from kindpace.sound.take import Frames, Take
from kindpace.sound.templates import Template, find_template
from kindpace.timeline.events import (
    BeatWindow,
    BellStroke,
    Breath,
    CountWord,
    Phase,
    Section,
    Speech,
    Timeline,
)
from kindpace.timeline.tempo import Stride

MARK = Mark("run.yaml", 7, 5)
PATTERN = Pattern(inhale=3, exhale=2)
VOICE_RATE = 22_050

EMPTY = Timeline(
    title="A test",
    length=Seconds(30),
    sections=(),
    strides=(),
    beats=(),
    speeches=(),
    words=(),
    breaths=(),
    bells=(),
    plays=(),
    quiets=(),
    moves=(),
)


def line(text: str) -> Line:
    """A line that says `text`."""
    return Line(text=text, spoken=text)


@cache
def vowels(seconds: Fraction, seed: int, loud: float = 0.1) -> Frames:
    """Something like speech: harmonics of a low voice, in syllables and words."""
    time = np.arange(round(seconds * VOICE_RATE)) / VOICE_RATE
    draw = np.random.default_rng(seed)
    pitch = 110 + 15 * draw.random()
    tones = sum(np.sin(2 * np.pi * pitch * k * time + 6 * draw.random()) / k for k in range(1, 25))
    syllables = np.clip(np.sin(2 * np.pi * 4.3 * time + 1) * 0.7 + 0.6, 0.02, 1)
    grain = 0.01 * draw.standard_normal(len(time))
    return np.asarray(loud * syllables * (tones + grain), np.float32)


def take(
    text: str,
    seconds: Fraction,
    *,
    seed: int = 1,
    loud: float = 0.1,
) -> Take:
    """A take of `text` that lasts about `seconds`."""
    samples = vowels(seconds, seed, loud)
    return Take(
        line=line(text),
        length=Fraction(len(samples), VOICE_RATE),
        rate=VOICE_RATE,
        voice="vowels",
        key=text,
        load=lambda: samples,
    )


def speech(start: Fraction, of: Take) -> Speech:
    """`of`, said at `start`."""
    return Speech(start=start, length=of.length, line=of.line, kind=Kind.SAY, mark=MARK)


def word(start: Fraction, room: Fraction, of: Take) -> CountWord:
    """`of`, counted at `start`."""
    return CountWord(start=start, room=room, line=of.line, mark=MARK)


def running(seconds: Fraction, cadence: int = 170) -> Timeline:
    """`seconds` of running with the beat on every step, and nothing else."""
    length = Seconds(seconds)
    steps = int(length * cadence / 60)
    stride = Stride(start=Seconds(0), steps=steps, begin=Fraction(cadence), end=Fraction(cadence))
    return replace(
        EMPTY,
        length=length,
        strides=(stride,),
        beats=(BeatWindow(start=Seconds(0), end=length),),
        sections=(Section(name="Run", start=Seconds(0), length=length, gait=Gait.RUN, mark=MARK),),
    )


def guided(
    seconds: Fraction = Fraction(90), share: Fraction = Fraction(1, 3)
) -> tuple[Timeline, dict[Line, Take]]:
    """A run with words for `share` of the time, breaths, a bell, and the beat throughout."""
    base = running(seconds)
    takes: dict[Line, Take] = {}
    said = []
    start, number = Fraction(4), 0
    while start + 10 < seconds:
        lasts = Fraction(3 + number % 3)
        one = take(f"Line {number}.", lasts, seed=number % 5, loud=0.04 + 0.05 * (number % 4))
        takes[one.line] = one
        said.append(speech(start, one))
        start, number = start + lasts / share, number + 1
    step = Fraction(60, 170)
    breaths = tuple(
        breath(
            n * 5 * step + (3 * step if phase is Phase.OUT else 0),
            phase,
            (3 if phase is Phase.IN else 2) * step,
        )
        for n in range(int(seconds / (5 * step)))
        for phase in Phase
    )
    bells = (BellStroke(start=Seconds(1), mark=MARK),)
    return replace(base, speeches=tuple(said), breaths=breaths, bells=bells), takes


def breath(start: Fraction, phase: Phase, length: Fraction) -> Breath:
    """Half a breath at full gain."""
    return Breath(
        start=start, length=length, phase=phase, gain=Fraction(1), pattern=PATTERN, mark=MARK
    )


@cache
def template(name: str = "plain") -> Template:
    """A template that kindpace brings along."""
    return find_template(name, [shipped("audio_templates")])


def whole(ask: Ask, length: int) -> Frames:
    """All `length` frames of `ask`, silence included."""
    return over(ask, Span(0, length))


def over(ask: Ask, span: Span) -> Frames:
    """`span` of `ask`, silence included."""
    sound = ask(span)
    return np.zeros(span.length, np.float32) if sound is None else sound


def sine(frequency: float, level: float, seconds: float, rate: int = 44_100) -> Frames:
    """A sine whose peak stands at `level` dBFS."""
    time = np.arange(round(seconds * rate)) / rate
    return np.asarray(10 ** (level / 20) * np.sin(2 * np.pi * frequency * time), np.float32)
