"""The limiter's promises."""

import numpy as np
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.limiter import limited, limits
from kindpace.sound.loudness import Sound
from kindpace.sound.span import Span

LENGTH = 60_000
CEILING = 0.79


def loud(seed: int, level: float, channels: int = 1) -> Sound:
    """Band-limited noise with bursts, standing in for a mix that is too loud."""
    draw = np.random.default_rng(seed)
    noise = soxr.resample(draw.normal(0, level, (LENGTH // 2, channels)), 1, 2, quality="VHQ")
    bursts = 1 + 2 * (np.arange(LENGTH) % 7_000 < 400)
    return np.asarray(noise[:LENGTH] * bursts[:, None], np.float32)


def ask(sound: Sound, span: Span) -> Sound:
    """`span` of `sound` after the limiter; outside there is silence."""
    around = limits(span)
    known = np.zeros((around.length, sound.shape[1]), np.float32)
    inside = around.shared(Span(0, len(sound)))
    known[inside.within(around)] = sound[inside.start : inside.stop]
    return limited(known, span, CEILING)


@settings(max_examples=8)
@given(st.integers(0, 1000), st.floats(0.05, 1.5))
def test_the_ceiling_holds_between_the_samples(seed: int, level: float) -> None:
    """Eight times oversampled, nothing stands above the ceiling."""
    held = ask(loud(seed, level), Span(0, LENGTH))
    fine = soxr.resample(held, 1, 8, quality="VHQ")
    assert np.abs(fine).max() <= CEILING


@settings(max_examples=25)
@given(st.integers(0, LENGTH - 1), st.integers(1, 20_000))
def test_a_span_is_the_same_span_of_the_whole(start: int, length: int) -> None:
    """Bit for bit, though the gain looks ahead and behind."""
    sound = loud(4, 0.5, 2)
    stop = min(LENGTH, start + length)
    everything = ask(sound, Span(0, LENGTH))
    assert everything[start:stop].tobytes() == ask(sound, Span(start, stop)).tobytes()


def test_below_the_ceiling_nothing_changes() -> None:
    """Not one bit."""
    sound = loud(5, 0.04)
    assert sound.tobytes() == ask(sound, Span(0, LENGTH)).tobytes()


def test_far_from_a_peak_nothing_changes() -> None:
    """The gain is back after 6 ms, and starts no earlier."""
    sound = loud(6, 0.02)
    sound[30_000] = 2
    held = ask(sound, Span(0, LENGTH))
    assert sound[:29_000].tobytes() == held[:29_000].tobytes()
    assert sound[31_000:].tobytes() == held[31_000:].tobytes()


def test_both_ears_share_one_gain() -> None:
    """A peak on one side doesn't move the picture."""
    sound = loud(7, 0.4, 2)
    held = ask(sound, Span(0, LENGTH))
    busy = np.abs(sound).min(axis=1) > 0.05
    gains = held[busy] / sound[busy]
    assert np.allclose(gains[:, 0], gains[:, 1], rtol=1e-5)
