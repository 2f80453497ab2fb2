"""What rules of speech are made of: a pattern, and what to say for it."""

import re
from collections.abc import Callable, Iterable

Found = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Found], str]]

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
START, END = r"(?<![\w.,:/-])", r"(?![\w/]|[.,:-]\d)"
"""A number or short form stands alone: not inside a word, a decimal, a date or an address."""


def rule(pattern: str, spoken: Callable[[Found], str], flags: int = 0) -> Rule:
    """Say `spoken` for whatever `pattern` finds."""
    return re.compile(pattern, flags), spoken


def either(names: Iterable[str]) -> str:
    """A pattern for any of `names`, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def full_stop(found: Found) -> str:
    """The full stop of a short form, where it ends a sentence too."""
    rest = found.string[found.end() :]
    ends = not rest.strip() or re.match(r"\s+[\"'(]?[A-Z]", rest)
    return "." if found[0].endswith(".") and ends else ""
