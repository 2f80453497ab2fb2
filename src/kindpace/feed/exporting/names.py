r"""Names for people that any disk of a phone takes: FAT32, exFAT, and those of Windows and Android.

FAT's long names leave out `" * / : < > ? \ |`, and don't end in a dot or a space (Microsoft,
FAT32 File System Specification, and exFAT's, 7.7.3). No two differ by their capitals alone.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from kindpace.feed.titles import shortened, title

BYTES: Final = 180
"""UTF-8 of a name without its number and ending: all of it stays below Android's 255."""

LETTERS: Final = 90
SPOKEN: Final = str.maketrans(
    {
        "/": "-",
        "\\": "-",
        "|": "-",
        ":": " -",
        '"': "'",
        "<": "‹",
        ">": "›",
        "?": None,
        "*": None,
    }
)
RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{one}" for port in ("com", "lpt") for one in range(10)))
)
"""Names that Windows keeps for devices, whatever their ending."""


def safe(words: str, otherwise: str) -> str:
    """`words` as a name without ending; `otherwise`, which has to be one, if nothing is left."""
    line = unicodedata.normalize("NFC", title(words, otherwise=otherwise, most=LETTERS))
    name = _bare(line)
    most = len(name)
    while len(name.encode("utf-8")) > BYTES:
        most -= 1
        name = _bare(shortened(line, most))
    if not name or name.partition(".")[0].strip().lower() in RESERVED:
        name = f"{name} {otherwise}".strip()
    return name


def _bare(line: str) -> str:
    return " ".join(line.translate(SPOKEN).split()).strip(" .")


def numbered(titles: Iterable[tuple[str, str]]) -> Iterator[str]:
    """`01 Easy loop`: a name for each pair of a title and its stand-in, in their order."""
    pairs = list(titles)
    wide = max(2, len(str(len(pairs))))
    for number, (words, otherwise) in enumerate(pairs, 1):
        yield f"{number:0{wide}} {safe(words, otherwise)}"
