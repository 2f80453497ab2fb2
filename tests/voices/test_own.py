from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from kindpace.problems import KindpaceError, Mark, Weight
from kindpace.session.model import Line
from kindpace.session.recordings import Recordings
from kindpace.sound.level import loudness_of
from kindpace.sound.span import RATE
from kindpace.voices.cache import Cache
from kindpace.voices.own import OWN, Own, own_takes
from kindpace.voices.own_files import id_of

from .maker import line, wanted
from .room import air, hummed, saved, silence

HELLO = line("Hello there, easy does it.")
HOME = line("Nearly home, keep an easy smile.")
SIX = line("Six")
LINES = (HELLO, HOME, SIX)
RATE_24 = 24_000


def recorded(folder: Path, one: Line, *, ending: str = ".wav", loud: float = 1.0) -> Path:
    """`one` in a file of its own."""
    return saved(folder / "own" / f"{id_of(one)}{ending}", hummed(one.text, loud), RATE_24)


def takes(folder: Path, *lines: Line, others: tuple[Line, ...] = ()) -> Own:
    """What becomes of `lines` with the recordings in `folder`."""
    (folder / "own").mkdir(exist_ok=True)
    return own_takes(
        wanted(*lines),
        Recordings(folder=folder / "own", mark=Mark("run.yaml", 3, 13)),
        Cache(folder=folder / "cache"),
        lambda: others,
    )


def fault(folder: Path, one: Line = HELLO) -> str:
    """The one fault of the recordings in `folder`: slug, place, words."""
    with pytest.raises(KindpaceError) as raised:
        takes(folder, one)
    (found,) = raised.value.problems
    assert found.where == Mark("run.yaml", 1, 9)
    assert id_of(one) in found.what
    assert found.mend
    return found.slug


def test_no_folder_no_takes(tmp_path: Path) -> None:
    """A session without recordings asks for nothing."""
    assert own_takes(wanted(HELLO), None, Cache(folder=tmp_path)) == Own(takes={}, remarks=())


def test_a_recorded_line_is_a_take_and_the_others_are_left(tmp_path: Path) -> None:
    """Exact length, rate, samples and a name, as a spoken one has them."""
    recorded(tmp_path, HOME, ending=" smile.m4a")
    found = takes(tmp_path, *LINES)
    assert list(found.takes) == [HOME]
    take = found.takes[HOME]
    samples = take.load()
    assert (take.voice, take.rate, take.line) == (OWN, RATE, HOME)
    assert take.length == Fraction(len(samples), RATE)
    assert samples.dtype == np.float32
    spoken = len(hummed(HOME.text)) / RATE_24 - 1
    assert float(take.length) == pytest.approx(spoken, abs=0.15)


def test_near_and_far_come_out_alike(tmp_path: Path) -> None:
    """Two lines read at 24 dB from one another are equally loud, within half a unit."""
    recorded(tmp_path, HELLO, loud=0.06)
    recorded(tmp_path, HOME, loud=1.0)
    found = takes(tmp_path, *LINES).takes
    levels = [loudness_of(take.load()) for take in found.values()]
    assert max(levels) - min(levels) < 0.5


def test_lines_that_a_person_reads_alike_share_one_file(tmp_path: Path) -> None:
    """At another pace, in another voice, and with a word respelled for a voice."""
    recorded(tmp_path, HELLO)
    others = [replace(HELLO, pace=90), replace(HELLO, voice="tone"), replace(HELLO, spoken="Hullo")]
    found = takes(tmp_path, HELLO, *others).takes
    assert list(found) == [HELLO, *others]


def test_a_recording_is_made_ready_once_and_again_when_it_changes(tmp_path: Path) -> None:
    """The key hangs on the file's content, not on its name or place."""
    path = recorded(tmp_path, HELLO)
    first = takes(tmp_path, HELLO).takes[HELLO]
    path.rename(path.with_name(f"{id_of(HELLO)} hello.wav"))
    again = takes(tmp_path, HELLO).takes[HELLO]
    assert (first.key, first.length) == (again.key, again.length)
    assert len(list((tmp_path / "cache").rglob("*.json"))) == 1
    path.with_name(f"{id_of(HELLO)} hello.wav").unlink()
    recorded(tmp_path, HELLO, loud=0.5)
    assert takes(tmp_path, HELLO).takes[HELLO].key != first.key


def test_nothing_in_the_cache_tells_where_a_recording_lay(tmp_path: Path) -> None:
    """Only what was said, and the digest of the file."""
    recorded(tmp_path, HELLO)
    takes(tmp_path, HELLO)
    (sidecar,) = (tmp_path / "cache").rglob("*.json")
    assert str(tmp_path) not in sidecar.read_text("utf-8")


@pytest.mark.parametrize(
    ("seconds", "noise", "slug"),
    [(2, None, "own-silent"), (0.02, None, "own-silent"), (2, -60, "own-silent")],
)
def test_a_room_without_anybody_is_told(
    seconds: float, noise: float | None, slug: str, tmp_path: Path
) -> None:
    """Silence, nearly nothing, and the noise of a room."""
    sound = silence(seconds) if noise is None else air(round(seconds * RATE), noise)
    saved(tmp_path / "own" / f"{id_of(HELLO)}.wav", sound)
    assert fault(tmp_path) == slug


def test_ten_minutes_for_one_line_are_told(tmp_path: Path) -> None:
    """Somebody forgot to stop, or read everything into one file."""
    long = np.tile(hummed("One step, and one more, and so on."), 160)
    saved(tmp_path / "own" / f"{id_of(HELLO)}.flac", long, RATE_24)
    assert len(long) / RATE_24 > 600
    assert fault(tmp_path) == "own-long"


def test_a_moment_for_a_long_line_is_told(tmp_path: Path) -> None:
    """The button was let go too early."""
    saved(tmp_path / "own" / f"{id_of(HELLO)}.wav", hummed("Oh")[: RATE_24 * 55 // 100], RATE_24)
    assert fault(tmp_path) == "own-short"


@pytest.mark.parametrize("junk", [b"", b"RIFF", b"notes, no sound", b"\0\0\0\x18ftypM4A \0\0"])
@pytest.mark.parametrize("ending", [".wav", ".m4a", ".wma"])
def test_what_cannot_be_played_is_told(junk: bytes, ending: str, tmp_path: Path) -> None:
    """With its path, the line, and what can be read."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / f"{id_of(HELLO)}{ending}").write_bytes(junk)
    assert fault(tmp_path) == "own-unreadable"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    """In the order of the script, and nothing is used."""
    saved(tmp_path / "own" / f"{id_of(HELLO)}.wav", silence(1))
    saved(tmp_path / "own" / f"{id_of(HOME)}.wav", air(RATE, -70))
    recorded(tmp_path, SIX)
    with pytest.raises(KindpaceError) as raised:
        takes(tmp_path, *LINES)
    assert [one.slug for one in raised.value.problems] == ["own-silent"] * 2


def test_flat_peaks_are_used_and_told(tmp_path: Path) -> None:
    """Every time, not only when the file is new."""
    loud = np.clip(hummed(HELLO.text, 20), -1, 1)
    saved(tmp_path / "own" / f"{id_of(HELLO)}.wav", loud, RATE_24)
    for _ in range(2):
        found = takes(tmp_path, HELLO)
        assert list(found.takes) == [HELLO]
        assert [(one.slug, one.weight) for one in found.remarks] == [("own-clipped", Weight.LOOK)]


def test_files_of_no_line_are_told_but_not_those_of_another_day(tmp_path: Path) -> None:
    """What other days draw waits for its turn."""
    recorded(tmp_path, HELLO)
    recorded(tmp_path, HOME)
    assert [one.slug for one in takes(tmp_path, HELLO).remarks] == ["own-stranger"]
    assert takes(tmp_path, HELLO, others=(HOME,)).remarks == ()
