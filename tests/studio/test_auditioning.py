from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.problems import KindpaceError, WorldError, WrongUse
from kindpace.session.model import Seconds
from kindpace.sound.again import Again
from kindpace.sound.master import Master
from kindpace.sound.span import RATE, Span
from kindpace.studio.auditioning import (
    USUAL,
    Wanted,
    audition,
    beyond,
    clear,
    sounding,
    window_of,
)
from kindpace.studio.planning import Order, Planned, plan
from kindpace.studio.speaking import mixed, record, unwatched
from kindpace.track.kept import Kept
from kindpace.track.reading import read_track
from tests.cli.conftest import TINY

SCRIPT = """\
kindpace: 1
title: Two parts
minutes: 1
sound: plain
voice: tone
parts:
  - part: Out
    gait: walk
    lasts: 30s
    cues:
      - say: Here we go, slowly.
      - quiet: elastic
  - part: Home
    gait: walk
    cues:
      - say: Nearly there.
      - quiet: elastic
allow: [struct/safety-first]
because: A minute at a desk.
"""
CURE = SCRIPT.replace("Nearly there.", "Running cures your depression.")


@pytest.fixture
def planned(tmp_path: Path) -> Planned:
    """A minute in two parts."""
    return written(tmp_path, SCRIPT)


def written(folder: Path, script: str) -> Planned:
    """The plan of a script."""
    file = folder / "two.yaml"
    file.write_text(script, "utf-8")
    return plan(Order(name=str(file)))


def test_a_slice_is_the_same_slice_of_the_whole(planned: Planned, tmp_path: Path) -> None:
    """To the last of sixteen bits, at first and when it was decided before."""
    spoken, takes = record(planned, unwatched, tmp_path)
    whole = mixed(spoken, takes)
    wanted = Wanted(at=Seconds(25), lasts=Seconds(7, 2))
    for name in ("first.wav", "again.wav"):
        heard = audition(planned, wanted, tmp_path / name)
        samples, rate = soundfile.read(tmp_path / name, dtype="float32", always_2d=True)
        assert (rate, len(samples), heard.length) == (RATE, 7 * RATE // 2, Seconds(7, 2))
        expected = whole.ask(Span(25 * RATE, 57 * RATE // 2))
        assert np.abs(samples - expected).max() <= 1 / (1 << 15)


def test_what_was_decided_is_kept_until_a_word_or_a_setting_changes(
    planned: Planned, tmp_path: Path
) -> None:
    """Broken notes are as good as none."""
    kept = Kept(folder=tmp_path / "decided")
    spoken, takes = record(planned, unwatched, tmp_path)
    assert isinstance(sounding(spoken, takes, kept), Master)
    assert isinstance(sounding(spoken, takes, kept), Again)
    louder = replace(spoken.session, mix=replace(spoken.session.mix, beat=Seconds(3)))
    assert isinstance(sounding(replace(spoken, session=louder), takes, kept), Master)
    for path in kept.folder.glob("*/*"):
        path.write_bytes(path.read_bytes()[:-3])
    assert isinstance(sounding(spoken, takes, kept), Master)


def test_a_part_is_heard_alone_or_its_beginning(planned: Planned, tmp_path: Path) -> None:
    """As an MP3 it has its own chapter."""
    heard = audition(planned, Wanted(part="home", lasts=Seconds(4)), tmp_path / "home.mp3")
    section = heard.plan.timeline.sections[1]
    assert (heard.start, heard.end) == (section.start, section.start + 4)
    read = read_track(tmp_path / "home.mp3")
    assert [chapter.title for chapter in read.labels.chapters] == ["Home"]
    assert window_of(planned, Wanted(part="Out")) == (Seconds(0), planned.timeline.sections[0].end)


def test_a_slice_ends_where_the_track_does(planned: Planned) -> None:
    """And begins before that."""
    length = planned.timeline.length
    assert window_of(planned, Wanted()) == (Seconds(0), USUAL)
    assert window_of(planned, Wanted(at=length - 5)) == (length - 5, length)
    with pytest.raises(WrongUse) as told:
        window_of(planned, Wanted(at=length))
    assert told.value.problems == (beyond(length, length),)
    assert "1:00" in told.value.problems[0].what


def test_an_unknown_part_or_ending_is_told_before_anything_is_spoken(
    planned: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a folder that isn't there."""
    monkeypatch.setattr("kindpace.studio.auditioning.record", None)
    for wanted, name, slug in (
        (Wanted(part="Away"), "a.wav", "part-unknown"),
        (Wanted(), "two.yaml", "audition-ending"),
    ):
        with pytest.raises(WrongUse) as told:
            audition(planned, wanted, tmp_path / name)
        assert told.value.problems[0].slug == slug
    with pytest.raises(WorldError):
        audition(planned, Wanted(), tmp_path / "nowhere" / "a.wav")
    assert (tmp_path / "two.yaml").read_text("utf-8") == SCRIPT


def test_what_care_stops_is_not_heard_either(tmp_path: Path) -> None:
    """However often it is asked; and what was cleared isn't looked through again."""
    kept = Kept(folder=tmp_path / "decided")
    strict = CURE.replace("minutes: 1\n", "minutes: 1\ntopics: [mental-health]\n")
    for _ in range(2):
        with pytest.raises(KindpaceError) as told:
            clear(written(tmp_path, strict), kept)
        assert told.value.problems[0].where is not None
    fine = written(tmp_path, TINY)
    clear(fine, kept)
    before = kept.size()
    clear(fine, kept)
    assert kept.size() == before > 0


def test_so_much_sound_has_no_room_in_a_wav(
    planned: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told before a byte is written."""
    monkeypatch.setattr("kindpace.studio.auditioning.LONGEST", 1000)
    with pytest.raises(WrongUse) as told:
        audition(planned, Wanted(), tmp_path / "a.wav")
    assert told.value.problems[0].slug == "audition-long"
    assert not (tmp_path / "a.wav").exists()
