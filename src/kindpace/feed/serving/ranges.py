"""Which bytes of a file somebody asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

ONE = re.compile(r"([0-9]*)-([0-9]*)")
MOST_DIGITS = 18
"""Of a place in a file: more than any disk holds, and quick to count with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The bytes from `start` up to, not including, `stop`."""

    start: int
    stop: int

    @property
    def length(self) -> int:
        """How many bytes there are in it."""
        return self.stop - self.start


class Unreachable(ValueError):
    """The file has nothing of what was asked for: 416."""


def wanted(header: str | None, size: int) -> Span | None:
    """The span that `header` asks for in a file of `size` bytes; None is the whole of it.

    Other units than bytes are passed over, and so are several spans at once, as the standard
    allows: the whole file holds them all. Raises Unreachable for spans that lie outside, that end
    before they begin, or that can't be read.
    """
    unit, equals, written = (header or "").partition("=")
    if not equals or unit.strip().lower() != "bytes":
        return None
    spans = [_span(one.strip(), size) for one in written.split(",") if one.strip()]
    within = [span for span in spans if span is not None]
    if not within:
        raise Unreachable(written[:40])
    return within[0] if len(spans) == 1 else None


def _span(written: str, size: int) -> Span | None:
    """One span of the list, cut to the file; None lies outside."""
    found = ONE.fullmatch(written)
    if found is None or not any(found.groups()):
        raise Unreachable(written[:40])
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - _number(last)), size
    else:
        start, stop = _number(first), min(size, _number(last) + 1 if last else size)
        if last and _number(last) < start:
            raise Unreachable(written[:40])
    return Span(start=start, stop=stop) if start < stop else None


def _number(digits: str) -> int:
    bare = digits.lstrip("0") or "0"
    return int(bare) if len(bare) <= MOST_DIGITS else 10**MOST_DIGITS
