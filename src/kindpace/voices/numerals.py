"""Number words from rules kept as data: 42 -> "forty-two", 3rd -> "third", 3/4 -> "three quarters".

A rule belongs to the numbers from its base up to the next one. In its words `<<` is the number of
times that its power of ten (or the number behind a stroke, "60/20") goes into them, `>>` is what is
left, and `[a|b]` is a where something is left, else b: the way of Unicode's rule-based number
formats (UTS 35, part 3). `<form<` and `>form>` put a form of the word there.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 10**12
LONGEST = len(str(MOST)) - 1
"""Digits of what is counted; longer rows of them are read one by one."""

CHOICE = re.compile(r"\[([^|\]]*)\|?([^\]]*)\]")
PLACE = re.compile(r"<(\w*)<|>(\w*)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The words of numbers from `base` on, until the next."""

    base: int
    divisor: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """The number words of one language.

    `forms` holds by name which endings of a cardinal turn into what; the first that fits counts.
    `group` and `point` are the signs between thousands and before decimals, `comma` the word for
    the latter; `by_digit` tells whether decimals are read one by one.
    """

    counts: tuple[Count, ...]
    places: tuple[Count, ...]
    forms: Mapping[str, tuple[tuple[str, str], ...]]
    parts: Mapping[int, tuple[str, str]]
    group: str
    point: str
    comma: str
    by_digit: bool

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Numerals":
        """The `[numbers]` of a language's file."""
        return cls(
            counts=_counts(data["cardinal"]),
            places=_counts(data.get("ordinal", {})),
            forms={name: tuple(map(tuple, ends)) for name, ends in data["forms"].items()},
            parts={int(bottom): tuple(words) for bottom, words in data["parts"].items()},
            group=data["group"],
            point=data["point"],
            comma=data["comma"],
            by_digit=data["by_digit"],
        )

    @property
    def pattern(self) -> str:
        """A pattern for a number as this language writes it."""
        group = "" if not self.group else rf"\d{{1,3}}(?:[{self.group}]\d{{3}}){{1,4}}(?!\d)|"
        other = r"|\.(?=\d{1,2}(?!\d))" if self.point != "." else ""
        return rf"(?<!\d)(?:(?:{group}\d++)(?:(?:{re.escape(self.point)}{other})\d++)?)"

    def cardinal(self, value: int, form: str = "") -> str:
        """`value`, 0 up to a million millions, in one of the `forms`; beyond, digit by digit."""
        if value >= MOST:
            return self.digits(str(value))
        return self.formed(self._said(value, self.counts), form)

    def ordinal(self, value: int, form: str = "ordinal") -> str:
        """The place in a row: 1 -> "first", 21 -> "twenty-first"."""
        if self.places and value < self.places[-1].base + self.places[-1].divisor:
            return self.formed(self._said(value, self.places), form)
        return self.formed(self.cardinal(value), form if not self.places else "")

    def fraction(self, top: int, bottom: int) -> str | None:
        """A common fraction: "one half", "three quarters"; None where there is no name for it."""
        if bottom in self.parts:
            one, many = self.parts[bottom]
        elif "part" in self.forms:
            one, many = (self.formed(self.ordinal(bottom), form) for form in ("part", "many_parts"))
        else:
            return None
        return f"{self.cardinal(top, 'before')} {one if top == 1 else many}"

    def digits(self, written: str) -> str:
        """Each digit by itself, as in a telephone number: "988" -> "nine eight eight"."""
        return " ".join(self._said(int(digit), self.counts) for digit in written)

    def number(self, written: str, form: str = "") -> str:
        """A number as it stands in text: "1,500", "5.2", "007"."""
        whole, decimals = self._taken_apart(written)
        if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
            spoken = self.digits(whole)
        else:
            spoken = self.cardinal(int(whole), "" if decimals else form)
        return f"{spoken} {self.comma} {self._decimals(decimals)}" if decimals else spoken

    def is_one(self, written: str) -> bool:
        """Whether what follows `written` stands in the singular."""
        return self._taken_apart(written) == ("1", "")

    def formed(self, word: str, form: str) -> str:
        """`word` with the ending that `form` asks for."""
        for ending, instead in self.forms.get(form, ()):
            formed, times = re.subn(ending, instead, word, count=1)
            if times:
                return formed
        return word

    def _taken_apart(self, written: str) -> tuple[str, str]:
        point = self.point if self.point in written else "."
        cut = written.rfind(point)
        if point == "." and self.point != "." and len(written) - cut > 3:  # noqa: PLR2004 - thousands, as in 1.500
            cut = -1
        whole, decimals = (written, "") if cut < 0 else (written[:cut], written[cut + 1 :])
        return re.sub(r"\D", "", whole) or "0", decimals

    def _decimals(self, written: str) -> str:
        if self.by_digit or written.startswith("0") or len(written) > 2:  # noqa: PLR2004 - as in 5,25 alone
            return self.digits(written)
        return self.cardinal(int(written))

    def _said(self, value: int, counts: Sequence[Count]) -> str:
        found = counts[bisect_right(counts, value, key=lambda count: count.base) - 1]
        above, left = divmod(value, found.divisor)

        def filled(place: re.Match[str]) -> str:
            part, form = (above, place[1]) if place[1] is not None else (left, place[2])
            return self.formed(self._said(part, counts), form)

        chosen = CHOICE.sub(lambda choice: choice[1 if left else 2], found.words)
        return PLACE.sub(filled, chosen)


def _counts(words: Mapping[str, str]) -> tuple[Count, ...]:
    found = []
    for key, said in words.items():
        base, _, divisor = key.partition("/")
        ten = 10 ** (len(base) - 1)
        found.append(Count(base=int(base), divisor=int(divisor or ten), words=said))
    return tuple(sorted(found, key=lambda count: count.base))
