"""What a piece of a guided script means: words to say, a pause, a bell, a breath, a direction."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kindpace.importing.guesses import meaning, words_of
from kindpace.importing.lengths import length_in, moment
from kindpace.session.model import Seconds

DIGIT = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
MOST_BELLS = 12
USUAL_PAUSE, SHORT_PAUSE, LONG_PAUSE = Seconds(5), Seconds(2), Seconds(10)
USUAL_SILENCE = Seconds(30)
LONGEST_MARK = 120
NUMBERS = {"once": 1, "twice": 2, "three": 3, "four": 4, "five": 5, "dos": 2, "zwei": 2, "deux": 2}
NAME = re.compile(r"(?i)(?:your|the|first|runner'?s?|participant'?s?|listener'?s?)?[\s_-]?name")


class Means(StrEnum):
    """What a token stands for."""

    WORDS = "words"
    PAUSE = "pause"
    SILENCE = "silence"
    BELL = "bell"
    BREATH = "breath"
    NOTE = "note"
    STAMP = "stamp"
    BREAK = "break"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One piece: `length` of a pause or the moment of a stamp, `numbers` of strokes or breaths.

    `guessed`: the source names no length. `language` is that of words, where it is another.
    """

    means: Means
    line: int
    text: str = ""
    length: Seconds = Seconds(0)
    numbers: tuple[int, ...] = ()
    guessed: bool = False
    language: str = ""


def read_mark(inside: str, line: int) -> Token | None:
    """What stands in brackets as a token; None where it is none of the marks that are known."""
    if len(inside) > LONGEST_MARK:
        return None
    if (at := moment(inside.split("-", maxsplit=1)[0].split("–", maxsplit=1)[0])) is not None:
        return Token(means=Means.STAMP, line=line, length=at, text=inside)
    found = length_in(inside)
    left = inside.replace(found[1], " ", 1) if found else inside
    words = words_of(left)
    known = meaning("filler") | meaning("short") | meaning("long")
    for means in (Means.SILENCE, Means.BREATH, Means.BELL, Means.PAUSE):
        role = meaning("breathe" if means is Means.BREATH else means)
        if any(word in role for word in words) and all(
            word in role | known | meaning("pause") or word in NUMBERS for word in words
        ):
            return _marked(means, inside, line, found[0] if found else None)
    if found and not re.search(r"[^\W\d_]", left):
        return Token(means=Means.PAUSE, line=line, length=found[0], text=inside)
    return None


def _marked(means: Means, inside: str, line: int, length: Seconds | None) -> Token | None:
    if means is Means.BREATH:
        numbers = tuple(int(one) for one in DIGIT.findall(inside))
        return Token(means=means, line=line, text=inside, numbers=numbers) if numbers else None
    if means is Means.BELL:
        told = [int(one) for one in DIGIT.findall(inside)]
        told += [NUMBERS[word] for word in words_of(inside) if word in NUMBERS]
        strokes = min(max(told[0] if told else 1, 1), MOST_BELLS)
        return Token(means=means, line=line, text=inside, numbers=(strokes,))
    if length is None and (bare := re.search(r"(?<![\d.,])\d{1,3}(?:\.\d)?(?![\d.,])", inside)):
        length = Seconds(bare[0]) or None
    guess = _usual(means, inside)
    return Token(
        means=means, line=line, text=inside, length=length or guess, guessed=length is None
    )


def _usual(means: Means, inside: str) -> Seconds:
    """How long a pause without a length is."""
    words = words_of(inside)
    if means is Means.SILENCE:
        return USUAL_SILENCE
    if any(word in meaning("long") for word in words):
        return LONG_PAUSE
    return SHORT_PAUSE if any(word in meaning("short") for word in words) else USUAL_PAUSE


def is_name(inside: str) -> bool:
    """Whether brackets or braces ask for the listener's name."""
    return NAME.fullmatch(inside.strip()) is not None
