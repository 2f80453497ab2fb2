import numpy as np
import pytest

from kindpace.voices.plausible import hear, hear_short, is_short
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


def test_a_short_text_is_looked_at_closely_where_a_voice_may_ramble() -> None:
    """One word may last a second, and no two."""
    assert is_short("In.")
    assert not is_short(TEXT)
    assert hear_short(hum(Request(text="In.", language="en")), "In.").stop > 0
    long = hum(Request(text="a a a a a", language="en"))
    assert hear(long, "In.").stop > 0
    with pytest.raises(VoiceFailed, match="too long"):
        hear_short(long, "In.")
