"""A bucket as a target, at a store that speaks as S3 does."""

import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.exceptions import GenericError
from obstore.store import MemoryStore

from kindpace.feed.publishing.keys import Keys
from kindpace.feed.publishing.pieces import Piece, Turn, of_file
from kindpace.feed.publishing.publishing import publish
from kindpace.feed.publishing.s3 import PART, Bucket, bucket
from kindpace.feed.show import Enclosure
from kindpace.problems import WorldError
from tests.feed.publishing.shows import NOW, build
from tests.feed.publishing.stores import BUCKET, Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def there(s3: Store, prefix: str, **other: Any) -> Bucket:  # noqa: ANN401 - any of the keys
    """The part of the store's bucket below `prefix`."""
    keys = {"id": "AKIDEXAMPLE", "secret": "hush", "endpoint": s3.endpoint, **other}
    return bucket(BUCKET, prefix, Keys(**keys))


def test_types_and_keeping_are_told_for_every_file(s3: Store, tmp_path: Path) -> None:
    """As the server at home tells them."""
    build(tmp_path, 220)
    publish(tmp_path, there(s3, "types"), now=NOW)

    def told(path: str) -> tuple[str, str]:
        _, headers, _ = s3.ask("HEAD", f"/{BUCKET}/types/{path}")
        return headers["content-type"], headers["cache-control"]

    track = next((tmp_path / "tracks").glob("*.mp3")).name
    chapters = next((tmp_path / "chapters").iterdir()).name
    for_ever = "public, max-age=31536000, immutable"
    assert told(f"tracks/{track}") == ("audio/mpeg", for_ever)
    assert told(f"chapters/{chapters}") == ("application/json+chapters", for_ever)
    assert told("feed.xml") == ("application/rss+xml; charset=utf-8", "public, no-cache")
    assert told("index.html") == ("text/html; charset=utf-8", "public, no-cache")
    assert told("playlist.m3u8")[1] == "public, no-cache"
    assert told(".kindpace-published.json") == ("application/json", "no-store")


def test_a_second_time_nothing_is_sent(s3: Store, tmp_path: Path) -> None:
    """And a new rendering sends its own."""
    build(tmp_path, 220, 220)
    publish(tmp_path, there(s3, "twice"), now=NOW)
    s3.again()
    assert publish(tmp_path, there(s3, "twice"), now=NOW).sent == ()
    assert s3.changes == []
    before = s3.reader("twice").tracks()
    build(tmp_path, 330, 220)
    publish(tmp_path, there(s3, "twice"), now=NOW)
    after = s3.reader("twice").tracks()
    assert before["guid-1"] != after["guid-1"]
    assert before["guid-2"] == after["guid-2"]
    assert publish(tmp_path, there(s3, "twice"), now=NOW).removed
    assert s3.reader("twice").read(before["guid-1"]) is None


def killed(s3: Store, folder: Path, prefix: str, at: str) -> int:
    """`kindpace publish` as a process, ended by force as it sends a path that holds `at`."""
    s3.again()
    words = ["-m", "kindpace", "publish", str(folder), f"s3://{BUCKET}/{prefix}"]
    with subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=s3.around(), stderr=subprocess.DEVNULL
    ) as running:
        s3.then = lambda: os.kill(running.pid, signal.SIGKILL)
        s3.at = at
        return running.wait(timeout=60)


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such signal")
def test_killed_at_any_moment_the_feed_is_whole(s3: Store, tmp_path: Path) -> None:
    """The feed never points at nothing; the next time finishes it."""
    public, reader = tmp_path / "public", s3.reader("killed")
    build(public, 220, 220)
    publish(public, there(s3, "killed"), now=NOW)
    before = reader.tracks()
    show, episodes = build(public, 330, 220, 220)
    for at in ("tracks/run-1-", "kindpace.json"):
        assert killed(s3, public, "killed", at) == -signal.SIGKILL
        assert reader.tracks() == before
    assert killed(s3, public, "killed", "feed.xml") == -signal.SIGKILL
    assert len(reader.tracks()) in (2, 3)  # it was on its way
    s3.again()
    publish(public, there(s3, "killed"), now=NOW)
    assert len(s3.changes) < 5  # what stood there already stayed
    assert reader.tracks() == {one.guid: one.enclosure.path for one in episodes}
    assert reader.all_of(show, episodes)
    assert reader.read(before["guid-1"])


def test_a_busy_store_is_asked_again(s3: Store, tmp_path: Path) -> None:
    """Nobody notices."""
    build(tmp_path, 220)
    s3.busy = frozenset({1, 3, 5})
    assert publish(tmp_path, there(s3, "busy"), now=NOW).sent
    assert len(s3.reader("busy").tracks()) == 1


def test_a_large_file_goes_in_parts_and_is_known_again(s3: Store, tmp_path: Path) -> None:
    """By the ETag that such an object has."""
    data = os.urandom(64) * (PART // 64) + b"and a little more"
    (tmp_path / "large.mp3").write_bytes(data)
    file = Enclosure(path="large.mp3", size=len(data), sha256=sha256(data).hexdigest())
    piece = of_file(file, tmp_path, "", Turn.TRACKS, private=False)
    target = there(s3, "large")
    target.put([piece], lambda _: None)
    assert [one for one in s3.changes if one.startswith("POST")]
    seen = target.seen(["large.mp3"])["large.mp3"]
    assert seen.tag.endswith('-2"')
    assert target.holds(piece, seen)


def test_what_the_store_refuses_is_told_without_its_words(s3: Store, tmp_path: Path) -> None:
    """A bucket that isn't there; nothing of the keys is repeated."""
    build(tmp_path, 220)
    keys = Keys(id="AKIDEXAMPLE", secret="hush", endpoint=s3.endpoint)  # noqa: S106 - of a store of the tests
    with pytest.raises(WorldError, match="publish-store") as refused:
        publish(tmp_path, bucket("nowhere", "", keys), now=NOW)
    (told,) = refused.value.problems
    assert told.what == "s3://nowhere: the store says NoSuchBucket."
    assert not [one for one in ("AKIDEXAMPLE", "hush") if one in str(refused.value)]


@pytest.mark.parametrize(
    ("said", "tries", "reason"),
    [
        ("error sending request for https://x?X-Amz-Signature=1", 3, "nobody answers there"),
        ("operation timed out", 3, "it takes too long to answer"),
        ("returned non-2xx status code: 503 <x>", 3, "the store answers 503"),
        ("status code: 403 Forbidden: <Code>AccessDenied</Code> key AKID", 1, "says AccessDenied"),
        ("something else, with a key in it", 3, "GenericError"),
    ],
)
def test_what_may_pass_is_tried_again(said: str, tries: int, reason: str) -> None:
    """After a pause; what stays as it is isn't."""
    asked: list[int] = []

    def question() -> None:
        asked.append(1)
        raise GenericError(said)

    target = Bucket(name="s3://runs", store=MemoryStore(), pauses=(0.0, 0.0))
    with pytest.raises(WorldError, match=reason) as refused:
        target._asked(question)
    assert len(asked) == tries
    assert "X-Amz" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_store_that_takes_away_one_at_a_time_is_asked_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not every store knows the request for many, and some miss what isn't there."""
    store, real = MemoryStore(), obstore.delete

    def delete(store: MemoryStore, paths: str | list[str]) -> None:
        if not isinstance(paths, str):
            raise GenericError("status code: 501")
        real(store, paths)

    for path in ("a.mp3", "b.mp3"):
        obstore.put(store, path, b"music")
    monkeypatch.setattr(obstore, "delete", delete)
    target = Bucket(name="s3://runs", store=store, pauses=())
    target.remove(["a.mp3", "never.mp3"])
    assert set(target.seen(["a.mp3", "b.mp3"])) == {"b.mp3"}


def test_a_file_that_goes_while_it_is_sent_is_told(tmp_path: Path) -> None:
    """As the folder's fault, not the store's."""
    piece = Piece(
        path="a.mp3", size=1, sha256="0", stage=(Turn.TRACKS, 0), type="audio/mpeg",
        caching="no-cache", file=tmp_path / "gone.mp3",
    )  # fmt: skip
    with pytest.raises(WorldError, match="publish-unread"):
        Bucket(name="s3://runs", store=MemoryStore(), pauses=()).put([piece], lambda _: None)
