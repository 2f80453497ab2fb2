"""What has to be done at a target: pure, from what is wanted and what stands there.

A track that is replaced stays for one more publication, since somebody may be fetching it with the
feed of before. So what goes is what neither this feed nor the one before points at.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from kindpace.feed.publishing.pieces import Piece, Turn, turn_of
from kindpace.feed.publishing.record import Record, Stood


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`stages` are sent one after the other, `leaving` then taken away in that order.

    `intent` is the record for as long as it lasts, `kept` counts what stands already. `idle` says
    that everything is as it is wanted.
    """

    stages: tuple[tuple[Piece, ...], ...]
    leaving: tuple[tuple[str, ...], ...]
    intent: Record
    kept: int
    idle: bool


def planned(
    pieces: Collection[Piece],
    shows: tuple[str, ...],
    record: Record,
    standing: Collection[str],
    *,
    keep: bool,
) -> Plan:
    """The way from `record` to `pieces`, of which those in `standing` are there as wanted.

    With `keep`, nothing is taken away.
    """
    wanted = {one.path for one in pieces}
    missing = sorted(
        (one for one in pieces if one.path not in standing), key=lambda one: (one.stage, one.path)
    )
    settled = not missing and record.feed == wanted and set(record.shows) == set(shows)
    old = set() if keep else set(record.standing) - wanted - record.feed
    return Plan(
        stages=tuple(tuple(group) for _, group in groupby(missing, key=lambda one: one.stage)),
        leaving=_outwards(old),
        intent=replace(
            record,
            shows=tuple(sorted({*record.shows, *shows})),
            feed=record.feed | wanted,
            standing={**record.standing, **{one.path: _coming(one) for one in missing}},
        ),
        kept=len(wanted) - len(missing),
        idle=settled and not old,
    )


def _coming(piece: Piece) -> Stood:
    return Stood(size=piece.size, sha256=piece.sha256)


def _outwards(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """What leaves, feeds and pages first, tracks last: no reader is left pointing at nothing."""

    def turn(path: str) -> Turn:
        return turn_of(path)

    ordered = sorted(paths, key=lambda path: (-turn(path), path))
    return tuple(tuple(group) for _, group in groupby(ordered, key=turn))


def finished(
    plan: Plan,
    pieces: Iterable[Piece],
    shows: tuple[str, ...],
    tags: Mapping[str, str],
) -> Record:
    """The record of a publication that came to its end; `tags` tell what stands there now."""
    gone = {path for group in plan.leaving for path in group}
    stands = {
        one.path: Stood(size=one.size, sha256=one.sha256, tag=tags[one.path]) for one in pieces
    }
    before = {path: one for path, one in plan.intent.standing.items() if path not in gone}
    return Record(shows=shows, standing={**before, **stands}, feed=frozenset(stands))


def is_reused(piece: Piece, record: Record) -> bool:
    """Whether this is a track that a reader may be fetching just now with another content."""
    before = record.standing.get(piece.path)
    pointed_at = piece.stage[0] is Turn.TRACKS and piece.path in record.feed
    return before is not None and pointed_at and before.sha256 != piece.sha256
