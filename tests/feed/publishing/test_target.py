"""Every target keeps the same promises."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from kindpace.feed.publishing.keys import Keys
from kindpace.feed.publishing.on_disk import OnDisk
from kindpace.feed.publishing.over_rsync import OverRsync
from kindpace.feed.publishing.pieces import Piece, Turn, of_data, of_file
from kindpace.feed.publishing.s3 import bucket
from kindpace.feed.publishing.target import Target
from kindpace.feed.show import Enclosure
from tests.feed.publishing.stores import BUCKET, Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
RSYNC = shutil.which("rsync")
TRACK = "tracks/run-1-0123456789.mp3"


@pytest.fixture(params=["folder", "bucket", "rsync"])
def target(request: pytest.FixtureRequest, tmp_path: Path, s3: Store) -> Target:
    """One of each kind, with nothing in it."""
    if request.param == "folder":
        return OnDisk(root=tmp_path / "there" / "deep")
    if request.param == "bucket":
        keys = Keys(id="id", secret="secret", endpoint=s3.endpoint)  # noqa: S106 - of a store of the tests
        return bucket(BUCKET, f"each/{tmp_path.name}", keys)
    if RSYNC is None:
        pytest.skip("rsync isn't on this machine")
    return OverRsync(name=str(tmp_path / "there"), program=RSYNC, source=tmp_path / "public")


@pytest.fixture
def track(tmp_path: Path) -> Callable[[bytes], Piece]:
    """A piece that lies in a folder."""

    def made(data: bytes) -> Piece:
        path = tmp_path / "public" / TRACK
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        file = Enclosure(path=TRACK, size=len(data), sha256=sha256(data).hexdigest())
        return of_file(file, tmp_path / "public", "", Turn.TRACKS, private=False)

    return made


def text(path: str, data: bytes) -> Piece:
    """A piece that was read beforehand."""
    return of_data(data, Path("nowhere"), path, (Turn.FEEDS, 0), private=False)


def test_nothing_is_there_at_first(target: Target) -> None:
    """And that is no fault."""
    assert target.seen([TRACK, "feed.xml"]) == {}
    assert target.read("feed.xml") is None


def test_what_is_put_is_seen_and_read(target: Target, track: Callable[[bytes], Piece]) -> None:
    """In its size, at its path; the bytes are told as they arrive."""
    told: list[int] = []
    target.write(".kindpace-published.json", b"{}")
    target.put([track(b"music"), text("150/feed.xml", b"<rss/>")], told.append)
    seen = target.seen([TRACK, "150/feed.xml", "150/other.xml"])
    assert {path: there.size for path, there in seen.items()} == {TRACK: 5, "150/feed.xml": 6}
    assert (target.read(TRACK), target.read("150/feed.xml")) == (b"music", b"<rss/>")
    assert target.read(".kindpace-published.json") == b"{}"
    assert sum(told) == 11


def test_another_content_takes_its_place(target: Target, track: Callable[[bytes], Piece]) -> None:
    """Even one of the same size, within the same second."""
    target.put([track(b"music"), text("feed.xml", b"<rss>1")], lambda _: None)
    target.put([track(b"MUSIC"), text("feed.xml", b"<rss>2")], lambda _: None)
    assert (target.read(TRACK), target.read("feed.xml")) == (b"MUSIC", b"<rss>2")


def test_what_it_holds_for_sure_it_holds(target: Target, track: Callable[[bytes], Piece]) -> None:
    """Where it can tell at all; never for another content."""
    piece, page = track(b"music"), text("feed.xml", b"<rss/>")
    target.put([piece, page], lambda _: None)
    seen = target.seen([TRACK, "feed.xml"])
    tells = not isinstance(target, OverRsync)
    assert target.holds(piece, seen[TRACK]) is tells
    assert target.holds(page, seen["feed.xml"]) is tells
    assert not target.holds(text("feed.xml", b"<rss!>"), seen["feed.xml"])


def test_what_is_removed_is_gone_and_the_rest_stays(
    target: Target, track: Callable[[bytes], Piece]
) -> None:
    """What was never there is passed over."""
    target.put(
        [track(b"music"), text("feed.xml", b"1"), text("150/feed.xml", b"2")], lambda _: None
    )
    target.remove(["150/feed.xml", "tracks/never-0123456789.mp3", "never/at.all"])
    assert set(target.seen([TRACK, "feed.xml", "150/feed.xml"])) == {TRACK, "feed.xml"}


def test_its_name_is_fit_to_be_shown(target: Target) -> None:
    """Without keys."""
    assert "secret" not in target.name
    assert "secret" not in repr(target)
