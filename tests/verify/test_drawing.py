"""Paper and ink: every mark stands where it was asked to."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageColor

from kindpace.verify import drawing
from kindpace.verify.drawing import (
    ALARM,
    BAND,
    BLUE,
    GOLD,
    INK,
    PALE_GOLD,
    PALE_TEAL,
    PAPER,
    SOFT_INK,
    TEAL,
    Shape,
    mixed,
    sheet,
)
from tests.verify.looking import columns, pixels, rows, where


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = np.array(ImageColor.getrgb(colour)[:3]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", [PAPER, BAND])
def test_words_and_signs_stand_out(ground: str) -> None:
    """4.5 to 1 for words, 3 to 1 for signs (WCAG 2.2, 1.4.3 and 1.4.11)."""
    assert all(contrast(colour, ground) >= 4.5 for colour in (INK, SOFT_INK, ALARM, TEAL))
    assert all(contrast(colour, ground) >= 3 for colour in (BLUE, GOLD))
    assert contrast(drawing.LIGHT, drawing.DUSK) >= 4.5


def test_colours_differ_for_eyes_that_lack_one() -> None:
    """Alarm, gold, teal and blue stay apart seen without red or green cones.

    The matrices are of F. Viénot, H. Brettel and J. Mollon, "Digital video colourmaps for checking
    the legibility of displays by dichromats", Color Research and Application 24, 1999.
    """
    protan = np.array([[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]])
    deutan = np.array([[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]])
    colours = [np.array(ImageColor.getrgb(colour)[:3]) for colour in (ALARM, GOLD, TEAL, BLUE)]
    for eye in (protan, deutan):
        seen = [eye @ (colour / 255) ** 2.2 for colour in colours]
        apart = [
            float(np.abs(np.maximum(one, 0) ** (1 / 2.2) - np.maximum(two, 0) ** (1 / 2.2)).max())
            for number, one in enumerate(seen)
            for two in seen[number + 1 :]
        ]
        assert min(apart) > 0.08


def test_a_box_fills_its_edges_and_nothing_else() -> None:
    """Left, top, right, bottom."""
    page = sheet(60, 40)
    page.box((10, 5, 30, 25), ALARM)
    seen = pixels(page)
    assert seen.shape == (40, 60, 3)
    assert columns(seen, ALARM) == list(range(10, 30))
    assert rows(seen, ALARM) == list(range(5, 25))


def test_a_box_without_width_leaves_no_mark() -> None:
    """Nor does one turned around."""
    page = sheet(60, 40)
    page.box((10, 5, 10, 25), ALARM)
    page.box((30, 25, 10, 5), ALARM)
    assert where(pixels(page), PAPER, 0).all()


def test_a_see_through_box_lets_the_ground_shine() -> None:
    """Half of each colour."""
    page = sheet(10, 10)
    page.box((0, 0, 10, 10), "#000000", strength=0.5)
    half = np.array(ImageColor.getrgb(PAPER)) / 2
    assert np.abs(pixels(page) - half).max() <= 2


def test_lines_and_dashes_run_between_their_ends() -> None:
    """Dashes leave about five parts of twelve open."""
    page = sheet(200, 40)
    page.line([(10, 10), (190, 10)], INK, thick=2)
    page.dashes((10, 30), (190, 30), INK, 2)
    seen = pixels(page)
    assert set(range(10, 190)) <= set(columns(seen[:20], INK)) <= set(range(9, 192))
    assert 80 <= len(columns(seen[20:], INK)) <= 130


def test_an_area_lies_between_its_curves() -> None:
    """A wedge that grows from left to right."""
    page = sheet(120, 60)
    xs = np.array([10.0, 110])
    page.area(xs, np.array([30.0, 10]), np.array([30.0, 50]), BLUE)
    heights = where(pixels(page), BLUE).sum(axis=0)
    assert heights[108] == pytest.approx(39, abs=2)
    assert heights[60] == pytest.approx(20, abs=2)
    assert heights[5] == heights[115] == 0


def test_an_area_is_never_thinner_than_asked() -> None:
    """Where its curves meet, or cross."""
    page = sheet(120, 60)
    xs, flat = np.array([10.0, 110]), np.array([30.0, 30])
    page.area(xs, flat, flat - 5, BLUE, least=4)
    assert set(where(pixels(page), BLUE).sum(axis=0)[12:108].tolist()) == {4}


def test_a_steep_curve_stays_in_one_piece() -> None:
    """A jump within one column leaves no gap between its ends."""
    page = sheet(120, 100)
    xs, ys = np.array([10.0, 60, 60.5, 110]), np.array([10.0, 10, 90, 90])
    page.area(xs, ys, ys, BLUE, least=2)
    assert set(range(10, 92)) <= set(rows(pixels(page)[:, 55:65], BLUE, 90))


def test_an_area_of_nothing_leaves_no_mark() -> None:
    """No points, or no height."""
    page = sheet(60, 40)
    page.area(np.zeros(0), np.zeros(0), np.zeros(0), BLUE)
    page.area(np.array([5.0, 50]), np.array([20.0, 20]), np.array([20.0, 20]), BLUE)
    assert where(pixels(page), PAPER, 0).all()


@pytest.mark.parametrize("shape", list(Shape))
def test_a_sign_stands_around_its_place(shape: Shape) -> None:
    """Ink around the middle, none far away."""
    page = sheet(80, 80)
    page.sign(shape, 40, 40, ALARM, 16)
    marked = where(pixels(page), ALARM, 60)
    down, across = np.nonzero(marked)
    assert marked.sum() > 15
    assert (abs(down.mean() - 40) < 3, abs(across.mean() - 40) < 3) == (True, True)
    assert max(np.abs(down - 40).max(), np.abs(across - 40).max()) <= 19


def test_no_two_signs_look_the_same() -> None:
    """Each is known without its colour."""
    looks = []
    for shape in Shape:
        page = sheet(80, 80)
        page.sign(shape, 40, 40, INK, 16)
        looks.append(pixels(page)[:, :, 0].astype(float))
    for number, one in enumerate(looks):
        for other in looks[number + 1 :]:
            assert (np.abs(one - other) > 100).sum() > 10


@pytest.mark.parametrize("align", [0.0, 0.5, 1.0])
def test_words_are_written_where_their_box_says(align: float) -> None:
    """The ink lies within the box, and the box begins by the alignment."""
    page = sheet(300, 60)
    wide = page.write((150, 40), "Kindly", size=24, align=align)
    (box,) = page.words
    seen = pixels(page)
    assert box.text == "Kindly"
    assert box.right - box.left == pytest.approx(wide)
    assert box.left == pytest.approx(150 - align * wide)
    assert box.left - 1 <= min(columns(seen, INK, 60)) <= max(columns(seen, INK, 60)) <= box.right
    assert box.top <= min(rows(seen, INK, 60)) <= max(rows(seen, INK, 60)) <= box.bottom + 1


def test_words_without_room_are_cut_or_left_out() -> None:
    """A few letters and an ellipsis, or nothing."""
    page = sheet(300, 60)
    assert 0 < page.write((10, 40), "A long walk in the park", room=80) <= 80
    assert page.words[0].text.endswith("…")
    assert page.write((10, 40), "A long walk in the park", room=5) == 0
    assert page.write((10, 40), "") == 0
    assert len(page.words) == 1
    assert page.wide("Kindly", 24) == pytest.approx(page.wide("Kindly", 48) / 2, rel=0.03)


def test_colours_are_mixed_in_steps() -> None:
    """From the first, over the middle, to the last."""
    row = mixed((PALE_GOLD, PALE_TEAL), np.array([0.0, 0.5, 1, 7]))
    first, last = (np.array(ImageColor.getrgb(colour)) for colour in (PALE_GOLD, PALE_TEAL))
    assert row[0].tolist() == first.tolist()
    assert row[2].tolist() == row[3].tolist() == last.tolist()
    assert np.abs(row[1] - (first + last) / 2).max() <= 1


def test_pixels_are_laid_over_the_upper_left_corner() -> None:
    """As fine as they are."""
    page = sheet(20, 20)
    page.paste(np.zeros((10, 40, 3), dtype=np.uint8))
    assert rows(pixels(page), "#000000") == list(range(5))


def test_a_png_is_as_large_as_its_paper() -> None:
    """And Pillow opens it."""
    picture = Image.open(BytesIO(sheet(30, 20).png()))
    assert (picture.format, picture.size, picture.mode) == ("PNG", (30, 20), "RGB")
