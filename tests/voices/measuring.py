"""How quickly a voice talks, over fixed sentences."""

from kindpace.voices.pacing import seconds
from kindpace.voices.protocol import Request, Voice

from .sentences import SENTENCES


def pace_of(voice: Voice, pace: int, language: str = "en", speaker: str = "") -> float:
    """Words a minute that come out when `pace` is asked."""
    texts = SENTENCES[language]
    asked = [Request(text=text, language=language, speaker=speaker, pace=pace) for text in texts]
    return (
        60
        * sum(len(text.split()) for text in texts)
        / sum(seconds(voice.speak(one)) for one in asked)
    )
