"""One walk over a file finds what every measure finds by itself."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from kindpace.problems import KindpaceError, WorldError
from kindpace.session.model import Seconds
from kindpace.sound.loudness import measured
from kindpace.sound.span import RATE
from kindpace.timeline.score import Score, ScoredLine, ScoredSpan, ScoredWord
from kindpace.track.encode import MONO, STEREO, source_of
from kindpace.track.labels import Labels
from kindpace.track.reading import blocks_of
from kindpace.track.write import write_track
from kindpace.verify.found import Found, LineFound
from kindpace.verify.listening import listen, still
from tests.verify.studio import Samples, floor, noise, quiet, voice

LENGTH = 24.0


def calm() -> Score:
    """A plan of one line, and no beat."""
    return replace(quiet(LENGTH), windows=())


def track() -> Samples:
    """What `calm` plans."""
    sound = noise(LENGTH, -40) + floor(LENGTH)
    sound[10 * RATE : 13 * RATE] += voice(3.0)
    return sound


def listened(sound: Samples, folder: Path, score: Score | None = None) -> Found:
    """`sound`, (frames,) or (frames, 2), written, decoded and measured."""
    ears = sound if sound.ndim > 1 else sound[:, None]
    path = folder / "track.mp3"
    encoding = MONO if ears.shape[1] == 1 else STEREO
    write_track(source_of(ears), Labels(title="A test", artist=""), path, encoding=encoding)
    return listen(path, score)


def test_a_whole_track_is_found_whole(tmp_path: Path) -> None:
    """Its line, its levels, and nothing that should not be."""
    found = listened(track(), tmp_path, calm())
    decoded = np.concatenate(list(blocks_of(tmp_path / "track.mp3")))
    assert found.levels.length == pytest.approx(LENGTH)
    assert found.levels.integrated == pytest.approx(measured([decoded]).integrated, abs=1e-6)
    assert found.levels.highs.max() == pytest.approx(np.abs(decoded).max(), abs=0.2)
    assert len(found.levels.highs) == len(found.levels.floor) == 240
    assert found.levels.longest_faint < 0.025
    assert (found.clicks, found.holes, found.pumping, found.still) == ((), (), (), ())
    assert all(one.share < 0.001 for one in found.skipped)
    assert found.ears.lost == 0
    assert [line.begins is not None for line in found.lines] == [True]
    assert found.beats is not None
    assert not len(found.beats.planned)


def test_a_broken_track_shows_where(tmp_path: Path) -> None:
    """A click, a hole, and a bed that steps back for nobody, all at once."""
    sound = track()
    sound[5 * RATE] += 0.2
    sound[round(15.5 * RATE) : round(16.5 * RATE)] = floor(1.0)
    sound[18 * RATE : 19 * RATE] = 0.3 * noise(LENGTH, -40)[18 * RATE : 19 * RATE] + floor(1.0)
    found = listened(sound, tmp_path, calm())
    assert [round(one.at, 1) for one in found.clicks][:1] == [5.0]
    assert [round(one.start, 1) for one in found.holes] == [15.5]
    assert [round(one.start, 1) for one in found.pumping] == [18.0]


def test_a_file_without_a_plan_is_measured_all_the_same(tmp_path: Path) -> None:
    """Beats and lines stay unknown, and dead air is dead air."""
    sound = track()
    sound[18 * RATE : 22 * RATE] = 0
    found = listened(sound, tmp_path)
    assert (found.score, found.beats, found.lines, found.still) == (None, None, (), ())
    assert len(found.holes) == 1
    assert max(one.seconds for one in found.skipped) > 3


def test_two_ears_are_heard(tmp_path: Path) -> None:
    """Strangers on both sides lose 3 dB in the sum."""
    both = np.stack((noise(LENGTH, -30), noise(LENGTH, -30, seed=2)), axis=1)
    found = listened(both, tmp_path)
    assert found.ears.lost == pytest.approx(3, abs=0.4)
    assert found.reading.form.channels == 2


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    """Frames of the file, rising, up to the last."""
    listened(track(), tmp_path)
    told: list[int] = []
    listen(tmp_path / "track.mp3", on_frames=told.append)
    assert told == sorted(told)
    assert told[-1] == round(LENGTH * RATE)


def test_what_is_no_track_is_refused(tmp_path: Path) -> None:
    """By the reader, before anything is decoded."""
    text = tmp_path / "words.mp3"
    text.write_text("These are words. " * 100)
    with pytest.raises(KindpaceError):
        listen(text)
    with pytest.raises(WorldError):
        listen(tmp_path / "nowhere.mp3")


def line(start: float, end: float, *, there: bool = True) -> LineFound:
    """A line that was heard, or not."""
    return LineFound(
        start=start, end=end, text="", begins=start if there else None, likeness=None, clear=None
    )


def long(*, quiets: tuple[ScoredSpan, ...] = (), words: tuple[ScoredWord, ...] = ()) -> Score:
    """A plan of 200 s with lines at 10 s and 150 s."""
    lines = tuple(ScoredLine(start=Seconds(at), end=Seconds(at + 5), text="") for at in (10, 150))
    return replace(calm(), length=Seconds(200), lines=lines, quiets=quiets, words=words)


HEARD = (line(10, 15), line(150, 155))


def test_a_long_quiet_that_nobody_announced_is_told() -> None:
    """From the last word to the next."""
    (one,) = still(long(), HEARD)
    assert (one.start, one.end) == (15.0, 150.0)


def test_an_announced_quiet_is_no_surprise() -> None:
    """The plan says that the runner was told."""
    told = ScoredSpan(start=Seconds(20), end=Seconds(140), announced=True)
    assert still(long(quiets=(told,)), HEARD) == ()
    untold = replace(told, announced=False)
    assert len(still(long(quiets=(untold,)), HEARD)) == 1


def test_counted_words_are_words() -> None:
    """Every fifty seconds is often enough."""
    words = tuple(ScoredWord(start=Seconds(at), room=Fraction(1, 3), text="in") for at in (60, 110))
    assert still(long(words=words), HEARD) == ()


def test_a_line_that_was_not_found_breaks_no_silence() -> None:
    """The file is silent there, whatever was planned; the end of the track ends it too."""
    found = still(long(), (line(10, 15), line(150, 155, there=False)))
    assert [(one.start, one.end) for one in found] == [(15.0, 200.0)]
