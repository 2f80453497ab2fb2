"""The walk of an export: look for room, copy what changed, take away what went."""

import os
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kindpace.feed.exporting.lots import Lot, Thing, lots
from kindpace.feed.exporting.record import COMING, Ours, read_record, write_record
from kindpace.feed.lint.folder import Progress, unwatched
from kindpace.feed.publishing.on_disk import clear_halves, content_of, digest
from kindpace.problems import Problem, WorldError, WrongUse, problem, stop_if_any
from kindpace.track.whole import told, whole_file

SLACK: Final = 1 << 20
"""Bytes for folders, lists, and sectors that stay half empty."""

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What came of it: names that were `copied` and `removed`, how many were `kept`.

    `tracks` counts the runs that are there now, `size` what was copied, in bytes.
    """

    folder: Path
    tracks: int
    copied: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A lot beside what its folder holds: what is `coming`, what is `leaving`, what was `ours`."""

    lot: Lot
    ours: Ours
    coming: tuple[Thing, ...]
    leaving: tuple[str, ...]


def export(folder: Path, into: Path, on_progress: Progress = unwatched) -> Exported:
    """Bring the tracks of the feed in `folder` into the folder `into`: only what changed.

    Each file appears whole or not at all, and nothing that isn't from an earlier export is touched.
    Raises `WrongUse`, `KindpaceError` and `WorldError` before the first copy for whatever stands in
    the way, a want of room too; `WorldError` later as disks do.
    """
    here, there = folder.resolve(), into.resolve()
    if here == there or there.is_relative_to(here) or here.is_relative_to(there):
        raise WrongUse([problem("export-into-itself", folder=folder, target=into)])
    loads = [_load(lot) for lot in lots(folder, into)]
    stop_if_any(fault for load in loads for fault in _differing(load.coming))
    _refuse_too_much(into, loads)
    _carry_out(loads, on_progress)
    coming = [(load, one) for load in loads for one in load.coming]
    return Exported(
        folder=into,
        tracks=sum(load.lot.tracks for load in loads),
        copied=tuple(one.name for _, one in coming),
        removed=tuple(name for load in loads for name in load.leaving),
        kept=sum(len(load.lot.things) - len(load.coming) for load in loads),
        size=sum(one.size for _, one in coming),
    )


def _load(lot: Lot) -> Load:
    """Compare. Raises `WrongUse` where something of somebody else's has one of our names."""
    ours = read_record(lot.into)
    names = {one.name for one in lot.things}
    leaving = tuple(sorted(name for name in ours if name not in names))
    renamed = {folded(name) for name in leaving}
    coming = tuple(
        one
        for one in lot.things
        if folded(one.name) in renamed or not _is_there(one, lot.into, ours)
    )
    for one in coming:
        known = one.name in ours or folded(one.name) in renamed
        if not known and (lot.into / one.name).exists():
            raise WrongUse([problem("export-taken", path=lot.into / one.name)])
    return Load(lot=lot, ours=ours, coming=coming, leaving=leaving)


def folded(name: str) -> str:
    """What two names share that are one on a disk which doesn't tell capitals apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _is_there(thing: Thing, into: Path, ours: Ours) -> bool:
    """Whether it stands there: its size and our record say so, or else its content."""
    place = into / thing.name
    try:
        if place.stat().st_size != thing.size:
            return False
    except OSError:
        return False
    known = ours.get(thing.name, COMING)
    return known == thing.sha256 or (known == COMING and digest(place) == thing.sha256)


def _differing(things: Iterable[Thing]) -> Iterator[Problem]:
    for one in things:
        if one.data is None and digest(one.file) != one.sha256:
            yield problem("publish-content-differs", path=one.file)


def _refuse_too_much(into: Path, loads: Iterable[Load]) -> None:
    """Raise `WorldError` unless there is room for all that comes, before anything leaves."""
    needed = sum(one.size for load in loads for one in load.coming)
    there = into.absolute()
    while not there.exists() and there != there.parent:
        there = there.parent
    with told(into):
        free = shutil.disk_usage(there).free
    if needed and free < needed + SLACK:
        wanted, left = -(-(needed + SLACK) // MEGABYTE), free // MEGABYTE
        raise WorldError([problem("export-no-room", folder=into, free=left, needed=wanted)])


def _carry_out(loads: Iterable[Load], on_progress: Progress) -> None:
    """Copy and take away, between two records that know what may stand there."""
    busy = [load for load in loads if load.coming or load.leaving]
    total, done = sum(one.size for load in busy for one in load.coming), 0
    for load in busy:
        into = load.lot.into
        with told(into / "."):
            into.mkdir(parents=True, exist_ok=True)
        clear_halves(into)
        write_record(
            into, {**load.ours, **dict.fromkeys((one.name for one in load.coming), COMING)}
        )
        names = {folded(one.name) for one in load.coming}
        _without(into, (name for name in load.leaving if folded(name) in names))
        for one in load.coming:
            _copy(one, into / one.name)
            done += one.size
            on_progress("copying", done, total)
        _without(into, (name for name in load.leaving if folded(name) not in names))
        write_record(into, {one.name: one.sha256 for one in load.lot.things})


def _without(into: Path, names: Iterable[str]) -> None:
    for name in names:
        with told(into / name):
            (into / name).unlink(missing_ok=True)


def _copy(thing: Thing, place: Path) -> None:
    """Put it in place, whole or not at all, with its episode's day as its time."""
    with whole_file(place) as growing:
        for data in (thing.data,) if thing.data is not None else content_of(thing.file):
            growing.write(data)
    if thing.day:
        with suppress(OSError, OverflowError, ValueError):  # FAT knows no day before 1980
            os.utime(place, (thing.day.timestamp(), thing.day.timestamp()))
