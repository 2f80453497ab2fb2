"""Sound as it comes over a network, told by its first bytes, as mono samples."""

import io
import struct

import numpy as np
import soundfile

from kindpace.problems import problem
from kindpace.voices.mpeg import counted, is_mpeg
from kindpace.voices.protocol import Spoken, VoiceFailed

MOST_SECONDS = 1200
"""Nothing that is said in one breath lasts longer; the rest isn't even decoded."""

PLACEHOLDER = 0x7F000000
"""A streamed WAV that doesn't know its size yet says 0, or something from here up."""

MAGIC = (b"fLaC", b"OggS")
WAV_HEAD, CHUNK_HEAD = 12, 8


def decoded(sound: bytes) -> Spoken:
    """WAV, FLAC, MP3 or Ogg as float32 in -1..1, channels mixed to one.

    What it says of itself elsewhere isn't believed. Raises VoiceFailed if it holds no sound.
    """
    if not sound:
        raise VoiceFailed(problem("speech-empty").what)
    if sound.startswith(b"RIFF"):
        sound = with_sizes(sound)
    elif sound.startswith(b"ID3") or is_mpeg(sound):
        sound = counted(sound)
    elif not sound.startswith(MAGIC):
        raise VoiceFailed(problem("speech-unknown").what)
    try:
        with soundfile.SoundFile(io.BytesIO(sound)) as file:
            rate: int = file.samplerate
            samples = file.read(MOST_SECONDS * rate, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, RuntimeError, ValueError, MemoryError) as broken:
        raise VoiceFailed(problem("speech-broken").what) from broken
    if not len(samples) or not np.isfinite(samples).all():
        raise VoiceFailed(problem("speech-broken").what)
    mono = samples.mean(axis=1, dtype=np.float32)
    return Spoken(samples=np.clip(mono, -1, 1).astype(np.float32), rate=rate)


def with_sizes(wav: bytes) -> bytes:
    """`wav` with its sizes filled in where a stream left placeholders.

    Raises VoiceFailed if it has no data, or breaks off before the size it tells.
    """
    place, end = WAV_HEAD, len(wav)
    while place + CHUNK_HEAD <= end:
        name, size = struct.unpack_from("<4sI", wav, place)
        start = place + CHUNK_HEAD
        if name == b"data":
            if not size or size >= PLACEHOLDER:
                size = end - start
            if size > end - start:
                raise VoiceFailed(problem("speech-cut").what)
            whole = wav[:place] + struct.pack("<4sI", name, size) + wav[start:]
            return whole[:4] + struct.pack("<I", end - CHUNK_HEAD) + whole[8:]
        place = start + size + size % 2
    raise VoiceFailed(problem("speech-broken").what)
