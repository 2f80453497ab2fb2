"""One language's word rules, as `words/` holds them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kindpace.care.clauses import rows
from kindpace.care.phrases import Grammar, Heard, Phrase, Vocabulary
from kindpace.problems import Weight

WEIGHTS = {"E": Weight.MEND, "W": Weight.LOOK, "S": Weight.HINT}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule:
    """Words that a rule flags, the guards that excuse them, and examples both ways.

    `unless` are phrases that excuse what they overlap with, `beside` phrases that excuse anything
    in the same sentence. Several of these may share a name, each with guards of its own.
    """

    name: str
    weight: Weight
    phrases: tuple[Phrase, ...]
    guards: frozenset[str]
    unless: tuple[Phrase, ...]
    beside: tuple[Phrase, ...]
    flags: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPack:
    """The word rules of one language, and how its sentences are built.

    `breaks` find what parts clauses, `asides` what is only put in between. `signs` are
    phrases that rules about the shape of a run listen for; `sought` holds each
    phrase of each rule with the rule's number.
    """

    language: str
    contractions: Mapping[str, str]
    breaks: Phrase
    asides: Phrase
    guards: Mapping[str, tuple[Phrase, ...]]
    signs: Mapping[str, tuple[Phrase, ...]]
    rules: tuple[WordRule, ...]
    sought: tuple[tuple[int, Phrase], ...]
    vocabulary: Vocabulary

    def hears(self, sign: str, text: str) -> bool:
        """Whether one of the phrases called `sign` stands in `text`."""
        sentences = (row.text for row in rows(text, self.contractions))
        return any(next(one.spans(row), None) for row in sentences for one in self.signs[sign])

    def called(self, words: Heard) -> dict[int, list[Phrase]]:
        """By the number of its rule, each phrase that a sentence with `words` may hold."""
        found: dict[int, list[Phrase]] = {}
        for number in self.vocabulary.called(words):
            rule, phrase = self.sought[number]
            found.setdefault(rule, []).append(phrase)
        return found


def languages() -> tuple[str, ...]:
    """The languages that have word rules."""
    folder = files("kindpace.care").joinpath("words")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def word_pack(tag: str) -> WordPack | None:
    """The word rules for a language tag such as `en` or `en-GB`; None where there are none."""
    language = tag.split("-", maxsplit=1)[0].lower()
    if language not in languages():
        return None
    if language != tag:
        return word_pack(language)
    written = files("kindpace.care").joinpath("words", f"{language}.toml").read_text("utf-8")
    return _pack(language, tomllib.loads(written))


def _pack(language: str, data: Mapping[str, Any]) -> WordPack:
    grammar = Grammar(data["endings"], data["families"], data["denies"])
    breaks, asides = grammar.phrases([data["breaks"], data["asides"]])
    guards = {name: grammar.phrases(found) for name, found in data["guards"].items()}
    signs = {name: grammar.phrases(found) for name, found in data["signs"].items()}
    rules = tuple(_rule(one, grammar) for one in data["rule"])
    sought = tuple((number, phrase) for number, one in enumerate(rules) for phrase in one.phrases)
    excusing = [phrase for one in rules for phrase in (*one.unless, *one.beside)]
    excusing += [phrase for some in guards.values() for phrase in some]
    return WordPack(
        language=language,
        contractions=data["contractions"],
        breaks=breaks,
        asides=asides,
        guards=guards,
        signs=signs,
        rules=rules,
        sought=sought,
        vocabulary=Vocabulary([phrase for _, phrase in sought], excusing),
    )


def _rule(written: Mapping[str, Any], grammar: Grammar) -> WordRule:
    return WordRule(
        name=written["name"],
        weight=WEIGHTS[written["weight"]],
        phrases=grammar.phrases(written["find"]),
        guards=frozenset(written["guards"]),
        unless=grammar.phrases(written.get("unless", ())),
        beside=grammar.phrases(written.get("beside", ())),
        flags=tuple(written["flag"]),
        passes=tuple(written["ok"]),
    )
