"""What a source leaves unsaid, guessed from its words: its language, and how one moves."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

GAITS = ("run", "walk", "sit", "stand")
WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
"""How many letters tell which language a text is in."""

LEAST_COMMON = 3


@cache
def vocabulary() -> Mapping[str, Mapping[str, Any]]:
    """The words of each language, by what they mean."""
    text = files("kindpace.importing").joinpath("vocabulary.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def meaning(role: str) -> frozenset[str]:
    """Every word that means `role`, in any language."""
    return frozenset(word for words in vocabulary().values() for word in words[role])


def ready(language: str) -> str:
    """The name of a part for what is said before setting off."""
    words = vocabulary()
    return str(words.get(language.split("-", maxsplit=1)[0], words["en"])["ready"])


def language_of(text: str) -> str | None:
    """The language with most of its commonest words in `text`; None where there are few of any."""
    counted = Counter(words_of(text[:SAMPLE]))
    scores = {
        name: sum(counted[word] for word in words["common"]) for name, words in vocabulary().items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= LEAST_COMMON else None


def words_of(text: str) -> list[str]:
    """The words of `text`, in small letters."""
    return [word.lower() for word in WORD.findall(text)]


def gait_of(heading: str) -> str | None:
    """How one moves in a part of this name: walk, run, sit or stand first; warm-ups are walked."""
    for word in (found := words_of(heading)):
        for gait in GAITS:
            if word in meaning(gait):
                return gait
    return "walk" if any(word in meaning("easy") for word in found) else None


def gait_in(text: str) -> str | None:
    """The way of moving that `text` speaks of most; None where it speaks of none."""
    counted = Counter(words_of(text[:SAMPLE]))
    scores = {gait: sum(counted[word] for word in meaning(gait)) for gait in GAITS}
    best = max(GAITS, key=lambda gait: scores[gait])
    return best if scores[best] else None


def languages(found: Iterable[str]) -> tuple[str, ...]:
    """Those of `found` that look like language tags, as scripts write them."""
    tags = (one.strip().replace("_", "-") for one in found)
    parted = (tag.split("-", 1) for tag in tags)
    joined = ("-".join([one[0].lower(), *one[1:]]) for one in parted)
    return tuple(tag for tag in joined if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", tag))
