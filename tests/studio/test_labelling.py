"""What a track tells of itself."""

from pathlib import Path

from kindpace.studio.labelling import labels
from kindpace.studio.making import record, unwatched, window_of
from kindpace.studio.planning import Order, Planned, plan

SCRIPT = """\
kindpace: 1
title: Up the hill
voice: tone
runner: {cadence: 172}
parts:
  - part: Out
    gait: walk
    lasts: 25s
    cues:
      - safety: One ear free, please.
      - say: "Nearly there, {name|friend}."
      - quiet: elastic
  - part: Up
    gait: run
    lasts: 25s
    breath: {pattern: 3:2, count: sound}
    cues:
      - say: Small steps.
      - quiet: elastic
"""


def planned(folder: Path) -> Planned:
    """Two short parts, for somebody with a name."""
    script, runner = folder / "hill.yaml", folder / "runner.yaml"
    script.write_text(SCRIPT, "utf-8")
    runner.write_text("name: Ana\n", "utf-8")
    return plan(Order(name=str(script), runner=runner))


def test_a_track_names_its_chapters_its_words_and_its_cadence(tmp_path: Path) -> None:
    """A name that was told stays at home: the words are those that anyone may read."""
    spoken, takes = record(planned(tmp_path), unwatched, tmp_path)
    told = labels(spoken, takes, window_of(spoken, None))
    assert (told.title, told.bpm) == ("Up the hill", 172)
    assert [chapter.title for chapter in told.chapters] == ["Out", "Up"]
    assert "Nearly there, friend." in [line.text for line in told.lyrics]
    assert not any("Ana" in line.text for line in told.lyrics)
    extra = dict(told.extra)
    assert (extra["CADENCE_SPM"], extra["BREATH"], extra["VOICE"]) == ("172", "3:2", "tone")
    assert "SPAN" not in extra


def test_a_slice_keeps_the_chapters_and_words_that_it_holds(tmp_path: Path) -> None:
    """Counted from its own beginning; a part's first moments belong to no other chapter."""
    spoken, takes = record(planned(tmp_path), unwatched, tmp_path)
    start, end = window = window_of(spoken, "up")
    told = labels(spoken, takes, window)
    assert [chapter.title for chapter in told.chapters] == ["Up"]
    assert [line.text for line in told.lyrics] == ["Small steps."]
    assert all(0 <= line.start < line.end <= end - start for line in told.lyrics)
    assert dict(told.extra)["SPAN"] == f"{float(start):g}-{float(end):g}"


def test_only_what_is_heard_makes_two_tracks_differ(tmp_path: Path) -> None:
    """The same timeline has the same name, wherever its script lies."""
    places = [tmp_path / name for name in ("one", "other")]
    names: list[str] = []
    for place in places:
        place.mkdir()
        spoken, takes = record(planned(place), unwatched, place)
        names.append(dict(labels(spoken, takes, window_of(spoken, None)).extra)["SESSION_HASH"])
    assert names[0] == names[1]
