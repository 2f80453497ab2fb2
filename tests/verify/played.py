"""Tracks with a beat and words, made from their own score, for the tests of both."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np

from kindpace.session.model import Seconds
from kindpace.sound.instruments import beat_strokes
from kindpace.sound.outline import outline
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import Beat
from kindpace.timeline.events import BeatWindow
from kindpace.timeline.score import Score, ScoredLine
from kindpace.timeline.tempo import Stride
from kindpace.verify import beats, lines
from kindpace.verify.blocks import cut
from kindpace.verify.found import Beats, LineFound, Numbers
from tests.sound.maker import vowels
from tests.verify.studio import Samples, floor, noise

RECIPE = Beat(left=780, right=830, decay=0.0055, knock=0.35)
HEIGHT = 10 ** (-12.5 / 20)

EMPTY = Score(
    length=Seconds(40),
    strides=(),
    windows=(),
    lines=(),
    words=(),
    breaths=(),
    bells=(),
    plays=(),
    quiets=(),
    sound="plain",
    seed=5,
    beat=RECIPE.model_dump(mode="json"),
)


def steps(seconds: int = 40, cadence: int = 165, until: int | None = None) -> Score:
    """`seconds` with a beat on every step, going over to the cadence `until` if there is one."""
    count = seconds * cadence // 60
    end = Seconds(until or cadence)
    stride = Stride(start=Seconds(1), steps=count, begin=Seconds(cadence), end=end)
    window = BeatWindow(start=Seconds(0), end=Seconds(seconds))
    return replace(EMPTY, length=Seconds(seconds), strides=(stride,), windows=(window,))


def moments(score: Score) -> Numbers:
    """When each beat of `score` is planned."""
    return np.array([float(step) for _, step in score.beat_steps()])


def quiet_bed(seconds: float) -> Samples:
    """What lies under everything."""
    return noise(seconds, -44) + floor(seconds)


def beaten(score: Score, times: Numbers, level: float = HEIGHT) -> Samples:
    """A bed with the strokes of `score` at `times` (s), which may lie between frames; NaN: none."""
    sound = np.array(quiet_bed(float(score.length)))
    feet = [number % 2 for number, _ in score.beat_steps()]
    strokes = beat_strokes(RECIPE, score.seed)
    for foot, time in zip(feet, times, strict=True):
        if np.isfinite(time):
            laid(sound, between(strokes[foot], time) * np.float32(level), time)
    return sound


def between(stroke: Frames, time: float) -> Frames:
    """`stroke`, moved by the part of a frame that `time` has."""
    share = time * RATE - np.floor(time * RATE)
    pitch = np.fft.rfftfreq(8192)
    moved = np.fft.irfft(np.fft.rfft(stroke, 8192) * np.exp(-2j * np.pi * pitch * share))
    return moved[:4000].astype(np.float32)


def laid(sound: Samples, more: Frames, time: float) -> None:
    """`more` added to `sound` from `time` on, as far as it reaches."""
    first = int(np.floor(time * RATE))
    room = sound[max(0, first) : first + len(more)]
    room += more[max(0, -first) : max(0, -first) + len(room)]


def said(words: Iterable[tuple[float, float, int]], seconds: int = 30) -> tuple[Score, Samples]:
    """A score of lines (start, length, voice) and its sound: a bed, and each line as loud."""
    sound = np.array(quiet_bed(seconds))
    told = []
    for start, length, seed in words:
        one = spoken(length, seed)
        shape = outline(one)
        laid(sound, one, start)
        told.append(
            ScoredLine(
                start=Fraction(round(start * RATE), RATE),
                end=Fraction(round(start * RATE) + len(one), RATE),
                text=f"Line {seed}.",
                outline=shape.level,
                tint=shape.tint,
            )
        )
    return replace(EMPTY, length=Seconds(seconds), lines=tuple(told)), sound


def spoken(length: float, seed: int) -> Frames:
    """Something like speech: syllables of a voice, each with a colour and a loudness of its own."""
    dice = np.random.default_rng(seed)
    count = max(1, round(length * 4.5))
    edges = np.sort(dice.random(count - 1)) * length
    edges = np.concatenate(([0], edges, [length]))
    whole = np.zeros(round(length * RATE), np.float32)
    pitch = np.fft.rfftfreq(RATE * 4, 1 / RATE)
    grain = np.repeat(vowels(Fraction(4), seed % 7), 2)[: 4 * RATE]
    for start, end in pairwise(edges):
        middle = 400 * 2 ** (2.5 * dice.random())
        colour = np.fft.irfft(np.fft.rfft(grain) / (1 + ((pitch - middle) / 200) ** 2), 4 * RATE)
        first, last = round(start * RATE), round(end * RATE)
        sounding = colour[: last - first] * np.sin(np.pi * np.arange(last - first) / (last - first))
        loud = 10 ** (-8 * dice.random() / 20)
        whole[first:last] = loud * sounding / (np.sqrt(np.mean(colour**2)) + 1e-9)
    return np.asarray(0.11 * whole / np.sqrt(np.mean(whole**2)), np.float32)


def beats_of(score: Score, sound: Samples) -> Beats:
    """The beats of `score` in `sound`."""
    parts = [beats.part_of(block, score) for block in cut([sound[:, None]])]
    return beats.together(parts, score)


def lines_of(score: Score, sound: Samples, found: Beats | None = None) -> tuple[LineFound, ...]:
    """The lines of `score` in `sound`, (frames,) or (frames, channels)."""
    ears = sound if sound.ndim > 1 else sound[:, None]
    return lines.together([lines.part_of(block) for block in cut([ears])], score, found)
