"""Whole small feeds to publish, and what a reader of the published ones sees."""

import datetime as dt
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from kindpace.feed.chapters import TYPE, chapters_json
from kindpace.feed.ledger import write_ledger
from kindpace.feed.names import hashed_path
from kindpace.feed.page.ladder import ladder_page
from kindpace.feed.page.rungs import rungs_of
from kindpace.feed.page.writing import page_files
from kindpace.feed.playlist import playlist
from kindpace.feed.show import Art, Caption, Chapter, Enclosure, Episode, File, Show, files_of
from kindpace.feed.writing import write_feed
from kindpace.track.encode import RATE, source_of
from kindpace.track.labels import Labels
from kindpace.track.write import write_track
from tests.feed.maker import picture

NOW = dt.datetime(2026, 5, 2, tzinfo=dt.UTC)
BASE = "https://runs.example.org/steady"
SECONDS = 2
SHOW = Show(
    id="steady",
    guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
    title="Steady runs",
    summary="Runs that keep you company.",
    base_url=BASE,
)


@cache
def sound(pitch: int, title: str) -> bytes:
    """Two seconds of a soft hum, as the track room writes it."""
    times = np.arange(SECONDS * RATE, dtype=np.float32) / RATE
    hum = (0.05 * np.sin(2 * np.pi * pitch * times)).astype(np.float32)[:, None]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hum.mp3"
        write_track(source_of(hum), Labels(title=title), path)
        return path.read_bytes()


@cache
def art() -> bytes:
    """A square picture that directories take."""
    return picture()


def put(folder: Path, room: str, name: str, data: bytes, ending: str) -> dict[str, Any]:
    """Write `data` under its content; what the ledger says of it."""
    digest = sha256(data).hexdigest()
    path = hashed_path(room, name, digest, ending)
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    if not (folder / path).exists():
        (folder / path).write_bytes(data)
    return {"path": path, "size": len(data), "sha256": digest}


def day(folder: Path, number: int, pitch: int = 220, **other: Any) -> Episode:  # noqa: ANN401 - any field of an episode
    """Episode `number`, rendered at a pitch: another pitch is another rendering."""
    name, title = f"run-{number}", f"Easy loop {number}"
    chapters = (Chapter(start=0, title="Arrive"),)
    words = b"WEBVTT\n\n00:00.000 --> 00:01.000\nWelcome.\n"
    usual = Episode(
        id=name,
        guid=f"guid-{number}",
        title=title,
        summary="An easy one.",
        published=dt.datetime(2026, 4, number, 6, tzinfo=dt.UTC),
        enclosure=Enclosure(**put(folder, "tracks", name, sound(pitch, title), "mp3")),
        duration=SECONDS,
        chapters=chapters,
        chapters_file=File(
            **put(folder, "chapters", name, chapters_json(chapters), "json"), type=TYPE
        ),
        captions=(Caption(**put(folder, "tracks", name, words, "vtt")),),
    )
    return replace(usual, **other)


def build(
    folder: Path,
    *pitches: int,
    show: Show = SHOW,
    change: Callable[[Episode], Episode] = lambda one: one,
) -> tuple[Show, tuple[Episode, ...]]:
    """A feed in `folder` with an episode a pitch, written as a build does: its feed last."""
    folder.mkdir(parents=True, exist_ok=True)
    show = replace(show, art=Art(**put(folder, "art", show.id, art(), "jpg"), side=1400))
    episodes = tuple(change(day(folder, at, pitch)) for at, pitch in enumerate(pitches, 1))
    write_ledger(show, episodes, folder)
    (folder / "playlist.m3u8").write_bytes(playlist(show, episodes))
    for name, data in page_files(show, episodes).items():
        (folder / name).write_bytes(data)
    write_feed(show, episodes, folder)
    return show, episodes


def ladder(folder: Path, cadences: tuple[int, ...] = (150, 165)) -> None:
    """A feed a cadence, and the page that leads to them."""
    for one in cadences:
        guid = f"{SHOW.guid[:-3]}{one}"
        show = replace(SHOW, id=f"steady-{one}", guid=guid, base_url=f"{BASE}/{one}")
        build(folder / str(one), 220, show=show, change=lambda each: replace(each, cadence=150))
    (folder / "index.html").write_bytes(ladder_page(rungs_of(folder)))


Read = Callable[[str], bytes | None]
"""From a path at a target to what a reader gets there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who follows the feed at a target, and fetches whatever it points at."""

    read: Read

    def tracks(self, base: str = BASE, before: str = "") -> dict[str, str]:
        """From guid to track, over all pages. Every track is there, in the length that is told."""
        told: dict[str, str] = {}
        number = 1
        while page := self.read(before + ("feed.xml" if number == 1 else f"feed-{number}.xml")):
            for item in ET.fromstring(page).iter("item"):  # noqa: S314 - our own feed
                enclosure = item.find("enclosure")
                assert enclosure is not None
                path = enclosure.attrib["url"].removeprefix(f"{base}/")
                track = self.read(before + path)
                assert track is not None, f"{path} isn't there"
                assert str(len(track)) == enclosure.attrib["length"], path
                told[item.findtext("guid", "")] = path
            number += 1
        return told

    def all_of(self, show: Show, episodes: tuple[Episode, ...]) -> bool:
        """Whether every file of the feed is there, with its content."""
        return all(
            sha256(self.read(one.path) or b"").hexdigest() == one.sha256
            for one in files_of(show, episodes)
        )


def on_disk(folder: Path) -> Reader:
    """A reader of a folder."""

    def read(path: str) -> bytes | None:
        place = folder / path
        return place.read_bytes() if place.is_file() else None

    return Reader(read=read)


def record_of(reader: Reader) -> dict[str, Any]:
    """The record that a publication left."""
    told: dict[str, Any] = json.loads(reader.read(".kindpace-published.json") or b"{}")
    return told
