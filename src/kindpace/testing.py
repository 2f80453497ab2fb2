"""For makers of voices: `keeps_contract(voice)` holds a voice to all that kindpace relies on."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from kindpace.voices.hearing import speech_span
from kindpace.voices.protocol import Request, Spoken, Voice, VoiceFault

SHORT = "In."
MIDDLE = "Let your shoulders drop, and keep an easy smile."
LONG = "Notice three things that you can hear close by, and then let all of them go again."
NOWHERE = "x-nobody"
PACE_TOLERANCE = 0.25
LOWEST_RATE, HIGHEST_RATE = 8_000, 192_000

Clause = Callable[[Voice, Request], Iterator[str]]


class BrokenContract(AssertionError):
    """What a voice does that kindpace can't work with, one sentence a line."""


def keeps_contract(voice: Voice, *, language: str = "en", speaker: str = "") -> None:
    """Speak a few lines with `voice` and close it; raise BrokenContract with all that is wrong.

    English texts are spoken in whatever `language` is given, so that any voice can be tried.
    """
    request = Request(text=MIDDLE, language=language, speaker=speaker)
    wrongs = [wrong for clause in CLAUSES for wrong in clause(voice, request)]
    if wrongs:
        raise BrokenContract("\n".join(f"{voice.info.id}: {wrong}" for wrong in wrongs))


def _describes_itself(voice: Voice, _request: Request) -> Iterator[str]:
    info = voice.info
    if not info.id or not info.version:
        yield "its info needs an id and a version, for the cache"
    if not info.languages or info.longest < len(LONG):
        yield "its info needs languages, and room for one sentence"
    if not voice.speakers():
        yield "it needs at least one speaker"


def _gives_sound(voice: Voice, request: Request) -> Iterator[str]:
    for text in (SHORT, MIDDLE, LONG):
        spoken = voice.speak(replace(request, text=text))
        samples = spoken.samples
        if samples.ndim != 1 or samples.dtype != np.float32:
            yield f"{text!r}: samples need to be mono float32, not {samples.dtype} {samples.shape}"
        elif not LOWEST_RATE <= spoken.rate <= HIGHEST_RATE:
            yield f"{text!r}: {spoken.rate} Hz is no rate for speech"
        elif not np.isfinite(samples).all() or np.abs(samples).max(initial=0) > 1:
            yield f"{text!r}: samples need to lie within -1..1"
        elif not _seconds(spoken):
            yield f"{text!r}: nothing is heard"


def _grows_with_text(voice: Voice, request: Request) -> Iterator[str]:
    lengths = [_seconds(voice.speak(replace(request, text=text))) for text in (SHORT, MIDDLE, LONG)]
    if lengths != sorted(set(lengths)):
        yield f"longer texts need to last longer, but these lasted {lengths} seconds"


def _repeats_itself(voice: Voice, request: Request) -> Iterator[str]:
    first, second = voice.speak(request), voice.speak(request)
    if voice.info.deterministic and not np.array_equal(first.samples, second.samples):
        yield "it calls itself deterministic, but the same text gave other samples"


def _keeps_the_pace(voice: Voice, request: Request) -> Iterator[str]:
    if "pace" not in voice.info.controls:
        return
    slow, quick = (_seconds(voice.speak(replace(request, pace=pace))) for pace in (100, 150))
    if not 1.5 * (1 - PACE_TOLERANCE) <= slow / max(quick, 1e-9) <= 1.5 * (1 + PACE_TOLERANCE):
        yield f"pace 100 took {slow:.2f} s and pace 150 took {quick:.2f} s; 3 to 2 was asked"


def _fails_politely(voice: Voice, request: Request) -> Iterator[str]:
    try:
        voice.speak(replace(request, speaker=NOWHERE))
    except VoiceFault as fault:
        if not str(fault):
            yield "its faults need a sentence for a person"
    except Exception as fault:  # noqa: BLE001 - the clause is that it raises nothing else
        yield f"an unknown speaker raised {type(fault).__name__}, which is no VoiceFault"
    else:
        yield "an unknown speaker was not refused"


def _closes_twice(voice: Voice, _request: Request) -> Iterator[str]:
    for _ in range(2):
        try:
            voice.close()
        except Exception as fault:  # noqa: BLE001 - the clause is that it raises nothing
            yield f"closing it raised {type(fault).__name__}"


CLAUSES: tuple[Clause, ...] = (
    _describes_itself,
    _gives_sound,
    _grows_with_text,
    _repeats_itself,
    _keeps_the_pace,
    _fails_politely,
    _closes_twice,
)
"""All clauses, in order; closing comes last."""


def _seconds(spoken: Spoken) -> float:
    span = speech_span(spoken.samples, spoken.rate)
    return (span[1] - span[0]) / spoken.rate if span else 0.0
