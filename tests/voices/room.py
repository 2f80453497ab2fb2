"""Somebody in a room: words with a known place, and what a microphone hears beside them."""

import io
from pathlib import Path
from typing import cast

import av
import numpy as np
import soundfile

from kindpace.session.model import Seconds
from kindpace.sound.span import RATE
from kindpace.sound.take import Frames
from kindpace.voices.protocol import Request
from kindpace.voices.tone import Tone
from tests.sound.maker import vowels


def silence(seconds: float) -> Frames:
    """Nothing."""
    return np.zeros(round(seconds * RATE), np.float32)


def words(seconds: float = 1.5, loud: float = 0.05) -> Frames:
    """Something like speech, at `RATE`."""
    raw = vowels(Seconds(seconds).limit_denominator(100), 3, loud)
    places = np.arange(round(len(raw) * RATE / 22_050)) * 22_050 / RATE
    return np.interp(places, np.arange(len(raw)), raw).astype(np.float32)


def breath(seconds: float = 0.4, loud: float = 0.004, seed: int = 7) -> Frames:
    """Air through a mouth: noise that swells and falls."""
    size = round(seconds * RATE)
    noise = np.random.default_rng(seed).normal(0, loud, size) * np.hanning(size)
    return noise.astype(np.float32)


def click(loud: float = 0.7) -> Frames:
    """A switch: two milliseconds."""
    return np.full(RATE // 500, loud, np.float32)


def air(frames: int, decibels: float, seed: int = 11) -> Frames:
    """The steady noise of a room."""
    noise = np.random.default_rng(seed).normal(0, 10 ** (decibels / 20), frames)
    return noise.astype(np.float32)


def joined(*pieces: Frames) -> Frames:
    """One after the other."""
    return np.concatenate(pieces)


def hummed(text: str, loud: float = 1.0) -> Frames:
    """`text` as the tone voice gives it, half a second of quiet around it; at 24 kHz."""
    spoken = Tone().speak(Request(text=text, language="en"))
    around = np.zeros(spoken.rate // 2, np.float32)
    return np.concatenate((around, spoken.samples * np.float32(loud), around))


def saved(path: Path, samples: Frames, rate: int = RATE) -> Path:
    """`samples` in a file of the kind that its name tells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in (".m4a", ".aac", ".webm"):
        path.write_bytes(encoded(samples, rate, path.suffix))
    else:
        soundfile.write(path, samples, rate)
    return path


def encoded(samples: Frames, rate: int, ending: str) -> bytes:
    """`samples`, shaped (frames,) or (frames, 2), as a phone or a browser records them."""
    container, codec = {
        ".m4a": ("mp4", "aac"),
        ".aac": ("adts", "aac"),
        ".webm": ("webm", "libopus"),
    }[ending]
    packed = io.BytesIO()
    channels = np.atleast_2d(samples.T)
    layout = "stereo" if len(channels) == 2 else "mono"
    with av.open(packed, "w", format=container) as file:
        stream = cast(av.AudioStream, file.add_stream(codec, rate=rate, layout=layout))
        format_ = "fltp" if codec == "aac" else "flt"
        plane = channels if format_ == "fltp" else channels.T.reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(plane), format_, layout)
        frame.sample_rate = rate
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    return packed.getvalue()
