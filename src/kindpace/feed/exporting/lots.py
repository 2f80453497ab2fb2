"""What goes into a phone's folder: each file with its name there, where it lies, and its day."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from kindpace.feed.exporting.names import numbered, safe
from kindpace.feed.ledger import NAME as LEDGER
from kindpace.feed.ledger import read_ledger
from kindpace.feed.names import slug
from kindpace.feed.page.rungs import rung_folders
from kindpace.feed.publishing.gathering import differing
from kindpace.feed.show import Art, Episode, File, Show, newest_first
from kindpace.feed.titles import title
from kindpace.problems import WrongUse, problem, stop_if_any
from kindpace.track.reading import number_of

COVERS: Final = {"image/jpeg": "folder.jpg", "image/png": "folder.png"}
"""What players of folders look for; AntennaPod takes both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A file called `name` on the phone, which lies at `file`, or is the text `data`.

    `day` is its episode's: players of folders sort by the file's time.
    """

    name: str
    size: int
    sha256: str
    file: Path
    data: bytes | None = None
    day: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A folder `into` of the phone, and all that goes there; `tracks` counts the runs."""

    into: Path
    things: tuple[Thing, ...]
    tracks: int


def lots(folder: Path, into: Path) -> tuple[Lot, ...]:
    """The feed in `folder` for the folder `into`, or a ladder's feeds for folders below it.

    Raises `WrongUse` if no feed is there, `KindpaceError` for files that aren't as the ledger says,
    `WorldError` as disks do.
    """
    if (folder / LEDGER).is_file():
        return (_lot(folder, into),)
    rungs = rung_folders(folder) if folder.is_dir() else ()
    if not rungs:
        raise WrongUse([problem("publish-no-feed", path=folder)])
    return tuple(_lot(rung, into / rung.name) for rung in rungs)


def _lot(folder: Path, into: Path) -> Lot:
    show, episodes = read_ledger(folder)
    cover = show.art or next((one.art for one in newest_first(episodes) if one.art), None)
    stop_if_any(differing(folder, _files(episodes, cover)))
    ordered = _in_order(folder, episodes)
    names = tuple(numbered((one.title, slug(one.id)) for one in ordered))
    things = [
        _thing(folder, file, name, one.published)
        for one, stem in zip(ordered, names, strict=True)
        for file, name in _beside(one, stem)
    ]
    if cover and cover.type in COVERS:
        things.append(_thing(folder, cover, COVERS[cover.type]))
    list_name = f"{safe(show.title, slug(show.id))}.m3u8"
    things.append(_list(folder, list_name, show, tuple(zip(ordered, names, strict=True))))
    return Lot(into=into, things=tuple(things), tracks=len(ordered))


def _in_order(folder: Path, episodes: tuple[Episode, ...]) -> tuple[Episode, ...]:
    """As their tags count them (TRCK) if each has a number of its own, else the oldest first.

    So a new episode comes last, and no file before it gets another name.
    """
    ordered = newest_first(episodes)[::-1]
    numbers = {one.id: number_of(folder / one.enclosure.path) for one in ordered}
    told = {number for number in numbers.values() if number is not None}
    if len(told) < len(ordered):
        return ordered
    return tuple(sorted(ordered, key=lambda one: numbers[one.id] or 0))


def _files(episodes: tuple[Episode, ...], cover: Art | None) -> Iterator[File]:
    for one in episodes:
        yield from (file for file, _ in _beside(one, ""))
    if cover:
        yield cover


def _beside(one: Episode, stem: str) -> Iterator[tuple[File, str]]:
    """The track, and its words with their times, which players look for beside it."""
    ending = one.enclosure.path.rpartition(".")[2]
    yield one.enclosure, f"{stem}.{ending}"
    if one.lyrics:
        yield one.lyrics, f"{stem}.lrc"


def _thing(folder: Path, file: File, name: str, day: dt.datetime | None = None) -> Thing:
    return Thing(name=name, size=file.size, sha256=file.sha256, file=folder / file.path, day=day)


def _list(folder: Path, name: str, show: Show, ordered: tuple[tuple[Episode, str], ...]) -> Thing:
    """The playlist by the names that tracks have here."""
    artist = title(show.author, otherwise="kindpace")
    lines = ["#EXTM3U", f"#PLAYLIST:{title(show.title, otherwise=show.id)}"]
    for one, stem in ordered:
        (_, track), *_ = _beside(one, stem)
        lines += [f"#EXTINF:{one.duration},{artist} - {title(one.title, otherwise=one.id)}", track]
    data = "".join(f"{line}\n" for line in lines).encode("utf-8")
    digest = sha256(data).hexdigest()
    return Thing(name=name, size=len(data), sha256=digest, file=folder / LEDGER, data=data)
