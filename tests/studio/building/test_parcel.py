"""A parcel holds all that a track is made of: its sender's disk isn't needed any more."""

import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from kindpace.sound.span import RATE
from kindpace.studio.building.parcel import Parcel, Work, packed, unpacked
from kindpace.studio.making import record, unwatched
from kindpace.studio.planning import Order, plan
from kindpace.track.encode import MONO
from tests.studio.building.maker import script


def work(folder: Path) -> Work:
    """A spoken session over music of its own."""
    soundfile.write(folder / "bed.wav", np.zeros(RATE), RATE)
    path = script(folder, "one")
    text = path.read_text("utf-8").replace("sound: plain", "sound: {template: plain, bed: bed.wav}")
    path.write_text(text, "utf-8")
    spoken, takes = record(plan(Order(name=str(path))), unwatched, folder)
    return Work(planned=spoken, takes=takes, encoding=MONO, album="Runs", artist="Ben", title="One")


def test_a_parcel_is_opened_where_nothing_of_the_sender_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Takes sound the same, the music is there, and no path of the sender is in it."""
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    away.mkdir()
    monkeypatch.setenv("KINDPACE_CACHE", str(home / "cache"))
    sent = work(home)
    sound = {line: take.load() for line, take in sent.takes.items()}
    parcel: Parcel = pickle.loads(pickle.dumps(packed(sent, 7)))  # noqa: S301 - our own, as an executor does
    shutil.rmtree(home)
    got = unpacked(parcel, away)
    assert (parcel.key, got.title, got.album) == (7, "One", "Runs")
    assert got.planned.timeline == sent.planned.timeline
    for line, samples in sound.items():
        assert np.array_equal(samples, got.takes[line].load())
    assert got.planned.session.bed
    assert got.planned.session.bed.path.parent == away
    assert str(home).encode() not in parcel.work.replace(f"{home}/one.yaml".encode(), b"")


def test_a_file_that_has_gone_is_noticed(tmp_path: Path) -> None:
    """Before anything is sent."""
    sent = work(tmp_path)
    (tmp_path / "bed.wav").unlink()
    with pytest.raises(FileNotFoundError):
        packed(sent)


def test_what_is_no_work_isnt_taken_for_it(tmp_path: Path) -> None:
    """A parcel of something else."""
    with pytest.raises(TypeError):
        unpacked(Parcel(key=0, title="", work=pickle.dumps("hello"), files={}), tmp_path)
