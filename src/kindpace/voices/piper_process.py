"""The process that holds a Piper model: its libraries, and whatever they do, stay in here."""

import sys
from typing import Any

import numpy as np
from piper import PiperVoice, SynthesisConfig

from kindpace.voices.engine_loop import serve


class Reader:
    """One model, loaded when the first line comes, so that a fault in it can be told."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._voice: PiperVoice | None = None

    def spoken(self, request: dict[str, Any]) -> tuple[int, bytes]:
        """Rate and int16 sound of `request`: its text, speaker number and length scale."""
        voice = self._voice = self._voice or PiperVoice.load(self._model)
        wish = SynthesisConfig(
            speaker_id=request["speaker"],
            length_scale=request["scale"],
            normalize_audio=False,  # levels are kindpace's
        )
        chunks = [
            chunk.audio_float_array.ravel() for chunk in voice.synthesize(request["text"], wish)
        ]
        sound = np.concatenate([*chunks, np.zeros(0, np.float32)])
        steps = np.round(np.clip(np.nan_to_num(sound), -1, 1) * 32767)
        return voice.config.sample_rate, steps.astype("<i2").tobytes()


if __name__ == "__main__":
    serve(Reader(sys.argv[1]).spoken)
