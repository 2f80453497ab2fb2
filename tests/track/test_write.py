"""Blocks and labels become one tagged MP3, whole or not at all."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import KindpaceError, WorldError
from kindpace.track.encode import MONO, RATE, STEREO, Block
from kindpace.track.labels import Chapter, Labels
from kindpace.track.reading import read_track
from kindpace.track.tags import tag_bytes
from kindpace.track.write import write_track
from tests.track.maker import PLAIN, in_blocks, noise, small_track


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
    """Whatever the name of the file and the size of the blocks."""
    first = small_track(tmp_path, encoding=STEREO)
    second = write_track(
        in_blocks(noise(RATE, 2), 777), RATE, PLAIN, tmp_path / "b.mp3", encoding=STEREO
    )
    assert first.path.read_bytes() == second.path.read_bytes()


def test_progress_is_told_after_each_block(tmp_path: Path) -> None:
    """In frames, up to the last."""
    told: list[int] = []
    blocks = in_blocks(noise(2_500), 1_000)
    write_track(blocks, 2_500, PLAIN, tmp_path / "run.mp3", on_progress=told.append)
    assert told == [1_000, 2_000, 2_500]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, OSError])
def test_a_fault_while_the_sound_is_made_leaves_nothing_behind(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    """It passes through as it is: a recording that can't be read is no fault of this disk."""

    def blocks() -> Iterator[Block]:
        yield noise(50_000)
        raise fault("in the middle")

    older = small_track(tmp_path).path
    before = older.read_bytes()
    with pytest.raises(fault, match="in the middle"):
        write_track(blocks(), 100_000, PLAIN, older)
    assert older.read_bytes() == before
    assert list(tmp_path.iterdir()) == [older]


def test_a_fault_in_the_progress_bar_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C may come while it is drawn."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_track([noise(500)], 500, PLAIN, tmp_path / "run.mp3", on_progress=interrupt)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("promised", "given"), [(1_000, 999), (1_000, 1_001), (0, 0), (0, 5), (5, 0)]
)
def test_sound_of_another_length_than_promised_is_refused(
    tmp_path: Path, promised: int, given: int
) -> None:
    """The tag has told the length already; nor is there a track of nothing."""
    with pytest.raises(KindpaceError, match="sound-length"):
        write_track(in_blocks(noise(given), 100), promised, PLAIN, tmp_path / "run.mp3")
    assert list(tmp_path.iterdir()) == []


def test_endless_sound_is_stopped(tmp_path: Path) -> None:
    """The disk isn't filled first."""

    def endless() -> Iterator[Block]:
        while True:
            yield noise(1_000)

    with pytest.raises(KindpaceError, match="sound-length"):
        write_track(endless(), 5_000, PLAIN, tmp_path / "run.mp3")


def test_a_place_that_cannot_be_written_is_told_before_any_sound_is_made(tmp_path: Path) -> None:
    """Not after an hour's work."""
    made: list[int] = []

    def blocks() -> Iterator[Block]:
        made.append(1)
        yield noise(10)

    for place, slug in ((tmp_path, "path-is-folder"), (tmp_path / "no" / "x", "folder-missing")):
        with pytest.raises(WorldError, match=slug):
            write_track(blocks(), 10, PLAIN, place)
    assert made == []


def test_labels_that_do_not_fit_are_told_before_any_file_is_made(tmp_path: Path) -> None:
    """Too many chapters, for instance."""
    chapters = tuple(
        Chapter(start=Fraction(number), end=Fraction(number + 1), title="x")
        for number in range(300)
    )
    with pytest.raises(KindpaceError, match="too-many-chapters"):
        write_track([], 300 * RATE, Labels(title="x", chapters=chapters), tmp_path / "run.mp3")
    assert list(tmp_path.iterdir()) == []


def test_blocks_are_asked_for_one_at_a_time(tmp_path: Path) -> None:
    """Each is encoded before the next is made, so memory stays flat in length."""
    alive: list[int] = []

    def blocks() -> Iterator[Block]:
        for number in range(5):
            alive.append(number)
            yield noise(1_000)

    seen: list[int] = []
    write_track(
        blocks(), 5_000, PLAIN, tmp_path / "run.mp3", on_progress=lambda _: seen.append(len(alive))
    )
    assert seen == [1, 2, 3, 4, 5]
