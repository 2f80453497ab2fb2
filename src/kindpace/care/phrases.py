"""Phrases: rows of words as word rules write them, made ready to search with.

`<family>` stands for any of a family's words, `<family>*` for up to three of them or none, `~2` for
up to two words of any kind, `stem/v` for a stem with any of the endings called `v`, `^` for the
start of a sentence. All else is a regular expression, in which a space parts words, also beside
something in brackets that may be missing.

There are many hundreds of phrases and each may be long, so none is compiled before a sentence holds
a word of each kind that it needs, in its order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kindpace.care.spelling import STOPS, bracket, choices, loose, parted, spelled

SPACE = "(?: |(?<= ))"
CLOSE = "(?:(?= )|(?<= ))"
FAMILY = re.compile(r"<(\w+)>(\*?) ?")
STEM = re.compile(r"([^\W_]+|\))/(\w)\b")
LITERAL = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
AHEAD = re.compile(r"\(\?[=!<][^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)")
START = re.compile(r"(?<![\[\\])\^")
FURTHEST = 3
"""How many words of a family `<family>*` stands for at most."""

ANYTHING = frozenset({".*"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The words of a row as needs of phrases know them: of the whole row, and of each in turn."""

    every: frozenset[str]
    each: tuple[frozenset[str], ...]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """What is looked for: a sentence that holds it has a word of each of `needs`, in their order.

    `needs` are sets of plain words and of regular expressions for one word; `denies` tells that
    there is a no in the phrase itself. Not slotted, so that the pattern may be kept once compiled.
    """

    written: str
    grammar: "Grammar"
    needs: tuple[AbstractSet[str], ...]
    denies: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the phrase in a row, from the space before it to the space behind it."""
        return re.compile(self.grammar.regex(self.written))

    def within(self, words: Heard) -> bool:
        """Whether a sentence of these words could hold it."""
        if any(one.isdisjoint(words.every) for one in self.needs):
            return False
        turns = iter(words.each)
        return all(any(not need.isdisjoint(one) for one in turns) for need in self.needs)

    def spans(self, text: str, words: Heard | None = None) -> Iterator[tuple[int, int]]:
        """Where `text`, whose words are `words`, holds it; the space behind it is taken in."""
        if words is None or self.within(words):
            for found in self.pattern.finditer(text):
                stop = found.end()
                yield found.start(), stop if text[stop - 1] == " " else stop + 1


class Grammar:
    """Makes phrases, with one language's endings and families, and what says no in it."""

    def __init__(
        self, endings: Mapping[str, str], families: Mapping[str, list[str]], denies: str
    ) -> None:
        self.endings = endings
        self.families = families
        self.denies = re.compile(denies)
        self._members: dict[str, str] = {}
        self._firsts: dict[str, AbstractSet[str]] = {}
        self._words: dict[str, AbstractSet[str]] = {}

    def phrases(self, written: Iterable[str]) -> tuple[Phrase, ...]:
        """Each phrase, made ready."""
        return tuple(
            Phrase(
                written=one,
                grammar=self,
                needs=self.needed(one),
                denies=bool(self.denies.search(AHEAD.sub("", one))),
            )
            for one in written
        )

    def regex(self, phrase: str) -> str:
        """`phrase` as a regular expression over a row."""
        return f" {self._filled(phrase)}{CLOSE}"

    def needed(self, phrase: str) -> tuple[AbstractSet[str], ...]:
        """For each part that can't be missing, the words that it may begin with."""
        parts = _parts(AHEAD.sub("", phrase))
        firsts = (self._first(part) for part in parts if not _may_miss(part))
        return tuple(frozenset(first) for first in firsts if not any(map(_may_be_empty, first)))

    def _filled(self, text: str) -> str:
        text = STEM.sub(lambda found: f"{found[1]}{self.endings[found[2]]}", text)
        text = START.sub(lambda _: r"(?<=^\x20)", text)
        text = text.replace(" ", SPACE)
        text = re.sub(rf"~(\d)(?:{re.escape(SPACE)})?", r"(?:[^\\W_][^ ]* ){0,\1}?", text)
        text = re.sub(
            rf"<(\w+)>\*(?:{re.escape(SPACE)})?",
            lambda found: f"(?:{self._family(found[1])} ){{0,{FURTHEST}}}",
            text,
        )
        return FAMILY.sub(lambda found: self._family(found[1]), text)

    def _family(self, name: str) -> str:
        if name not in self._members:
            self._members[name] = f"(?:{'|'.join(map(self._filled, self.families[name]))})"
        return self._members[name]

    def _first(self, phrase: str) -> AbstractSet[str]:
        """The words that `phrase` may begin with; `ANYTHING` among them if any word may."""
        found: set[str] = set()
        for part in _parts(phrase):
            found |= self._first_of(part)
            if not _may_miss(part):
                return found
        return found | ANYTHING

    def _first_of(self, part: str) -> AbstractSet[str]:
        if part.startswith("~") or part in "^$":
            return ANYTHING if part.startswith("~") else frozenset()
        if family := FAMILY.match(part):
            return self._of_family(family[1])
        if not part.startswith("("):
            return self._word(part)
        if " " not in part and "<" not in part:
            return self._word(part)
        inside, behind = bracket(part)
        behind = behind.removeprefix("+")
        first: set[str] = set()
        for one in choices(inside):
            whole = one + ("" if _may_miss(part) else behind)
            first |= self._first(whole) if one else self._first(behind)
        return first

    def _of_family(self, name: str) -> AbstractSet[str]:
        if name not in self._firsts:
            members = (self._first(one) for one in self.families[name])
            self._firsts[name] = frozenset().union(*members)
        return self._firsts[name]

    def _word(self, word: str) -> AbstractSet[str]:
        if word not in self._words:
            whole = STEM.sub(lambda one: f"{one[1]}{self.endings[one[2]]}", word)
            self._words[word] = frozenset(spelled(whole) or (whole,))
        return self._words[word]


class Vocabulary:
    """Which words of a sentence fit which needs of phrases, and which phrases they call for."""

    def __init__(self, sought: Sequence[Phrase], excusing: Iterable[Phrase]) -> None:
        every = (need for one in (*sought, *excusing) for need in one.needs)
        self._loose: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for one in sorted(frozenset().union(*every)):
            if not _plain(one):
                letter = one[0] if one[:2].isalpha() else ""
                self._loose.setdefault(letter, []).append((one, loose(one)))
        self._calls: dict[str, list[int]] = {}
        for number, phrase in enumerate(sought):
            for word in min(phrase.needs, key=len, default=frozenset({""})):
                self._calls.setdefault(word, []).append(number)
        self._known = lru_cache(maxsize=20_000)(self._of)

    def of(self, words: Iterable[str]) -> Heard:
        """These words, and every expression that one of them fits."""
        each = tuple(map(self._known, words))
        return Heard(every=frozenset().union(*each), each=each)

    def called(self, words: Heard) -> list[int]:
        """The numbers of the sought phrases that a sentence with `words` may hold, in order."""
        calls = (self._calls[word] for word in (*words.every, "") if word in self._calls)
        return sorted(set().union(*calls))

    def _of(self, word: str) -> frozenset[str]:
        near = (*self._loose.get(word[0], ()), *self._loose.get("", ()))
        return frozenset({word, *(one for one, loose in near if loose.fullmatch(word))})


def _plain(word: str) -> bool:
    """Whether a need is one word as it stands, and no expression: a stop is a word, too."""
    return word.isalpha() or word in STOPS or LITERAL.fullmatch(word) is not None


def _may_be_empty(word: str) -> bool:
    """Whether an expression for a word fits no letters at all: then no word tells of it."""
    return not word or (not _plain(word) and loose(word).fullmatch("") is not None)


def _parts(phrase: str) -> list[str]:
    """`phrase` parted at the spaces that stand in no brackets."""
    wholes = (whole.removeprefix("?") for whole in parted(phrase, " "))
    return [one for whole in wholes for one in _unglued(whole) if one]


def _unglued(part: str) -> tuple[str, ...]:
    """`(the )?park` is two parts: what may be missing, and the rest."""
    if part.startswith("("):
        inside, behind = bracket(part)
        spaced = any(one.endswith(" ") for one in inside.split("|"))
        if behind.startswith(("?", "*", "+")) and len(behind) > 1:
            return part[: len(part) - len(behind) + 1], *_unglued(behind[1:])
        if behind.startswith(("( ", "(~", "(<", "<")) or (spaced and behind.startswith("(")):
            return part[: len(part) - len(behind)], *_unglued(behind)
    elif "( " in part:
        word, _, rest = part.partition("( ")
        return word, *_unglued(f"( {rest}")
    return (part,)


def _may_miss(part: str) -> bool:
    if part.startswith("("):
        return bracket(part)[1] in ("?", "*")
    return part.startswith("~") or part in ("^", "$", ",?") or part.endswith(">*")
