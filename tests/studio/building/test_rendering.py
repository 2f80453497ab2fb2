"""What a worker does: the same bytes anywhere, and whatever stands in the way travels home."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kindpace.problems import KindpaceError, problem
from kindpace.studio.building import rendering
from kindpace.studio.building.parcel import Parcel, Work, packed
from kindpace.studio.building.rendering import Made, Unmade, rendered
from kindpace.studio.making import record, unwatched
from kindpace.studio.planning import Order, plan
from kindpace.track.encode import MONO
from kindpace.track.reading import read_track
from tests.studio.building.maker import script


def parcel(folder: Path) -> Parcel:
    """A spoken session, packed."""
    spoken, takes = record(plan(Order(name=str(script(folder, "one")))), unwatched, folder)
    work = Work(
        planned=spoken,
        takes=takes,
        encoding=MONO,
        album="Runs",
        artist="Ben",
        title="Day",
        number=3,
    )
    return packed(work)


def test_a_parcel_becomes_a_tagged_track_with_its_picture(tmp_path: Path) -> None:
    """The feed has its say in the tag; the picture is as directories want it."""
    made = rendered(parcel(tmp_path))
    assert isinstance(made, Made)
    (tmp_path / "track.mp3").write_bytes(made.track)
    labels = read_track(tmp_path / "track.mp3").labels
    assert (labels.title, labels.album, labels.artist, labels.track) == ("Day", "Runs", "Ben", 3)
    assert made.length == 12
    assert made.synthetic
    picture = Image.open(BytesIO(made.art))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (1400, 1400), "RGB")
    assert len(made.art) < 300_000


@pytest.mark.parametrize(
    ("fault", "code", "slug"),
    [
        (KindpaceError([problem("no-parts")]), 1, "no-parts"),
        (MemoryError("no room"), 3, "episode-stumbled"),
    ],
)
def test_a_fault_comes_home_as_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, code: int, slug: str
) -> None:
    """Known ones with their sentences, all others in one."""

    def stumble(*_: object) -> None:
        raise fault

    monkeypatch.setattr(rendering, "unpacked", stumble)
    told = rendered(Parcel(key=0, title="One", work=b"", files={}))
    assert isinstance(told, Unmade)
    assert (told.exit_code, told.problems[0].slug) == (code, slug)
    assert tmp_path.is_dir()
