"""What the stand-ins say: tones, as long as the text, packed as services pack them."""

import io
import struct
from functools import cache

import numpy as np
import soundfile

from kindpace.voices.protocol import Request
from kindpace.voices.syllables import count_syllables
from kindpace.voices.tone import RATE, Tone

NOT_A_SOUND = b"no frames here, only words " * 20
HEADER_ALONE = b"\xff\xf3\x84\xc4" + NOT_A_SOUND
"""An MP3 for one frame, and then no more."""


def said(text: str, form: str = "MP3", pace: int = 125) -> bytes:
    """`text` as a file of `form`: MP3, WAV, FLAC or OGG; a tone a syllable."""
    return _hummed(count_syllables(text), form, pace)


@cache
def _hummed(syllables: int, form: str, pace: int) -> bytes:
    spoken = Tone().speak(Request(text="la " * syllables, language="en", pace=pace))
    file = io.BytesIO()
    soundfile.write(file, spoken.samples, RATE, format=form)
    return file.getvalue()


@cache
def lasting(seconds: float, rate: int = RATE) -> bytes:
    """An MP3 of a tone of any length."""
    time = np.arange(round(seconds * rate)) / rate
    file = io.BytesIO()
    soundfile.write(file, 0.2 * np.sin(time * 2000), rate, format="MP3")
    return file.getvalue()


def streamed(wav: bytes, size: int = 0xFFFFFFFF) -> bytes:
    """A WAV as it is streamed: `size` stands where its sizes should."""
    place = wav.index(b"data") + 4
    head = wav[:4] + struct.pack("<I", size) + wav[8:place]
    return head + struct.pack("<I", size) + wav[place + 4 :]
