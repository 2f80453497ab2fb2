"""A drawing as a PNG, by day, with the font that every machine has."""

from kindpace.studio.picture.shapes import LOOKS, Align, Box, Drawing, Ink, Path, Shape, Words
from kindpace.verify.drawing import Sheet, sheet
from kindpace.verify.letters import legible

SHARES = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}

FINER = 2
"""Pixels of the PNG for one of the drawing: sharp on a phone and on paper."""

DASH, GAP = 2, 3


def png(drawing: Drawing) -> bytes:
    """`drawing` at twice its size. Letters that the font lacks are left out with an ellipsis."""
    page = sheet(round(FINER * drawing.wide), round(FINER * drawing.high))
    for shape in drawing.shapes:
        _paint(page, shape)
    return page.png()


def _paint(page: Sheet, shape: Shape) -> None:
    match shape:
        case Box():
            edges = (shape.left, shape.top, shape.left + shape.wide, shape.top + shape.high)
            left, top, right, bottom = (FINER * edge for edge in edges)
            radius = FINER * shape.radius
            page.box((left, top, right, bottom), _look(shape.ink), radius=radius)
        case Path():
            _path(page, shape)
        case Words():
            place = FINER * shape.x, FINER * shape.base
            page.write(
                place,
                legible(shape.text),
                size=FINER * shape.size,
                ink=_look(shape.ink),
                align=SHARES[shape.align],
            )


def _path(page: Sheet, path: Path) -> None:
    points = [(FINER * x, FINER * y) for x, y in path.points]
    if path.filled:
        page.fill(points, _look(path.ink))
    elif path.dashed:
        (left, y), *_, (right, _) = points
        half = FINER * path.thick / 2
        x = left
        while x < right:
            page.box((x, y - half, min(right, x + FINER * DASH), y + half), _look(path.ink))
            x += FINER * (DASH + GAP)
    else:
        page.line(points, _look(path.ink), thick=FINER * path.thick)


def _look(ink: Ink) -> str:
    return LOOKS[ink][0]
