"""The final spoken text: what people read turned into what a voice is given, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from kindpace.session.lexicon import Change
from kindpace.session.model import Line
from kindpace.voices import english
from kindpace.voices.folding import fold, to_ascii, unspeakable
from kindpace.voices.rules import Found, Rule, follow
from kindpace.voices.worded import rules_of

WORD_FOR_WORD = ("built-in lexicon", "letters")
"""Rules that look at single words, which a nearer lexicon may have settled."""


MOST_PASSES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """What a voice is given, and each change on the way to it, in order."""

    text: str
    changes: tuple[Change, ...]


def spell(
    text: str, language: str = "en", *, ascii_only: bool = False, settled: Iterable[str] = ()
) -> str:
    """`text` for a voice that speaks `language`; `ascii_only` for one that garbles accents.

    In a language with rules numbers, units, times and abbreviations are said in full; in every
    other one only signs become plain, and the engine reads numbers by its own rules. Words in
    `settled` are left alone by the built-in lexicon: a nearer one had them said.
    """
    return spelled(text, language, ascii_only=ascii_only, settled=settled).text


def spelled(
    text: str, language: str = "en", *, ascii_only: bool = False, settled: Iterable[str] = ()
) -> Spelled:
    """As `spell`, with every change on the way."""
    changes: list[Change] = []
    if dropped := unspeakable(text):
        changes.append(Change(written=dropped, said="", by="picture"))
    plain, base = fold(text), base_of(language)
    if base in languages():
        known = tuple(_without(rules(base), frozenset(settled)))
        for _ in range(MOST_PASSES):  # what one rule says may be short for another
            before, plain = plain, fold(follow(plain, known, changes.append))
            if plain == before:
                break
    if ascii_only and plain != (bare := to_ascii(plain)):
        changes.append(Change(written=plain, said=bare, by="letters without accents"))
        plain = bare
    return Spelled(text=plain, changes=tuple(one for one in changes if one.written))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """A line as a voice is given it: its text, and the words in it whose IPA is known."""

    text: str
    ipa: Mapping[str, str]
    changes: tuple[Change, ...] = ()


def spoken_words(line: Line, *, ascii_only: bool = False) -> SpokenWords:
    """`line`, its words respelled already, as a voice is given it."""
    settled = {word for sound in line.sounds for word in (sound.said, *sound.said.split())}
    found = spelled(line.spoken, line.language, ascii_only=ascii_only, settled=settled)
    heard = {
        spell(one.said, line.language, ascii_only=ascii_only, settled=settled): one.ipa
        for one in line.sounds
        if one.ipa
    }
    return SpokenWords(
        text=found.text,
        ipa={word: ipa for word, ipa in heard.items() if word in found.text},
        changes=found.changes,
    )


def base_of(language: str) -> str:
    """The language of a tag: "de" of "de-AT"."""
    return language.lower().replace("_", "-").split("-")[0]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have rules."""
    folder = files("kindpace.voices").joinpath("words")
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


def rules(base: str) -> Iterable[Rule]:
    """The rules of a language, in the order in which they run."""
    return english.rules() if base == "en" else rules_of(base)


def _without(known: Iterable[Rule], settled: frozenset[str]) -> Iterable[Rule]:
    """The rules, those for single words leaving `settled` ones alone."""
    for one in known:
        yield _sparing(one, settled) if settled and one.name in WORD_FOR_WORD else one


def _sparing(one: Rule, settled: frozenset[str]) -> Rule:
    def spoken(found: Found) -> str:
        return found[0] if found[0] in settled else one.spoken(found)

    return replace(one, spoken=spoken)
