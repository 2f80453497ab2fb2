"""Text -> plain words in a row: lower case, contractions opened, stops as words of their own.

Word rules read this row. A piece of it knows where in the text it came from, so that a finding can
quote what was written. Which words end a clause is the language's own matter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kindpace.care.phrases import Phrase
from kindpace.session.text import BRACKETS

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "."})
PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?|[.,;:!?\"()%/]|[–—]|¿|¡")
STOPS = frozenset('.,;:!?"()/–—¿¡')
ENDS = frozenset(".!?")
DASHES = frozenset("–—")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence in a row: `" running does not heal you . "`.

    `text` begins and ends with a space, and one space stands between two words; `spans` tells for
    each word which letters of the source it stands for.
    """

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    source: str
    starts: tuple[int, ...] = field(repr=False)

    def word_at(self, place: int) -> int:
        """The number of the word that holds the letter at `place` of `text`."""
        return max(0, bisect_right(self.starts, place) - 1)

    def quoted(self, start: int, stop: int) -> str:
        """What the source says from one place of `text` to another."""
        first, last = self.word_at(start), self.word_at(max(start, stop - 1))
        return " ".join(self.source[self.spans[first][0] : self.spans[last][1]].split())


def rows(text: str, contractions: Mapping[str, str]) -> tuple[Row, ...]:
    """The sentences of `text`; `contractions` open short forms: `~n't` is any word's end."""
    plain = BRACKETS.sub(lambda mark: " " * len(mark[0]), text).translate(STRAIGHT)
    endings = {end[1:]: whole for end, whole in contractions.items() if end.startswith("~")}
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    found: list[Row] = []
    for match in PIECE.finditer(plain):
        for word in _opened(match[0].lower(), contractions, endings):
            words.append(word)
            spans.append(match.span())
        if match[0] in ENDS and not _goes_on(plain, match.end()):
            found.append(_row(words, spans, text))
            words, spans = [], []
    return (*found, *([_row(words, spans, text)] if words else []))


def _opened(
    word: str, contractions: Mapping[str, str], endings: Mapping[str, str]
) -> Sequence[str]:
    if word in contractions:
        return contractions[word].split()
    for end, whole in endings.items():
        if word.endswith(end) and word != end:
            return [word[: -len(end)], *whole.split()]
    return ("-",) if word in DASHES else (word.strip("'"),)


def _goes_on(text: str, place: int) -> bool:
    """Whether a stop at `place` is one of several, or stands inside a number such as 5.5."""
    return text[place : place + 1] in ENDS or text[place : place + 1].isdigit()


def _row(words: Sequence[str], spans: Sequence[tuple[int, int]], source: str) -> Row:
    starts = tuple(accumulate((len(word) + 1 for word in words), initial=1))[:-1]
    return Row(
        text=f" {' '.join(words)} ",
        words=tuple(words),
        spans=tuple(spans),
        source=source,
        starts=starts,
    )


def clause(row: Row, place: int, breaks: Phrase, asides: Phrase) -> tuple[int, int]:
    """Where in `row.text` the clause around `place` begins and ends.

    `breaks` finds what parts clauses: stops and the words that join them; `asides` finds what is
    only put in between, such as `, by itself ,`, and parts nothing.
    """
    first, last = 0, len(row.text)
    between = list(asides.spans(row.text))
    for begin, end in breaks.spans(row.text):
        if any(start <= begin < stop for start, stop in between):
            continue
        if end <= place + 1:
            first = end - 1
        elif begin > place:
            last = begin + 1
            break
    return first, last


def inside_quotes(row: Row, place: int) -> bool:
    """Whether the word at `place` stands in quotation marks with words of the author's around."""
    number = row.word_at(place)
    marks = [index for index, word in enumerate(row.words) if word == '"']
    before = sum(index < number for index in marks)
    if before % 2 == 0:
        return False
    return len(list(_outside(row))) > 1


def _outside(row: Row) -> Iterator[str]:
    within = False
    for word in row.words:
        if word == '"':
            within = not within
        elif not within and word not in STOPS:
            yield word
