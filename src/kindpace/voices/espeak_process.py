"""The process that holds eSpeak NG. Run as a program: requests on stdin, sound on stdout.

A message is a 4-byte little-endian length and a JSON header; a header's `bytes` tells how much
int16 sound follows it. The library keeps a pitch flutter from one phrase to the next, even over
its own Terminate and Initialize, so it is loaded afresh for each. Where it does not leave memory,
the reply says `stays: false` and the process ends: the next phrase then meets a new one.

Only the standard library is used here, so the program starts in about 30 ms.
"""

import contextlib
import ctypes
import json
import os
import signal
import sys
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO

LENGTH = Struct("<I")
SYNCHRONOUS = 2
DONT_EXIT = 0x8000
RATE, PITCH, WORD_GAP = 1, 3, 7
UTF8 = 1
PHONEMES = 0x100
POSITION_CHARACTER = 1
_OnSound = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def send(pipe: BinaryIO, header: dict[str, Any], sound: bytes = b"") -> None:
    """Write one message."""
    packed = json.dumps(header | {"bytes": len(sound)}).encode()
    pipe.write(LENGTH.pack(len(packed)) + packed + sound)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises EOFError when the other end has gone."""
    header = json.loads(_exactly(pipe, LENGTH.unpack(_exactly(pipe, LENGTH.size))[0]))
    return header, _exactly(pipe, header["bytes"])


def main(library: str, data: str) -> None:
    """Answer requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupted parent closes stdin itself
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever the library prints stays unheard
    requests = sys.stdin.buffer
    stays = True
    while stays:
        try:
            request, _ = receive(requests)
        except EOFError:
            return
        header, sound = _answer(library, data, request)
        stays = header["stays"]
        send(answers, header, sound)


def _answer(library: str, data: str, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    engine = ctypes.CDLL(library)
    rate, sound = _speak(engine, data, request)
    return {"rate": rate, "stays": _unloaded(engine, library)}, sound


def _speak(engine: ctypes.CDLL, data: str, request: dict[str, Any]) -> tuple[int, bytes]:
    """Sample rate and int16 sound; no sound at all if the voice isn't there."""
    sound = bytearray()

    def _gather(frames: Any, count: int, _events: Any) -> int:  # noqa: ANN401 - C pointers
        if frames and count > 0:
            sound.extend(ctypes.string_at(frames, 2 * count))
        return 0

    on_sound = _OnSound(_gather)
    rate = engine.espeak_Initialize(SYNCHRONOUS, 0, os.fsencode(Path(data).parent), DONT_EXIT)
    engine.espeak_SetSynthCallback(on_sound)
    if rate <= 0 or engine.espeak_SetVoiceByName(request["voice"].encode()) != 0:
        return max(rate, 0), b""
    for control, value in ((RATE, "rate"), (PITCH, "pitch"), (WORD_GAP, "gap")):
        engine.espeak_SetParameter(control, request[value], 0)
    text = request["text"].encode("utf-8", "ignore") + b"\0"
    size = ctypes.c_size_t(len(text))
    flags = UTF8 | (PHONEMES if request.get("phonemes") else 0)
    engine.espeak_Synth(text, size, 0, POSITION_CHARACTER, 0, flags, None, None)
    engine.espeak_Synchronize()
    engine.espeak_Terminate()
    return rate, bytes(sound)


def _unloaded(engine: ctypes.CDLL, library: str) -> bool:
    """Let go of the library, and tell whether it has really left memory."""
    if sys.platform == "win32":  # pragma: no cover - other systems
        from _ctypes import FreeLibrary  # noqa: PLC0415 - Windows only

        FreeLibrary(engine._handle)  # noqa: SLF001 - ctypes offers no public way
        return not ctypes.windll.kernel32.GetModuleHandleW(library)
    from _ctypes import dlclose, dlopen  # noqa: PLC0415 - everywhere else

    dlclose(engine._handle)  # noqa: SLF001 - ctypes offers no public way
    with contextlib.suppress(OSError):
        dlopen(library, os.RTLD_NOLOAD | os.RTLD_NOW)
        return False
    return True


def _exactly(pipe: BinaryIO, count: int) -> bytes:
    found = pipe.read(count)
    if len(found) < count:
        raise EOFError
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
