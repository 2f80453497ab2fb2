"""Feeds for the tests of page and server: real short MP3s, captions, chapters, odd titles."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kindpace.feed.chapters import chapters_json
from kindpace.feed.ledger import write_ledger
from kindpace.feed.names import hashed_path
from kindpace.feed.page.writing import page_files
from kindpace.feed.show import Art, Caption, Chapter, Enclosure, Episode, File, Show
from kindpace.feed.writing import write_feed
from kindpace.track.captions import vtt
from kindpace.track.encode import RATE, source_of
from kindpace.track.labels import Labels, TimedLine
from kindpace.track.write import write_track

SECONDS = 40
ODD = "<b>O'Brien 🙂 & \u202eco"
LONG = " ".join(["A quiet evening lap around the lake with a friend"] * 6)
LINES = (
    TimedLine(start=Fraction(0), end=Fraction(4), text="Welcome. Your shoes are on."),
    TimedLine(start=Fraction(10), end=Fraction(14), text="Soft & easy <now>."),
    TimedLine(start=Fraction(31), end=Fraction(36), text="Nearly home."),
)
CHAPTERS = (
    Chapter(start=0, title="Arrive"),
    Chapter(start=10, title="Settle & breathe"),
    Chapter(start=30, title="Home"),
)
SHOW = Show(
    id="steady",
    guid="9b024349-ccf0-5f69-a609-6b82873eab3c",
    title="Steady runs",
    summary="Runs that keep you company.",
    base_url="https://runs.example.org/steady/",
    notes=("In an emergency call 112. More at https://example.org/help.",),
)


@cache
def sound() -> bytes:
    """Forty seconds of a soft hum, as the track room writes it; made once."""
    times = np.arange(SECONDS * RATE, dtype=np.float32) / RATE
    hum = (0.05 * np.sin(2 * np.pi * 220 * times)).astype(np.float32)[:, None]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hum.mp3"
        write_track(source_of(hum), Labels(title="Hum"), path)
        return path.read_bytes()


def put(folder: Path, path: str, data: bytes) -> dict[str, object]:
    """Write `data` into the feed's folder; what the ledger says of it."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(data)
    return {"path": path, "size": len(data), "sha256": sha256(data).hexdigest()}


def episode(folder: Path, number: int, title: str, *, data: bytes | None = None) -> Episode:
    """Track `number`, with captions and chapters."""
    name = f"run-{number}"
    track = sound() if data is None else data
    digest = sha256(track + title.encode()).hexdigest()
    chapters = chapters_json(CHAPTERS)
    told = put(folder, hashed_path("tracks", name, digest, "mp3"), track)
    words = put(folder, hashed_path("tracks", name, digest, "vtt"), vtt(LINES).encode())
    named = put(folder, hashed_path("chapters", name, digest, "json"), chapters)
    return Episode(
        id=name,
        guid=f"guid-{number}",
        title=title,
        summary="An easy one.\nTake all the time you like.",
        published=dt.datetime(2026, 4, number, 6, tzinfo=dt.UTC),
        enclosure=Enclosure(**told),  # type: ignore[arg-type]  # path, size and sha256, as put tells
        duration=SECONDS,
        chapters=CHAPTERS,
        chapters_file=File(**named, type="application/json+chapters"),  # type: ignore[arg-type]  # the same
        captions=(Caption(**words, language="en"),),  # type: ignore[arg-type]  # the same
        cadence=165,
    )


def shelf(
    folder: Path, *, show: Show = SHOW, titles: tuple[str, ...] = ("Easy loop", ODD, LONG)
) -> tuple[Show, tuple[Episode, ...]]:
    """A whole feed in `folder`, as a build leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    picture = put(folder, "art/steady-0123456789.png", PICTURE)
    show = replace(show, art=Art(**picture, type="image/png", side=1400))  # type: ignore[arg-type]  # as put tells
    episodes = tuple(episode(folder, at, title) for at, title in enumerate(titles, 1))
    write_ledger(show, episodes, folder)
    write_feed(show, episodes, folder)
    for name, data in page_files(show, episodes).items():
        (folder / name).write_bytes(data)
    return show, episodes


def ladder(folder: Path, cadences: tuple[int, ...] = (150, 165, 180)) -> None:
    """A folder of feeds, one a cadence."""
    for one in cadences:
        show = replace(SHOW, id=f"steady-{one}", title=f"Steady runs at {one}")
        inner = folder / str(one)
        made, episodes = shelf(inner, show=show, titles=("Easy loop",))
        write_ledger(made, tuple(replace(each, cadence=one) for each in episodes), inner)


def _picture() -> bytes:
    """A green square, 64 pixels each way."""
    import struct  # noqa: PLC0415 - for this alone
    import zlib  # noqa: PLC0415 - the same

    def chunk(name: bytes, data: bytes) -> bytes:
        told = name + data
        return struct.pack(">I", len(data)) + told + struct.pack(">I", zlib.crc32(told))

    rows = (b"\0" + b"\x2e\x6b\x4f" * 64) * 64
    head = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


PICTURE = _picture()
