"""What a picture is made of: boxes, paths and words in pixels, and the cues that they stand for."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kindpace.session.model import Seconds

Point = tuple[float, float]
"""Pixels from the left and from the top."""


class Ink(StrEnum):
    """Colours by what they are for; each painter knows what they look like by day and by night."""

    PAPER = "paper"
    BAND = "band"
    RULE = "rule"
    INK = "ink"
    SOFT = "soft"
    SIT = "sit"
    STAND = "stand"
    WALK = "walk"
    RUN = "run"
    CADENCE = "cadence"
    BEAT = "beat"
    BREATH = "breath"
    SAYS = "says"
    ASKS = "asks"
    CARES = "cares"
    COUNTS = "counts"
    QUIET = "quiet"
    PLAYS = "plays"
    LOOK = "look"


LOOKS: dict[Ink, tuple[str, str]] = {
    Ink.PAPER: ("#fbf7f0", "#16201c"),
    Ink.BAND: ("#f3ece0", "#1d2924"),
    Ink.RULE: ("#d9d3c8", "#3a4a42"),
    Ink.INK: ("#2a4258", "#e8ece6"),
    Ink.SOFT: ("#566879", "#a9b7af"),
    Ink.SIT: ("#e3d5e6", "#4a3a52"),
    Ink.STAND: ("#d6dcea", "#39435a"),
    Ink.WALK: ("#cfe5d6", "#2c5040"),
    Ink.RUN: ("#a8cfcb", "#1f5c66"),
    Ink.CADENCE: ("#1f6f78", "#8fd0d6"),
    Ink.BEAT: ("#566879", "#a9b7af"),
    Ink.BREATH: ("#35608a", "#9cc3e6"),
    Ink.SAYS: ("#2c4d78", "#a9c8ec"),
    Ink.ASKS: ("#8a5a0a", "#f0c472"),
    Ink.CARES: ("#a8330f", "#ff9d7c"),
    Ink.COUNTS: ("#1f6f78", "#8fd0d6"),
    Ink.QUIET: ("#dfe6ea", "#2c3a40"),
    Ink.PLAYS: ("#6a4a78", "#d0a9e0"),
    Ink.LOOK: ("#c2380f", "#ff8a66"),
}
"""By day and by night. Blue, gold and vermilion stay apart for colour-blind eyes (M. Okabe, K. Ito,
"Color Universal Design", 2008), and each has a lane or a shape of its own besides."""


class Lane(StrEnum):
    """The lines of the score, from top to bottom."""

    PART = "part"
    CADENCE = "cadence"
    BEAT = "beat"
    BREATH = "breath"
    SAYS = "says"
    ASKS = "asks"
    CARES = "cares"
    COUNTS = "counts"
    QUIET = "quiet"
    SOUNDS = "sounds"
    LOOK = "look at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One thing that happens from `start` to `end`, to be read: what it is, and its words.

    `where` is the file's name and the line. A finding of care tells how to mend it in `mend`.
    """

    start: Seconds
    end: Seconds
    lane: Lane
    kind: str
    text: str
    where: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled rectangle with its corners rounded by `radius`."""

    left: float
    top: float
    wide: float
    high: float
    ink: Ink
    radius: float = 0.0
    cue: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A line through `points`, or the area within them if it is `filled`."""

    points: tuple[Point, ...]
    ink: Ink
    thick: float = 1.0
    dashed: bool = False
    filled: bool = False
    cue: int | None = None


class Align(StrEnum):
    """Which end of some words stands at their place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words on a base line. `own`: they are the script's, in its language."""

    x: float
    base: float
    text: str
    size: int
    ink: Ink = Ink.INK
    align: Align = Align.START
    bold: bool = False
    own: bool = False
    cue: int | None = None


Shape = Box | Path | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture of `wide` by `high` pixels; `cue` in a shape is a place in `cues`.

    `told` says in a sentence what is to be seen. Shapes come in the order in which they are laid.
    """

    wide: float
    high: float
    title: str
    told: str
    language: str
    shapes: tuple[Shape, ...]
    cues: tuple[Cue, ...]


def corners(shape: Shape) -> Iterator[Point]:
    """Points that `shape` reaches to; of words only their place, since fonts differ."""
    match shape:
        case Box():
            yield shape.left, shape.top
            yield shape.left + shape.wide, shape.top + shape.high
        case Path():
            yield from shape.points
        case Words():
            yield shape.x, shape.base


def room_for(text: str, size: float) -> float:
    """How wide `text` is in most fonts, in pixels: a careful estimate, since no font is at hand."""
    return sum(SQUARE if letter > WIDE_FROM else USUAL for letter in text) * size


SQUARE, USUAL = 1.1, 0.6
"""Widths of letters in shares of their size: those that take a whole square, and all others."""

WIDE_FROM = "\u2fff"
"""From here on come scripts whose letters, and signs such as emoji, take a square."""

BOLD = 1.04
"""How much wider bold letters are."""


def fitted(text: str, size: float, room: float) -> str:
    """`text`, cut short with an ellipsis where it needs more than `room`; or nothing."""
    if room_for(text, size) <= room:
        return text
    short = text
    while short and room_for(f"{short}…", size) > room:
        short = short[:-1].rstrip()
    return f"{short}…" if len(short) > 1 else ""
