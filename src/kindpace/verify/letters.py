"""Words on the page: which ones Pillow's own font can write, and how accents are added to it.

That font is the one that every machine has, and it knows little beyond ASCII. Letters of Latin
script are taken apart into a letter and its accent, and the accent is drawn as a stroke; what
can't be written stays out, with an ellipsis in its place.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin

from PIL import ImageDraw

from kindpace.track.labels import one_line
from kindpace.track.lettering import drawable, font

Stroke = tuple[tuple[float, float], ...]
"""Points in shares of the letter's size; y grows downwards. One point alone is a dot."""

RING: Stroke = tuple(
    (0.07 * cos(turn * pi / 6), 0.07 * sin(turn * pi / 6) - 0.13) for turn in range(14)
)
ABOVE: dict[str, tuple[Stroke, ...]] = {
    "\u0300": (((-0.12, -0.19), (0.03, -0.07)),),
    "\u0301": (((0.12, -0.19), (-0.03, -0.07)),),
    "\u0302": (((-0.12, -0.07), (0, -0.19), (0.12, -0.07)),),
    "\u0303": (((-0.15, -0.08), (-0.06, -0.14), (0.06, -0.08), (0.15, -0.14)),),
    "\u0304": (((-0.14, -0.11), (0.14, -0.11)),),
    "\u0306": (((-0.13, -0.18), (-0.06, -0.09), (0.06, -0.09), (0.13, -0.18)),),
    "\u0307": (((0, -0.12),),),
    "\u0308": (((-0.12, -0.11),), ((0.12, -0.11),)),
    "\u030a": (RING,),
    "\u030b": (((-0.02, -0.19), (-0.12, -0.07)), ((0.14, -0.19), (0.04, -0.07))),
    "\u030c": (((-0.12, -0.19), (0, -0.07), (0.12, -0.19)),),
}
"""Accents over a letter by their combining character, from the middle of its upper edge."""

BELOW: dict[str, tuple[Stroke, ...]] = {
    "\u0323": (((0, 0.12),),),
    "\u0326": (((0.03, 0.08), (-0.04, 0.2)),),
    "\u0327": (((0, 0.02), (0.06, 0.1), (-0.06, 0.18)),),
    "\u0328": (((0.08, 0.0), (0.02, 0.1), (0.1, 0.16)),),
}
"""Accents under a letter, from the middle of the line that it stands on."""

ACROSS: dict[str, tuple[Stroke, ...]] = {
    "\u0335": (((-0.13, 0.07), (0.13, -0.07)),),
    "\u0338": (((-0.22, 0.26), (0.22, -0.26)),),
}
"""Strokes through a letter, from its middle."""

TAKEN_APART = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th",
        "ø": "o\u0338", "Ø": "O\u0338", "ł": "l\u0335", "Ł": "L\u0335", "đ": "d",
        "ð": "d", "Đ": "D", "Ð": "D", "ı": "i",
        "‐": "-", "‑": "-", "−": "-", "‚": ",", "„": "“", "«": "“", "»": "”", "¿": "?", "¡": "!",
        "′": "'", "″": '"', "•": "·",
    }
)  # fmt: skip
"""Letters that Unicode doesn't take apart, and signs that have a near neighbour."""

LEFT_OUT = "…"
MOST_ACCENTS = 2


def legible(text: str, otherwise: str = "") -> str:
    """`text` on one line, as `written` can write it; `otherwise` if no letter or digit is left."""
    kept = ""
    simple = one_line(text).translate(TAKEN_APART)
    for letter in unicodedata.normalize("NFD", simple):
        if unicodedata.combining(letter):
            drawn = letter in ABOVE or letter in BELOW or letter in ACROSS
            base = kept[-1:] not in ("", " ", LEFT_OUT) and not _crowned(kept)
            kept += letter if drawn and base else ""
        elif letter.isspace():
            kept += " "
        elif known := _stand_in(letter):
            kept += known
        elif not kept.endswith(LEFT_OUT):
            kept += LEFT_OUT
    return kept.strip() if any(map(str.isalnum, kept)) else otherwise


def _crowned(text: str) -> bool:
    """Whether the last letter of `text` has as many accents as any language sets on one."""
    return len(text) > MOST_ACCENTS and all(map(unicodedata.combining, text[-MOST_ACCENTS:]))


@cache
def _stand_in(letter: str) -> str:
    """What the font writes for `letter`; nothing where it has no sign for it."""
    return drawable(letter)


def width(text: str, size: int) -> float:
    """How many pixels wide `text`, a legible one, is at `size`."""
    return font(size).getlength(_bare(text))


def shortened(text: str, size: int, room: float) -> str:
    """`text`, cut short with an ellipsis where it is wider than `room`; nothing if that is tiny."""
    if width(text, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width(text[:middle].rstrip() + LEFT_OUT, size) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    cut = text[:low].rstrip()
    return cut + LEFT_OUT if len(_bare(cut)) > 1 else ""


def written(
    pen: ImageDraw.ImageDraw, place: tuple[float, float], text: str, size: int, ink: str
) -> None:
    """Write `text`, a legible one, from `place` on: its left end, on the line it stands on."""
    face = font(size)
    pen.text(place, _bare(text), fill=ink, font=face, anchor="ls")
    before, stacked = "", 0
    for letter in text:
        if not unicodedata.combining(letter):
            before, stacked = before + letter, 0
            continue
        start = place[0] + face.getlength(before) - face.getlength(before[-1])
        strokes = accent(before[-1], letter, size, stacked)
        stacked += letter in ABOVE
        for stroke in strokes:
            points = [(start + x, place[1] + y) for x, y in stroke]
            if len(points) == 1:
                pen.circle(points[0], 0.06 * size, fill=ink)
            else:
                pen.line(points, fill=ink, width=max(1, round(0.075 * size)), joint="curve")


def accent(letter: str, mark: str, size: int, stacked: int = 0) -> Iterator[Stroke]:
    """The strokes of `mark` on `letter`, in pixels from where the letter begins on its line.

    `stacked` tells how many accents stand over the letter already.
    """
    left, top, right, foot = font(size).getbbox(letter, anchor="ls")
    level = top if mark in ABOVE else foot if mark in BELOW else (top + foot) / 2
    if mark in ABOVE:
        level -= 0.14 * size * stacked
        level += 0.04 * size * (letter in "ij")  # it sits closer to their dot
    for stroke in ABOVE.get(mark) or BELOW.get(mark) or ACROSS[mark]:
        yield tuple(((left + right) / 2 + x * size, level + y * size) for x, y in stroke)


def _bare(text: str) -> str:
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def wrapped(text: str, size: int, room: float) -> list[str]:
    """`text`, a legible one, in lines no wider than `room`; a word that is wider is cut short."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > room:
            lines.append(shortened(word, size, room))
        else:
            lines[-1] = shortened(longer, size, room)
    return lines
