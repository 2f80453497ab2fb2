"""IPA letters -> the phoneme names of eSpeak NG, so that a word is said exactly as asked.

The engine names phonemes in ASCII, between double brackets (its docs/phonemes.md), and has other
sets in other languages: phonemes.toml holds what each of them has.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kindpace.voices.rules import either

HISSING = ("s", "z", "S", "Z", "tS", "dZ")
VOICELESS = ("p", "t", "k", "f", "T")


def phonetic(text: str, ipa: Mapping[str, str], language: str) -> str:
    """`text` with each word of `ipa` as phonemes; a word that they can't say stays as it is."""
    known = {word: names for word, one in ipa.items() if (names := phonemes(one, language))}
    if not known:
        return text
    ending = r"('s)?" if language.startswith("en") else "()"

    def spoken(found: re.Match[str]) -> str:
        names = known[found[1]]
        return f"[[{names}{_possessive(names) if found[2] else ''}]]"

    return re.sub(rf"(?<!\w)({either(known)}){ending}(?!\w)", spoken, text)


def phonemes(ipa: str, language: str) -> str | None:
    """The engine's names for `ipa`; None where `language` has no phoneme for one of its letters."""
    names = _names(language.lower().split("-")[0])
    letters = re.compile(either(names))
    found, place = [], 0
    for one in letters.finditer(ipa):
        if one.start() != place:
            return None
        found.append(names[one[0]])
        place = one.end()
    return "".join(found) if place == len(ipa) and found else None


def _possessive(names: str) -> str:
    if names.endswith(HISSING):
        return "Iz"
    return "s" if names.endswith(VOICELESS) else "z"


@cache
def _names(base: str) -> Mapping[str, str]:
    text = files("kindpace.voices").joinpath("phonemes.toml").read_text("utf-8")
    tables: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return {**tables["all"], **tables.get(base, {})}
