"""Every line spoken once: normalised, looked up, spoken where it is missing, trimmed, timed."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait
from contextlib import ExitStack, closing
from dataclasses import replace
from fractions import Fraction

from kindpace.problems import KindpaceError, Mark, Problem, WorldError, WrongUse, problem
from kindpace.session.model import Line
from kindpace.sound.take import Take
from kindpace.voices import doors
from kindpace.voices.booth import HOPELESS, MOST_MISSES, Booth, Left
from kindpace.voices.cache import Asked, Cache, Kept
from kindpace.voices.leaving import Leaving, leaving
from kindpace.voices.patience import Patience, Turn
from kindpace.voices.protocol import (
    Request,
    VoiceBusy,
    VoiceFault,
    VoiceUnavailable,
    VoiceUnreachable,
)

Outcome = Kept | VoiceFault | Left
OpenVoice = Callable[[str], doors.Opened]

PERSISTENT = Patience()
GRACE = 2.0
"""Seconds that a network voice has to end the lines it is at, when nobody listens any more."""


def speak(
    wanted: Sequence[tuple[Line, Mark]],
    *,
    cache: Cache,
    voice: str = doors.AUTO,
    open_voice: OpenVoice = doors.open_voice,
    on_line: Callable[[int, int], None] = lambda _done, _all: None,
    on_leaving: Callable[[Leaving], None] = lambda _leaving: None,
    patience: Patience = PERSISTENT,
) -> Mapping[Line, Take]:
    """A take for each distinct line, from `cache` or freshly spoken, in the order of `wanted`.

    `voice` speaks the lines that name none. `on_line` is told how many lines are done, of how
    many; `on_leaving`, before any is spoken, what a network voice will be given. A line that can't
    be spoken doesn't keep the others from being spoken and kept; in the end WorldError holds a
    problem for each, at its mark. Voices that can't be opened are told of before anything is
    spoken.
    """
    marks = dict(reversed(wanted))  # the first place of each line
    by_voice: dict[str, list[Line]] = {}
    for line in dict.fromkeys(line for line, _ in wanted):
        by_voice.setdefault(line.voice or voice, []).append(line)
    outcomes: dict[Line, Outcome] = {}
    with ExitStack() as after:
        opened = _open_all(by_voice, marks, open_voice)
        for each in opened.values():
            after.callback(each.voice.close)
        booths = {name: _booth(each, cache, patience) for name, each in opened.items()}
        for name, lines in by_voice.items():
            _tell_what_leaves(booths[name], lines, on_leaving)
        for name, lines in by_voice.items():
            with closing(_record_all(booths[name], lines)) as done:
                for line, outcome in done:
                    outcomes[line] = outcome
                    on_line(len(outcomes), len(marks))
    _stop_if_unspoken(by_voice, outcomes, marks)
    names = {line: opened[name].title for name, lines in by_voice.items() for line in lines}
    return {
        line: _take(line, kept, names[line])
        for line, _ in wanted
        if isinstance(kept := outcomes[line], Kept)
    }


def _open_all(
    by_voice: Mapping[str, Sequence[Line]], marks: Mapping[Line, Mark], open_voice: OpenVoice
) -> dict[str, doors.Opened]:
    """All voices, or every reason why not: at the script's line where that names the voice."""
    opened: dict[str, doors.Opened] = {}
    shut: list[KindpaceError] = []
    for name, lines in by_voice.items():
        where = marks[lines[0]] if lines[0].voice else None
        try:
            told = doors.auto_for(line.language for line in lines) if name == doors.AUTO else name
            opened[name] = open_voice(told)
        except KindpaceError as fault:
            problems = [replace(each, where=where) for each in fault.problems]
            shut.append(type(fault)(problems))
    if shut:
        for each in opened.values():
            each.voice.close()
        raise _joined(shut)
    return opened


def _joined(shut: Sequence[KindpaceError]) -> KindpaceError:
    """One error: the world's if any is; a script's own if a line of it names the voice."""
    problems = [each for fault in shut for each in fault.problems]
    if any(isinstance(fault, WorldError) for fault in shut):
        return WorldError(problems)
    if any(each.where for each in problems):
        return KindpaceError(problems)
    return WrongUse(problems)


def _booth(opened: doors.Opened, cache: Cache, patience: Patience) -> Booth:
    turn = Turn(opened.voice.info.spacing, patience)
    return Booth(opened=opened, cache=cache, patience=patience, turn=turn)


def _tell_what_leaves(
    booth: Booth, lines: Sequence[Line], on_leaving: Callable[[Leaving], None]
) -> None:
    """Tell of the lines that a network voice has still to be given, if there are any."""
    info = booth.opened.voice.info
    if info.network:
        new = [line for line in lines if not booth.keeps(booth.request(line))]
        if new:
            on_leaving(leaving(booth.opened.name, info.sends_to or info.id, new))


def _record_all(booth: Booth, lines: Sequence[Line]) -> Generator[tuple[Line, Outcome]]:
    """Each line with what came of it, as they get done. Lines that sound alike are one."""
    alike: dict[Asked, tuple[Request, list[Line]]] = {}
    for line in lines:
        request = booth.request(line)
        alike.setdefault(booth.asked(request), (request, []))[1].append(line)
    with ThreadPoolExecutor(booth.workers) as pool:
        futures = {pool.submit(_outcome, booth, request): same for request, same in alike.values()}
        try:
            for future in as_completed(futures):
                for line in futures[future]:
                    yield line, future.result()
        finally:
            booth.left.set()  # whoever stops listening, the lines not yet begun are let go
            pool.shutdown(wait=False, cancel_futures=True)
            _let_go(booth, futures)


def _let_go(booth: Booth, futures: Iterable[Future[Outcome]]) -> None:
    """What a network voice is at may still come in; but nobody waits a minute for it."""
    begun = [future for future in futures if not future.cancelled()]
    if booth.opened.voice.info.network and wait(begun, timeout=GRACE).not_done:
        booth.opened.voice.close()


def _outcome(booth: Booth, request: Request) -> Outcome:
    try:
        return booth.record(request)
    except (VoiceFault, Left) as fault:
        return fault


def _stop_if_unspoken(
    by_voice: Mapping[str, Sequence[Line]],
    outcomes: Mapping[Line, Outcome],
    marks: Mapping[Line, Mark],
) -> None:
    problems = [
        each for name, lines in by_voice.items() for each in _problems(name, lines, outcomes, marks)
    ]
    if problems:
        raise WorldError(problems)


def _problems(
    name: str,
    lines: Sequence[Line],
    outcomes: Mapping[Line, Outcome],
    marks: Mapping[Line, Mark],
) -> Iterator[Problem]:
    """One problem a line; but a voice that failed as a whole is told of once."""
    spoken = sum(isinstance(outcomes[line], Kept) for line in lines)
    told = False
    for line in lines:
        fault = outcomes[line]
        if not isinstance(fault, VoiceFault) or (told and isinstance(fault, HOPELESS)):
            continue
        told = told or isinstance(fault, HOPELESS)
        yield problem(
            _slug(fault),
            marks[line],
            voice=name,
            reason=fault,
            words=_shortened(line.text),
            spoken=spoken,
            all=len(lines),
        )
    if not told and any(isinstance(outcomes[line], Left) for line in lines):
        where = next(marks[line] for line in lines if isinstance(outcomes[line], Left))
        yield problem(
            "voice-left-alone", where, voice=name, times=MOST_MISSES, spoken=spoken, all=len(lines)
        )


def _slug(fault: VoiceFault) -> str:
    match fault:
        case VoiceBusy():
            return "voice-busy"
        case VoiceUnreachable():
            return "voice-unreachable"
        case VoiceUnavailable():
            return "voice-stopped"
        case _:
            return "line-not-spoken"


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - fits one line


def _take(line: Line, kept: Kept, voice: str) -> Take:
    heard = kept.heard
    return Take(
        line=line,
        length=Fraction(heard.stop - heard.start, kept.rate),
        rate=kept.rate,
        voice=voice,
        key=kept.key,
        load=kept.load,
    )
