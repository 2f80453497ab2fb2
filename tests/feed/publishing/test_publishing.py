"""The walk of a publication, stopped wherever it may be."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.feed.publishing.publishing import Published, publish
from kindpace.problems import KindpaceError, WorldError, WrongUse
from tests.feed.publishing.memory import InMemory, Stopped
from tests.feed.publishing.shows import BASE, NOW, SHOW, build, day, ladder, on_disk, record_of


def go(folder: Path, target: InMemory, **asked: Any) -> Published:  # noqa: ANN401 - options of a publication
    """Publish, at a moment that doesn't matter."""
    return publish(folder, target, now=NOW, **asked)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A feed of two episodes."""
    build(tmp_path / "public", 220, 220)
    return tmp_path / "public"


def test_all_of_a_feed_goes_and_nothing_else(public: Path) -> None:
    """What lies in the folder beside it stays there."""
    for stray in ("notes.txt", ".building.lock", "tracks/old-0123456789.mp3", "runner.yaml"):
        (public / stray).write_text("mine")
    target = InMemory()
    done = go(public, target)
    assert set(target.files) == {*done.sent, ".kindpace-published.json"}
    assert {"feed.xml", "index.html", "playlist.m3u8", "kindpace.json"} <= set(done.sent)
    assert {"app.webmanifest", "offline.js"} <= set(done.sent)
    assert b"mine" not in target.files.values()
    assert done.feeds == (f"{BASE}/feed.xml",)
    assert set(target.reader.tracks()) == {"guid-1", "guid-2"}


def test_the_feed_goes_last(public: Path) -> None:
    """Between a record of what is about to come and one of what stands."""
    target = InMemory()
    go(public, target)
    assert target.did[0] == target.did[-1] == "write .kindpace-published.json"
    assert target.did[-2] == "put feed.xml"
    assert target.did[1].startswith("put tracks/")


def test_a_second_time_nothing_is_touched(public: Path) -> None:
    """Not even the record."""
    target = InMemory(forgetful=True)
    first = go(public, target)
    target.did.clear()
    again = go(public, target)
    assert (again.sent, again.removed, target.did) == ((), (), [])
    assert again.kept == len(first.sent)


def test_only_what_changed_is_sent(public: Path) -> None:
    """One new episode: its own files, and the faces of the feed."""
    target = InMemory(forgetful=True)
    go(public, target)
    build(public, 220, 220, 330)
    sent = set(go(public, target).sent)
    assert {one for one in sent if one.startswith("tracks/")} == {
        one for one in target.files if one.startswith("tracks/run-3-")
    }
    assert {"feed.xml", "index.html", "kindpace.json", "playlist.m3u8"} <= sent
    assert "offline.js" not in sent


def test_what_was_lost_or_changed_there_is_sent_again(public: Path) -> None:
    """The record is believed only where the target agrees."""
    target = InMemory(forgetful=True)
    done = go(public, target)
    lost, changed = done.sent[0], done.sent[1]
    del target.files[lost]
    target.files[changed] = bytes(len(target.files[changed]))
    assert set(go(public, target).sent) == {lost, changed}
    assert target.reader.all_of(*build(public, 220, 220))


def test_a_replaced_track_stays_until_the_next_time(public: Path) -> None:
    """So that whoever has the old feed still gets what it points at."""
    target = InMemory()
    go(public, target)
    before = target.reader.tracks()
    build(public, 330, 220)
    assert go(public, target).removed == ()
    after = target.reader.tracks()
    assert before["guid-1"] != after["guid-1"]
    assert before["guid-1"] in target.files
    assert before["guid-1"] in go(public, target).removed
    assert before["guid-1"] not in target.files
    assert go(public, target) == go(public, target)


def test_old_tracks_stay_for_good_where_that_is_wished(public: Path) -> None:
    """With `keep`."""
    target = InMemory()
    go(public, target)
    old = target.reader.tracks()["guid-1"]
    build(public, 330, 220)
    for _ in range(3):
        assert go(public, target, keep=True).removed == ()
    assert old in target.files
    assert old in go(public, target).removed


def test_a_dry_run_tells_and_changes_nothing(public: Path) -> None:
    """The same words as the real one."""
    target = InMemory()
    told = go(public, target, dry=True)
    assert (target.files, target.did) == ({}, [])
    assert told == go(public, target)


def test_stopped_at_any_moment_the_feed_is_whole(tmp_path: Path) -> None:
    """First the old one or none, then the new one; and the next time finishes it."""
    old, new = tmp_path / "old", tmp_path / "new"
    build(old, 220, 220)
    build(new, 330, 220, 330)
    standing = InMemory()
    go(old, standing)
    before = standing.reader.tracks()
    build(old, 440, 220)
    go(old, standing)  # so that there is something to remove as well
    middle = standing.reader.tracks()
    whole = InMemory(files=dict(standing.files))
    go(new, whole)
    after = whole.reader.tracks()
    for moment in range(len(whole.did)):
        target = InMemory(files=dict(standing.files), moments=moment, forgetful=moment % 2 > 0)
        with pytest.raises(Stopped):
            go(new, target)
        assert target.reader.tracks() in (middle, after)
        assert {target.files.get(path) for path in middle.values()} >= {
            standing.files[path] for path in middle.values()
        }
        target.moments = None
        go(new, target)
        assert target.reader.tracks() == after
        go(new, target)
        assert {one for one in target.files if one.endswith(".mp3")} == set(after.values())
    assert before["guid-1"] not in whole.files


MOMENTS = st.one_of(st.none(), st.integers(0, 25))
PITCHES = st.lists(st.sampled_from([220, 330]), min_size=1, max_size=2)


@settings(max_examples=12)
@given(st.lists(st.tuples(PITCHES, MOMENTS, st.booleans()), min_size=1, max_size=3))
def test_whatever_is_published_and_stopped_in_whatever_order(
    weeks: list[tuple[list[int], int | None, bool]],
) -> None:
    """A reader finds every track, and so does one who has the feed of just before."""
    target = InMemory()
    with TemporaryDirectory() as place:
        for pitches, moment, target.forgetful in weeks:
            build(Path(place), *pitches)
            before = target.reader.tracks()
            target.moments = moment
            with suppress(Stopped):
                go(Path(place), target)
            target.reader.tracks()
            assert set(before.values()) <= set(target.files)
        target.moments = None
        go(Path(place), target)
        go(Path(place), target)
        wanted = {str(one.relative_to(place)) for one in Path(place).rglob("*") if one.is_file()}
        assert set(target.reader.tracks().values()) <= wanted
        assert set(record_of(target.reader)["standing"]) == set(target.files) - {
            ".kindpace-published.json"
        }


def test_a_ladder_goes_rung_by_rung_and_its_page_last(tmp_path: Path) -> None:
    """A rung that was taken down stays a while, then goes."""
    ladder(tmp_path / "public", (150, 165))
    target = InMemory()
    done = go(tmp_path / "public", target)
    assert done.sent[-1] == "index.html"
    assert done.feeds == (f"{BASE}/150/feed.xml", f"{BASE}/165/feed.xml")
    assert len(target.reader.tracks(f"{BASE}/165", "165/")) == 1
    for one in sorted((tmp_path / "public" / "165").rglob("*"), reverse=True):
        one.unlink() if one.is_file() else one.rmdir()
    (tmp_path / "public" / "165").rmdir()
    ladder(tmp_path / "public", (150,))
    go(tmp_path / "public", target)
    assert len(target.reader.tracks(f"{BASE}/165", "165/")) == 1
    gone = go(tmp_path / "public", target).removed
    assert gone[0] == "165/feed.xml"
    assert gone[-1].startswith("165/tracks/")
    assert not [path for path in target.files if path.startswith("165/")]


def test_pages_of_a_long_feed_go_before_its_first(public: Path) -> None:
    """Those that others lead to, first."""
    from kindpace.feed.ledger import read_ledger  # noqa: PLC0415 - for this test alone
    from kindpace.feed.writing import write_feed  # noqa: PLC0415 - the same

    write_feed(*read_ledger(public), public, per_page=1)
    target = InMemory()
    go(public, target)
    assert target.did[-3:-1] == ["put feed-2.xml", "put feed.xml"]
    assert len(target.reader.tracks()) == 2


def test_what_an_app_would_stumble_over_stops_everything(public: Path) -> None:
    """Before a byte leaves."""
    text = (public / "feed.xml").read_text("utf-8")
    (public / "feed.xml").write_text(text.replace(">false<", ">no<"), "utf-8")
    target = InMemory()
    with pytest.raises(KindpaceError, match="feed/explicit"):
        go(public, target)
    assert target.files == {}


def test_a_file_of_another_content_stops_everything(public: Path) -> None:
    """Even where its size is right."""
    words = next((public / "tracks").glob("*.vtt"))
    words.write_bytes(words.read_bytes().replace(b"Welcome", b"Welkome"))
    with pytest.raises(KindpaceError, match="publish-content-differs"):
        go(public, InMemory())


def test_a_track_under_the_name_of_another_stops_everything(tmp_path: Path) -> None:
    """Somebody may be fetching the one that is there."""
    public = tmp_path / "public"

    def named(one: Any) -> Any:  # noqa: ANN401 - an episode
        fixed = "tracks/always-0123456789.mp3"
        (public / one.enclosure.path).rename(public / fixed)
        return replace(one, enclosure=replace(one.enclosure, path=fixed))

    build(public, 220, change=named)
    target = InMemory()
    go(public, target)
    build(public, 330, change=named)
    with pytest.raises(KindpaceError, match="publish-same-name"):
        go(public, target)
    assert len(target.reader.tracks()) == 1


@pytest.mark.parametrize("name", ["feed.xml", "index.html"])
def test_another_site_is_left_alone(public: Path, name: str) -> None:
    """Unless that is what is meant."""
    target = InMemory(files={name: b"Ana's own"})
    with pytest.raises(WrongUse, match="publish-taken"):
        go(public, target)
    assert target.files == {name: b"Ana's own"}
    go(public, target, over=True)
    assert len(target.reader.tracks()) == 2


def test_a_folder_that_was_copied_by_hand_is_taken_on(public: Path) -> None:
    """What is there already isn't sent again."""
    files = {str(one.relative_to(public)): one for one in public.rglob("*") if one.is_file()}
    target = InMemory(files={path: one.read_bytes() for path, one in files.items()})
    assert go(public, target).sent == ()
    assert record_of(target.reader)["shows"] == [SHOW.guid]


def test_another_show_is_left_alone(public: Path, tmp_path: Path) -> None:
    """All who follow it would find a stranger in its place."""
    other = replace(SHOW, id="other", guid="917393e3-1b1e-5cef-ace4-edaa54e1f810")
    build(tmp_path / "other", 220, show=other)
    target = InMemory()
    go(public, target)
    with pytest.raises(WrongUse, match="publish-other-show"):
        go(tmp_path / "other", target)
    go(tmp_path / "other", target, over=True)
    assert record_of(target.reader)["shows"] == [other.guid]


def test_a_place_that_loses_files_never_gets_the_feed(public: Path) -> None:
    """What it points at is looked for first."""

    class Leaky(InMemory):
        """Keeps half of a track."""

        def put(self, pieces: Any, sent: Any) -> None:  # noqa: ANN401 - as its elder
            super().put(pieces, sent)
            for one in pieces:
                self.files[one.path] = self.files[one.path][:-1]

    target = Leaky()
    with pytest.raises(WorldError, match="publish-not-there"):
        go(public, target)
    assert "feed.xml" not in target.files


def test_a_file_that_goes_meanwhile_keeps_the_feed_back(public: Path) -> None:
    """Even one that stood there before."""

    class Swept(InMemory):
        """Somebody tidies up while the new track comes."""

        def put(self, pieces: Any, sent: Any) -> None:  # noqa: ANN401 - as its elder
            super().put(pieces, sent)
            for path in [one for one in self.files if one.startswith("tracks/run-2")]:
                del self.files[path]

    target = InMemory()
    go(public, target)
    before = target.files["feed.xml"]
    build(public, 330, 220)
    with pytest.raises(WorldError, match=r"publish-not-there.*tracks/run-2"):
        go(public, Swept(files=target.files))
    assert target.files["feed.xml"] == before
    go(public, target)
    assert len(target.reader.tracks()) == 2


def test_two_at_once_take_nothing_away_from_each_other(public: Path, tmp_path: Path) -> None:
    """The one that ends while the other goes on says so; the feed is whole all the time."""

    class Shared(InMemory):
        """Another publication comes in just before the feed goes."""

        def put(self, pieces: Any, sent: Any) -> None:  # noqa: ANN401 - as its elder
            if pieces[0].path == "feed.xml":
                go(tmp_path / "other", InMemory(files=self.files))
            super().put(pieces, sent)

    target = InMemory()
    go(public, target)
    build(public, 330, 220)
    go(public, target)
    build(tmp_path / "other", 220, 440)
    build(public, 440, 220)
    with pytest.raises(WorldError, match="publish-two-at-once"):
        go(public, Shared(files=target.files))
    assert len(target.reader.tracks()) == 2
    go(public, target)
    assert target.reader.tracks()


def test_nothing_of_a_person_leaves_with_a_private_show(tmp_path: Path) -> None:
    """No address of theirs, and caches of strangers keep nothing."""
    show = replace(SHOW, private=True, locked=False, email="ana@example.org")
    build(tmp_path / "public", 220, show=show)
    target = InMemory()
    go(tmp_path / "public", target)
    assert not [path for path, data in target.files.items() if b"ana@example.org" in data]
    assert b"<itunes:block>Yes" in target.files["feed.xml"]


def test_progress_comes_to_its_end(public: Path) -> None:
    """In bytes."""
    told: list[tuple[str, int, int]] = []
    done = go(public, InMemory(), on_progress=lambda *step: told.append(step))
    assert told[-1] == ("sending", done.size, done.size)
    assert told[0][0] == "looking"


def test_the_hour_is_asked_for(tmp_path: Path) -> None:
    """An episode of days to come is held back by the lint, as for everybody."""
    build(tmp_path / "public", 220)
    early = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    with pytest.raises(KindpaceError, match="feed/"):
        publish(tmp_path / "public", InMemory(), now=early)


def test_days_are_written_once(tmp_path: Path) -> None:
    """The makers of these tests keep to the rule: one content, one name."""
    first, second = day(tmp_path, 1), day(tmp_path, 1, 330)
    assert first.enclosure.path != second.enclosure.path
    assert first.guid == second.guid
    assert on_disk(tmp_path).read(first.enclosure.path) is not None
