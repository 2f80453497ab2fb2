"""What rules of speech are made of: a name, a pattern, and what to say for it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from kindpace.session.lexicon import Change

Found = re.Match[str]
Note = Callable[[Change], None]
"""Told each change as it is made."""

START, END = r"(?<![\w.,:/-])", r"(?![\w/]|[.,:-]\d)"
"""A number or short form stands alone: not inside a word, a decimal, a date or an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Say `spoken` for whatever `pattern` finds. `name` is told to whoever asks why."""

    name: str
    pattern: re.Pattern[str]
    spoken: Callable[[Found], str]


def rule(name: str, pattern: str, spoken: Callable[[Found], str], flags: int = 0) -> Rule:
    """A rule from the text of its pattern."""
    return Rule(name=name, pattern=re.compile(pattern, flags), spoken=spoken)


def follow(text: str, rules: Iterable[Rule], note: Note) -> str:
    """`text` after all `rules`, in their order; `note` is told of each change."""
    for one in rules:
        text = one.pattern.sub(_noted(one, note), text)
    return text


def between_times(word: str) -> Rule:
    """`word` in place of the hyphen from one time of the day, or one pace, to another."""
    pattern = r"(?<=\d[:h][0-5]\d) ?- ?(?=\d\d?[:h][0-5]\d)|(?<=\dh) ?- ?(?=\d\d?h)"
    return rule("range", pattern, lambda _: f" {word} ")


def either(names: Iterable[str]) -> str:
    """A pattern for any of `names`, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def words_for(
    name: str,
    said: Mapping[str, str],
    *,
    around: tuple[str, str],
    may_end: Collection[str] = (),
    flags: int = 0,
) -> Rule:
    """A rule that looks up what it finds in `said`, between the two patterns `around`.

    With `re.IGNORECASE` the keys of `said` are small letters. At the end of the text a full stop
    stays; those in `may_end` keep it before a capital too.
    """
    before, after = around

    def spoken(found: Found) -> str:
        written = found[0].lower() if flags & re.IGNORECASE else found[0]
        ends = written in may_end or found.end() == len(found.string)
        return said[written] + (full_stop(found) if ends else "")

    return rule(name, rf"{before}(?:{either(said)}){after}", spoken, flags)


def full_stop(found: Found) -> str:
    """The full stop of a short form, where it ends a sentence too."""
    if not found[0].endswith("."):
        return ""
    rest = found.string[found.end() : found.end() + 8]
    following = re.match(r"\s+[\"'(]*(\w)", rest)
    return "." if not rest.strip() or (following and following[1].isupper()) else ""


def _noted(one: Rule, note: Note) -> Callable[[Found], str]:
    def spoken(found: Found) -> str:
        said = one.spoken(found)
        if said != found[0]:
            note(Change(written=found[0].strip(), said=said.strip(), by=one.name))
        return said

    return spoken
