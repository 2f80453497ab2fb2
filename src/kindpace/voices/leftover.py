"""What no other rule has taken: single signs, stray marks, bare numbers, the unspeakable."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from kindpace.voices.numerals import Numerals
from kindpace.voices.rules import Found, Rule, either, rule

SPOKEN_SIGNS = " '\".,;:!?¡¿()-\u200c"
"""What may stand between words: an engine makes pauses of these, or leaves them alone."""

Said = Callable[[Found], str]


def leftovers(
    numerals: Numerals, signs: Mapping[str, str], phrases: Mapping[str, str], bare: Iterable[Rule]
) -> Iterable[Rule]:
    """The last rules of a language; `bare` are those for numbers that have no unit."""
    yield rule("sign", rf"{either(signs)}", lambda found: signs[found[0]])
    yield rule("sign", r"\+", lambda _: f" {phrases['plus']} ")
    yield rule("sign", r"(?<=[^\W\d])/(?=[^\W\d])", lambda _: f" {phrases['or']} ")
    yield rule("mark", r" [/|] ", lambda _: ", ")
    yield rule("mark", r"[/\\*_|^#{}\[\]]+|(?<=\d):(?=\d)", lambda _: " ")
    yield rule("numbers and letters", _between(numerals), lambda _: " ")
    yield from bare
    yield rule("version", r"(?<!\d)\d++(?:\.\d+){2,}+", _version(numerals, phrases["point"]))
    yield rule("number", numerals.pattern, lambda found: numerals.number(found[0]))
    yield rule("number", r"\d", lambda found: f" {numerals.digits(found[0])} ")
    yield rule("comma", r"(?<=[^\W\d_]),(?=[^\W\d_])", lambda _: ", ")
    yield rule("sign", r"[^A-Za-z '\".,;:!?()-]+", _speakable)


def _between(numerals: Numerals) -> str:
    """Where letters meet a number."""
    return rf"(?<=[^\W\d_])(?={numerals.pattern})|(?<=\d)(?=[^\W\d_])"


def _version(numerals: Numerals, point: str) -> Said:
    return lambda found: f" {point} ".join(map(numerals.number, found[0].split(".")))


def _speakable(found: Found) -> str:
    return "".join(
        sign if sign in SPOKEN_SIGNS or unicodedata.category(sign)[0] in "LM" else " "
        for sign in found[0]
    )
