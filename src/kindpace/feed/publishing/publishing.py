"""The one walk of a publication: look, compare, send in turns, and only then point there."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kindpace.feed.ledger import NAME as LEDGER
from kindpace.feed.lint.folder import Progress, look_into, unwatched
from kindpace.feed.publishing.gathering import Gathered, gathered
from kindpace.feed.publishing.on_disk import digest
from kindpace.feed.publishing.pieces import Piece, Turn
from kindpace.feed.publishing.plan import Plan, finished, is_reused, planned
from kindpace.feed.publishing.record import NAME as RECORD
from kindpace.feed.publishing.record import Record, understood, written
from kindpace.feed.publishing.target import Seen, Target
from kindpace.problems import Problem, Weight, WorldError, WrongUse, problem, stop_if_any

FACES: Final = ("feed.xml", "index.html")
"""What another site at the target would have too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What came of it: paths that were `sent` and `removed`, how many were `kept` as they stood.

    `size` is what was sent, in bytes; `feeds` are addresses.
    """

    target: str
    feeds: tuple[str, ...]
    sent: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    size: int
    remarks: tuple[Problem, ...] = ()


def publish(
    folder: Path,
    target: Target,
    *,
    now: dt.datetime,
    keep: bool = False,
    over: bool = False,
    dry: bool = False,
    on_progress: Progress = unwatched,
) -> Published:
    """Bring `folder` to `target`: only what changed, media first, the feed last.

    However it is stopped, whoever reads there finds a whole feed, and the next publication goes on
    from where this one was. With `keep` nothing is taken away, `over` puts it in place of another
    site or show, `dry` changes nothing. Raises `KindpaceError` for whatever an app would stumble
    over, `WrongUse` where something else stands, both before a byte leaves; `WorldError` when the
    world stands in the way.
    """
    what = gathered(folder)
    record = _record(target)
    seen = target.seen({one.path for one in what.pieces} | set(FACES) | {LEDGER})
    if not over:
        _refuse_another(what, record, seen, target)
    standing = _standing(what.pieces, record, seen, target)
    plan = planned(what.pieces, what.shows, record, standing, keep=keep)
    coming = tuple(one for stage in plan.stages for one in stage)
    if coming:  # what stands there with the same content was looked through when it went there
        known = frozenset(one.file for one in what.pieces) - {one.file for one in coming}
        faults = [
            one for one in look_into(folder, now, on_progress, known) if one.weight is Weight.MEND
        ]
        stop_if_any([*faults, *_faults(coming, record)])
    if not dry and not plan.idle:
        _carry_out(target, plan, what, on_progress)
    return Published(
        target=target.name,
        feeds=what.feeds,
        sent=tuple(one.path for one in coming),
        removed=tuple(path for group in plan.leaving for path in group),
        kept=plan.kept,
        size=sum(one.size for one in coming),
        remarks=what.remarks,
    )


def _record(target: Target) -> Record:
    data = target.read(RECORD)
    return Record() if data is None else understood(data, target.name)


def _standing(
    pieces: Iterable[Piece], record: Record, seen: Mapping[str, Seen], target: Target
) -> frozenset[str]:
    """The pieces that are there as they are wanted: the record says so, or a look at them."""
    return frozenset(
        one.path
        for one in pieces
        if (there := seen.get(one.path)) is not None
        and there.size == one.size
        and (_proven(one, record, there) or target.holds(one, there))
    )


def _proven(piece: Piece, record: Record, there: Seen) -> bool:
    known = record.standing.get(piece.path)
    return bool(known and known.tag and known.sha256 == piece.sha256 and known.tag == there.tag)


def _refuse_another(
    what: Gathered, record: Record, seen: Mapping[str, Seen], target: Target
) -> None:
    """Raise `WrongUse` where another show is followed already, or another site stands."""
    if record.shows and not set(record.shows) & set(what.shows):
        raise WrongUse([problem("publish-other-show", target=target.name)])
    taken = [name for name in FACES if name in seen]
    if not record.shows and taken and LEDGER not in seen:
        raise WrongUse([problem("publish-taken", target=target.name, name=taken[0])])


def _faults(coming: Iterable[Piece], record: Record) -> Iterator[Problem]:
    """Tracks that took the name of another, and files that aren't what the ledger says."""
    for one in coming:
        if is_reused(one, record):
            yield problem("publish-same-name", path=one.path)
        elif one.data is None and digest(one.file) != one.sha256:
            yield problem("publish-content-differs", path=one.path)


def _carry_out(target: Target, plan: Plan, what: Gathered, on_progress: Progress) -> None:
    """Send and take away, between two records that know what may stand there."""
    total = sum(one.size for stage in plan.stages for one in stage)
    done = 0

    def sent(size: int) -> None:
        nonlocal done
        done += size
        on_progress("sending", done, total)

    intent = written(plan.intent)
    target.write(RECORD, intent)
    media = [one for one in what.pieces if one.stage[0] < Turn.LISTS]
    for stage in plan.stages:
        if media and stage[0].stage[0] >= Turn.LISTS:
            _arrived(target, media)
            media = []
        target.put(stage, sent)
    tags = {path: there.tag for path, there in _arrived(target, what.pieces).items()}
    if target.read(RECORD) != intent:
        raise WorldError([problem("publish-two-at-once", target=target.name)])
    for group in plan.leaving:
        target.remove(group)
    target.write(RECORD, written(finished(plan, what.pieces, what.shows, tags)))


def _arrived(target: Target, pieces: Collection[Piece]) -> Mapping[str, Seen]:
    """How these stand there now. Raises `WorldError` unless all do, each in its full size.

    What points at them isn't sent before this holds.
    """
    seen = target.seen({one.path for one in pieces})
    for one in pieces:
        if one.path not in seen or seen[one.path].size != one.size:
            raise WorldError([problem("publish-not-there", target=target.name, path=one.path)])
    return seen
