"""Samples -> one WAV file of 16 bits, whole or not at all."""

import io
from pathlib import Path

import numpy as np
import soundfile

from kindpace.track.encode import RATE, Block, pcm
from kindpace.track.whole import whole_file


def write_wav(block: Block, path: Path) -> int:
    """Put `block`, shaped (frames, channels), at `path`; the size of the file in bytes.

    Raises `WorldError` for faults of the disk, `KindpaceError` for sound beyond full scale.
    """
    channels = block.shape[1]
    samples = np.frombuffer(pcm(block, channels, 0), "<i2").reshape(-1, channels)
    packed = io.BytesIO()
    soundfile.write(packed, samples, RATE, format="WAV", subtype="PCM_16")
    with whole_file(path) as file:
        file.write(packed.getvalue())
    return len(packed.getvalue())
