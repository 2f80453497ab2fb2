"""A score as the text of one tag frame, and back again, whoever wrote it.

The text is base64 of zlib of compact JSON. Times stand in whole 1/44,100 s where they are whole,
else as exact fractions; each start is told from the one before it, which squeezes well. A tag may
come from anywhere, so reading bounds everything: sizes, counts, lengths and digits.
"""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any, Final, TypeVar

from kindpace.problems import KindpaceError, problem
from kindpace.session.model import Seconds
from kindpace.timeline.events import BeatWindow, Phase
from kindpace.timeline.score import (
    FINEST,
    GRID,
    LONGEST_TEXT,
    Score,
    ScoredBreath,
    ScoredLine,
    ScoredSpan,
    ScoredWord,
    readable,
)
from kindpace.timeline.tempo import Stride

VERSION: Final = 1

MOST_TEXT: Final = 4_000_000
MOST_DATA: Final = 8_000_000
"""Letters in a tag, and bytes once they are unpacked: a day of counted breaths has room."""

LONGEST: Final = Seconds(48 * 3600)
"""No moment of a score lies farther from its beginning."""

MOST_ROWS: Final = 300_000
MOST_LINES: Final = 10_000
"""Events of one kind, and those among them that have to be looked for with some effort."""

MOST_STEPS: Final = 500_000
FASTEST: Final = 1000
"""Footfalls in all, and in a minute."""

EXACT: Final = re.compile(r"(-?[0-9]{1,400})(?:/([0-9]{1,400}))?")
"""A fraction whose digits can be reckoned with; sums of such may not grow beyond `FINEST` bits."""

Row = list[Any]
T = TypeVar("T")


class _Unreadable(ValueError):
    """Something stands where something else should; the message names it for developers."""


def written(score: Score) -> str:
    """`score` as text for a tag: ASCII, without line ends."""
    told = {
        "v": VERSION,
        "length": _told(score.length),
        "strides": [
            [_told(one.start), one.steps, str(one.begin), str(one.end)] for one in score.strides
        ],
        "windows": [[_told(one.start), _told(one.end)] for one in score.windows],
        "lines": _since(
            [one.start, _told(one.end - one.start), one.text, one.outline.hex(), one.tint.hex()]
            for one in score.lines
        ),
        "words": _since([one.start, _told(one.room), one.text] for one in score.words),
        "breaths": _since(
            [one.start, _told(one.length), one.phase.value, str(one.gain)] for one in score.breaths
        ),
        **{
            name: _since(
                [one.start, _told(one.end - one.start), int(one.announced)] for one in spans
            )
            for name, spans in (
                ("bells", score.bells),
                ("plays", score.plays),
                ("quiets", score.quiets),
            )
        },
        "sound": score.sound,
        "seed": score.seed,
        "beat": dict(score.beat),
        "music": int(score.music),
    }
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return b64encode(zlib.compress(data.encode(), 9)).decode()


def read_score(text: str) -> Score:
    """The score that `written` made into `text`.

    Raises `KindpaceError` (`score-unreadable`) for anything else, at bounded cost.
    """
    try:
        return _score(_unpacked(text))
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as fault:
        raise KindpaceError([problem("score-unreadable")]) from fault


def _unpacked(text: str) -> Mapping[str, Any]:
    if len(text) > MOST_TEXT:
        raise _Unreadable("long")
    opened = zlib.decompressobj()
    try:
        data = opened.decompress(b64decode(text, validate=True), MOST_DATA)
    except zlib.error as fault:
        raise _Unreadable("packed") from fault
    if not opened.eof or opened.unused_data:
        raise _Unreadable("cut short, or too long")
    told = json.loads(data, parse_constant=_no_number)
    if not isinstance(told, dict) or told["v"] != VERSION:
        raise _Unreadable("version")
    return told


def _score(told: Mapping[str, Any]) -> Score:
    strides = tuple(_stride(row) for row in _rows(told, "strides", 4))
    if sum(one.steps for one in strides) > MOST_STEPS:
        raise _Unreadable("steps")
    length, seed = _time(told["length"]), told["seed"]
    if length <= 0 or type(seed) is not int or not 0 <= seed < 1 << 32:
        raise _Unreadable("length or seed")
    lines = _events(told, "lines", 5, _line)
    if len(lines) > MOST_LINES:
        raise _Unreadable("lines")
    return Score(
        length=length,
        strides=strides,
        windows=tuple(
            BeatWindow(start=_time(start), end=_time(end))
            for start, end in _rows(told, "windows", 2)
        ),
        lines=lines,
        words=_events(told, "words", 3, _word),
        breaths=_events(told, "breaths", 4, _breath),
        bells=_events(told, "bells", 3, _span),
        plays=_events(told, "plays", 3, _span),
        quiets=_events(told, "quiets", 3, _span),
        sound=_text(told["sound"]),
        seed=seed,
        beat=_recipe(told["beat"]),
        music=bool(told["music"]),
    )


def _stride(row: Row) -> Stride:
    start, steps, begin, end = row
    if type(steps) is not int or not 0 < steps <= MOST_STEPS:
        raise _Unreadable("steps")
    cadences = [_exact(begin), _exact(end)]
    if not all(1 <= cadence <= FASTEST for cadence in cadences):
        raise _Unreadable("cadence")
    return Stride(start=_time(start), steps=steps, begin=cadences[0], end=cadences[1])


def _line(start: Seconds, row: Row) -> ScoredLine:
    length, text, outline, tint = row
    return ScoredLine(
        start=start,
        end=start + _length(length),
        text=_text(text),
        outline=_points(outline, 15),
        tint=_points(tint, 28),
    )


def _word(start: Seconds, row: Row) -> ScoredWord:
    room, text = row
    return ScoredWord(start=start, room=_length(room), text=_text(text))


def _breath(start: Seconds, row: Row) -> ScoredBreath:
    length, phase, gain = row
    share = _exact(gain)
    if not 0 <= share <= 1:
        raise _Unreadable("gain")
    return ScoredBreath(start=start, length=_length(length), phase=Phase(phase), gain=share)


def _span(start: Seconds, row: Row) -> ScoredSpan:
    length, announced = row
    return ScoredSpan(start=start, end=start + _length(length), announced=bool(announced))


def _events(
    told: Mapping[str, Any], name: str, width: int, make: Callable[[Seconds, Row], T]
) -> tuple[T, ...]:
    """The rows called `name`; the first column of each is told from the row before."""
    rows = _rows(told, name, width)
    starts = accumulate((_time(row[0]) for row in rows), lambda one, gap: _bounded(one + gap))
    return tuple(make(start, row[1:]) for start, row in zip(starts, rows, strict=True))


def _rows(told: Mapping[str, Any], name: str, width: int) -> list[Row]:
    rows = told[name]
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise _Unreadable(name)
    if not all(isinstance(row, list) and len(row) == width for row in rows):
        raise _Unreadable(name)
    return rows


def _since(rows: Iterable[Row]) -> list[Row]:
    """`rows` with each start told from the one before it."""
    listed = list(rows)
    gaps = [after - before for before, after in pairwise([Seconds(0), *(row[0] for row in listed)])]
    return [[_told(gap), *row[1:]] for gap, row in zip(gaps, listed, strict=True)]


def _told(moment: Seconds) -> int | str:
    """Whole parts of the grid as a number, anything between as an exact fraction of a second."""
    parts = moment * GRID
    return parts.numerator if parts.denominator == 1 else str(moment)


def _time(value: object) -> Seconds:
    if type(value) is int:
        return _bounded(Seconds(value, GRID))
    return _bounded(_exact(value))


def _bounded(moment: Seconds) -> Seconds:
    if abs(moment) > LONGEST or moment.denominator.bit_length() > FINEST:
        raise _Unreadable("moment")
    return moment


def _length(value: object) -> Seconds:
    length = _time(value)
    if length < 0:
        raise _Unreadable("length")
    return length


def _exact(value: object) -> Fraction:
    match = EXACT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _Unreadable("number")
    return Fraction(int(match[1]), int(match[2] or 1))


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or value != readable(value):
        raise _Unreadable("text")
    return value


def _recipe(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _Unreadable("recipe")
    return value


def _points(value: object, most: int) -> bytes:
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]*", value):
        raise _Unreadable("outline")
    found = bytes.fromhex(value)
    if max(found, default=0) > most:
        raise _Unreadable("outline")
    return found


def _no_number(name: str) -> float:
    raise _Unreadable(name)
