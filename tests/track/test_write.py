"""Blocks and labels become one tagged MP3, whole or not at all."""

from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError, WorldError
from kindpace.track.encode import MONO, RATE, STEREO, Block, Source, source_of
from kindpace.track.kept import Kept
from kindpace.track.labels import Chapter, Labels
from kindpace.track.reading import read_track
from kindpace.track.stretches import Means
from kindpace.track.tags import tag_bytes
from kindpace.track.write import write_track
from tests.track.maker import PLAIN, noise, small_track


def test_a_track_is_tag_info_frame_and_music(tmp_path: Path) -> None:
    """It says truly how long and how large it is."""
    track = small_track(tmp_path, frames=30_000)
    data = track.path.read_bytes()
    tag = tag_bytes(PLAIN, Fraction(30_000, RATE), MONO)
    assert data.startswith(tag + b"\xff\xfb")
    assert (track.size, track.frames, track.length) == (len(data), 30_000, Fraction(30_000, RATE))
    reading = read_track(track.path)
    assert (reading.form.start, reading.form.frames, reading.form.whole) == (len(tag), 30_000, True)


def test_the_same_sound_and_labels_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the name of the file and however many cores there are."""
    first = small_track(tmp_path, encoding=STEREO)
    second = write_track(
        source_of(noise(RATE, 2)), PLAIN, tmp_path / "b.mp3", encoding=STEREO, means=Means(cores=2)
    )
    assert first.path.read_bytes() == second.path.read_bytes()


def test_progress_is_told_after_each_block(tmp_path: Path) -> None:
    """In frames, up to the last."""
    told: list[int] = []
    source = source_of(noise(25 * RATE))
    write_track(source, PLAIN, tmp_path / "run.mp3", on_progress=told.append)
    assert told == [10 * RATE, 20 * RATE, 25 * RATE]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, OSError])
def test_a_fault_while_the_sound_is_made_leaves_nothing_behind(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    """It passes through as it is: a recording that can't be read is no fault of this disk."""

    def ask(start: int, stop: int) -> Block:
        if start:
            raise fault("in the middle")
        return noise(stop)

    older = small_track(tmp_path).path
    before = older.read_bytes()
    with pytest.raises(fault, match="in the middle"):
        write_track(Source(frames=11 * RATE, ask=ask), PLAIN, older)
    assert older.read_bytes() == before
    assert list(tmp_path.iterdir()) == [older]


def test_a_fault_in_the_progress_bar_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C may come while it is drawn."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_track(source_of(noise(500)), PLAIN, tmp_path / "run.mp3", on_progress=interrupt)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("promised", "given"), [(1_000, 999), (1_000, 1_001), (0, 0), (5, 0)])
def test_sound_of_another_length_than_promised_is_refused(
    tmp_path: Path, promised: int, given: int
) -> None:
    """The tag has told the length already; nor is there a track of nothing."""
    source = Source(frames=promised, ask=lambda _start, _stop: noise(given))
    with pytest.raises(KindpaceError, match="sound-length"):
        write_track(source, PLAIN, tmp_path / "run.mp3")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_before_any_sound_is_made(tmp_path: Path) -> None:
    """Not after an hour's work."""
    made: list[int] = []

    def ask(start: int, stop: int) -> Block:
        made.append(start)
        return noise(stop - start)

    for place, slug in ((tmp_path, "path-is-folder"), (tmp_path / "no" / "x", "folder-missing")):
        with pytest.raises(WorldError, match=slug):
            write_track(Source(frames=10, ask=ask), PLAIN, place)
    assert made == []


def test_labels_that_do_not_fit_are_told_before_any_file_is_made(tmp_path: Path) -> None:
    """Too many chapters, for instance."""
    chapters = tuple(
        Chapter(start=Fraction(number), end=Fraction(number + 1), title="x")
        for number in range(300)
    )
    source = Source(frames=300 * RATE, ask=lambda start, stop: noise(stop - start))
    with pytest.raises(KindpaceError, match="too-many-chapters"):
        write_track(source, Labels(title="x", chapters=chapters), tmp_path / "run.mp3")
    assert list(tmp_path.iterdir()) == []


def test_a_long_track_of_nothing_new_is_the_same_from_what_was_kept(tmp_path: Path) -> None:
    """Cold or warm, the bytes are the same."""
    source, kept = source_of(noise(50 * RATE)), Kept(folder=tmp_path / "kept")
    for name in ("plain", "cold", "warm"):
        means = Means() if name == "plain" else Means(kept=kept)
        write_track(source, PLAIN, tmp_path / f"{name}.mp3", means=means)
    plain, cold, warm = (
        (tmp_path / f"{name}.mp3").read_bytes() for name in ("plain", "cold", "warm")
    )
    assert plain == cold == warm
    assert len(list(kept.folder.glob("*/*"))) == 2
