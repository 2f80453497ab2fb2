"""The small notations of a script: durations, places, stretches; and how to show them again.

Each reader takes what stood in the file and gives a typed value, or raises `Unreadable` with the
slug and the words of the problem. None of them knows where in the file it is reading.
"""

import re
from fractions import Fraction
from typing import Any

from kindpace.problems import Mark, Problem, problem
from kindpace.session.model import Anchor, Place, Seconds, Stretch

LONGEST = Seconds(24 * 3600)
MOST_REPEATS = 200
QUIETEST, LOUDEST = -60, 12
SOFTEST_MIX, LOUDEST_MIX = -24, 12
LONGEST_NOTATION = 200
SHOWN = 60
MINUTE_IN_TENTHS = 600

NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
# After hours a bare number means minutes, after minutes seconds: `1h30`, `1m30`.
DURATION = re.compile(
    rf"(?:({NUMBER})\s*h)?\s*(?:({NUMBER})\s*m)?\s*(?:({NUMBER})\s*s)?"
    rf"|({NUMBER})\s*h\s*([0-9]{{1,2}})|(?:({NUMBER})\s*h)?\s*({NUMBER})\s*m\s*([0-9]{{1,2}})"
)
ALMOST_DURATION = re.compile(rf"({NUMBER})\s*(s|m|h)(?:ecs?|econds?|ins?|inutes?|r|rs|ours?)\.?")
DECIBELS = re.compile(
    r"([+-]?(?:[0-9]{1,6}(?:\.[0-9]{0,6})?|\.[0-9]{1,6}))\s*(?:dB)?", re.IGNORECASE
)
CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")


class Unreadable(ValueError):
    """A notation that can't be read: the slug of the problem and the words that fill it."""

    def __init__(self, slug: str, **words: str) -> None:
        super().__init__(slug)
        self.slug = slug
        self.words: dict[str, Any] = dict(words)

    def at(self, mark: Mark) -> Problem:
        """The problem that this is when it stands at `mark`."""
        return problem(self.slug, mark, **self.words)


def duration(written: object) -> Seconds:
    """`90s`, `5m`, `1m30`, `1h05m` or `2.5s` as seconds, more than none and at most a day."""
    length = _seconds(written)
    if length is None and _is_number(written):
        raise Unreadable("duration-bare", written=shown(written))
    if length is None:
        raise Unreadable("duration-unreadable", written=shown(written), hint=_hint(written))
    if not 0 < length <= LONGEST:
        raise Unreadable("duration-out-of-range", written=shown(written))
    return length


def _seconds(written: object) -> Seconds | None:
    if not isinstance(written, str) or len(written) > LONGEST_NOTATION:
        return None
    match = DURATION.fullmatch(written.strip())
    if match is None or not match[0]:
        return None
    hours, minutes, seconds, alone, after_h, before_m, whole, after_m = (
        Fraction(group or 0) for group in match.groups()
    )
    return (
        3600 * (hours + alone + before_m) + 60 * (minutes + after_h + whole) + (seconds + after_m)
    )


def _is_number(written: object) -> bool:
    if isinstance(written, str):
        return re.fullmatch(rf"-?{NUMBER}", written.strip()) is not None
    return isinstance(written, int | Fraction) and not isinstance(written, bool)


def _hint(written: object) -> str:
    """The notation that was probably meant, or a few to choose from."""
    text = shown(written).lower()
    if match := ALMOST_DURATION.fullmatch(text):
        return f"`{match[1]}{match[2]}`"
    if match := CLOCK.fullmatch(text):
        return f"`{match[1]}m{match[2]}` for minutes and seconds"
    return "`90s`, `5m`, `1m30` or `1h05m`"


def minutes(written: object) -> Seconds:
    """The length of a track: a bare number of minutes, or a duration."""
    if _is_number(written):
        length = Fraction(str(written).strip()) * 60
        if not 0 < length <= LONGEST:
            raise Unreadable("duration-out-of-range", written=shown(written))
        return length
    return duration(written)


def place(written: object) -> Place:
    """`at:` a moment of the part: `1m30` from its start, `60%` of it, `-30s` before its end."""
    text = shown(written)
    if match := re.fullmatch(rf"({NUMBER})\s*%", text):
        share = Fraction(match[1]) / 100
        if share <= 1:
            return Place(anchor=Anchor.SHARE, value=share)
    elif text.startswith("-") and (length := _seconds(text[1:])):
        return Place(anchor=Anchor.END, value=length)
    elif text in ("0", "0s"):
        return Place(anchor=Anchor.START)
    elif length := _seconds(text):
        return Place(anchor=Anchor.START, value=length)
    elif _is_number(written):
        raise Unreadable("duration-bare", written=text)
    raise Unreadable("place-unreadable", written=text)


def stretch(written: object, least: Seconds, most: Seconds | None) -> Stretch:
    """`elastic`, `1m to 8m` (elastic within limits) or a fixed duration."""
    text = " ".join(written.split()) if isinstance(written, str) else ""
    if text == "elastic":
        return Stretch(least=least, usual=None, most=most)
    low, to, high = text.partition(" to ")
    if to:
        bounds = duration(low), duration(high)
        if bounds[0] > bounds[1]:
            raise Unreadable("stretch-backwards", written=shown(written))
        return Stretch(least=bounds[0], usual=None, most=bounds[1])
    try:
        return Stretch.fixed(duration(written))
    except Unreadable as error:
        slug = error.slug.replace("duration-unreadable", "quiet-unreadable")
        raise Unreadable(slug, **error.words) from None


def repeats(written: object) -> int:
    """`3x`: how many rounds."""
    match = re.fullmatch(r"([0-9]{1,4})\s*[x×]?", shown(written))
    if match is None or not 1 <= int(match[1]) <= MOST_REPEATS:
        raise Unreadable("repeat-unreadable", written=shown(written))
    return int(match[1])


def rounds(written: object) -> tuple[int, ...]:
    """Which rounds of a repeat: `first`, `last`, `2` or a list of these; `last` is -1."""
    listed = written if isinstance(written, list) else [written]
    found = [_round(one) for one in listed[:MOST_REPEATS]]
    if not all(found) or not found:
        odd = listed[found.index(0)] if found else None
        raise Unreadable("rounds-unreadable", written=shown(odd))
    return tuple(found)


def _round(written: object) -> int:
    """The number of a round; 0 where none can be read."""
    if isinstance(written, int) and not isinstance(written, bool):
        return written if 1 <= written <= MOST_REPEATS else 0
    return {"first": 1, "last": -1}.get(shown(written), 0)


def level(written: object) -> Fraction:
    """Decibels between -60 and +12: `-6`, `-6 dB`."""
    found = _decibels(written)
    if found is None or not QUIETEST <= found <= LOUDEST:
        raise Unreadable("level-unreadable", written=shown(written))
    return found


def mix_level(written: object) -> Fraction:
    """Decibels beside the template, between -24 and +12: `-6`, `+1.5`, `-6 dB`."""
    found = _decibels(written)
    if found is None:
        raise Unreadable("mix-unreadable", written=shown(written))
    if not SOFTEST_MIX <= found <= LOUDEST_MIX:
        raise Unreadable("mix-out-of-range", written=shown(found))
    return found


def _decibels(written: object) -> Fraction | None:
    if isinstance(written, int | Fraction) and not isinstance(written, bool):
        return Fraction(written)
    text = shown(written).replace("\N{MINUS SIGN}", "-")
    match = DECIBELS.fullmatch(text)
    return Fraction(match[1]) if match else None


def shown(written: object) -> str:
    """A value as a person wrote it, on one line, cut short if it is long."""
    match written:
        case None | "":
            return "nothing"
        case bool():
            return "true" if written else "false"
        case Fraction():
            return f"{float(written):.6f}".rstrip("0").rstrip(".")
        case dict():
            return "a mapping"
        case list():
            return "a list"
    text = " ".join(str(written)[: 4 * SHOWN].split())
    text = "".join(letter if letter.isprintable() else "·" for letter in text)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def clock(moment: Seconds) -> str:
    """A moment or length for people: `4:05`, `1:02:30`, whole seconds, rounded."""
    total = round(abs(moment))
    hours, rest = divmod(total, 3600)
    sign = "-" if moment < 0 and total else ""
    if hours:
        return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{sign}{rest // 60}:{rest % 60:02}"


def span(length: Seconds) -> str:
    """A short length for people: `6.2 s`, `1 min 20 s`, `5 min`."""
    tenths = round(length * 10)
    if tenths < MINUTE_IN_TENTHS:
        return f"{tenths // 10}.{tenths % 10} s" if tenths % 10 else f"{tenths // 10} s"
    whole, rest = divmod(round(length), 60)
    return f"{whole} min {rest} s" if rest else f"{whole} min"
