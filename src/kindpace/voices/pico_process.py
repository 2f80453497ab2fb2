"""The process that holds SVOX Pico. A fresh engine for each line gives the same bytes each time."""

from typing import Any

from kindpace.voices.engine_loop import serve

RATE = 16_000
VOLUME = 70
"""Above it the engine clips."""


def spoken(request: dict[str, Any]) -> tuple[int, bytes]:
    """Rate and int16 sound of `request`: its text, language and the engine's own rate."""
    from ttspico import TtsEngine  # noqa: PLC0415 - an extra; only this process ever needs it

    engine = TtsEngine(request["language"])
    engine.volume = VOLUME
    engine.rate = request["rate"]
    return RATE, bytes(engine.speak(request["text"]) or b"")


if __name__ == "__main__":
    serve(spoken)
