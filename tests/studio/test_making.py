"""From a plan to a track: slices, failures, determinism, and what a track tells of itself."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import log10
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, WorldError, WrongUse
from kindpace.session.model import Mix
from kindpace.sound.span import RATE, Span
from kindpace.studio.making import balance_of, mixed, record, render, unwatched
from kindpace.studio.planning import Order, Planned, plan
from kindpace.timeline.tempo import frame
from kindpace.track.reading import blocks_of, read_track
from kindpace.voices.protocol import Request, Spoken, VoiceFailed
from kindpace.voices.tone import Tone

LEVEL_NAMES = ("voice", "beat", "breath", "bed")

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


def test_a_track_is_held_to_its_own_plan(tmp_path: Path) -> None:
    """What was measured on the MP3 is all there, and every promise is kept."""
    made = render(planned(tmp_path), tmp_path / "run.mp3")
    assert made.found.beats
    assert np.nanmax(np.abs(made.found.beats.late_by)) < 0.002
    assert {line.begins is not None for line in made.found.lines} == {True}
    assert abs(made.found.levels.integrated + 16) <= 0.5
    assert max(one.share for one in made.found.skipped) < 0.001
    assert [] == [one.what for one in made.broken]


def test_a_place_that_cannot_be_written_is_told_before_anything_is_spoken(tmp_path: Path) -> None:
    """A folder that isn't there."""
    with pytest.raises(KindpaceError) as raised:
        render(planned(tmp_path), tmp_path / "nowhere" / "run.mp3")
    assert "folder-missing" == raised.value.problems[0].slug


LEVELS = st.fixed_dictionaries(
    {name: st.integers(-240, 120).map(lambda n: Fraction(n, 10)) for name in LEVEL_NAMES}
)


@given(LEVELS)
def test_own_levels_reach_the_master_as_they_were_asked(told: dict[str, Fraction]) -> None:
    """Name by name, in decibels."""
    balance = balance_of(Mix(**told))
    assert [getattr(balance, name) for name in told] == [float(level) for level in told.values()]


def test_a_softer_beat_is_softer_by_that_much_and_nothing_else_moves(tmp_path: Path) -> None:
    """Six decibels beside the voice, as the master gives them out."""
    usual = planned(tmp_path)
    softer = replace(usual, session=replace(usual.session, mix=Mix(beat=Fraction(-6))))
    gains = []
    for one in (usual, softer):
        spoken, takes = record(one, unwatched, tmp_path)
        gains.append(mixed(spoken, takes).gains)
    before, after = gains
    moved = {
        name: round(20 * log10(after[name] / after["voice"] * before["voice"] / before[name]), 6)
        for name in before
    }
    assert moved == {name: -6.0 if name in ("beat", "bell") else 0.0 for name in before}


def test_own_music_lies_under_the_words_and_its_name_stays_at_home(tmp_path: Path) -> None:
    """It is heard in place of the template's bed, and nothing in the file tells what it is."""
    sound = np.sin(np.arange(4 * RATE) * 2 * np.pi * 330 / RATE) / 3
    soundfile.write(tmp_path / "secret-song.wav", sound, RATE)
    script = tmp_path / "three.yaml"
    script.write_text(SCRIPT.format(sound="{template: rain, bed: secret-song.wav}"), "utf-8")
    made = render(plan(Order(name=str(script))), tmp_path / "run.mp3")
    content = (tmp_path / "run.mp3").read_bytes()
    assert not [way for way in ("utf-8", "utf-16-le") if "secret".encode(way) in content]
    assert ("rain", "SOUND") in {(value, name) for name, value in made.found.reading.labels.extra}
    blocks = np.concatenate([block[:, 0] for block in blocks_of(tmp_path / "run.mp3")])
    power = np.abs(np.fft.rfft(blocks[10 * RATE : 20 * RATE])) ** 2
    assert power[3250:3350].sum() > 10 * power[3000:3200].sum()
    assert made.found.score
    assert made.found.score.music
    assert [] == [one.what for one in made.broken]
