"""Every kind of sound of a timeline as a stem that answers for any span."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache, reduce
from math import pi, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kindpace.problems import Mark
from kindpace.session.model import Recording
from kindpace.sound.beds import Bed
from kindpace.sound.beds import bed as bed_of
from kindpace.sound.clip import Clip
from kindpace.sound.curves import Curve, product
from kindpace.sound.ducking import arrival, duck, edges, lift, played, spoken
from kindpace.sound.instruments import STROKE, beat_strokes, bell_stroke, breath_sound
from kindpace.sound.level import VOICE
from kindpace.sound.loudness import SILENCE, STEP, measured
from kindpace.sound.own_bed import own_bed
from kindpace.sound.recording import recorded
from kindpace.sound.span import RATE, Ask, Energies, Span, Stem, Weigh, decibels
from kindpace.sound.strikes import Clips, laid
from kindpace.sound.take import Frames
from kindpace.sound.templates import Template
from kindpace.sound.voices import Voices
from kindpace.timeline.events import Phase, Playing, Timeline
from kindpace.timeline.tempo import frame

USUAL_BREATH: Final = 3 * RATE // 2
"""Frames of the breath by which all breaths are levelled."""

FADED_STEPS: Final = 4
"""Steps over which a window of the beat comes and goes."""

LEAN: Final = 0.115
"""Each foot is 2 dB louder on its own side: 20·lg(1.115 / 0.885)."""

PLAY_DUCK: Final = 12.0
"""Decibels that a file of the author's steps back under words."""

PLAY_EASE: Final = RATE // 20
"""Frames in which such a file fades in and out."""

FLOOR_PERIOD: Final = RATE // 20
FLOOR_LEVEL: Final = decibels(-27)
FLOOR_EASE: Final = RATE // 100
"""The floor: a sine of 20 Hz, too low to hear, that keeps "skip silence" players from skipping.

They cut where samples stay under 1024/32768 (-30.1 dBFS) for 83 to 150 ms.
"""


def stems(
    timeline: Timeline,
    template: Template,
    words: Voices,
    seed: int = 0,
    *,
    own: Recording | None = None,
    own_mark: Mark | None = None,
    deeper: float = 0.0,
) -> tuple[Stem, ...]:
    """All stems of `timeline`, at the levels of `template`, not yet summed.

    `own` is the author's bed. Breath and bed step back `deeper` dB more than the template says.
    """
    talk = spoken(timeline)
    levels = template.levels
    beat_duck = duck(talk, levels.beat_duck)
    bed = (
        bed_of(template, seed)
        if own is None
        else own_bed(own, levels.bed, frame(timeline.length, RATE), own_mark)
    )
    return (
        voice_stem(words),
        play_stem(timeline, duck(talk, PLAY_DUCK)),
        beat_stem(timeline, template, beat_duck),
        breath_stem(timeline, template, duck(talk, levels.beat_duck + deeper)),
        bell_stem(timeline, template, beat_duck),
        bed_stem(timeline, bed, levels.duck + deeper),
        floor_stem(frame(timeline.length, RATE)),
    )


def voice_stem(words: Voices) -> Stem:
    """Sentences and counted words."""
    placed = words.placed
    return Stem(
        name="voice",
        ask=laid(
            _numbers([one.start for one in placed]),
            _numbers([one.length for one in placed]),
            lambda number: words.samples(placed[number]),
        ),
    )


def beat_stem(timeline: Timeline, template: Template, ducked: Curve) -> Stem:
    """A stroke on every marked footfall, to the frame; each foot a little to its own side."""
    marked = tuple(timeline.beat_steps())
    starts = _numbers([frame(step, RATE) for _, step in marked])
    feet = _numbers([number % 2 for number, _ in marked])
    gains = window_fades(timeline, starts) * decibels(template.levels.beat)
    strokes = beat_strokes(template.beat, template.seed)
    lengths = np.full(len(starts), STROKE)
    clips = Clips(starts=starts, lengths=lengths, kinds=feet, gains=gains, clips=strokes)

    def stroke(number: int) -> Frames:
        return strokes[feet[number]] * np.float32(gains[number])

    def leaning(number: int) -> Frames:
        return stroke(number) * np.float32(-LEAN if feet[number] else LEAN)

    return Stem(
        name="beat",
        ask=shaped(laid(starts, lengths, stroke), [ducked]),
        side=shaped(laid(starts, lengths, leaning), [ducked]),
        weigh=under(clips.weigh, [ducked]),
    )


def window_fades(timeline: Timeline, starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The gain of each step: windows of the beat come and go over `FADED_STEPS` steps."""
    windows: list[list[int]] = []
    for window in timeline.beats:
        start, end = frame(window.start, RATE), frame(window.end, RATE)
        if windows and start <= windows[-1][1]:
            windows[-1][1] = max(end, windows[-1][1])
        else:
            windows.append([start, end])
    opens = [start for start, _ in windows]
    gains = np.ones(len(starts))
    group = np.array([bisect_right(opens, start) for start in starts], np.int64)
    for number in np.unique(group):
        own = np.flatnonzero(group == number)
        place = np.arange(len(own))
        near = np.minimum(place, place[::-1]) + 1
        gains[own] = np.minimum(1, near / FADED_STEPS)
    return gains


def breath_stem(timeline: Timeline, template: Template, ducked: Curve) -> Stem:
    """In- and out-breaths, each from its own footfall on."""
    breaths = timeline.breaths
    sounds = lru_cache(maxsize=16)(
        lambda phase, length: breath_sound(template.breath, template.seed, phase, length)
    )
    usual = [sounds(phase, USUAL_BREATH) for phase in Phase]
    heard = measured([np.concatenate(usual)]).plain
    level = decibels(template.levels.breath - heard) if breaths else 0.0
    ends = [frame(one.start + one.length, RATE) for one in breaths]
    starts = _numbers([frame(one.start, RATE) for one in breaths])
    lengths = _numbers(ends) - starts

    gains = np.array([level * float(one.gain) for one in breaths])
    kinds = _numbers([list(Phase).index(one.phase) for one in breaths])
    clips = Clips(starts=starts, lengths=lengths, kinds=kinds, gains=gains, clips=usual)

    def sound(number: int) -> Frames:
        made: Frames = sounds(breaths[number].phase, int(lengths[number]))
        return made * np.float32(gains[number])

    return Stem(
        name="breath",
        ask=shaped(laid(starts, lengths, sound), [ducked]),
        weigh=under(clips.weigh, [ducked]),
    )


def bell_stem(timeline: Timeline, template: Template, ducked: Curve) -> Stem:
    """Soft strokes, ringing on under whatever follows."""
    stroke = bell_stroke(template.bell) * np.float32(decibels(template.levels.bell))
    starts = _numbers([frame(one.start, RATE) for one in timeline.bells])
    lengths = np.full(len(starts), len(stroke))
    kinds, gains = np.zeros_like(starts), np.ones(len(starts))
    clips = Clips(starts=starts, lengths=lengths, kinds=kinds, gains=gains, clips=[stroke])
    return Stem(
        name="bell",
        ask=shaped(laid(starts, lengths, lambda _: stroke), [ducked]),
        weigh=under(clips.weigh, [ducked]),
    )


def bed_stem(timeline: Timeline, bed: Bed, depth: float) -> Stem:
    """The ambience: `depth` dB back for words and files, and up a little in written quiets."""
    curves = [
        arrival(timeline),
        duck(spoken(timeline), depth),
        duck(played(timeline), depth),
        lift(timeline),
    ]
    return Stem(
        name="bed",
        ask=shaped(bed.middle, curves),
        side=shaped(bed.side, curves),
        weigh=under(bed.weigh, curves) if bed.weigh else None,
    )


def play_stem(timeline: Timeline, ducked: Curve) -> Stem:
    """Files of the author's own: at 0 dB as loud as the voice, at other levels as written."""
    asks = [_playing(one) for one in timeline.plays]
    weigh = None if asks else np.zeros
    return Stem(name="play", ask=shaped(_summed(asks), [ducked]), weigh=weigh)


def _playing(one: Playing) -> Ask:
    file = recorded(one.recording.path, one.mark)
    whole = Span(frame(one.start, RATE), frame(one.start + one.length, RATE))
    found = measured(
        sound for span in Span(0, whole.length).blocks() if (sound := file(span)) is not None
    ).integrated
    level = VOICE - found + float(one.level) if found > SILENCE else 0.0
    ends = edges(whole, PLAY_EASE)

    def ask(span: Span) -> Frames | None:
        if not whole.shared(span).length:
            return None
        sound = file(Span(span.start - whole.start, span.stop - whole.start))
        return None if sound is None else Clip(sound).gained(level).samples * ends.over(span)

    return ask


def floor_stem(length: int) -> Stem:
    """The floor under all `length` frames, faded at both ends."""
    wave = np.array(
        [FLOOR_LEVEL * sin(2 * pi * n / FLOOR_PERIOD) for n in range(FLOOR_PERIOD)], np.float32
    )
    ends = edges(Span(0, length), FLOOR_EASE)

    def ask(span: Span) -> Frames:
        shift = span.start % FLOOR_PERIOD
        return np.resize(np.roll(wave, -shift), span.length)

    return Stem(name="floor", ask=shaped(ask, [ends]))


def shaped(ask: Ask, curves: Sequence[Curve]) -> Ask:
    """`ask` under all `curves`."""

    def gained(span: Span) -> Frames | None:
        sound = ask(span)
        if sound is None:
            return None
        gain = product(curves, span)
        return sound * np.float32(gain) if isinstance(gain, float) else sound * gain

    return gained


def under(weigh: Weigh, curves: Sequence[Curve]) -> Weigh:
    """`weigh` under all `curves`, by what each is in the middle of every step."""

    def weighed(steps: int) -> Energies:
        middles = np.arange(steps, dtype=np.int64) * STEP + STEP // 2
        return reduce(np.multiply, (curve.at(middles) ** 2 for curve in curves), weigh(steps))

    return weighed


def _summed(asks: Sequence[Ask]) -> Ask:
    def ask(span: Span) -> Frames | None:
        heard = [sound for one in asks if (sound := one(span)) is not None]
        return np.sum(heard, axis=0, dtype=np.float32) if heard else None

    return ask


def _numbers(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, np.int64)
