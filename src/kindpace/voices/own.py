"""One's own recordings as takes: found by id, made ready, kept in the cache as spoken lines are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kindpace.problems import KindpaceError, Mark, Problem, Weight, problem
from kindpace.session.model import Line
from kindpace.session.recordings import Recordings
from kindpace.sound.span import RATE
from kindpace.sound.take import Take
from kindpace.voices.cache import Asked, Cache, Kept
from kindpace.voices.claims import claimed
from kindpace.voices.cleaning import cleaned, clipped
from kindpace.voices.own_files import Matched, about_strangers, id_of, matched, named_id, shortened
from kindpace.voices.plausible import GRACE, LONGEST_SYLLABLE, SHORTEST_SYLLABLE
from kindpace.voices.protocol import Spoken, VoiceFailed
from kindpace.voices.sound_files import read_sound
from kindpace.voices.spelling import spoken_words
from kindpace.voices.syllables import count_syllables

OWN: Final = "own"
"""What stands in place of a voice's name."""

VERSION: Final = "1"
"""How recordings are made ready; another way needs another number."""

AROUND: Final = 60
"""Seconds of quiet around a line that are searched for it; what is longer isn't one line."""


OtherLines = Callable[[], Iterable[Line]]


def no_others() -> Iterable[Line]:
    """For those who know of no other day."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The lines that a person reads themselves, and advice about their files."""

    takes: Mapping[Line, Take]
    remarks: tuple[Problem, ...]


NOBODY: Final = Own(takes={}, remarks=())


def own_takes(
    wanted: Sequence[tuple[Line, Mark]],
    recordings: Recordings | None,
    cache: Cache,
    elsewhere: OtherLines = no_others,
) -> Own:
    """A take for each line of `wanted` that there is a recording of, in that order.

    `elsewhere` gives lines that have their turn on another day: nobody is told of their files.
    Raises KindpaceError with every recording that can't be used, at the place of its line;
    WrongUse without the folder, WorldError if the cache can't be written.
    """
    if recordings is None:
        return NOBODY
    marks = {id_of(line): (shortened(line.text), mark) for line, mark in reversed(wanted)}
    here = matched(recordings, marks)
    takes: dict[Line, Take] = {}
    faults: list[Problem] = []
    remarks: list[Problem] = []
    for line, mark in wanted:
        path = here.files.get(id_of(line))
        if path is None or line in takes:
            continue
        try:
            kept, flat = _kept(path, line, cache)
        except _Unfit as unfit:
            faults.append(unfit.told(path, line, mark))
            continue
        takes[line] = _take(line, kept)
        if flat:
            remarks.append(problem("own-clipped", mark, weight=Weight.LOOK, path=path))
    if faults:
        raise KindpaceError(dict.fromkeys(faults))
    strangers = _about_strangers(recordings, here, [line for line, _ in wanted], elsewhere)
    return Own(takes=takes, remarks=(*dict.fromkeys(remarks), *strangers))


def _about_strangers(
    recordings: Recordings, here: Matched, lines: Sequence[Line], elsewhere: OtherLines
) -> tuple[Problem, ...]:
    if not here.strangers:
        return ()
    others = {id_of(line) for line in elsewhere()}
    left = tuple(path for path in here.strangers if named_id(path) not in others)
    words = {id_of(line): line.text for line in lines}
    return about_strangers(recordings, replace(here, strangers=left), words)


class _Unfit(Exception):
    """A recording that can't be a line; `slug` and `words` tell why."""

    def __init__(self, slug: str, **words: object) -> None:
        super().__init__(slug)
        self.slug, self.words = slug, words

    def told(self, path: Path, line: Line, mark: Mark) -> Problem:
        """The same for a person."""
        words: dict[str, Any] = {**self.words, "path": path, "line": shortened(line.text)}
        return problem(self.slug, mark, **words)


def _kept(path: Path, line: Line, cache: Cache) -> tuple[Kept, bool]:
    """The recording as the cache has it, and whether its peaks are cut flat. Raises _Unfit."""
    try:
        packed, raw = read_sound(path)
    except OSError as refused:
        raise _Unfit("own-unreadable", reason=refused.strerror or refused) from None
    except VoiceFailed as broken:
        raise _Unfit("own-unreadable", reason=broken) from None
    text = spoken_words(line).text
    asked = Asked(
        engine=OWN,
        version=VERSION,
        speaker="",
        language=line.language,
        pace=0,
        pitch=0,
        text=text,
        options=(("file", sha256(packed).hexdigest()),),
    )
    kept = cache.get(asked)
    if kept is None:
        with claimed(cache.folder, asked.key, lambda: False):
            kept = _fresh(raw, text, asked, cache)
    return kept, clipped(raw.samples)


def _fresh(raw: Spoken, text: str, asked: Asked, cache: Cache) -> Kept:
    count = count_syllables(text)
    longest = LONGEST_SYLLABLE * count + GRACE
    whole = len(raw.samples) / raw.rate
    if whole > longest + AROUND:
        raise _Unfit("own-long", seconds=f"{whole:.1f}", longest=f"{longest:.1f}")
    words = cleaned(raw.samples, raw.rate)
    if words is None:
        raise _Unfit("own-silent")
    seconds = len(words) / RATE
    if seconds < SHORTEST_SYLLABLE * count:
        raise _Unfit("own-short", seconds=f"{seconds:.2f}")
    if seconds > longest:
        raise _Unfit("own-long", seconds=f"{seconds:.1f}", longest=f"{longest:.1f}")
    try:
        return cache.put(asked, Spoken(samples=words, rate=RATE))
    except VoiceFailed as broken:
        raise _Unfit("own-unreadable", reason=broken) from None


def _take(line: Line, kept: Kept) -> Take:
    return Take(
        line=line,
        length=Fraction(kept.heard.stop - kept.heard.start, kept.rate),
        rate=kept.rate,
        voice=OWN,
        key=kept.key,
        load=kept.load,
    )
