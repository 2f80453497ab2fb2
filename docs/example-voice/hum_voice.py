"""A voice of your own: it hums each line for about as long as somebody takes to say it."""

import numpy as np

from kindpace.voices.protocol import Speaker, Spoken, VoiceInfo, VoiceRejected


class Hum:
    info = VoiceInfo(id="hum", version="1", summary="Hums.", network=False, languages=("*",))

    def speakers(self):
        return [Speaker(id="hum", language="*", summary="One hum")]

    def speak(self, request):
        if request.speaker not in ("", "hum"):
            raise VoiceRejected(f"it has no speaker called {request.speaker}")
        frames = 4_400 + 1_300 * len(request.text)
        hum = np.sin(np.arange(frames) * 0.05, dtype=np.float32)
        return Spoken(samples=hum / 5, rate=22_050)

    def close(self):
        pass


def open_hum(speaker):
    return Hum()
