"""The score that a track carries."""

from fractions import Fraction
from pathlib import Path

from kindpace.problems import Mark
from kindpace.session.reading import checked_values
from kindpace.sound.instruments import beat_strokes
from kindpace.sound.templates import Beat
from kindpace.studio.making import record, render, unwatched
from kindpace.studio.planning import Order, Planned, plan
from kindpace.studio.scoring import PLAN, scored
from kindpace.timeline.score import Score
from kindpace.timeline.score_text import read_score
from kindpace.track.reading import read_track

SCRIPT = """\
kindpace: 1
title: Two parts
minutes: 0.8
sound: rain
voice: tone
runner: {cadence: 170}
parts:
  - part: Out
    gait: walk
    lasts: 24s
    cues:
      - say: Here we go, slowly.
      - bell: 1
      - quiet: elastic
  - part: Home
    gait: run
    cues:
      - say: "{name|friend}, here you are."
      - quiet: elastic
"""


def planned(folder: Path) -> Planned:
    """The plan of two short parts."""
    file = folder / "two.yaml"
    file.write_text(SCRIPT, "utf-8")
    return plan(Order(name=str(file), wishes=checked_values({"name": "Ana"}, "--name")))


def told(track: Path) -> Score:
    """The score in the tag of `track`."""
    return read_score(dict(read_track(track).labels.extra)[PLAN])


def test_a_track_carries_the_score_of_its_plan(tmp_path: Path) -> None:
    """The one that is made of the same plan and takes without rendering."""
    made = render(planned(tmp_path), tmp_path / "run.mp3")
    spoken, takes = record(planned(tmp_path), unwatched, tmp_path)
    assert told(tmp_path / "run.mp3") == scored(spoken, takes)
    assert told(tmp_path / "run.mp3").length == made.track.length


def test_a_score_brings_what_it_takes_to_make_the_beat_again(tmp_path: Path) -> None:
    """Recipe and seed are the template's own."""
    spoken, takes = record(planned(tmp_path), unwatched, tmp_path)
    score = scored(spoken, takes)
    strokes = beat_strokes(Beat.model_validate(dict(score.beat)), score.seed)
    own = beat_strokes(spoken.template.beat, spoken.template.seed)
    assert all((one == other).all() for one, other in zip(strokes, own, strict=True))
    assert score.sound == "rain"


def test_a_private_line_is_told_without_its_name_and_outline(tmp_path: Path) -> None:
    """Lines that say nothing private have both."""
    spoken, takes = record(planned(tmp_path), unwatched, tmp_path)
    first, private = (one for one in scored(spoken, takes).lines if "here" in one.text.lower())
    assert len(first.outline) == len(first.tint) == -(-(first.end - first.start) * 25 // 1)
    assert "Ana" not in private.text
    assert (private.outline, private.tint) == (b"", b"")


def test_a_slice_carries_its_own_part_of_the_score(tmp_path: Path) -> None:
    """Its first line is no longer the track's; the bell is gone; the steps go on."""
    made = render(planned(tmp_path), tmp_path / "home.mp3", only="Home")
    section = made.plan.timeline.sections[1]
    score = told(tmp_path / "home.mp3")
    whole = scored(*record(planned(tmp_path), unwatched, tmp_path))
    assert abs(score.length - section.length) <= Fraction(1, 44_100)
    assert len(whole.bells) == 1
    assert score.bells == ()
    assert len(list(score.beat_steps())) == sum(
        step >= section.start for step in made.plan.timeline.steps()
    )
    assert [one.text for one in score.lines] == [
        one.text for one in whole.lines if one.start >= section.start
    ]


def test_nothing_of_a_score_tells_where_its_script_lies(tmp_path: Path) -> None:
    """Marks stay out, and with them paths."""
    spoken, takes = record(planned(tmp_path), unwatched, tmp_path)
    mark = spoken.timeline.speeches[0].mark
    assert isinstance(mark, Mark)
    assert Path(mark.file).name not in repr(scored(spoken, takes))
