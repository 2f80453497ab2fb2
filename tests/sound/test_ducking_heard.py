"""The bed stepping back and coming again, as it is heard in the stems and in the decoded MP3.

Each track is made twice, with and without its ducking and its quiet: what differs between the two
is the gain that a listener hears, whatever the bed does by itself.
"""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kindpace.library import shipped
from kindpace.session.model import Line, Seconds
from kindpace.sound.beds import bed as bed_of
from kindpace.sound.filters import filtered, high_pass
from kindpace.sound.master import Aim, Master, master
from kindpace.sound.span import RATE, Span
from kindpace.sound.stems import bed_stem
from kindpace.sound.take import Frames, Take
from kindpace.sound.templates import Template, template_names
from kindpace.timeline.events import Stillness, Timeline
from kindpace.timeline.tempo import frame
from kindpace.track.encode import source_of
from kindpace.track.labels import Labels
from kindpace.track.reading import blocks_of
from kindpace.track.write import write_track
from tests.sound.maker import EMPTY, MARK, over, speech, take, template

TEMPLATES = template_names([shipped("audio_templates")])

CELL = RATE // 20
"""Frames in which a level is taken: 50 ms."""

PHRASES = (Fraction(5), Fraction(10))
LASTS = Fraction(3, 2)
QUIET = (Fraction(14), Fraction(20))
LENGTH = Seconds(25)

Levels = NDArray[np.float64]


def script() -> tuple[Timeline, dict[Line, Take]]:
    """Two sentences and a written quiet, without steps: nothing but the bed is around them."""
    takes = [take(f"Sentence {n}.", LASTS, seed=n) for n in range(len(PHRASES))]
    said = tuple(speech(start, one) for start, one in zip(PHRASES, takes, strict=True))
    start, end = QUIET
    quiet = Stillness(start=start, length=end - start, announced=True, mark=MARK)
    timeline = replace(EMPTY, length=LENGTH, speeches=said, quiets=(quiet,))
    return timeline, {one.line: one for one in takes}


def still(recipe: Template) -> Template:
    """`recipe`, whose bed doesn't step back."""
    return recipe.model_copy(update={"levels": recipe.levels.model_copy(update={"duck": 0.0})})


def pair(name: str) -> tuple[Master, Master]:
    """The track as it is, and the same without ducking and without the written quiet."""
    timeline, takes = script()
    anywhere = Aim(clear=-100)  # without its duck the bed comes nearer, and is to stay there
    return (
        master(timeline, takes, template(name), aim=anywhere),
        master(replace(timeline, quiets=()), takes, still(template(name)), aim=anywhere),
    )


def beds(name: str) -> tuple[Frames, Frames]:
    """The bed by itself, as it is and as it would be."""
    timeline, _ = script()
    recipe = template(name)
    made = bed_of(recipe, 0)
    stems = (
        bed_stem(timeline, made, recipe.levels.duck),
        bed_stem(replace(timeline, quiets=()), made, 0),
    )
    heard, plain = (over(stem.ask, Span(0, frame(LENGTH, RATE))) for stem in stems)
    return heard, plain


def decoded(track: Master, path: Path) -> Frames:
    """`track` as MP3, decoded again, without the floor that nobody hears."""
    write_track(source_of(np.concatenate(list(track.blocks()))), Labels(title="Bed"), path)
    return filtered(np.concatenate([block[:, 0] for block in blocks_of(path)]), high_pass(150))


def gain(heard: Frames, plain: Frames) -> Levels:
    """How loud `heard` is beside `plain` in each `CELL`, in dB; 0 before the first phrase."""
    powers = [
        np.mean(one[: len(one) // CELL * CELL].reshape(-1, CELL).astype(np.float64) ** 2, axis=1)
        for one in (heard, plain)
    ]
    ratio: Levels = 10 * np.log10((powers[0] + 1e-16) / (powers[1] + 1e-16))
    return ratio - np.median(ratio[cells(3.0, 4.0)])


def cells(start: float, end: float) -> slice:
    """The cells that lie between two moments."""
    return slice(round(start * RATE / CELL), round(end * RATE / CELL))


def around(gains: Levels, moments: tuple[Fraction, ...], before: float, after: float) -> float:
    """The median gain from `before` to `after` seconds beside `moments`."""
    parts = [gains[cells(float(one) + before, float(one) + after)] for one in moments]
    return float(np.median(parts))


def begins(gains: Levels, start: Fraction) -> float:
    """How many seconds before `start` the bed has left its level, by a twentieth of the way."""
    near = gains[cells(float(start) - 2, float(start))]
    left = np.flatnonzero(near < 0.05 * near.min())
    return float(len(near) - left[0]) * CELL / RATE


def is_back(gains: Levels, end: Fraction) -> float:
    """How many seconds after `end` the bed is back, but for a twentieth of the way."""
    near = gains[cells(float(end), float(end) + 3)]
    away = np.flatnonzero(near < 0.05 * near.min())
    return float(away[-1] + 1) * CELL / RATE


def assert_rises(gains: Levels) -> None:
    """In the written quiet by a decibel, down again before its end; elsewhere not at all."""
    start, end = (float(moment) for moment in QUIET)
    assert gains[cells(start + 2.1, end - 2.1)] == pytest.approx(1.0, abs=0.05)
    assert gains[cells(start - 1, start)] == pytest.approx(0.0, abs=0.05)
    assert gains[cells(end + 0.1, end + 1)] == pytest.approx(0.0, abs=0.05)


ENDS = tuple(start + LASTS for start in PHRASES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_bed_steps_back_for_words_and_rises_in_quiet(name: str) -> None:
    """It begins 0.3 to 0.8 s ahead, is down by the first sound, and is back after 1 to 2 s."""
    gains = gain(*beds(name))
    depth = template(name).levels.duck
    for start, end in zip(PHRASES, ENDS, strict=True):
        assert 0.3 <= begins(gains, start) <= 0.8
        assert around(gains, (start,), 0.05, 1.4) == pytest.approx(-depth, abs=0.05)
        assert 1.0 <= is_back(gains, end) <= 2.0
    assert_rises(gains)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_same_is_heard_in_the_file(name: str, tmp_path: Path) -> None:
    """The decoded MP3 shows it on both sides of the words, and in the quiet."""
    ducked, plain = pair(name)
    gains = gain(decoded(ducked, tmp_path / "a.mp3"), decoded(plain, tmp_path / "b.mp3"))
    depth = template(name).levels.duck
    assert around(gains, PHRASES, -1.2, -0.8) == pytest.approx(0, abs=0.5)
    assert around(gains, PHRASES, -0.3, -0.15) < -0.5 * depth
    assert around(gains, ENDS, 0.15, 0.4) < -0.7 * depth
    assert around(gains, ENDS, 0.9, 1.1) < -0.5
    assert around(gains, ENDS, 1.9, 2.4) == pytest.approx(0, abs=0.5)
    start, end = QUIET
    quiet = around(gains, (start,), 2, float(end - start) - 2)
    assert quiet == pytest.approx(1.0, abs=0.4)
