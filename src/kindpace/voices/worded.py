"""Running text in a language whose rules are all data: Spanish, German, French.

Their words, patterns and examples stand in words/<language>.toml; the rules here run in order, the
most special first.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kindpace.voices.addresses import addresses
from kindpace.voices.amounts import Amounts, by_any_case
from kindpace.voices.leftover import leftovers
from kindpace.voices.numerals import Numerals
from kindpace.voices.rules import END, START, Found, Rule, between_times, either, rule, words_for

Words = Mapping[str, Any]

AROUND = (r"(?<!\w)", r"(?!\w)")
BEFORE_NAME = (r"(?<!\w)", r"(?= ?[^\W\d_a-zß-öø-ÿ])")
BEFORE_NUMBER = (r"(?<!\w)", r" ?(?=\d)")
LEAST_DIGITS = 3


def words_of(language: str) -> Words:
    """What `words/<language>.toml` holds."""
    text = files("kindpace.voices").joinpath(f"words/{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def rules_of(language: str) -> Sequence[Rule]:
    """All rules of `language`, in the order in which they run."""
    words = words_of(language)
    numerals = Numerals.read(words["numbers"])
    amounts = Amounts(
        numerals=numerals,
        units=by_any_case(words["units"]),
        phrases=words["phrases"],
        whole_parts=words["whole_parts"],
        half=words["half"],
    )
    worded = _Worded(words=words, numerals=numerals, amounts=amounts)
    return (
        *addresses(words["phrases"]),
        *worded.clock(),
        *worded.durations(),
        *amounts.rules(),
        *worded.places(),
        *worded.short_words(),
        *leftovers(numerals, words["signs"], words["phrases"], worded.bare_numbers()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worded:
    """Says what its patterns find, in the words of one language."""

    words: Words
    numerals: Numerals
    amounts: Amounts

    def clock(self) -> Iterable[Rule]:
        """Telephone numbers, paces, times of the day."""
        yield between_times(self._phrase("range", first="", last="").strip())
        phone, suffix = self.words["patterns"]["phone"], self.words["clock"]["suffix"]
        after = r"(?![\w%/:]|[.,]\d)"
        yield rule("phone", rf"(?i:({phone})) ?(\d[\d -]*\d){after}", self._phone)
        yield rule("pace", rf"{START}(\d\d?):([0-5]\d) ?(?:min ?)?/ ?(km|mi)\b", self._pace)
        yield rule("pace", rf"{START}(\d\d?)'([0-5]\d)\"? ?/ ?(km|mi)\b", self._pace)
        yield rule("duration", rf"{START}(\d\d?)'([0-5]\d)(\"){END}", self._minutes)
        yield rule("duration", rf"{START}(\d\d?):([0-5]\d):([0-5]\d){END}", self._three)
        minutes = r" ?(?:[Mm]in\b\.?|[Mm]inut\w+)"
        yield rule("duration", rf"{START}(\d\d?):([0-5]\d)(){minutes}", self._minutes)
        yield rule("duration", rf"{START}(\d\d?):([0-5]\d) ?(?:Std\b\.?|Stunden)", self._hours)
        yield rule("time", rf"{START}([01]?\d|2[0-4])\.([0-5]\d){suffix}", self._clock)
        yield rule("time", rf"{START}{self.words['clock']['alone']}{END}", self._oclock)
        yield rule("time", rf"{START}(\d\d?):([0-5]\d)(?:{suffix})?{END}", self._clock)

    def durations(self) -> Iterable[Rule]:
        """Breath patterns, `1h30`, `1m30s`, `3 x 10`."""
        yield rule("breath", rf"{START}\d\d?s?(?::\d\d?s?)+{END}", self._one_by_one)
        yield rule("breath", rf"{START}\d\d?(?:-\d\d?){{2,}}{END}", self._one_by_one)
        yield rule("duration", rf"{START}(\d\d?) ?h ?([0-5]?\d)(?: ?m(?:in)?)?{END}", self._hours)
        yield rule("duration", rf"{START}(\d{{1,3}})m ?([0-5]\d)(s?){END}", self._minutes)
        yield rule("times", rf"{START}(\d{{1,3}}) ?x ?(?=\d)", self._by)

    def places(self) -> Iterable[Rule]:
        """Places in a row: 1st, 2nd."""
        for one in self.words["ordinals"]:
            yield rule("ordinal", one["pattern"], self._ordinal(one["form"]))

    def short_words(self) -> Iterable[Rule]:
        """Titles before a name, `no.` before a number, other abbreviations, the lexicon."""
        words, units = self.words, self.words["units"]
        per = rf"(?i)\b({words['patterns']['per']}) ({either(units)})(?!\w)"
        yield rule("unit", per, lambda found: f"{found[1]} {self._single(found[2])}")
        yield rule("unit", r"(?<![\w/])km (?=\d)", lambda _: f"{units['km'][0]} ")
        numbered = rf"{BEFORE_NUMBER[0]}({either(words['before_number'])}){BEFORE_NUMBER[1]}"
        yield rule("number", numbered, lambda found: f"{words['before_number'][found[1]]} ")
        yield rule(
            "title",
            rf"{BEFORE_NAME[0]}({either(words['titles'])}){BEFORE_NAME[1]}",
            lambda found: words["titles"][found[1]],
        )
        yield words_for(
            "abbreviation",
            words["abbreviations"],
            around=AROUND,
            may_end=words["may_end"],
            flags=re.IGNORECASE,
        )
        yield words_for("title", words["titles"], around=AROUND)
        yield words_for("built-in lexicon", words["lexicon"], around=AROUND)

    def bare_numbers(self) -> Iterable[Rule]:
        """Numbers before a noun, in its gender."""
        number, patterns = self.numerals.pattern, self.words["patterns"]
        for noun, form in (("feminine_noun", "feminine"), ("noun", "before")):
            yield rule("number", rf"{number}(?= {patterns[noun]})", self._formed(form))

    def _single(self, unit: str) -> str:
        return str(self.words["units"].get(unit, (unit,))[0])

    def _formed(self, form: str) -> Callable[[Found], str]:
        return lambda found: self.numerals.number(found[0], form)

    def _ordinal(self, form: str) -> Callable[[Found], str]:
        def spoken(found: Found) -> str:
            written = next(group for group in found.groups() if group)
            return self.numerals.ordinal(int(written), form)

        return spoken

    def _phone(self, found: Found) -> str:
        groups = re.split(r"[ -]+", found[2])
        if sum(map(len, groups)) < LEAST_DIGITS:
            return found[0]
        return f"{found[1]} " + ", ".join(self.numerals.digits(group) for group in groups)

    def _pace(self, found: Found) -> str:
        time = f"{self._count(found[1])} {self._count(found[2])}"
        if found[2] == "00":
            time = self._counted(found[1], "min")
        return self._phrase("pace", time=time, unit=self._single(found[3]))

    def _three(self, found: Found) -> str:
        counted = zip(found.groups(), ("h", "min", "s"), strict=True)
        said = [self.amounts.said(str(int(value)), unit) for value, unit in counted if int(value)]
        return " ".join(said) or self.amounts.said("0", "s")

    def _hours(self, found: Found) -> str:
        return f"{self._counted(found[1], 'h')} {self._count(found[2])}"

    def _minutes(self, found: Found) -> str:
        rest = self._counted(found[2], "s") if found[3] else self._count(found[2])
        return f"{self._counted(found[1], 'min')} {rest}"

    def _clock(self, found: Found) -> str:
        minute = found[2]
        slot = "whole" if minute == "00" else "early" if minute.startswith("0") else "full"
        return self._time(self.words["clock"][slot], found[1], self._count(minute))

    def _oclock(self, found: Found) -> str:
        return self._time(self.words["clock"]["alone_said"], found[1], "")

    def _time(self, template: str, hour: str, minute: str) -> str:
        form = self.words["clock"]["hour_form"]
        return template.format(
            hour=self.numerals.cardinal(int(hour), form),
            hours=self._counted(hour, "h"),
            minute=minute,
        )

    def _one_by_one(self, found: Found) -> str:
        return " ".join(self._count(each) for each in re.findall(r"\d+", found[0]))

    def _by(self, found: Found) -> str:
        return self._phrase("by", times=self._count(found[1])) + " "

    def _count(self, written: str) -> str:
        return self.numerals.cardinal(int(written))

    def _counted(self, written: str, unit: str) -> str:
        return self.amounts.said(str(int(written)), unit)

    def _phrase(self, name: str, **words: str) -> str:
        return str(self.words["phrases"][name]).format(**words)
