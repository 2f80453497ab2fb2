import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.hearing import listen, speech_span
from kindpace.voices.protocol import Request, Samples
from kindpace.voices.tone import Tone

from .maker import RATE, silence


def vowel(seconds: float, ramp: float = 0.0) -> Samples:
    """A voiced sound of 120 Hz whose overtones die off, rising over `ramp` seconds."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * 120 * n * time) / n for n in range(1, 30))
    rise = np.minimum(time / ramp, 1) if ramp else 1.0
    return np.asarray(0.2 * wave * rise, np.float32)


@pytest.mark.parametrize("noise", [0.0, 0.0005, 0.004])
@pytest.mark.parametrize("offset", [0.0, 0.005])
def test_silence_around_speech_is_trimmed(noise: float, offset: float) -> None:
    """10 ms stay before and 40 ms after, whatever the noise floor and a steady offset."""
    signal = np.concatenate([silence(0.3), vowel(0.5), silence(0.4)]) + np.float32(offset)
    signal += noise * np.random.default_rng(1).standard_normal(len(signal)).astype(np.float32)
    span = speech_span(signal, RATE)
    assert span is not None
    assert span[0] / RATE == pytest.approx(0.29, abs=0.012)
    assert span[1] / RATE == pytest.approx(0.84, abs=0.012)


@pytest.mark.parametrize("offset", [0.0, 0.3])
def test_silence_is_nothing(offset: float) -> None:
    """Neither digital silence, nor a steady offset, nor an empty file holds speech."""
    assert listen(silence(1.0) + np.float32(offset), RATE) is None
    assert listen(silence(0.0), RATE) is None


def test_a_take_without_any_silence_is_kept_whole() -> None:
    """Where nothing is quiet, nothing is cut."""
    signal = vowel(0.5)
    assert speech_span(signal, RATE) == (0, len(signal))


@given(st.integers(0, 9_000), st.integers(0, 9_000))
def test_silence_added_around_moves_the_speech_and_nothing_else(before: int, after: int) -> None:
    """The same speech is found, to within one block."""
    spoken = Tone().speak(Request(text="in two three", language="en"))
    padded = np.pad(spoken.samples, (before + 2_400, after + 2_400))
    heard = listen(padded, spoken.rate)
    assert heard is not None
    assert heard.start == pytest.approx(before + 2_400 - 0.01 * spoken.rate, abs=121)
