"""Small scripts, a crew of threads, and a stand-in for the one that makes tracks."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kindpace.studio.building.asked import Ask, Built
from kindpace.studio.building.build import build
from kindpace.studio.building.crew import Crew
from kindpace.studio.building.parcel import Parcel, unpacked
from kindpace.studio.building.rendering import Made, Outcome
from kindpace.studio.planning import Order, plan
from kindpace.timeline.events import Timeline
from kindpace.timeline.sheet import transcript
from kindpace.track.cover import artwork
from kindpace.track.labels import Chapter, Labels, TimedLine

NOW = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
BASE = "https://example.org/runs"

SCRIPT = """\
kindpace: 1
title: {title}
{more}minutes: 0.2
sound: plain
voice: tone
parts:
  - part: Sit
    gait: sit
    cues:
      - say: "{words}"
      - quiet: elastic
"""


def script(folder: Path, name: str, *, title: str = "", words: str = "", more: str = "") -> Path:
    """A session of twelve seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    told = {"title": title or name.capitalize(), "words": words or f"Sit with {name}."}
    path.write_text(SCRIPT.format(more=more, **told), "utf-8")
    return path


def scripts(folder: Path, *names: str) -> Path:
    """A folder of such sessions."""
    for name in names:
        script(folder, name)
    return folder


@contextmanager
def threads() -> Iterator[Executor]:
    """Two hands in this very process."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


@contextmanager
def nearby() -> Iterator[Crew]:
    """A crew of two threads."""
    yield Crew(hire=threads, slots=2)


@cache
def picture() -> bytes:
    """One drawn picture for all: drawing isn't what is looked at here."""
    return artwork(some_timeline())


def some_timeline() -> Timeline:
    """The timeline of a tiny session."""
    with TemporaryDirectory() as folder:
        return plan(Order(name=str(script(Path(folder), "any")))).timeline


def quick(parcel: Parcel) -> Outcome:
    """A track in no time: its bytes hang on the words and the takes, as real ones do."""
    with TemporaryDirectory() as folder:
        work = unpacked(parcel, Path(folder))
    timeline = work.planned.timeline
    told = Labels(
        title=work.title,
        lyrics=tuple(
            TimedLine(start=one.start, end=one.end, text=one.public) for one in transcript(timeline)
        ),
        chapters=(Chapter(start=Fraction(0), end=timeline.length, title="Sit"),),
        bpm=round(work.planned.session.runner.cadence),
    )
    seen = (work.title, work.album, sorted(parcel.files), told)
    return Made(
        track=b"ID3" + sha256(repr(seen).encode()).digest() * 600,
        art=picture(),
        length=timeline.length,
        labels=told,
        synthetic=True,
        remarks=(),
    )


def built(what: Path, into: Path, *, now: dt.datetime = NOW, **more: object) -> Built:
    """What comes of building `what` into `into` here and now."""
    told = {"base_url": BASE, **more}
    ask = Ask(what=(str(what),), into=into, **told)  # type: ignore[arg-type]  # fields by name
    return build(ask, crew=nearby, now=now)


def seen(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a folder: when it was last written, and what it holds."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
