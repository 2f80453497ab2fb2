"""Paper, ink and shapes: all that a picture is drawn with, in pixels of the finished page.

Everything is drawn larger and scaled down smoothly. Meaning never rests on colour alone: each
colour has its shape, and the palette (blue, gold, vermilion) keeps apart for colour-blind eyes
(M. Okabe, K. Ito, "Color Universal Design", 2008).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from math import hypot

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from kindpace.verify.letters import shortened, width, written

Numbers = NDArray[np.float64]

FINE = 2
"""How much larger everything is drawn."""

PAPER = "#fbf7f0"
BAND = "#f3ece0"
RULE = "#d9d3c8"
INK = "#2a4258"
SOFT_INK = "#566879"
BLUE = "#2c4d78"
PALE_BLUE = "#a9bfd0"
TEAL = "#1f6f78"
PALE_TEAL = "#a8cfcb"
GOLD = "#b9770e"
PALE_GOLD = "#f7ddb0"
ALARM = "#c2380f"
NIGHT = "#17304d"
DUSK = "#35608a"
LIGHT = "#fff6e6"


class Shape(StrEnum):
    """Small signs; each one is told apart without its colour."""

    DOT = "dot"
    RING = "ring"
    CROSS = "cross"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    SQUARE = "square"
    ZIGZAG = "zigzag"
    PAUSE = "pause"
    LINE = "line"
    DASHES = "dashes"
    PATCH = "patch"
    TICK = "tick"
    EXCLAMATION = "exclamation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Where words stand on the page: the box that holds them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """Paper that is drawn on, and where words already stand on it."""

    image: Image.Image
    words: list[Words] = field(default_factory=list)

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """A pen whose see-through colours let shine what lies under them."""
        return ImageDraw.Draw(self.image, "RGBA")

    def box(
        self,
        edges: tuple[float, float, float, float],
        colour: str,
        *,
        strength: float = 1.0,
        radius: float = 0,
    ) -> None:
        """Fill from left, top to right, bottom; `strength` 0..1 is how much it covers."""
        left, top, right, bottom = (FINE * edge for edge in edges)
        if right > left and bottom > top:
            place = (left, top, max(left, right - 1), max(top, bottom - 1))
            self.pen.rounded_rectangle(place, radius=FINE * radius, fill=_seen(colour, strength))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        *,
        thick: float = 1.5,
        strength: float = 1.0,
    ) -> None:
        """A line through `points`."""
        places = [(FINE * x, FINE * y) for x, y in points]
        wide = max(1, round(FINE * thick))
        self.pen.line(places, fill=_seen(colour, strength), width=wide, joint="curve")

    def dashes(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, thick: float = 1.5
    ) -> None:
        """A straight dashed line."""
        long = hypot(end[0] - start[0], end[1] - start[1])
        for at in np.arange(0, long, 12).tolist():
            shares = at / long, min(1.0, (at + 7) / long)
            points = [
                (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
                for share in shares
            ]
            self.line(points, colour, thick=thick)

    def fill(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """Fill the area within `points`."""
        self.pen.polygon([(FINE * x, FINE * y) for x, y in points], fill=colour)

    def area(
        self,
        xs: Numbers,
        above: Numbers,
        below: Numbers,
        colour: str,
        *,
        strength: float = 1.0,
        least: float = 0.0,
    ) -> None:
        """Fill between two curves over rising `xs`, never thinner than `least`.

        Column by column, which takes the same time for any number of points.
        """
        if not len(xs):
            return
        columns = np.arange(np.floor(FINE * xs[0]), np.ceil(FINE * xs[-1]) + 1)
        upper = np.interp(columns, FINE * xs, FINE * above)
        lower = np.interp(columns, FINE * xs, FINE * np.maximum(below, above + least))
        rows = np.arange(np.floor(upper.min()), np.ceil(lower.max()))[:, None]
        # A steep curve stays in one piece: each column reaches as far as those beside it.
        high, low = np.pad(lower, 1, mode="edge"), np.pad(upper, 1, mode="edge")
        upper = np.minimum(upper, np.minimum(high[:-2], high[2:]))
        lower = np.maximum(lower, np.maximum(low[:-2], low[2:]))
        share = np.clip(np.minimum(rows + 1, lower) - np.maximum(rows, upper), 0, 1)
        if share.size:
            mask = Image.fromarray((255 * strength * share).round().astype(np.uint8))
            self.image.paste(colour, (int(columns[0]), int(rows[0, 0])), mask)

    def sign(self, shape: Shape, x: float, y: float, colour: str, size: float = 14) -> None:
        """A small sign of `size` pixels with its middle at `x`, `y`."""
        half = size / 2
        match shape:
            case Shape.DOT:
                self.box((x - half, y - half, x + half, y + half), colour, radius=half)
            case Shape.RING:
                self.box((x - half, y - half, x + half, y + half), colour, radius=half)
                hole = half - 2.5
                self.box((x - hole, y - hole, x + hole, y + hole), PAPER, radius=hole)
            case Shape.PATCH:
                self.box((x - 0.8 * size, y - half, x + 0.8 * size, y + half), colour)
            case Shape.DASHES:
                self.dashes((x - size, y), (x + size, y), colour, 2)
            case Shape.PAUSE:
                for left in (x - half, x + 0.14 * size):
                    self.box((left, y - half, left + 0.36 * size, y + half), colour)
            case Shape.TRIANGLE | Shape.DIAMOND:
                places = [
                    (FINE * (x + a * half), FINE * (y + b * half)) for a, b in OUTLINES[shape]
                ]
                self.pen.polygon(places, fill=colour)
            case _:
                thick = max(2.5, 0.17 * size)
                for stroke in STROKES[shape]:
                    self.line(
                        [(x + a * half, y + b * half) for a, b in stroke], colour, thick=thick
                    )

    def write(
        self,
        place: tuple[float, float],
        text: str,
        *,
        size: int = 20,
        ink: str = INK,
        align: float = 0.0,
        room: float = float("inf"),
    ) -> float:
        """Write a legible `text` on a base line, and give its width.

        `align` tells which share of the width stands left of `place`; what is wider than `room`
        is cut short.
        """
        text = shortened(text, FINE * size, FINE * room)
        if not text:
            return 0.0
        wide = width(text, FINE * size) / FINE
        left, base = place[0] - align * wide, place[1]
        written(self.pen, (FINE * left, FINE * base), text, FINE * size, ink)
        top, bottom = base - 0.78 * size, base + 0.24 * size
        self.words.append(Words(text=text, left=left, top=top, right=left + wide, bottom=bottom))
        return wide

    def wide(self, text: str, size: int) -> float:
        """How wide a legible `text` is."""
        return width(text, FINE * size) / FINE

    def paste(self, pixels: NDArray[np.uint8]) -> None:
        """Lay `pixels` (rows, columns, 3; not scaled) over the upper left corner."""
        self.image.paste(Image.fromarray(pixels))

    def png(self) -> bytes:
        """The finished picture."""
        size = self.image.width // FINE, self.image.height // FINE
        small = self.image.resize(size, Image.Resampling.BOX)
        file = BytesIO()
        small.save(file, "PNG")
        return file.getvalue()


OUTLINES: dict[Shape, tuple[tuple[float, float], ...]] = {
    Shape.TRIANGLE: ((-1, -0.9), (1, -0.9), (0, 0.9)),
    Shape.DIAMOND: ((0, -1), (1, 0), (0, 1), (-1, 0)),
}
STROKES: dict[Shape, tuple[tuple[tuple[float, float], ...], ...]] = {
    Shape.CROSS: (((-0.8, -0.8), (0.8, 0.8)), ((-0.8, 0.8), (0.8, -0.8))),
    Shape.SQUARE: (((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8), (-0.8, -1)),),
    Shape.ZIGZAG: (((-1.2, 0.7), (-0.6, -0.7), (0, 0.7), (0.6, -0.7), (1.2, 0.7)),),
    Shape.LINE: (((-2, 0), (2, 0)),),
    Shape.EXCLAMATION: (((0, -1), (0, 0.3)), ((0, 0.75), (0, 1))),
    Shape.TICK: (((-0.9, 0), (-0.3, 0.7), (0.9, -0.8)),),
}
"""Signs by their corners, in halves of their size."""


def sheet(wide: int, high: int) -> Sheet:
    """Empty paper of `wide` by `high` pixels."""
    return Sheet(image=Image.new("RGB", (FINE * wide, FINE * high), PAPER))


def mixed(colours: Iterable[str], shares: Numbers) -> NDArray[np.uint8]:
    """Red, green and blue for each of `shares` (0..1) on the way through two `colours`."""
    first, last = (
        np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) for colour in colours
    )
    row = first + (last - first) * np.clip(shares, 0, 1)[:, None]
    blend: NDArray[np.uint8] = row.round().astype(np.uint8)
    return blend


def _seen(colour: str, strength: float) -> str:
    return f"{colour}{round(255 * strength):02x}"
