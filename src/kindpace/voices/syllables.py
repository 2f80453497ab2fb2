"""About how many syllables a text has: enough to tell speech from a hiccup, and to hum it."""

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ENDING = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeioudty])ed$")


def words(text: str) -> Sequence[str]:
    """The words of `text`, lower case, without signs."""
    return _WORD.findall(text.casefold())


def syllables(word: str) -> int:
    """Syllables of one lower-case word, at least 1.

    Groups of vowels, accents taken off, an English silent ending left out; a digit counts as two.
    Where a script writes no Latin vowels, every second letter stands for one.
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    digits = sum(c.isdigit() for c in bare)
    if bare.isascii():
        return max(1, len(_VOWELS.findall(_SILENT_ENDING.sub("", bare))) + 2 * digits)
    return max(1, (len(bare) + 1) // 2)


def count_syllables(text: str) -> int:
    """Syllables of a whole text; 0 if it holds no word."""
    return sum(syllables(word) for word in words(text))
