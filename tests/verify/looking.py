"""Measuring what is drawn: where on a sheet a colour stands, in pixels of the finished page."""

from io import BytesIO
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from kindpace.verify.drawing import PAPER, Sheet, Words

Edges = tuple[float, float, float, float]


def pixels(sheet: Sheet) -> NDArray[np.int16]:
    """The finished page as (rows, columns, 3)."""
    return np.asarray(Image.open(BytesIO(sheet.png())), dtype=np.int16)


def where(seen: NDArray[np.int16], colour: str, leave: int = 12) -> NDArray[np.bool_]:
    """Which pixels have `colour`, give or take `leave` in each of its three parts."""
    wanted = np.array(ImageColor.getrgb(colour)[:3], dtype=np.int16)
    near: NDArray[np.bool_] = np.abs(seen - wanted).max(axis=2) <= leave
    return near


def columns(seen: NDArray[np.int16], colour: str, leave: int = 12) -> list[int]:
    """The columns that hold `colour`."""
    found: list[int] = np.flatnonzero(where(seen, colour, leave).any(axis=0)).tolist()
    return found


def blended(colour: str, strength: float, ground: str = PAPER) -> str:
    """What `colour` looks like where it covers `strength` (0..1) of `ground`."""
    over, under = (np.array(ImageColor.getrgb(one)[:3]) for one in (colour, ground))
    parts = (strength * over + (1 - strength) * under).round().astype(int).tolist()
    return "#" + "".join(f"{part:02x}" for part in parts)


def rows(seen: NDArray[np.int16], colour: str, leave: int = 12) -> list[int]:
    """The rows that hold `colour`."""
    found: list[int] = np.flatnonzero(where(seen, colour, leave).any(axis=1)).tolist()
    return found


def clashes(words: list[Words]) -> list[tuple[str, str]]:
    """All pairs of words whose boxes lie over one another."""
    return [
        (one.text, other.text)
        for one, other in combinations(words, 2)
        if one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    ]
