"""The cover of a track, drawn from its timeline: a calm morning whose hills are the run itself.

The ridge is the cadence over time, the hills are coloured by gait, a wave marks breathing, and
small lights hang over the ridge where something is said, so that quiet stays open sky. The sun
holds the minutes.
"""

from bisect import bisect_right
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from kindpace.session.model import Gait, Seconds
from kindpace.timeline.events import Timeline
from kindpace.track.labels import one_line
from kindpace.track.lettering import drawable, fitted, font

SIDE = 600
ART = 1400
"""Pixels a side: the least that Apple's and other directories take (1400 to 3000)."""

FINE = 2
"""Everything is drawn so much larger, then scaled down smoothly."""

LARGEST = 120_000
"""Bytes: a player streams past the picture before it hears the first sound."""

SKY = (
    (0.00, 0x17, 0x30, 0x4D),
    (0.34, 0x35, 0x5F, 0x80),
    (0.60, 0xC9, 0x9C, 0x8E),
    (0.76, 0xF7, 0xD3, 0xA6),
)
"""How far down, then red, green and blue: night, blue, rose, gold."""

SUN = (0xFF, 0xE9, 0xC7)
INK = (0x2A, 0x42, 0x58)
LIGHT = (0xFF, 0xF6, 0xE6)
HAZE = (0x8F, 0x8C, 0x9C)
GAITS = {
    Gait.SIT: (0x7A, 0x5F, 0x80),
    Gait.STAND: (0x5E, 0x68, 0x8C),
    Gait.WALK: (0x5B, 0x8C, 0x74),
    Gait.RUN: (0x1F, 0x5C, 0x66),
}
RESTING = {Gait.SIT: 0.0, Gait.STAND: 0.08, Gait.WALK: 0.35, Gait.RUN: 0.8}
"""How high a hill stands where there are no footfalls to measure."""

RELIEF = 1.5
"""How much more than true to scale a change of running cadence shows, so that ramps are seen."""

Row = NDArray[np.float64]


def cover(timeline: Timeline) -> bytes:
    """A JPEG of 600 by 600, at most 120 kB; the same timeline gives the same bytes.

    A title with letters that the font lacks is left out rather than shown as boxes.
    """
    picture = draw(timeline, SIDE)
    for quality in (88, 80, 70, 55, 40):
        jpeg = BytesIO()
        picture.save(jpeg, "JPEG", quality=quality, optimize=True, subsampling=0)
        if jpeg.tell() <= LARGEST:
            break
    return jpeg.getvalue()


def artwork(timeline: Timeline) -> bytes:
    """The same picture as podcast directories want it: a JPEG of 1400 by 1400, some 150 kB."""
    jpeg = BytesIO()
    _drawn(timeline, ART).save(jpeg, "JPEG", quality=82, optimize=True, dpi=(72, 72))
    return jpeg.getvalue()


def draw(timeline: Timeline, side: int) -> Image.Image:
    """The picture at `side` by `side` pixels."""
    return _drawn(timeline, side * FINE).resize((side, side), Image.Resampling.LANCZOS)


def _drawn(timeline: Timeline, big: int) -> Image.Image:
    """The picture at `big` by `big` pixels, as fine as it is painted."""
    heights, colours = _land(timeline, big)
    ridge = big * (0.86 - 0.24 * _smooth(heights, big // 50))
    image = _sky(big)
    _sun(image, timeline)
    _hills(image, heights, ridge, colours)
    _lights(image, timeline, ridge)
    _breath(image, timeline)
    _title(image, timeline.title)
    return image


def _land(timeline: Timeline, columns: int) -> tuple[Row, Row]:
    """For each column of the picture: the height of the ridge in 0..1, and the hill's colour."""
    starts = [part.start for part in timeline.sections]
    strides = [stride.start for stride in timeline.strides]
    heights, colours = np.zeros(columns), np.full((columns, 3), GAITS[Gait.STAND], dtype=float)
    measured = np.zeros(columns, dtype=bool)
    for column in range(columns):
        moment = timeline.length * column / columns
        part = bisect_right(starts, moment) - 1
        if part < 0:
            continue
        gait = timeline.sections[part].gait
        colours[column] = GAITS[gait]
        heights[column] = RESTING[gait]
        stride = bisect_right(strides, moment) - 1
        if gait.moving and stride >= 0 and moment < timeline.strides[stride].stop:
            cadence = float(timeline.strides[stride].cadence_at(moment))
            heights[column] = (cadence - 75) / 115
            measured[column] = gait is Gait.RUN
    if measured.any():
        usual = np.median(heights[measured])
        heights[measured] += RELIEF * (heights[measured] - usual)
    return np.clip(heights, 0, 1.1), colours


def _smooth(row: Row, width: int) -> Row:
    """`row` averaged three times over `width` neighbours, which rounds all corners."""
    for _ in range(3):
        padded = np.pad(row, width // 2, mode="edge")
        row = np.convolve(padded, np.ones(width) / width, mode="same")[width // 2 : -(width // 2)]
    return row


def _sky(big: int) -> Image.Image:
    places, *channels = zip(*SKY, strict=True)
    rows = np.linspace(0, 1, big)
    column = np.stack([np.interp(rows, places, channel) for channel in channels], axis=1)
    return Image.fromarray(np.repeat(column.round().astype(np.uint8)[:, None], big, axis=1))


def _sun(image: Image.Image, timeline: Timeline) -> None:
    """The sun with its glow, and the minutes in it."""
    big = image.width
    x, y, radius = 0.70 * big, 0.50 * big, 0.135 * big
    down, across = np.ogrid[0:big, 0:big]
    glow = np.exp(-((np.hypot(across - x, down - y) / (2.1 * radius)) ** 2)) * 0.55
    _lay(image, SUN, glow)
    disc = ImageDraw.Draw(image)
    disc.ellipse((x - radius, y - radius, x + radius, y + radius), fill=SUN)
    minutes = str(round(timeline.length / 60))
    if minutes == "0":
        return
    size = int(radius * 1.8 / max(2, len(minutes)))
    disc.text((x, y - 0.12 * radius), minutes, fill=INK, font=font(size), anchor="mm")
    disc.text((x, y + 0.48 * radius), "min", fill=INK, font=font(int(radius * 0.3)), anchor="mm")


def _hills(image: Image.Image, heights: Row, ridge: Row, colours: Row) -> None:
    """A far ridge in the haze, then the run itself with a line of light on its ridge."""
    big = image.width
    far = big * (0.70 - 0.16 * _smooth(heights, big // 9) - 0.02 * np.sin(np.linspace(0, 7, big)))
    down = np.arange(big)[:, None]
    _lay(image, HAZE, np.clip(down - far, 0, 1) * 0.75)
    depth = np.clip(down / big - 0.62, 0, 1) / 0.38
    bands = (_smooth(colours[:, band], big // 80) * (1 - 0.4 * depth) for band in range(3))
    ground = np.stack([band.round().astype(np.uint8) for band in bands], axis=2)
    image.paste(Image.fromarray(ground), mask=_mask(down - ridge))
    line = list(zip(range(big), ridge.tolist(), strict=True))
    ImageDraw.Draw(image).line(line, fill=LIGHT, width=2 * FINE, joint="curve")


def _breath(image: Image.Image, timeline: Timeline) -> None:
    """A wave at the foot of the hills, as strong as the breath is heard."""
    big = image.width
    strength = np.zeros(big)
    for breath in timeline.breaths:
        first = int(_along(timeline, breath.start) * big)
        last = int(_along(timeline, breath.start + breath.length) * big) + 1
        strength[first:last] = np.maximum(strength[first:last], float(breath.gain))
    strength = _smooth(strength, big // 50)
    wave = np.sin(np.arange(big) * 2 * np.pi / (0.036 * big))
    y = big * (0.925 + 0.016 * wave * strength)
    down = np.arange(big)[:, None]
    near = np.clip(1.6 * FINE - np.abs(down - y), 0, 1)
    _lay(image, LIGHT, near * 0.8 * np.minimum(1, strength * 1.5))


def _lights(image: Image.Image, timeline: Timeline, ridge: Row) -> None:
    """Spoken lines; the longer the line, the wider its mark."""
    big = image.width
    marks = Image.new("L", image.size)
    pen = ImageDraw.Draw(marks)
    thick = 0.0035 * big
    for speech in timeline.speeches:
        x = _along(timeline, speech.start) * big
        wide = max(2 * thick, _along(timeline, speech.length) * big)
        y = ridge[min(big - 1, int(x + wide / 2))] - 0.028 * big
        pen.rounded_rectangle((x, y - thick, x + wide, y + thick), radius=thick, fill=220)
    image.paste(LIGHT, mask=marks)


def _title(image: Image.Image, title: str) -> None:
    big = image.width
    edge = int(0.075 * big)
    sizes = tuple(int(share * big) for share in (0.115, 0.1, 0.088, 0.076, 0.066, 0.056))
    size, lines = fitted(drawable(one_line(title)), big - 2 * edge, sizes)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        place = (edge, edge + number * 1.12 * size)
        pen.text(place, line, fill=LIGHT, font=font(size), anchor="lt")


def _along(timeline: Timeline, moment: Seconds) -> float:
    """`moment` as a share of the picture's width."""
    return float(moment / timeline.length) if timeline.length else 0.0


def _lay(image: Image.Image, colour: tuple[int, int, int], strength: Row) -> None:
    """Cover `image` with `colour`, as much as `strength` (0..1 a pixel) says."""
    image.paste(colour, mask=_mask(strength))


def _mask(strength: Row) -> Image.Image:
    """`strength`, held to 0..1, as a mask."""
    return Image.fromarray((np.clip(strength, 0, 1) * 255).round().astype(np.uint8))
