"""An older feed's episodes matched with ours."""

from dataclasses import replace

import pytest

from kindpace.feed.importing import Known, Older, Wanted, matched, older_feed
from kindpace.feed.writing import feed_pages
from kindpace.problems import KindpaceError
from tests.feed.maker import FIRST, SHOW, days

ELSEWHERE = b"""<rss version="2.0"><channel><title>Old runs</title>
<item><title>Steady Companion</title><guid>old-1</guid>
<pubDate>Mon, 05 Jan 2026 08:00:00 +0100</pubDate>
<enclosure url="https://old.example/a/Steady%20Companion.mp3" length="1" type="audio/mpeg"/></item>
<item><title>Lace up!</title>
<enclosure url="https://old.example/a/42.mp3" length="1" type="audio/mpeg"/></item>
<item><title>Neither guid nor track</title></item>
<item><title>Gone</title><guid>old-3</guid><pubDate>one day</pubDate></item>
<item><title>Gone again</title><guid>old-3</guid></item>
</channel></rss>"""


def test_an_older_feed_is_read_wherever_it_was_made() -> None:
    """A guid, else the track's address as apps do; of two alike the first; dates in UTC."""
    older = older_feed(ELSEWHERE, "old.xml")
    assert (older.title, older.guid) == ("Old runs", "")
    by_guid = {one.guid: one for one in older.episodes}
    assert set(by_guid) == {"old-1", "https://old.example/a/42.mp3", "old-3"}
    assert by_guid["old-1"].file == "Steady Companion.mp3"
    assert str(by_guid["old-1"].published) == "2026-01-05 07:00:00+00:00"
    assert (by_guid["old-3"].title, by_guid["old-3"].published) == ("Gone", None)


def test_ours_are_matched_by_file_name_and_by_title() -> None:
    """And what finds no match is said on both sides."""
    wanted = [
        Wanted(id="steady-companion", title="Another title"),
        Wanted(id="lace-up-at-dawn", title="Lace up"),
        Wanted(id="new-one", title="New one"),
    ]
    done = matched(older_feed(ELSEWHERE, "old.xml"), wanted)
    assert [(one.id, one.known.guid, one.by) for one in done.matches] == [
        ("steady-companion", "old-1", "file name"),
        ("lace-up-at-dawn", "https://old.example/a/42.mp3", "title"),
    ]
    assert done.new == ("new-one",)
    assert [one.guid for one in done.left] == ["old-3"]


def test_a_feed_of_our_own_is_known_again_by_guid() -> None:
    """Even under other titles and addresses."""
    page = feed_pages(replace(SHOW, base_url="https://elsewhere.example"), days(3))["feed.xml"]
    older = older_feed(page, "feed.xml")
    assert older.guid == SHOW.guid
    done = matched(older, [Wanted(id=one.id, title="") for one in days(3)])
    assert {(one.id, one.by) for one in done.matches} == {(f"run-{n}", "guid") for n in (1, 2, 3)}
    assert min(one.known.published for one in done.matches if one.known.published) == FIRST


def test_where_two_would_fit_none_is_taken() -> None:
    """A guid in the wrong place is worse than a new one."""
    twins = tuple(
        Known(guid=guid, title="Easy run", published=None, file=file)
        for guid, file in (("a", "1.mp3"), ("b", "2.mp3"))
    )
    done = matched(
        Older(guid="", title="", episodes=twins), [Wanted(id="easy-run", title="Easy run")]
    )
    assert done.matches == ()
    assert len(done.left) == 2
    ours = [Wanted(id="x", title="Easy run"), Wanted(id="y", title="easy RUN")]
    assert matched(Older(guid="", title="", episodes=twins[:1]), ours).matches == ()


def test_the_hash_in_our_file_names_is_no_part_of_the_name() -> None:
    """A track is named after its id and its content."""
    known = Known(guid="g", title="", published=None, file="easy-run-0123456789.mp3")
    older = Older(guid="", title="", episodes=(known,))
    assert matched(older, [Wanted(id="easy-run", title="")]).matches[0].by == "file name"


def test_a_feed_made_to_harm_is_refused() -> None:
    """Entities are, as in the lint."""
    with pytest.raises(KindpaceError, match="feed/entities"):
        older_feed(b'<!DOCTYPE a [<!ENTITY b "c">]><rss/>', "old.xml")
