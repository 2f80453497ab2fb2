"""From a plan to a track: slices, failures, determinism, and what a track tells of itself."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kindpace.problems import KindpaceError, WorldError, WrongUse
from kindpace.sound.span import RATE, Span
from kindpace.studio.making import mixed, record, render, unwatched
from kindpace.studio.planning import Order, Planned, plan
from kindpace.timeline.tempo import frame
from kindpace.track.reading import blocks_of, read_track
from kindpace.voices.protocol import Request, Spoken, VoiceFailed
from kindpace.voices.tone import Tone

SCRIPT = """\
kindpace: 1
title: Three parts
minutes: 1.2
sound: {sound}
voice: tone
runner: {{cadence: 170}}
parts:
  - part: Out
    gait: walk
    lasts: 25s
    cues:
      - say: Here we go, slowly.
      - quiet: elastic
  - part: Breath
    gait: run
    lasts: 25s
    breath: {{pattern: 3:2, count: spoken 2 cycles then sound}}
    cues:
      - quiet: elastic
  - part: Home
    gait: walk
    cues:
      - say: "Nearly there, {{name|friend}}."
      - quiet: elastic
"""


def planned(folder: Path, sound: str = "park") -> Planned:
    """The plan of three short parts."""
    file = folder / "three.yaml"
    file.write_text(SCRIPT.format(sound=sound), "utf-8")
    return plan(Order(name=str(file)))


@pytest.mark.parametrize("sound", ["park", "rain", "night", "plain"])
def test_a_slice_is_the_same_slice_of_the_whole_sample_for_sample(
    tmp_path: Path, sound: str
) -> None:
    """Any span asked alone, before encoding, whatever the block size."""
    spoken, takes = record(planned(tmp_path, sound), unwatched, tmp_path)
    master = mixed(spoken, takes)
    whole = np.concatenate([master.ask(span) for span in Span(0, master.frames).blocks()])
    section = spoken.timeline.sections[1]
    edges = [frame(section.start, RATE), frame(section.end, RATE), 777_777, 777_778, 1_234_567]
    for start, stop in pairwise(sorted(edges)):
        assert np.array_equal(whole[start:stop], master.ask(Span(start, stop)))


def test_a_part_alone_is_as_long_as_in_the_whole(tmp_path: Path) -> None:
    """By its name, with its own chapter and no other."""
    made = render(planned(tmp_path), tmp_path / "breath.mp3", only="breath")
    section = made.plan.timeline.sections[1]
    read = read_track(tmp_path / "breath.mp3")
    assert abs(section.length - read.form.length) <= Fraction(1, RATE)
    assert ["Breath"] == [chapter.title for chapter in read.labels.chapters]


def test_a_part_that_is_none_is_told_before_anything_is_spoken(tmp_path: Path) -> None:
    """With the names of those that are."""
    with pytest.raises(WrongUse) as raised:
        render(planned(tmp_path), tmp_path / "x.mp3", only="Away")
    assert "Out, Breath, Home" in raised.value.problems[0].mend


def test_a_span_outside_the_track_holds_nothing(tmp_path: Path) -> None:
    """It is told, and no file is written."""
    with pytest.raises(WrongUse):
        render(planned(tmp_path), tmp_path / "x.mp3", only=(Fraction(900), Fraction(950)))
    assert not (tmp_path / "x.mp3").exists()


def test_a_line_that_cannot_be_spoken_fails_the_track_and_keeps_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is named with its place; no file; what was spoken isn't spoken again."""
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "cache"))
    asked: list[str] = []
    real = Tone.speak

    def stumbling(self: Tone, request: Request) -> Spoken:
        asked.append(request.text)
        if "Nearly" in request.text and stumbles:
            raise VoiceFailed("it lost its voice")
        return real(self, request)

    stumbles = True
    monkeypatch.setattr(Tone, "speak", stumbling)
    with pytest.raises(WorldError) as raised:
        render(planned(tmp_path), tmp_path / "run.mp3")
    (found,) = raised.value.problems
    assert found.where
    assert (found.where.line, found.where.column) == (23, 9)
    assert "Nearly there, friend." in found.what
    assert not (tmp_path / "run.mp3").exists()
    stumbles = False
    before = len(asked)
    render(planned(tmp_path), tmp_path / "run.mp3")
    assert ["Nearly there, friend."] == asked[before:]


def test_changing_one_word_speaks_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All other lines come from the cache."""
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "cache"))
    render(planned(tmp_path), tmp_path / "run.mp3")
    asked: list[str] = []
    real = Tone.speak

    def listening(self: Tone, request: Request) -> Spoken:
        asked.append(request.text)
        return real(self, request)

    monkeypatch.setattr(Tone, "speak", listening)
    file = tmp_path / "three.yaml"
    file.write_text(file.read_text("utf-8").replace("slowly", "softly"), "utf-8")
    render(plan(Order(name=str(file))), tmp_path / "run.mp3")
    assert ["Here we go, softly."] == asked


def test_a_track_tells_what_it_is(tmp_path: Path) -> None:
    """Title, chapters in order on whole seconds, lyrics, cadence, and what only kindpace reads."""
    made = render(planned(tmp_path), tmp_path / "run.mp3")
    labels = read_track(tmp_path / "run.mp3").labels
    assert "Three parts" == labels.title
    assert ["Out", "Breath", "Home"] == [chapter.title for chapter in labels.chapters]
    assert all(chapter.start.denominator == 1 for chapter in labels.chapters)
    assert 170 == labels.bpm
    told = dict(labels.extra)
    assert ("three-parts", "170", "3:2", "tone", "park") == tuple(
        told[key] for key in ("SESSION_ID", "CADENCE_SPM", "BREATH", "VOICE", "SOUND")
    )
    assert made.voices == ("tone",)


def test_the_track_lasts_exactly_as_long_as_the_plan(tmp_path: Path) -> None:
    """To the sample, as decoded."""
    made = render(planned(tmp_path), tmp_path / "run.mp3")
    assert 72 == made.track.length
    assert 72 * RATE == sum(len(block) for block in blocks_of(tmp_path / "run.mp3"))


def test_a_place_that_cannot_be_written_is_told_before_anything_is_spoken(tmp_path: Path) -> None:
    """A folder that isn't there."""
    with pytest.raises(KindpaceError) as raised:
        render(planned(tmp_path), tmp_path / "nowhere" / "run.mp3")
    assert "folder-missing" == raised.value.problems[0].slug
