"""Sounds laid out in time, heard and weighed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.loudness import STEP, Loudness, measured
from kindpace.sound.span import RATE, Span
from kindpace.sound.strikes import Clips, laid
from kindpace.sound.take import Frames
from tests.sound.maker import over

SECONDS = 12


def clip(seed: int, frames: int) -> Frames:
    """A burst of noise that dies away."""
    draw = np.random.default_rng(seed).standard_normal(frames)
    return (0.3 * draw * np.exp(-np.arange(frames) / (frames / 4))).astype(np.float32)


CLIPS = (clip(1, RATE // 20), clip(2, RATE // 2), clip(3, 2 * RATE))


def spread(starts: list[int], kinds: list[int], gains: list[float]) -> Clips:
    """Clips at their own lengths, in order."""
    return Clips(
        starts=np.array(sorted(starts), np.int64),
        lengths=np.array([len(CLIPS[kind]) for kind in kinds], np.int64),
        kinds=np.array(kinds, np.int64),
        gains=np.array(gains),
        clips=CLIPS,
    )


def listened(clips: Clips) -> Loudness:
    """The same sounds, made and measured."""

    def made(number: int) -> Frames:
        return CLIPS[int(clips.kinds[number])] * np.float32(clips.gains[number])

    return measured([over(laid(clips.starts, clips.lengths, made), Span(0, SECONDS * RATE))])


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 2_000), st.floats(0.1, 1)),
        min_size=1,
        max_size=4,
    )
)
def test_sounds_apart_weigh_what_they_measure(drawn: list[tuple[int, int, float]]) -> None:
    """Wherever in a step they begin, with their tails."""
    starts = [number * 3 * RATE + late for number, (_, late, _) in enumerate(drawn)]
    clips = spread(starts, [kind for kind, _, _ in drawn], [gain for *_, gain in drawn])
    told, found = clips.weigh(SECONDS * 10), listened(clips).energies
    assert told == pytest.approx(found, rel=0.02, abs=found.max() * 1e-4)


def test_sounds_over_one_another_add_their_energies() -> None:
    """Two bursts of unlike noise, a little apart."""
    clips = spread([RATE, RATE + 300], [1, 2], [1.0, 1.0])
    told = Loudness(clips.weigh(SECONDS * 10))
    assert told.plain == pytest.approx(listened(clips).plain, abs=0.2)


def test_a_clip_drawn_out_keeps_its_power() -> None:
    """Twice as long, it is heard for twice as long, and as loud."""
    steady = np.random.default_rng(5).standard_normal(RATE).astype(np.float32) * 0.1
    usual, long = (
        Clips(
            starts=np.array([0]),
            lengths=np.array([frames]),
            kinds=np.array([0]),
            gains=np.array([1.0]),
            clips=[steady],
        ).weigh(40)
        for frames in (RATE, 2 * RATE)
    )
    assert long[:20].mean() == pytest.approx(usual[:10].mean(), rel=0.1)
    assert long[22:].max() < usual[:10].mean() / 1_000


def test_what_lies_outside_is_left_out() -> None:
    """Before the beginning and after the end."""
    clips = spread([-5 * RATE, -STEP, 11 * RATE + RATE // 2], [1, 1, 2], [1.0, 1.0, 1.0])
    told = clips.weigh(SECONDS * 10)
    assert len(told) == SECONDS * 10
    assert told[10:110].max() == 0
    assert told[:5].sum() > 0
    assert told[115:].sum() > 0
