"""What has to be done at a target, as a value."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.publishing.pieces import Piece, Turn, of_data, turn_of
from kindpace.feed.publishing.plan import Plan, finished, is_reused, planned
from kindpace.feed.publishing.record import Record, Stood

SHOWS = ("guid",)
NAMES = [f"tracks/run-{at}-0123456789.mp3" for at in range(3)]
NAMES += ["art/run-0123456789.jpg", "kindpace.json", "index.html", "feed-2.xml", "feed.xml"]


def piece(path: str, content: str = "a") -> Piece:
    """A piece called so."""
    place = -1 if path == "feed.xml" else -2
    stage = (turn_of(path), place if turn_of(path) is Turn.FEEDS else 0)
    return of_data(content.encode(), Path(path), path, stage, private=False)


def plan(pieces: list[Piece], record: Record, *standing: str, keep: bool = False) -> Plan:
    """The way to `pieces`."""
    return planned(pieces, SHOWS, record, standing, keep=keep)


def done(told: Plan, pieces: list[Piece]) -> Record:
    """The record once all of it is done."""
    return finished(told, pieces, SHOWS, {one.path: "tag" for one in pieces})


def test_everything_is_sent_before_what_points_at_it() -> None:
    """Tracks, what lies beside them, lists, pages, further pages of the feed, the feed."""
    told = plan([piece(name) for name in reversed(NAMES)], Record())
    assert [one.path for stage in told.stages for one in stage] == NAMES
    assert len(told.stages) == 6
    assert (told.kept, told.idle, told.leaving) == (0, False, ())


def test_nothing_new_is_nothing_to_do() -> None:
    """What stands as it is wanted is left alone."""
    pieces = [piece(name) for name in NAMES]
    record = done(plan(pieces, Record()), pieces)
    told = plan(pieces, record, *NAMES)
    assert (told.stages, told.leaving, told.kept, told.idle) == ((), (), len(NAMES), True)


def test_a_replaced_track_stays_for_one_publication() -> None:
    """Then it goes; with `keep` it never does."""
    old, new = [piece(NAMES[0]), piece("feed.xml")], [piece(NAMES[1]), piece("feed.xml", "b")]
    first = done(plan(old, Record()), old)
    second = plan(new, first)
    assert second.leaving == ()
    after = done(second, new)
    assert NAMES[0] in after.standing
    third = plan(new, after, *(one.path for one in new))
    assert (third.leaving, third.idle) == (((NAMES[0],),), False)
    assert NAMES[0] not in done(third, new).standing
    kept = plan(new, after, *(one.path for one in new), keep=True)
    assert (kept.leaving, kept.idle) == ((), True)


def test_what_leaves_goes_feeds_first_and_tracks_last() -> None:
    """No reader is left with a feed that points at nothing."""
    record = Record(standing={name: Stood(size=1, sha256="a") for name in NAMES})
    leaving = [path for group in plan([], record).leaving for path in group]
    assert leaving.index("feed.xml") < leaving.index("index.html") < leaving.index(NAMES[0])
    assert sorted(leaving) == sorted(NAMES)


def test_the_intent_knows_of_both_feeds_and_of_all_that_may_stand() -> None:
    """Whoever is stopped in between leaves it."""
    old, new = [piece(NAMES[0]), piece("feed.xml")], [piece(NAMES[1]), piece("feed.xml", "b")]
    first = done(plan(old, Record()), old)
    intent = plan(new, first).intent
    assert intent.feed == {NAMES[0], NAMES[1], "feed.xml"}
    assert intent.standing["feed.xml"] == Stood(size=1, sha256=new[1].sha256)
    assert intent.standing[NAMES[0]] == first.standing[NAMES[0]]
    assert plan(new, intent).leaving == ()


@pytest.mark.parametrize(
    ("path", "content", "pointed_at", "found"),
    [
        (NAMES[0], "b", True, True),
        (NAMES[0], "a", True, False),
        (NAMES[0], "b", False, False),
        ("feed.xml", "b", True, False),
        (NAMES[1], "b", True, False),
    ],
)
def test_a_track_under_the_name_of_another_is_found(
    path: str, content: str, pointed_at: bool, found: bool
) -> None:
    """If a reader may be fetching that one."""
    record = done(plan(pieces := [piece(NAMES[0]), piece("feed.xml")], Record()), pieces)
    record = record if pointed_at else replace(record, feed=frozenset())
    assert is_reused(piece(path, content), record) is found


@given(st.lists(st.frozensets(st.sampled_from(NAMES)), max_size=5))
def test_a_reader_of_one_publication_ago_still_finds_everything(
    wishes: list[frozenset[str]],
) -> None:
    """And nothing is forgotten: in the end the record holds what is wanted, and one before."""
    record, before = Record(), frozenset[str]()
    for wish in wishes:
        pieces = [piece(name) for name in sorted(wish)]
        told = plan(pieces, record, *(set(record.standing) & wish))
        gone = {path for group in told.leaving for path in group}
        assert not gone & (before | wish)
        record, before = done(told, pieces), wish
        assert wish <= set(record.standing)
    last = plan([piece(name) for name in sorted(before)], record, *before)
    assert set(done(last, [piece(name) for name in sorted(before)]).standing) == before
