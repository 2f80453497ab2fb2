import numpy as np
import pytest

from kindpace.voices.plausible import hear
from kindpace.voices.protocol import Request, Spoken, VoiceFailed

from .maker import RATE, hum, silence

TEXT = "Let your shoulders drop, and keep an easy smile."


def test_speech_is_taken_for_speech() -> None:
    """A line said in full passes at any sensible pace."""
    for pace in (60, 125, 220):
        heard = hear(hum(Request(text=TEXT, language="en", pace=pace)), TEXT)
        assert heard.stop > heard.start


@pytest.mark.parametrize(
    ("seconds", "reason"), [(0.01, "too short"), (600.0, "too long")], ids=["10 ms", "10 minutes"]
)
def test_a_hiccup_and_a_lecture_are_refused(seconds: float, reason: str) -> None:
    """Neither can be that one line."""
    sound = np.full(round(seconds * 8_000), 0.1, np.float32)
    sound[::2] *= -1
    with pytest.raises(VoiceFailed, match=reason):
        hear(Spoken(samples=sound, rate=8_000), TEXT)


def test_silence_is_refused() -> None:
    """A second of nothing is no line."""
    with pytest.raises(VoiceFailed, match="silence"):
        hear(Spoken(samples=silence(1), rate=RATE), TEXT)
