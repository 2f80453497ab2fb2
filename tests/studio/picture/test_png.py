from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from kindpace.studio.picture.draw import drawing
from kindpace.studio.picture.png import png
from kindpace.studio.picture.shapes import LOOKS, Box, Drawing, Ink, Path, Shape
from tests.studio.picture.maker import ODD, finding, rich


def painted(picture: Drawing) -> NDArray[np.uint8]:
    """The pixels, (rows, columns, 3)."""
    return np.asarray(Image.open(BytesIO(png(picture))).convert("RGB"))


def alone(*shapes: Shape) -> NDArray[np.uint8]:
    """A few shapes on a small sheet."""
    return painted(
        Drawing(wide=20, high=10, title="", told="", language="en", shapes=shapes, cues=())
    )


def colour(ink: Ink) -> tuple[int, ...]:
    """What an ink looks like by day."""
    return tuple(bytes.fromhex(LOOKS[ink][0][1:]))


def test_it_is_twice_as_fine_and_the_same_each_time() -> None:
    """Byte for byte."""
    picture = drawing(rich(ODD), [finding()])
    assert painted(picture).shape == (2 * picture.high, 2 * picture.wide, 3)
    assert png(picture) == png(picture)


def test_boxes_and_areas_stand_where_the_drawing_says() -> None:
    """In their colours, on the paper."""
    pixels = alone(Box(left=2, top=2, wide=4, high=4, ink=Ink.SAYS))
    assert tuple(pixels[8, 8]) == colour(Ink.SAYS)
    assert tuple(pixels[2, 2]) == colour(Ink.PAPER)
    triangle = Path(points=((0, 0), (20, 0), (10, 10)), ink=Ink.LOOK, filled=True)
    pixels = alone(triangle)
    assert tuple(pixels[4, 20]) == colour(Ink.LOOK)
    assert tuple(pixels[16, 2]) == colour(Ink.PAPER)


def test_a_dashed_line_has_gaps() -> None:
    """As the beat has between two steps."""
    pixels = alone(Path(points=((0, 5), (20, 5)), ink=Ink.BEAT, thick=4, dashed=True))
    seen = (pixels[10] == colour(Ink.BEAT)).all(axis=1)
    assert 2 <= np.count_nonzero(np.diff(seen.astype(int)) == 1) <= 5


def test_every_cue_leaves_its_ink_on_the_paper() -> None:
    """Each lane's colour is found."""
    pixels = painted(drawing(rich(), [finding()])).reshape(-1, 3)
    found = {tuple(one) for one in np.unique(pixels[::3], axis=0).tolist()}
    lanes = (Ink.SAYS, Ink.ASKS, Ink.CARES, Ink.COUNTS, Ink.PLAYS, Ink.LOOK, Ink.BREATH, Ink.QUIET)
    assert {colour(ink) for ink in lanes} <= found
