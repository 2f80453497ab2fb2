"""English as it is said aloud: numbers, units, ranges, fractions, times, abbreviations.

Each rule is a pattern and what to say for it. They run in order, the most special first, so that
"1:30:00" is whole before "1:30" is looked at. The words are in english.toml.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kindpace.voices.folding import tidy
from kindpace.voices.numerals import cardinal, digits, number, ordinal, plural
from kindpace.voices.quantities import quantities
from kindpace.voices.rules import END, NUMBER, START, Found, Rule, either, full_stop, rule

POSSESSIVE = "your|my|her|his|their|our"
ENDINGS = ("a.m.", "p.m.", "etc.")
"""Abbreviations that a sentence may end with."""

SHARP = " o'clock"


def say_english(text: str) -> str:
    """`text`, folded already, with everything written short said in full."""
    for pattern, spoken in rules():
        text = pattern.sub(spoken, text)
    return tidy(text)


@cache
def rules() -> Sequence[Rule]:
    """All rules, in the order in which they run."""
    words = tomllib.loads(files("kindpace.voices").joinpath("english.toml").read_text("utf-8"))
    units: Mapping[str, Sequence[str]] = words["units"]
    return [
        *_telephone_and_clock(),
        *_breath_and_durations(),
        *quantities(units),
        *_short_words(words),
        *_what_is_left(words["signs"]),
    ]


def _telephone_and_clock() -> Iterable[Rule]:
    calling = r"\b(call|dial|text|phone|ring)( \w+ to| us(?: at| on)?| at| on| to)? "
    yield rule(rf"(?i){calling}(\d[\d -]+\d)(?![\w%/:]|[.,]\d)", _telephone)
    yield rule(rf"{START}(\d\d?)(?::([0-5]\d))? ?([ap])\.?m\b\.?", _time_of_day, re.IGNORECASE)
    yield rule(rf"{START}(\d\d?):([0-5]\d) ?(?:min ?)?/ ?(km|mi|mile)\b", _pace)
    yield rule(rf"{START}(\d\d?):([0-5]\d):([0-5]\d){END}", _hours_minutes_seconds)
    yield rule(rf"{START}(\d\d?):([0-5]\d){END}", lambda found: _clock(found[1], found[2]))


def _breath_and_durations() -> Iterable[Rule]:
    yield rule(rf"{START}\d\d?s?(?::\d\d?s?)+{END}", _one_by_one)
    yield rule(rf"{START}\d\d?(?:-\d\d?){{2,}}{END}", _one_by_one)
    yield rule(rf"{START}(\d+) ?h ?([0-5]?\d)(?: ?m(?:in)?)?{END}", _hours_and_minutes)
    yield rule(rf"{START}(\d+)m ?([0-5]\d)(s?){END}", _minutes_and_seconds)
    yield rule(
        rf"\b((?:in|into|until|past) (?:{POSSESSIVE})(?: early| mid| late)?)[ -](\d0)s\b", _age
    )
    yield rule(rf"{START}(1[1-9]|20)([1-9]0)s\b", _decade)
    yield rule(rf"{START}(\d+) ?x ?(?=\d)", lambda found: f"{cardinal(int(found[1]))} times ")


def _short_words(words: Mapping[str, Mapping[str, str]]) -> Iterable[Rule]:
    yield rule(r"(\d+(?:st|nd|rd|th)) St\.", lambda found: f"{found[1]} Street{full_stop(found)}")
    yield rule(
        r"\b([A-Z]\w+) St\.(?! ?[A-Z])", lambda found: f"{found[1]} Street{full_stop(found)}"
    )
    yield rule(r"(?i)\b(\d+)(?:st|nd|rd|th)\b", lambda found: ordinal(int(found[1])))
    yield rule(r"(?:\bNo\. ?|#)(?=\d)", lambda _: "number ")
    titles = words["titles"]
    yield rule(rf"\b({either(titles)})(?= ?[A-Z])", lambda found: titles[found[1]])
    short = words["abbreviations"]
    yield rule(
        rf"(?i)(?<!\w)({either(short)})(?!\w)",
        lambda found: short[found[1].lower()] + (full_stop(found) if found[1] in ENDINGS else ""),
    )
    lexicon = words["lexicon"]
    yield rule(rf"(?<![\w/])({either(lexicon)})(?![\w/])", lambda found: lexicon[found[1]])


def _what_is_left(signs: Mapping[str, str]) -> Iterable[Rule]:
    yield rule(rf"({either(signs)})", lambda found: signs[found[1]])
    yield rule(r"\s*\+\s*", lambda _: " plus ")
    yield rule(r"(?<=[^\W\d])/(?=[^\W\d])", lambda _: " or ")
    yield rule(r"[/\\*_|^#{}\[\]]+", lambda _: " ")
    yield rule(rf"(?<=[^\W\d_])(?={NUMBER})|(?<=\d)(?=[^\W\d_])", lambda _: " ")
    yield rule(r"\d+(?:\.\d+){2,}", lambda found: " point ".join(map(number, found[0].split("."))))
    yield rule(NUMBER, lambda found: number(found[0]))
    yield rule(r"(?<=[a-z]),(?=[a-z])", lambda _: ", ")


def _telephone(found: Found) -> str:
    groups = re.split(r"[ -]+", found[3])
    if sum(len(group) for group in groups) < 3:  # noqa: PLR2004 - "call 2 friends"
        return found[0]
    return f"{found[1]}{found[2] or ''} " + ", ".join(digits(group) for group in groups)


def _time_of_day(found: Found) -> str:
    clock = _clock(found[1], found[2]) if found[2] else cardinal(int(found[1]))
    return f"{clock.removesuffix(SHARP)} {found[3].upper()} M{full_stop(found)}"


def _clock(hours: str, minutes: str) -> str:
    hour = cardinal(int(hours))
    if minutes == "00":
        return hour + SHARP
    return f"{hour} {'oh ' if minutes.startswith('0') else ''}{cardinal(int(minutes))}"


def _pace(found: Found) -> str:
    distance = "kilometer" if found[3] == "km" else "mile"
    return f"{_clock(found[1], found[2]).removesuffix(SHARP)} per {distance}"


def _hours_minutes_seconds(found: Found) -> str:
    counted = zip(found.groups(), ("hour", "minute", "second"), strict=True)
    said = [_counted(int(value), unit) for value, unit in counted if int(value)]
    return " ".join(said) or "zero seconds"


def _counted(value: int, unit: str) -> str:
    return f"{cardinal(value)} {unit}{'' if value == 1 else 's'}"


def _one_by_one(found: Found) -> str:
    return " ".join(cardinal(int(each)) for each in re.findall(r"\d+", found[0]))


def _hours_and_minutes(found: Found) -> str:
    return f"{_counted(int(found[1]), 'hour')} {cardinal(int(found[2]))}"


def _minutes_and_seconds(found: Found) -> str:
    seconds = _counted(int(found[2]), "second") if found[3] else cardinal(int(found[2]))
    return f"{_counted(int(found[1]), 'minute')} {seconds}"


def _age(found: Found) -> str:
    return f"{found[1]} {plural(cardinal(int(found[2])))}"


def _decade(found: Found) -> str:
    return f"{cardinal(int(found[1]))} {plural(cardinal(int(found[2])))}"
