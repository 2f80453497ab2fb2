"""Lengths and moments as people write them: `10 seconds`, `1 min 30`, `2:30`, `5'`."""

import re
from fractions import Fraction

from kindpace.session.model import Seconds
from kindpace.session.notation import LONGEST

HOURS = r"h|hrs?|hours?|horas?|stunden?|std|heures?"
MINUTES = r"m|mins?|minutes?|minutos?|minuten?|′|'"
SECONDS = r"s|secs?|seconds?|segs?|segundos?|sek|sekunden?|secondes?|″|\""
NUMBER = r"[0-9]{1,5}(?:[.,][0-9]{1,3})?"
PIECE = rf"{NUMBER}\s?-?(?:{HOURS}|{MINUTES}|{SECONDS})(?![^\W\d_])\.?"
LENGTH = re.compile(
    rf"(?i)(?<![\w.,:]){PIECE}(?:\s*(?:and|y|und|et|,)?\s*{PIECE})*(?:[0-9]{{1,2}}\b)?"
)
PARTS = re.compile(rf"(?i)({NUMBER})\s?-?({HOURS}|{MINUTES}|{SECONDS})?(?![^\W\d_])")
CLOCK = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])")
MILLI = 1000


def length_in(text: str) -> tuple[Seconds, str] | None:
    """The first length that stands in `text`, in seconds, and its words; None where none does."""
    found = LENGTH.search(text)
    if found is None:
        return None
    total, unit = Fraction(0), 3600
    for number, name in PARTS.findall(found[0]):
        # After minutes a bare number means seconds: `1m30`.
        unit = _unit(name) if name else unit // 60
        total += Fraction(number.replace(",", ".")) * unit
    return (total, found[0]) if 0 < total <= LONGEST else None


def moment(text: str) -> Seconds | None:
    """`2:30` or `1:02:30` as seconds; None for anything else."""
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(group or 0) for group in found.groups())
    return Seconds(3600 * hours + 60 * minutes + seconds)


def written(length: Seconds) -> str:
    """A length as scripts write it, to the millisecond: `2.5s`, `45s`, `1m30`, `5m`."""
    thousandths = max(1, round(length * MILLI))
    minutes, rest = divmod(thousandths, 60 * MILLI)
    if rest % MILLI or not minutes:
        return f"{_decimal(thousandths)}s"
    hours, minutes = divmod(minutes, 60)
    seconds = rest // MILLI
    if hours:
        tail = f"{minutes}m{seconds}s" if seconds else f"{minutes:02}m" if minutes else ""
        return f"{hours}h{tail}"
    return f"{minutes}m{seconds:02}" if seconds else f"{minutes}m"


def _decimal(thousandths: int) -> str:
    whole, rest = divmod(thousandths, MILLI)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".") if rest else str(whole)


def _unit(name: str) -> int:
    if re.fullmatch(HOURS, name, re.IGNORECASE):
        return 3600
    return 60 if re.fullmatch(MINUTES, name, re.IGNORECASE) else 1
