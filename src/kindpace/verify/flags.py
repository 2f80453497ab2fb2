"""What stands out in a file, as flags on its time line: where, and by which sign it is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from kindpace.verify.axes import Clock, runs
from kindpace.verify.drawing import ALARM, Shape, Sheet
from kindpace.verify.found import Found

LANE = 26
"""Pixels over the panels where the signs stand."""

APART = 16
"""Signs of a kind that would stand closer than this become one."""

SIGNS = {
    "click-heard": Shape.TRIANGLE,
    "dead-air": Shape.SQUARE,
    "bed-sinks": Shape.ZIGZAG,
    "quiet-unforeseen": Shape.PAUSE,
}
"""By the slug of the broken promise that tells of it."""

IN_THEIR_PANEL = {
    "beats-missing": Shape.CROSS,
    "beats-uneven": Shape.DIAMOND,
    "line-missing": Shape.CROSS,
    "line-covered": Shape.RING,
}
"""Signs that stand only where beats and lines are drawn."""

ELSEWHERE = Shape.EXCLAMATION
"""The sign of what has no place of its own on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """All stretches (in seconds) of one kind, in time order, and the sign for it."""

    slug: str
    spans: tuple[tuple[float, float], ...]

    @property
    def shape(self) -> Shape:
        """The sign by which the kind is known."""
        return SIGNS[self.slug]


def flags(found: Found) -> tuple[Flags, ...]:
    """What was found of each kind; kinds of which there is nothing are left out."""
    spans = {
        "click-heard": [(click.at, click.at) for click in found.clicks],
        "dead-air": [(one.start, one.end) for one in found.holes],
        "bed-sinks": [(one.start, one.end) for one in found.pumping],
        "quiet-unforeseen": [(one.start, one.end) for one in found.still],
    }
    return tuple(
        Flags(slug=slug, spans=tuple(sorted(places))) for slug, places in spans.items() if places
    )


def sign_of(slug: str) -> Shape:
    """The sign beside the sentence about a broken promise."""
    return SIGNS.get(slug) or IN_THEIR_PANEL.get(slug) or ELSEWHERE


def lane(found: Found) -> float:
    """How much height the signs need over the panels."""
    return LANE if flags(found) else 0


def raise_flags(
    sheet: Sheet, found: Found, clock: Clock, top: float, plots: Sequence[tuple[float, float]]
) -> None:
    """Set each sign in the lane at `top`, and colour its stretch in all `plots` (top, bottom)."""
    for kind in flags(found):
        places = [(clock.x(start), clock.x(end)) for start, end in kind.spans]
        for left, right in runs(places):
            for above, below in plots:
                sheet.box((left, above, right, below), ALARM, strength=0.13)
                for x in sorted({left, right}):
                    sheet.line([(x, above), (x, below)], ALARM, strength=0.9)
        for left, right in runs(places, APART):
            sheet.sign(kind.shape, (left + right) / 2, top + LANE / 2, ALARM, 16)
