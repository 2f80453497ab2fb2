"""The bus."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.sound.clip import GRAIN
from kindpace.sound.mix import mixed
from kindpace.sound.span import Ask, Span, Stem
from kindpace.sound.take import Frames

LENGTH = 30_000


def noise(seed: int) -> Ask:
    """A stem's answer: noise that is the same for every asking, nothing outside the track."""
    sound = np.random.default_rng(seed).normal(0, 0.1, LENGTH).astype(np.float32)

    def ask(span: Span) -> Frames | None:
        inside = Span(0, LENGTH).shared(span)
        if not inside.length:
            return None
        out = np.zeros(span.length, np.float32)
        out[inside.within(span)] = sound[inside.start : inside.stop]
        return out

    return ask


STEMS = tuple(Stem(name=f"stem {n}", ask=noise(n), side=noise(10 + n)) for n in range(4))
GAINS = {"stem 1": 0.5, "stem 2": 0.0}


@settings(max_examples=30)
@given(st.integers(0, LENGTH), st.integers(1, 9_000), st.sampled_from([1, 2]))
def test_any_span_of_the_mix_is_that_span_of_the_whole(
    start: int, length: int, channels: int
) -> None:
    """Bit for bit, whether or not it fits pydub's milliseconds."""
    stop = min(LENGTH, start + length)
    everything = mixed(STEMS, Span(0, LENGTH), GAINS, channels)
    part = mixed(STEMS, Span(start, stop), GAINS, channels)
    assert part.shape == (stop - start, channels)
    assert everything[start:stop].tobytes() == part.tobytes()


@settings(max_examples=10)
@given(st.permutations(STEMS))
def test_mixing_does_not_care_for_order(stems: list[Stem]) -> None:
    """Bit for bit."""
    span = Span(5, 20_001)
    assert mixed(STEMS, span, GAINS).tobytes() == mixed(stems, span, GAINS).tobytes()


def test_a_mix_is_the_sum_of_its_stems() -> None:
    """Gains are factors by name, and a factor of none is silence."""
    span = Span(0, 3 * GRAIN)
    asked = [noise(n)(span) for n in (0, 1, 3)]
    expected = sum(
        factor * sound
        for factor, sound in zip((1, 0.5, 1), asked, strict=True)
        if sound is not None
    )
    assert np.allclose(expected, mixed(STEMS, span, GAINS)[:, 0], atol=1e-7)


def test_both_ears_sum_to_the_mono_mix() -> None:
    """What one side has more, the other has less."""
    span = Span(0, 9 * GRAIN)
    both = mixed(STEMS, span, GAINS, 2)
    assert both[:, 0] == pytest.approx(both.mean(axis=1) + (both[:, 0] - both[:, 1]) / 2, abs=1e-6)
    assert np.allclose(mixed(STEMS, span, GAINS)[:, 0], both.mean(axis=1), atol=1e-7)
    assert np.abs(both[:, 0] - both[:, 1]).max() > 0.05


def test_nothing_to_hear_is_silence() -> None:
    """No stem, or only stems with nothing to say."""
    assert not mixed([], Span(0, 100), {}).any()
    assert mixed(STEMS, Span(-500, -100), {}, 2).shape == (400, 2)
    assert not mixed(STEMS, Span(-500, -100), {}, 2).any()
