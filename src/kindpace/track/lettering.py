"""Words on the cover: which ones can be drawn, and how they are broken into lines."""

from collections.abc import Iterator
from functools import cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

NO_LETTER = "\U0010fffe"
"""No font draws this one, so it shows the box that stands for a missing letter."""

STAND_INS = str.maketrans("–—×\u00a0", "--x ")
"""What the font lacks and a reader won't miss."""


@cache
def font(size: int) -> Font:
    """Pillow's own font: the one that every machine has."""
    return ImageFont.load_default(size)


def drawable(text: str) -> str:
    """`text` as the font can draw it, or nothing if a letter would come out as a box."""
    simple = text.translate(STAND_INS)
    return simple if all(map(_known, simple)) else ""


def _known(letter: str) -> bool:
    face = font(40)
    return letter.isspace() or bytes(face.getmask(letter)) != bytes(face.getmask(NO_LETTER))


def fitted(text: str, width: int, sizes: tuple[int, ...]) -> tuple[int, list[str]]:
    """The largest of `sizes`, and the lines, with which `text` fits `width` by a third of it.

    At the smallest size a longer text is cut short.
    """
    for size in sizes:
        rows = max(1, round(width / 3 / size))
        lines = list(_broken(text.split(), size, width))
        if len(lines) <= rows and all(_width(line, size) <= width for line in lines):
            return size, lines
    last = [_shortened(line, sizes[-1], width) for line in lines[:rows]]
    if len(lines) > rows:
        last[-1] = _shortened(last[-1] + "...", sizes[-1], width)
    return sizes[-1], last


def _broken(words: list[str], size: int, width: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and _width(longer, size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _shortened(line: str, size: int, width: int) -> str:
    cut = line.removesuffix("...")
    while line and _width(line, size) > width:
        cut = cut[:-1]
        line = cut.rstrip() + "..."
    return line


def _width(line: str, size: int) -> float:
    return font(size).getlength(line)
