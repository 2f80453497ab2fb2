"""Spelling: a simple expression for a word, written out as all the words that it stands for.

Sets of plain words answer much sooner than expressions do, so phrases are made of as many plain
words as can be: `(run|jog)s?` is `run`, `runs`, `jog` and `jogs`.
"""

import re
from functools import lru_cache

STOPS = frozenset('.,;:!?"()/–—¿¡-%')
"""What stands in a row as a word of its own."""

BRACKETS = re.compile("[()]")
MOST = 4000
"""How many words are written out at most; an expression for more of them stays one."""


@lru_cache(maxsize=4000)
def loose(expression: str) -> re.Pattern[str]:
    """`expression` compiled, for what can't be written out."""
    return re.compile(expression)


def spelled(expression: str) -> list[str] | None:
    """Every word that `expression` fits, if it is made of letters, choices and `?` only."""
    if expression.isalpha():
        return [expression]
    words, place = [""], 0
    while place < len(expression):
        unit, place = _unit(expression, place)
        if unit is None:
            return None
        if expression[place : place + 1] == "?":
            unit, place = [*unit, ""], place + 1
        words = [head + tail for head in words for tail in unit]
        if len(words) > MOST:
            return None
    return words


def bracket(text: str) -> tuple[str, str]:
    """What stands in the bracket that `text` begins with, and what follows it."""
    depth = 0
    for found in BRACKETS.finditer(text):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return text[1 : found.start()].removeprefix("?:"), text[found.end() :]
    raise ValueError(text)


def choices(inside: str) -> list[str]:
    """The alternatives in a bracket, without the spaces around them."""
    return [one.strip() for one in parted(inside, "|")]


def parted(text: str, mark: str) -> list[str]:
    """`text` parted at each `mark` that stands in no bracket."""
    if "(" not in text:
        return text.split(mark)
    found: list[str] = []
    for piece in text.split(mark):
        if found and found[-1].count("(") > found[-1].count(")"):
            found[-1] += mark + piece
        else:
            found.append(piece)
    return found


def _unit(expression: str, place: int) -> tuple[list[str] | None, int]:
    """What the letter, the class of letters or the bracket at `place` fits, and where it ends."""
    letter = expression[place]
    if letter.isalnum() or letter in "',;:!%-":
        return [letter], place + 1
    if letter == "(":
        inside, behind = bracket(expression[place:])
        return _any_of(inside), len(expression) - len(behind)
    if letter == "[":
        stop = expression.index("]", place)
        return _letters(expression[place + 1 : stop]), stop + 1
    return None, place


def _any_of(inside: str) -> list[str] | None:
    found: list[str] = []
    for one in choices(inside):
        words = spelled(one)
        if words is None:
            return None
        found += words
    return found


def _letters(inside: str) -> list[str] | None:
    """The letters of a class; None for one that leaves letters out, or tells them by a range."""
    plain = "^" not in inside and "\\" not in inside and "-" not in inside[1:-1]
    return list(inside) if plain else None
