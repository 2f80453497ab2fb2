"""A stroke is found to a fiftieth of a millisecond, whatever else sounds."""

import numpy as np
import pytest

from kindpace.sound.instruments import beat_strokes
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.sound.templates import Beat
from kindpace.verify.blocks import cut
from kindpace.verify.onsets import HOP, Feet, Onsets, joined, onsets
from tests.verify.played import RECIPE, between, laid, spoken
from tests.verify.studio import noise

SEED = 5


def found(sound: Frames, size: int = 10 * RATE, recipe: Beat = RECIPE) -> Feet:
    """All onsets of `sound`, in blocks of `size`."""
    parts = [onsets(block, recipe, SEED) for block in cut([sound[:, None]], size)]
    return joined([part[0] for part in parts]), joined([part[1] for part in parts])


def highest(heard: Onsets) -> tuple[float, float]:
    """When the highest onset is, and how high."""
    top = int(np.argmax(heard.heights))
    return float(heard.times[top]), float(heard.heights[top])


def struck(moment: float, foot: int = 0, level: float = 0.2, recipe: Beat = RECIPE) -> Frames:
    """Four seconds of bed with one stroke."""
    sound = np.array(noise(4.0, -44))
    stroke = beat_strokes(recipe, SEED)[foot] * np.float32(level)
    laid(sound, between(stroke, moment), moment)
    return sound


@pytest.mark.parametrize("moment", [0.0, 0.5, 1.234_567, HOP / RATE, 2.999_99])
def test_a_stroke_begins_where_it_was_laid(moment: float) -> None:
    """Between frames too, and on the edge of a transform."""
    time, height = highest(found(struck(moment))[0])
    assert time == pytest.approx(moment, abs=2e-5)
    assert height == pytest.approx(0.2, rel=0.1)


def test_each_foot_is_known_by_its_own_stroke() -> None:
    """It stands higher as what it is."""
    for foot in (0, 1):
        heights = [highest(heard)[1] for heard in found(struck(1.0, foot))]
        assert np.argmax(heights) == foot


@pytest.mark.parametrize(
    "recipe",
    [
        RECIPE.model_copy(update={"timbre": timbre, "knock": knock, "decay": decay})
        for timbre in ("wood", "drum", "tine", "shaker")
        for knock, decay in ((0.1, 0.004), (0.8, 0.02))
    ],
    ids=lambda recipe: f"{recipe.timbre} {recipe.knock}",
)
def test_every_timbre_is_found(recipe: Beat) -> None:
    """The filter is made of the stroke itself."""
    moment, _ = highest(found(struck(1.234_567, recipe=recipe), recipe=recipe)[0])
    assert moment == pytest.approx(1.234_567, abs=5e-5)


def test_a_stroke_under_a_voice_is_found() -> None:
    """Words are what it is told from."""
    sound = struck(2.1)
    laid(sound, spoken(3.0, 2), 0.5)
    time, _ = highest(found(sound)[0])
    assert time == pytest.approx(2.1, abs=1e-4)


def test_how_a_track_is_cut_changes_nothing_that_matters() -> None:
    """Each onset is told once, in order, by one block."""
    whole, cut_up = (found(struck(1.5), size)[0] for size in (10 * RATE, 30_011))
    assert highest(cut_up)[0] == pytest.approx(highest(whole)[0], abs=1e-6)
    assert (np.diff(cut_up.times) > 0).all()
    assert cut_up.times.max() < 4


def test_silence_has_no_onsets() -> None:
    """And divides nothing by nothing."""
    assert found(np.zeros(RATE, np.float32))[0].times.size == 0


def test_a_bed_alone_has_none_that_stands_out() -> None:
    """Those that it has are faint."""
    heard = found(np.array(noise(4.0, -44)))[0]
    assert heard.clear.max() < 7
    assert heard.heights.max() < 0.01


def test_nothing_joined_is_nothing() -> None:
    """A plan without beats has no parts."""
    assert joined([]).times.size == 0
