"""The walk of a verification: which plan counts, what is drawn, and what stops it early."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kindpace.problems import KindpaceError, WorldError, WrongUse
from kindpace.session.model import Seconds
from kindpace.studio.making import render
from kindpace.studio.planning import Order, plan
from kindpace.studio.scoring import PLAN
from kindpace.studio.verifying import Verified, verify
from kindpace.timeline.score_text import written
from kindpace.track.encode import MONO
from kindpace.track.reading import read_track
from kindpace.track.tags import tag_bytes

SCRIPT = """\
kindpace: 1
title: Half a minute
minutes: 0.5
sound: plain
voice: tone
parts:
  - part: Steps
    gait: walk
    cues:
      - say: "{name?, }one step, and one more, and then the next."
      - quiet: elastic
      - say: "That is it for today, and it counts."
      - rest: 2s
"""


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """Half a minute of walking, written and rendered."""
    folder = tmp_path_factory.mktemp("verifying")
    file = folder / "half.yaml"
    file.write_text(SCRIPT, "utf-8")
    order = Order(name=str(file))
    render(plan(order), folder / "half.mp3")
    return order


@pytest.fixture
def mp3(order: Order) -> Path:
    """Its track."""
    return Path(order.name).with_suffix(".mp3")


def other(order: Order, tmp_path: Path, old: str, new: str) -> Order:
    """The same script but for a few words."""
    file = tmp_path / "other.yaml"
    file.write_text(Path(order.name).read_text("utf-8").replace(old, new), "utf-8")
    return replace(order, name=str(file))


def without_plan(mp3: Path, tmp_path: Path) -> Path:
    """The same sound, whose tag tells no plan."""
    reading = read_track(mp3)
    extra = tuple(pair for pair in reading.labels.extra if pair[0] != PLAN)
    labels = replace(reading.labels, extra=extra)
    path = tmp_path / "bare.mp3"
    music = mp3.read_bytes()[reading.form.start :]
    path.write_bytes(tag_bytes(labels, reading.form.length, MONO) + music)
    return path


def slugs(done: Verified) -> list[str]:
    """What is told."""
    return [one.slug for one in done.broken]


def test_a_track_of_ours_is_held_to_the_plan_in_its_tag(mp3: Path) -> None:
    """Every beat and every line is found."""
    done = verify(mp3)
    assert slugs(done) == []
    assert done.found.score is not None
    assert [line.text for line in done.found.score.lines][1:] == [
        "That is it for today, and it counts."
    ]
    assert done.found.beats is not None


def test_the_script_itself_gives_the_same_plan(mp3: Path, order: Order) -> None:
    """Nothing differs between the tag and the script it was made from."""
    assert slugs(verify(mp3, order=order)) == []


def test_a_track_without_a_plan_can_be_held_to_a_script(
    mp3: Path, order: Order, tmp_path: Path
) -> None:
    """Without one, beats and lines stay unknown."""
    bare = without_plan(mp3, tmp_path)
    alone, with_script = verify(bare), verify(bare, order=order)
    assert slugs(alone) == slugs(with_script) == []
    assert (alone.found.score, alone.found.beats, alone.found.lines) == (None, None, ())
    assert len(with_script.found.lines) == 2


@pytest.mark.parametrize(
    ("words", "difference"),
    [
        (("minutes: 0.5", "minutes: 0.6"), "length"),
        (("sound: plain", "sound: rain"), "sound plain instead of rain"),
        (("gait: walk", "gait: run"), "other steps"),
        (("and it counts", "and it is fine"), "another line"),
        (("      - rest: 2s", '      - say: "Now."\n      - rest: 2s'), "lines 2 instead of 3"),
    ],
)
def test_a_tag_that_tells_of_another_plan_is_told(
    mp3: Path, order: Order, tmp_path: Path, words: tuple[str, str], difference: str
) -> None:
    """With what differs, and the track is held to the script."""
    done = verify(mp3, order=other(order, tmp_path, *words))
    (told,) = (one for one in done.broken if one.slug == "plan-other")
    assert difference in told.what
    assert done.broken[0] == told


def retold(mp3: Path, folder: Path, plan_text: str) -> Path:
    """The same sound, whose tag tells another plan."""
    reading = read_track(mp3)
    extra = tuple(
        (name, plan_text if name == PLAN else text) for name, text in reading.labels.extra
    )
    labels = replace(reading.labels, extra=extra)
    path = folder / "retold.mp3"
    music = mp3.read_bytes()[reading.form.start :]
    path.write_bytes(tag_bytes(labels, reading.form.length, MONO) + music)
    return path


def test_a_plan_of_days_is_not_looked_for(mp3: Path, tmp_path: Path) -> None:
    """It is told as another length, and the rest is checked as without a plan."""
    score = verify(mp3).found.score
    assert score is not None
    endless = replace(score, length=Seconds(40 * 3600))
    done = verify(retold(mp3, tmp_path, written(endless)))
    assert slugs(done) == ["length-off"]
    assert done.found.score is None


def test_a_plan_whose_beat_cannot_be_made_is_left_out(mp3: Path, tmp_path: Path) -> None:
    """It is told as unreadable, and the sound is heard all the same."""
    score = verify(mp3).found.score
    assert score is not None
    done = verify(retold(mp3, tmp_path, written(replace(score, beat={"stroke": "of luck"}))))
    assert slugs(done) == ["score-unreadable"]
    assert done.found.levels.length == 30


def test_a_picture_is_drawn_whole(mp3: Path, tmp_path: Path) -> None:
    """A PNG that any program opens, and nothing beside it."""
    verify(mp3, picture=tmp_path / "seen.png")
    with Image.open(BytesIO((tmp_path / "seen.png").read_bytes())) as shown:
        assert shown.format == "PNG"
        assert shown.width > 1000
    assert [path.name for path in tmp_path.iterdir()] == ["seen.png"]


def test_a_picture_never_takes_the_place_of_its_track(mp3: Path, tmp_path: Path) -> None:
    """However the path is written."""
    before = mp3.read_bytes()
    link = tmp_path / "link.png"
    link.symlink_to(mp3)
    for picture in (mp3, mp3.parent / "." / mp3.name, link):
        with pytest.raises(WrongUse, match="picture-over-track"):
            verify(mp3, picture=picture)
    assert mp3.read_bytes() == before


def test_a_picture_that_cannot_be_written_is_told_before_listening(mp3: Path) -> None:
    """The folder isn't there."""
    told: list[str] = []
    with pytest.raises(WorldError, match="folder-missing"):
        verify(
            mp3,
            picture=mp3.parent / "nowhere" / "seen.png",
            on_progress=lambda doing, _done, _all: told.append(doing),
        )
    assert told == []


def test_a_broken_file_leaves_no_picture(tmp_path: Path) -> None:
    """Neither half a one nor an empty one."""
    path = tmp_path / "run.mp3"
    path.write_bytes(b"no sound")
    with pytest.raises(KindpaceError, match="not-an-mp3"):
        verify(path, picture=tmp_path / "seen.png")
    assert [one.name for one in tmp_path.iterdir()] == ["run.mp3"]


def test_listening_tells_how_far_it_is(mp3: Path) -> None:
    """Up to the end of the track."""
    told: list[tuple[str, int, int]] = []
    verify(mp3, on_progress=lambda *step: told.append(step))
    assert ("listening", 30 * 44_100, 30 * 44_100) == told[-1]
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
