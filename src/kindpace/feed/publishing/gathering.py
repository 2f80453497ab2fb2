"""From a folder to what is published of it: what its ledgers tell of, and nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kindpace.feed.addresses import address, page_name
from kindpace.feed.ledger import NAME as LEDGER
from kindpace.feed.ledger import understood, written
from kindpace.feed.lint.document import document
from kindpace.feed.names import is_inside
from kindpace.feed.page import writing
from kindpace.feed.page.apps import is_near
from kindpace.feed.page.rungs import rung_folders
from kindpace.feed.playlist import NAME as PLAYLIST
from kindpace.feed.publishing.pieces import Piece, Turn, of_data, of_file
from kindpace.feed.serving.paths import found
from kindpace.feed.show import Enclosure, Episode, File, Show, files_of
from kindpace.feed.writing import feed_address
from kindpace.problems import (
    KindpaceError,
    Problem,
    Weight,
    WorldError,
    WrongUse,
    problem,
    stop_if_any,
)

MOST_BYTES: Final = 64 << 20
BESIDE: Final = ("app.webmanifest", "offline.js")
"""What lets a phone keep the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a folder holds for the world: `feeds` are addresses, `shows` the guids behind them."""

    feeds: tuple[str, ...]
    shows: tuple[str, ...]
    pieces: tuple[Piece, ...]
    remarks: tuple[Problem, ...] = ()


def gathered(folder: Path) -> Gathered:
    """Everything that is published of `folder`, a feed's or a ladder's.

    What belongs together is read in one go, so that a build beside doesn't mix two feeds. Raises
    `WrongUse` if no feed is there, `KindpaceError` if feed, ledger and files don't agree,
    `WorldError` as disks do.
    """
    if (folder / LEDGER).is_file():
        return _feed(folder, "")
    rungs = rung_folders(folder) if folder.is_dir() else ()
    if not rungs:
        raise WrongUse([problem("publish-no-feed", path=folder)])
    stop_if_any(_odd(folder, rungs))
    parts = [_feed(rung, f"{rung.name}/") for rung in rungs]
    index = folder / writing.INDEX
    choice = [_read(index, writing.INDEX, Turn.LADDER, private=False)] if index.is_file() else []
    return Gathered(
        feeds=tuple(one for part in parts for one in part.feeds),
        shows=tuple(one for part in parts for one in part.shows),
        pieces=(*(one for part in parts for one in part.pieces), *choice),
        remarks=tuple(dict.fromkeys(one for part in parts for one in part.remarks)),
    )


def _odd(folder: Path, rungs: Iterable[Path]) -> Iterator[Problem]:
    """Rungs whose names no address holds as they are, and those that lie elsewhere by a link."""
    for one in rungs:
        if not is_inside(one.name) or one.resolve().parent != folder.resolve():
            yield problem("publish-rung", name=one.name[:60])


def _feed(folder: Path, before: str) -> Gathered:
    """The feed in `folder`, which stands below the path `before` at the target."""
    data = _bytes(folder / LEDGER)
    show, episodes = understood(data, str(folder / LEDGER))
    remarks = tuple(_remarks(show))
    stop_if_any(remarks)
    if show.private and show.email:  # private shows name no address of a person
        show = replace(show, email="")
        data = written(show, episodes)
    pages = tuple(_pages(folder, before, page_name, Turn.FEEDS, show))
    _refuse_other(folder, show, episodes, pages)
    lists = [
        _read(folder / name, before + name, Turn.LISTS, private=show.private)
        for name in (PLAYLIST, *BESIDE)
        if (folder / name).is_file()
    ]
    ledger = of_data(data, folder / LEDGER, before + LEDGER, (Turn.LISTS, 0), private=show.private)
    faces = _pages(folder, before, writing.page_name, Turn.PAGES, show)
    stop_if_any(differing(folder, files_of(show, episodes)))
    files = tuple(_files(folder, before, show, episodes))
    return Gathered(
        feeds=(feed_address(show),),
        shows=(show.guid,),
        pieces=(*files, *lists, ledger, *faces, *pages),
        remarks=remarks,
    )


def _remarks(show: Show) -> Iterator[Problem]:
    """What an address gives away, or whom it keeps out."""
    parts = urlsplit(show.base_url)
    if parts.username is not None or parts.password is not None:
        yield problem("publish-secret-address", show=show.id[:60])
    elif is_near(show.base_url):
        host = parts.hostname or ""
        yield problem("publish-near", weight=Weight.LOOK, host=host[:60])


def _files(folder: Path, before: str, show: Show, episodes: tuple[Episode, ...]) -> Iterator[Piece]:
    for one in files_of(show, episodes):
        turn = Turn.TRACKS if isinstance(one, Enclosure) else Turn.BESIDE_TRACKS
        yield of_file(one, folder, before, turn, private=show.private)


def differing(folder: Path, files: Iterable[File]) -> Iterator[Problem]:
    """Files that aren't there, lie elsewhere by a link, or have another size than the ledger's."""
    for one in files:
        place = found(folder, tuple(one.path.split("/")))
        try:
            size = place.stat().st_size if place and place.is_file() else None
        except OSError:
            size = None
        if size != one.size:
            there = "isn't there" if size is None else f"has {size:,} bytes"
            yield problem("publish-file-differs", path=one.path, told=f"{one.size:,}", there=there)


def _pages(
    folder: Path, before: str, name_of: Callable[[int], str], turn: Turn, show: Show
) -> Iterator[Piece]:
    """The pages that stand in `folder`, those that others lead to first in their turn."""
    number = 1
    while (folder / name_of(number)).is_file():
        path = folder / name_of(number)
        yield _read(path, before + path.name, turn, place=-number, private=show.private)
        number += 1


def _refuse_other(
    folder: Path, show: Show, episodes: tuple[Episode, ...], pages: tuple[Piece, ...]
) -> None:
    """Raise `KindpaceError` unless the feed's pages and the ledger tell of the same tracks."""
    told = {(address(show, one.enclosure.path), str(one.enclosure.size)) for one in episodes}
    shown = {
        (node.attributes.get("url", ""), node.attributes.get("length", ""))
        for page in pages
        for item in document(page.data or b"", str(page.file)).items
        for node in item.all("enclosure")
    }
    if not pages or told != shown:
        raise KindpaceError([problem("publish-unsettled", folder=folder)])


def _read(path: Path, there: str, turn: Turn, place: int = 0, *, private: bool) -> Piece:
    return of_data(_bytes(path), path, there, (turn, place), private=private)


def _bytes(path: Path) -> bytes:
    try:
        if not path.resolve().is_relative_to(path.parent.resolve()):
            raise WorldError(
                [problem("publish-unread", path=path, reason="it leads out of its folder")]
            )
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        reason = fault.strerror or "the disk refuses"
        raise WorldError([problem("publish-unread", path=path, reason=reason)]) from fault
    if len(data) > MOST_BYTES:
        reason = f"it is larger than {MOST_BYTES >> 20} MB"
        raise WorldError([problem("publish-unread", path=path, reason=reason)])
    return data
