"""English as it is said aloud: numbers, units, ranges, fractions, times, abbreviations.

The rules run in order, the most special first, so that "1:30:00" is whole before "1:30" is looked
at. The words, and examples of each, are in words/en.toml.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kindpace.voices.addresses import addresses
from kindpace.voices.leftover import leftovers
from kindpace.voices.numerals import Numerals
from kindpace.voices.quantities import quantities
from kindpace.voices.rules import (
    END,
    START,
    Found,
    Rule,
    between_times,
    either,
    full_stop,
    rule,
    words_for,
)
from kindpace.voices.worded import AROUND, LEAST_DIGITS, Words, words_of

POSSESSIVE = "your|my|her|his|their|our"
NUMBERED = (
    "part|chapter|level|phase|stage|week|day|round|zone|type|act|volume|step|set|session|block"
)
RULERS = "King|Queen|Pope|Prince|Princess"
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
SHARP = " o'clock"
AS_A_NUMBER = (2000, 2010)
"""Years in between are said as numbers: two thousand five."""

HUMMED = (
    r"(?!(?:[Hh]+m+|[Mm]+|[Ss]+h+|[Pp]+ss*t|[Bb]+r+|[Gg]r+|[Pp]f+t?|[Tt]s+k|[Zz]+|HMM+|SHH+)\b)"
)
"""Sounds that are written without a vowel, and aren't spelled out."""

UNITS_ALONE = r"km|mi|kg|min|sec|s|h|hr|m"


@cache
def rules() -> Sequence[Rule]:
    """All rules, in the order in which they run."""
    words = words_of("en")
    numerals = Numerals.read(words["numbers"])
    english = _English(words=words, numerals=numerals)
    return (
        *addresses(words["phrases"]),
        *english.telephone_and_clock(),
        *english.breath_and_durations(),
        *quantities(numerals, words["units"]),
        *english.short_words(),
        *leftovers(numerals, words["signs"], words["phrases"], english.years()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _English:
    """Says what its patterns find."""

    words: Words
    numerals: Numerals

    def telephone_and_clock(self) -> Iterable[Rule]:
        """Numbers to call, times of the day, paces."""
        calling = r"\b(call|dial|text|phone|ring)( \w+ to| us(?: at| on)?| at| on| to)? "
        per = r"/ ?(km|mi|mile)\b"
        yield between_times("to")
        yield rule("phone", rf"(?i){calling}(\d[\d -]*\d)(?![\w%/:]|[.,]\d)", self._telephone)
        at = rf"{START}(\d\d?)(?::([0-5]\d))? ?([ap])\.?m\b\.?"
        yield rule("time", at, self._time_of_day, re.IGNORECASE)
        yield rule("pace", rf"{START}(\d\d?):([0-5]\d) ?(?:min ?)?{per}", self._pace)
        yield rule("pace", rf"{START}(\d\d?)'([0-5]\d)\"? ?{per}", self._pace)
        primes = rf"{START}(\d\d?)'([0-5]\d)(\"){END}"
        yield rule("duration", primes, self._minutes_and_seconds)
        yield rule("duration", rf"{START}(\d\d?):([0-5]\d):([0-5]\d){END}", self._three)
        minutes = r" ?(?:min\b\.?|minutes?\b)"
        yield rule("duration", rf"{START}(\d\d?):([0-5]\d)(){minutes}", self._minutes_and_seconds)
        yield rule(
            "time", rf"{START}(\d\d?):([0-5]\d){END}", lambda one: self._clock(*one.groups())
        )

    def breath_and_durations(self) -> Iterable[Rule]:
        """Breath patterns, spans of time, ages and decades, `3 x`, `10k steps`."""
        yield rule("breath", rf"{START}\d\d?s?(?::\d\d?s?)+{END}", self._one_by_one)
        yield rule("breath", rf"{START}\d\d?(?:-\d\d?){{2,}}{END}", self._one_by_one)
        hours = rf"{START}(\d{{1,3}}) ?h ?([0-5]?\d)(?: ?m(?:in)?)?{END}"
        yield rule("duration", hours, self._hours_and_minutes)
        minutes = rf"{START}(\d{{1,3}})m ?([0-5]\d)(s?){END}"
        yield rule("duration", minutes, self._minutes_and_seconds)
        age = rf"\b((?:in|into|until|past) (?:{POSSESSIVE})(?: early| mid| late)?)[ -](\d0)s\b"
        yield rule("age", age, self._age)
        yield rule("decade", rf"{START}(1[1-9]|20)([1-9]0)s\b", self._decade)
        yield rule("decade", r"\b([Tt]he )([1-9]0)s\b", self._age)
        yield rule(
            "times", rf"{START}(\d{{1,3}}) ?x ?(?=\d)", lambda one: f"{self._said(one[1])} times "
        )
        steps = rf"{START}(\d{{1,3}})[kK] (?=steps|strides|people|runners)"
        yield rule("amount", steps, lambda one: f"{self._said(one[1])} thousand ")

    def short_words(self) -> Iterable[Rule]:
        """Streets and saints, places in a row, abbreviations, the lexicon, letters by name."""
        words = self.words
        yield rule("street", r"\b(\d{1,4}(?:st|nd|rd|th)) St\.", self._street)
        yield rule("street", r"\b([A-Z]\w+) St\.(?! ?[A-Z])", self._street)
        yield rule("ordinal", r"(?i)\b(\d{1,4})(?:st|nd|rd|th)\b", self._ordinal)
        yield rule("number", r"(?:\bNo\. ?|#)(?=\d)", lambda _: "number ")
        ruler = rf"\b((?:{RULERS}) [A-Z]\w+) ([IVX]{{1,5}})\b"
        yield rule("roman number", ruler, self._ruler)
        letters = r"[IVXL]{2,6}|V|I(?=[,.:;!?)]|$)"
        numbered = rf"\b((?i:{NUMBERED})|World War) ({letters})\b(?!')"
        yield rule("roman number", numbered, self._roman)
        titles: Mapping[str, str] = words["titles"]
        name = rf"\b({either(titles)})(?= ?[A-Z])"
        yield rule("title", name, lambda found: titles[found[1]])
        yield words_for(
            "abbreviation",
            words["abbreviations"],
            around=AROUND,
            may_end=words["may_end"],
            flags=re.IGNORECASE,
        )
        yield words_for("day", words["days"], around=AROUND)
        per = rf"\b(per|a|each|every) ({UNITS_ALONE})(?![\w'/])"
        yield rule("unit", per, lambda one: f"{one[1]} {words['units'][one[2]][0]}")
        yield rule("unit", r"(?<![\w/])km (?=\d)", lambda _: "kilometer ")
        around = (r"(?<![\w/])", r"(?![\w/])")
        yield words_for("built-in lexicon", words["lexicon"], around=around)
        letters = rf"(?<![\w']){HUMMED}([B-DF-HJ-NP-TV-XZ]{{2,5}})(s?)(?![\w'])"
        yield rule("letters", letters, _letters)

    def years(self) -> Iterable[Rule]:
        """A year after its small word, at the end of what is said."""
        months = "January|February|March|April|May|June|July|August|September|October|November"
        year = rf"\b(in|since|until|from|by|of|(?:{months}|December)(?: [a-z-]+)?,?)"
        yield rule("year", rf"{year} (1[1-9]|20)(\d\d)(?=[,.!?;:)]|$)", self._year)

    def _said(self, written: str) -> str:
        return self.numerals.cardinal(int(written))

    def _telephone(self, found: Found) -> str:
        groups = re.split(r"[ -]+", found[3])
        if sum(len(group) for group in groups) < LEAST_DIGITS:
            return found[0]
        spoken = ", ".join(self.numerals.digits(group) for group in groups)
        return f"{found[1]}{found[2] or ''} {spoken}"

    def _time_of_day(self, found: Found) -> str:
        clock = self._clock(found[1], found[2]) if found[2] else self._said(found[1])
        return f"{clock.removesuffix(SHARP)} {found[3].upper()} M{full_stop(found)}"

    def _clock(self, hours: str, minutes: str) -> str:
        hour = self._said(hours)
        if minutes == "00":
            return hour + SHARP
        return f"{hour} {'oh ' if minutes.startswith('0') else ''}{self._said(minutes)}"

    def _pace(self, found: Found) -> str:
        distance = "kilometer" if found[3] == "km" else "mile"
        if found[2] == "00":
            return f"{self._counted(found[1], 'minute')} per {distance}"
        return f"{self._clock(found[1], found[2])} per {distance}"

    def _three(self, found: Found) -> str:
        counted = zip(found.groups(), ("hour", "minute", "second"), strict=True)
        said = [self._counted(value, unit) for value, unit in counted if int(value)]
        return " ".join(said) or "zero seconds"

    def _counted(self, value: str, unit: str) -> str:
        return f"{self._said(value)} {unit}{'' if int(value) == 1 else 's'}"

    def _one_by_one(self, found: Found) -> str:
        return " ".join(self._said(each) for each in re.findall(r"\d+", found[0]))

    def _hours_and_minutes(self, found: Found) -> str:
        return f"{self._counted(found[1], 'hour')} {self._said(found[2])}"

    def _minutes_and_seconds(self, found: Found) -> str:
        rest = self._counted(found[2], "second") if found[3] else self._said(found[2])
        return f"{self._counted(found[1], 'minute')} {rest}"

    def _age(self, found: Found) -> str:
        return f"{found[1].strip()} {self.numerals.formed(self._said(found[2]), 'plural')}"

    def _decade(self, found: Found) -> str:
        return f"{self._said(found[1])} {self.numerals.formed(self._said(found[2]), 'plural')}"

    def _street(self, found: Found) -> str:
        return f"{found[1]} Street{full_stop(found)}"

    def _ordinal(self, found: Found) -> str:
        return self.numerals.ordinal(int(found[1]))

    def _ruler(self, found: Found) -> str:
        return f"{found[1]} the {self.numerals.ordinal(roman(found[2]))}"

    def _roman(self, found: Found) -> str:
        return f"{found[1]} {self.numerals.cardinal(roman(found[2]))}"

    def _year(self, found: Found) -> str:
        year = int(found[2] + found[3])
        if AS_A_NUMBER[0] <= year < AS_A_NUMBER[1]:
            return f"{found[1]} {self.numerals.cardinal(year)}"
        rest = "hundred" if found[3] == "00" else self._said(found[3])
        rest = f"oh {rest}" if found[3].startswith("0") and found[3] != "00" else rest
        return f"{found[1]} {self._said(found[2])} {rest}"


def roman(written: str) -> int:
    """What a number in Roman letters comes to."""
    values = [ROMAN[letter] for letter in written]
    return sum(
        -one if one < following else one
        for one, following in zip(values, [*values[1:], 0], strict=True)
    )


def _letters(found: Found) -> str:
    """Each letter by its name; a plural stays with the last one."""
    return " ".join(found[1]) + ("'s" if found[2] else "")
