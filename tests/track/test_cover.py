"""The cover is drawn from the timeline."""

from io import BytesIO

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from kindpace.session.model import Gait
from kindpace.timeline.events import Timeline
from kindpace.track import cover as drawing
from kindpace.track.cover import ART, GAITS, LARGEST, artwork, cover, draw
from tests.track.maker import timeline

SIDE = 150
STEADY = timeline(
    ((Gait.WALK, 300, 110, 110), (Gait.RUN, 900, 160, 170), (Gait.SIT, 300, 0, 0)),
    speeches=((10, 5), (700, 4)),
    breaths=tuple(range(400, 600, 2)),
)


def difference(one: Timeline, other: Timeline) -> NDArray[np.int_]:
    """Where two small covers differ, a value a pixel."""
    first, second = (np.asarray(draw(run, SIDE), dtype=int) for run in (one, other))
    changed: NDArray[np.int_] = np.abs(first - second).max(axis=2)
    return changed


def test_a_cover_is_a_small_square_jpeg() -> None:
    """600 pixels wide and high, at most 120 kB."""
    jpeg = cover(STEADY)
    picture = Image.open(BytesIO(jpeg))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (600, 600), "RGB")
    assert len(jpeg) <= LARGEST


def test_artwork_is_the_same_picture_as_directories_want_it() -> None:
    """Large, square, RGB, and still small enough for a phone's list."""
    jpeg = artwork(STEADY)
    picture = Image.open(BytesIO(jpeg))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (ART, ART), "RGB")
    assert len(jpeg) <= 2 * LARGEST
    small = np.asarray(picture.resize((SIDE, SIDE)), dtype=int)
    assert np.abs(small - np.asarray(draw(STEADY, SIDE), dtype=int)).mean() < 10


def test_the_same_run_gives_the_same_bytes() -> None:
    """No dice, no clock."""
    assert cover(STEADY) == cover(STEADY)


def test_a_picture_too_rich_is_saved_more_simply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its bytes stay within the limit, its size is the same."""
    dice = np.random.default_rng(1)
    rough = Image.fromarray(dice.integers(100, 150, (600, 600, 3), dtype=np.uint8))
    monkeypatch.setattr(drawing, "draw", lambda *_: rough)
    jpeg = cover(STEADY)
    assert Image.open(BytesIO(jpeg)).size == (600, 600)
    best = BytesIO()
    rough.save(best, "JPEG", quality=88, optimize=True, subsampling=0)
    assert len(jpeg) < best.tell()


@pytest.mark.parametrize("gait", list(Gait))
def test_each_gait_has_its_colour(gait: Gait) -> None:
    """The ground under a run of one gait has that gait's hue."""
    pixels = np.asarray(draw(timeline(((gait, 600, 160, 160),)), SIDE), dtype=float)
    ground = pixels[int(SIDE * 0.98), SIDE // 2]
    wanted = np.array(GAITS[gait], dtype=float)
    assert np.allclose(ground / ground.sum(), wanted / wanted.sum(), atol=0.02)


def test_a_faster_part_stands_higher() -> None:
    """Above the ridge of the walk there is sky; at the same height the run is hill."""
    run = timeline(((Gait.WALK, 600, 100, 100), (Gait.RUN, 600, 175, 175)))
    pixels = np.asarray(draw(run, SIDE), dtype=float)
    row = pixels[int(SIDE * 0.76)]
    assert row[SIDE // 5].mean() > row[4 * SIDE // 5].mean() + 40


def test_words_leave_lights_and_quiet_leaves_none() -> None:
    """Only the place of the spoken line changes."""
    parts = ((Gait.WALK, 600, 110, 110),)
    changed = difference(timeline(parts), timeline(parts, speeches=((300, 10),)))
    columns = np.flatnonzero(changed.max(axis=0) > 20)
    assert len(columns)
    assert all(abs(column - SIDE / 2) < 6 for column in columns)


def test_breath_leaves_a_wave_at_the_foot() -> None:
    """Under the minutes in which it is heard."""
    parts = ((Gait.WALK, 600, 110, 110),)
    changed = difference(timeline(parts), timeline(parts, breaths=tuple(range(300, 420, 2))))
    rows, columns = np.nonzero(changed > 20)
    assert rows.min() > 0.85 * SIDE
    assert SIDE * 0.45 < columns.min() < columns.max() < SIDE * 0.75


def test_a_title_that_cannot_be_drawn_leaves_the_sky_open() -> None:
    """The picture is the one of an untitled run."""
    parts = ((Gait.WALK, 600, 110, 110),)
    assert not difference(timeline(parts, title=""), timeline(parts, title="Тихо")).any()
    assert difference(timeline(parts, title=""), timeline(parts, title="Calm")).any()


@pytest.mark.parametrize(
    "odd",
    [
        timeline((), title=""),
        timeline((), speeches=((0, 1),), breaths=(0,)),
        timeline(((Gait.SIT, 1, 0, 0),), title="\n\t"),
        timeline(((Gait.RUN, 36_000, 165, 165),), title="x" * 500),
        timeline(((Gait.RUN, 60, 165, 165), (Gait.WALK, 60, 110, 110)) * 30, title="a " * 90),
        timeline(((Gait.WALK, 60, 110, 110),), speeches=((59, 99),), breaths=(58, 70)),
    ],
)
def test_odd_runs_have_a_cover_too(odd: Timeline) -> None:
    """Nothing in them, a second, ten hours, sixty parts, words beyond the end."""
    assert draw(odd, SIDE).size == (SIDE, SIDE)
