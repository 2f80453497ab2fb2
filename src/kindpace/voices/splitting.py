"""Sentences too long for a voice: cut where a speaker would breathe, their sound joined again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import soxr

from kindpace.session.text import ends_sentence
from kindpace.sound.level import eased
from kindpace.voices.protocol import Spoken

SENTENCE_GAP, CLAUSE_GAP, NO_GAP = 0.30, 0.10, 0.0
"""Seconds of silence between two pieces, beside the 50 ms that stay around what is heard."""

EDGE = 0.2
"""A cut in the first or last fifth leaves a stump; it is made only where there is no other."""

CONJUNCTIONS = {
    "en": "and or but so then while because when where if as that which until than",
    "de": "und oder aber denn sondern weil wenn dass während bis als damit",
    "fr": "et ou mais donc car que quand si pendant jusqu'à parce",
    "es": "y e o u pero porque que cuando si mientras hasta",
}

AROUND = 80
"""Characters beside a full stop that tell whether it ends a sentence."""

UNSPACED = r"[\u3040-\u30ff\u3400-\u9fff]"
"""Kana and Chinese characters, which stand without spaces between words."""

CLOSING = r"[\"')\]»”’]*"
SENTENCE_CUT = re.compile(rf"(?:[.!?]+{CLOSING}(?=\s)|[。！？]+{CLOSING})(?:\s+|(?=\S))")
CLAUSE_CUT = re.compile(rf"[;:–—]{CLOSING}(?:\s+|(?={UNSPACED}))|\s-\s+")
COMMA_CUT = re.compile(rf",{CLOSING}(?:\s+|(?={UNSPACED}))|[、，]")
# French and Spanish write 10 000: the space between two digits is part of a number.
SPACE_CUT = re.compile(r"(?<!\d)\s+|(?<=\d)\s+(?!\d)")
LETTER_CUT = re.compile(rf"(?<={UNSPACED})(?={UNSPACED})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a sentence, and the seconds of silence after it."""

    text: str
    gap: float


def pieces(text: str, longest: int, language: str = "en") -> tuple[Piece, ...]:
    """`text` in pieces of at most `longest` characters, the last with no gap.

    Cut at the end of a sentence, else at ; : –, else at a comma, before a conjunction, at a space:
    of each kind where it is nearest to the middle. Words and numbers stay whole, so a piece that
    is one long word may be longer than `longest`.
    """
    text = text.strip()
    if len(text) <= longest:
        return (Piece(text=text, gap=NO_GAP),)
    cut = _cut(text, language)
    if cut is None:
        return (Piece(text=text, gap=NO_GAP),)
    place, gap = cut
    *first, last = pieces(text[:place], longest, language)
    return (*first, Piece(text=last.text, gap=gap), *pieces(text[place:], longest, language))


def joined(parts: Sequence[tuple[Spoken, float]]) -> Spoken:
    """The parts one after another, each with its gap in seconds after it; no click between."""
    rate = max(spoken.rate for spoken, _ in parts)
    sound = []
    for spoken, gap in parts:
        samples = spoken.samples
        if spoken.rate != rate:
            samples = soxr.resample(samples, spoken.rate, rate, quality="VHQ")
        sound += [eased(np.clip(samples, -1, 1)), np.zeros(round(gap * rate), np.float32)]
    return Spoken(samples=np.concatenate(sound), rate=rate)


def _cut(text: str, language: str) -> tuple[int, float] | None:
    """Where to cut `text`, and the gap that belongs there; None if it is one word."""
    middle = len(text) / 2
    kinds = list(_kinds(text, language))
    for margin in (EDGE * len(text), 0):
        for places, gap in kinds:
            inner = [place for place in places if margin < place < len(text) - margin]
            if inner:
                return min(inner, key=lambda place: abs(place - middle)), gap
    return None


def _kinds(text: str, language: str) -> Iterator[tuple[list[int], float]]:
    """The places to cut, kind by kind, the best kind first."""
    ends = [match.end() for match in SENTENCE_CUT.finditer(text) if _ends(text, match)]
    yield _whole(text, ends), SENTENCE_GAP
    yield _whole(text, [match.end() for match in CLAUSE_CUT.finditer(text)]), CLAUSE_GAP
    yield _whole(text, [match.end() for match in COMMA_CUT.finditer(text)]), CLAUSE_GAP
    linking = CONJUNCTIONS.get(language.lower().replace("_", "-").split("-")[0], "").split()
    spaces = [match.end() for match in SPACE_CUT.finditer(text)]
    yield [place for place in spaces if _first_word(text[place:]) in linking], NO_GAP
    yield spaces, NO_GAP
    yield [match.end() for match in LETTER_CUT.finditer(text)], NO_GAP


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether a sentence ends there: not after Dr., an initial, a.m., or the 3. of a day."""
    following = re.match(r"\W*(\w+)", text[stop.end() : stop.end() + AROUND])
    if following is None or stop[0][0] in "。！？":
        return True
    signs = stop[0].rstrip()
    marks = signs.rstrip("\"')]»”’")
    before = text[max(0, stop.start() - AROUND) : stop.start()]
    return ends_sentence(before, marks, signs[len(marks) :], following[1])


def _whole(text: str, places: Sequence[int]) -> list[int]:
    """Those of `places` with words on both sides."""
    return [
        place
        for place in places
        if re.search(r"\w", text[:place]) and re.search(r"\w", text[place:])
    ]


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].casefold() if text.strip() else ""
