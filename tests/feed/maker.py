"""A small show, its episodes, and a folder that holds all their files, for the tests of feeds."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from kindpace.feed.chapters import chapters_json, fitted, listed
from kindpace.feed.guids import episode_guid, show_guid
from kindpace.feed.names import hashed_path
from kindpace.feed.show import (
    Art,
    Caption,
    Chapter,
    Enclosure,
    Episode,
    File,
    Show,
)
from kindpace.feed.writing import write_feed
from kindpace.track import labels
from kindpace.track.captions import srt, vtt
from kindpace.track.encode import RATE
from tests.track.maker import small_track

NOW = dt.datetime(2026, 5, 2, tzinfo=dt.UTC)
FIRST = dt.datetime(2026, 4, 30, 6, tzinfo=dt.UTC)
BASE = "https://example.org/runs"

SHOW = Show(
    id="easy-runs",
    guid=show_guid(f"{BASE}/feed.xml"),
    title="Easy runs",
    summary="Company for easy runs.",
    base_url=BASE,
    art=Art(path="art/easy-runs-0123456789.jpg", size=9000, sha256="0123456789ab"),
    author="Ana",
    synthetic=True,
    notes=("This is company, not therapy.",),
)


def episode(number: int = 1, /, **other: Any) -> Episode:  # noqa: ANN401 - any field of an episode
    """The episode of day `number`, with `other` in place of what is usual."""
    name = f"run-{number}"
    usual = Episode(
        id=name,
        guid=episode_guid(name),
        title=f"An easy run, day {number}",
        published=FIRST + dt.timedelta(days=number - 1),
        enclosure=Enclosure(path=f"tracks/{name}-0123456789.mp3", size=20_000, sha256="01"),
        duration=120,
        summary="Two easy minutes.",
        chapters=(
            Chapter(start=0, title="Arrive"),
            Chapter(start=40, title="Settle"),
            Chapter(start=80, title="Home"),
        ),
        chapters_file=File(
            path=f"chapters/{name}-0123456789.json",
            size=9,
            sha256="02",
            type="application/json+chapters",
        ),
        captions=(Caption(path=f"tracks/{name}-0123456789.vtt", size=9, sha256="03"),),
        art=Art(path=f"art/{name}-0123456789.jpg", size=9, sha256="04"),
    )
    return replace(usual, **other)


def days(count: int) -> tuple[Episode, ...]:
    """So many episodes, the oldest first."""
    return tuple(episode(number) for number in range(1, count + 1))


def picture(side: int = 1400, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A square picture of one colour."""
    drawn = BytesIO()
    Image.new(mode, (side, side)).save(drawn, kind)
    return drawn.getvalue()


def a_folder(folder: Path, count: int = 1) -> tuple[Show, tuple[Episode, ...]]:
    """A feed in `folder` with every file it points at: tracks of two minutes' worth of noise."""
    for name in ("tracks", "chapters", "art"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    art = picture()
    show = replace(SHOW, art=Art(**_put(folder, "art", SHOW.id, art, "jpg"), side=1400))
    made = tuple(_made(folder, number, show) for number in range(1, count + 1))
    write_feed(show, made, folder)
    return show, made


def _made(folder: Path, number: int, show: Show) -> Episode:
    usual = episode(number)
    length = Fraction(120)
    parts = tuple(
        labels.Chapter(start=Fraction(start), end=Fraction(end), title=title)
        for start, end, title in ((0, 40, "Arrive"), (40, 80, "Settle"), (80, 120, "Home"))
    )
    chapters = fitted(parts, length)
    words = (labels.TimedLine(start=Fraction(1), end=Fraction(3), text="Welcome."),)
    tag = labels.Labels(title=usual.title, chapters=chapters, lyrics=words)
    track = small_track(folder, frames=120 * RATE, labels=tag, name="made.mp3")
    data = track.path.read_bytes()
    track.path.unlink()
    told = {"vtt": vtt(words).encode(), "srt": srt(words).encode()}
    return replace(
        usual,
        enclosure=Enclosure(**_put(folder, "tracks", usual.id, data, "mp3"), bitrate=96),
        duration=round(length),
        chapters=listed(chapters),
        chapters_file=File(
            **_put(folder, "chapters", usual.id, chapters_json(listed(chapters)), "json"),
            type="application/json+chapters",
        ),
        captions=(
            Caption(**_put(folder, "tracks", usual.id, told["vtt"], "vtt")),
            Caption(
                **_put(folder, "tracks", usual.id, told["srt"], "srt"), type="application/x-subrip"
            ),
        ),
        art=show.art,
    )


def _put(folder: Path, room: str, name: str, data: bytes, ending: str) -> dict[str, Any]:
    digest = sha256(data).hexdigest()
    path = hashed_path(room, name, digest, ending)
    (folder / path).write_bytes(data)
    return {"path": path, "size": len(data), "sha256": digest}
