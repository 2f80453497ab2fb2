"""Lines that a person reads themselves: the short id of a line, and the folder that holds them."""

import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from kindpace.problems import Mark

ALPHABET: Final = "23456789bcdfghjkmnpqrstvwxyz"
"""Nothing that looks like something else, and no vowel, so that no id is a word."""

LETTERS: Final = 8
"""28⁸ ids: among 300 lines, two share one in one session of eight million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recordings:
    """A folder of one's own recordings, and where a script names it (None: the person did)."""

    folder: Path
    mark: Mark | None = None


def line_id(text: str, language: str) -> str:
    """The id by which a recording of `text` is named: eight letters or digits.

    It hangs on words and language alone. Respelling a word for a voice, another pace or another
    place in the script leaves it as it is, since a person would read the same.
    """
    words = " ".join(unicodedata.normalize("NFC", text).split())
    digest = sha256(f"{language.lower()}\n{words}".encode()).digest()
    number, letters = int.from_bytes(digest, "big"), ""
    for _ in range(LETTERS):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    return letters
