"""A sound file of somebody's own as mono samples, told by its first bytes and not by its name."""

import io
from pathlib import Path
from typing import Final

import numpy as np

from kindpace.problems import problem
from kindpace.voices.decoding import MOST_SECONDS, decoded
from kindpace.voices.protocol import Spoken, VoiceFailed

BIGGEST: Final = 100_000_000
"""Bytes: more than ten minutes of anything that a microphone gives. Larger files aren't read."""

MP4_AT, MP4 = 4, b"ftyp"
BEGINNINGS: Final = {
    b"\x1a\x45\xdf\xa3": "matroska",
    b"\xff\xf1": "aac",
    b"\xff\xf9": "aac",
    b"FORM": "aiff",
    b"caff": "caf",
    b"RF64": "wav",
}
"""The first bytes of what only PyAV opens, and its name there: WebM, bare AAC, AIFF, CAF."""

SLACK: Final = 0.5
"""Seconds that may be missing from what a file says it holds."""


def read_sound(path: Path) -> tuple[bytes, Spoken]:
    """The bytes of `path`, and its sound as float32 in -1..1, channels mixed to one.

    WAV, FLAC, Ogg and MP3 by libsndfile; M4A, AAC, WebM, AIFF and CAF by PyAV. Raises VoiceFailed
    with a reason if there is no sound to be had, OSError if the file can't be read.
    """
    if path.stat().st_size > BIGGEST:
        raise VoiceFailed(problem("own-file-large").what)
    packed = path.read_bytes()
    kind = _container(packed)
    return packed, (_decoded_by_av(packed, kind) if kind else decoded(packed))


def _container(packed: bytes) -> str:
    """The name of what only PyAV opens; empty for everything else."""
    if packed.startswith(MP4, MP4_AT):
        return "mp4"
    return next((name for magic, name in BEGINNINGS.items() if packed.startswith(magic)), "")


def _decoded_by_av(packed: bytes, kind: str) -> Spoken:
    try:
        import av  # noqa: PLC0415 - 36 MB that only M4A, AAC and WebM need
    except ImportError as missing:
        raise VoiceFailed(problem("own-file-needs-av").what) from missing
    try:
        with av.open(io.BytesIO(packed), "r", format=kind) as file:
            stream = file.streams.audio[0]
            rate = stream.codec_context.sample_rate
            told = float((stream.duration or 0) * (stream.time_base or 0))
            told = told or (file.duration or 0) / av.time_base
            even = av.AudioResampler(format="fltp")
            pieces, most = [], MOST_SECONDS * rate
            for frame in file.decode(stream):
                pieces += [one.to_ndarray().mean(axis=0) for one in even.resample(frame)]
                most -= frame.samples
                if most < 0:
                    break
    except (av.FFmpegError, IndexError, ValueError, MemoryError) as broken:
        raise VoiceFailed(problem("speech-broken").what) from broken
    samples = np.concatenate(pieces) if pieces else np.zeros(0)
    if not rate or not len(samples) or not np.isfinite(samples).all():
        raise VoiceFailed(problem("speech-broken").what)
    if most >= 0 and len(samples) / rate < told - SLACK:
        raise VoiceFailed(problem("speech-cut").what)
    return Spoken(samples=np.clip(samples, -1, 1).astype(np.float32), rate=rate)
