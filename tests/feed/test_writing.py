"""A show and its episodes as RSS, read by the parsers of real apps."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import feedparser
import podcastparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.feed.show import Art, Chapter, Frequency, License, Order, Person, Show
from kindpace.feed.titles import title
from kindpace.feed.writing import feed_address, feed_pages, write_feed
from kindpace.problems import KindpaceError, WrongUse
from tests.feed.maker import BASE, SHOW, days, episode

URL = f"{BASE}/feed.xml"
FULL = replace(
    SHOW,
    email="ana@example.org",
    copyright="Copyright © 2025-2026 Ana",
    order=Order.SERIAL,
    license=License(name="cc-by-4.0"),
    frequency=Frequency(text="Three a week", rule="FREQ=WEEKLY;BYDAY=MO,WE,FR", complete=True),
    persons=(Person(name="Ana", role="host"),),
    complete=True,
    moved_to="https://ana.example/feed.xml",
)
EXPECTED = [
    "<title>Easy runs</title>",
    f"<link>{BASE}/index.html</link>",
    "<language>en</language>",
    "<copyright>Ana</copyright>",
    "<lastBuildDate>Thu, 30 Apr 2026 06:00:00 +0000</lastBuildDate>",
    f'<atom:link href="{URL}" rel="self" type="application/rss+xml"/>',
    "<itunes:author>Ana</itunes:author>",
    "<itunes:email>ana@example.org</itunes:email>",
    f'<itunes:image href="{BASE}/art/easy-runs-0123456789.jpg"/>',
    '<itunes:category text="Health &amp; Fitness">',
    '<itunes:category text="Fitness"/>',
    "<itunes:explicit>false</itunes:explicit>",
    "<itunes:type>serial</itunes:type>",
    "<itunes:new-feed-url>https://ana.example/feed.xml</itunes:new-feed-url>",
    "<itunes:complete>Yes</itunes:complete>",
    f"<podcast:guid>{SHOW.guid}</podcast:guid>",
    '<podcast:locked owner="ana@example.org">yes</podcast:locked>',
    "<podcast:medium>podcast</podcast:medium>",
    (
        '<podcast:updateFrequency complete="true" rrule="FREQ=WEEKLY;BYDAY=MO,WE,FR">'
        "Three a week</podcast:updateFrequency>"
    ),
    "<podcast:license>cc-by-4.0</podcast:license>",
    '<podcast:person role="host">Ana</podcast:person>',
    '<podcast:txt purpose="ai-content">true</podcast:txt>',
]


def first_page(show: Show, *episodes: Any) -> bytes:  # noqa: ANN401 - episodes, as the parsers' values
    """`feed.xml`."""
    return feed_pages(show, episodes)["feed.xml"]


@pytest.mark.parametrize("line", EXPECTED)
def test_the_channel_tells_everything(line: str) -> None:
    """What Apple, PSP-1 and Podcasting 2.0 require, recommend and know."""
    assert line in first_page(FULL, episode(1)).decode().split("\n")


def test_equal_values_give_equal_bytes_in_any_order() -> None:
    """No clock and no machine has a say."""
    assert feed_pages(FULL, days(3)) == feed_pages(FULL, days(3)[::-1])


def test_the_build_date_is_that_of_the_content() -> None:
    """The newest appearance or change on the page."""
    changed = episode(1, changed=dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC))
    page = first_page(SHOW, changed, episode(2)).decode()
    assert "<lastBuildDate>Mon, 01 Jun 2026 12:00:00 +0000</lastBuildDate>" in page
    assert "lastBuildDate" not in first_page(SHOW).decode()


def test_a_new_rendering_changes_the_address_and_never_the_guid() -> None:
    """So that nobody is told of an old episode again, and everybody gets the new sound."""
    before, after = episode(1), episode(1, title="Another title")
    other = replace(after.enclosure, path="tracks/run-1-abcdef0123.mp3")
    after = replace(after, enclosure=other)
    one, two = (
        podcastparser.parse(URL, BytesIO(first_page(SHOW, each)))["episodes"][0]
        for each in (before, after)
    )
    assert one["guid"] == two["guid"]
    assert one["enclosures"][0]["url"] != two["enclosures"][0]["url"]


def test_a_private_feed_names_no_person_and_asks_to_be_left_out() -> None:
    """By directories, and by those who import shows."""
    page = first_page(replace(FULL, private=True), episode(1)).decode()
    assert "ana@" not in page
    assert "<itunes:block>Yes</itunes:block>" in page
    assert "<podcast:block>yes</podcast:block>" in page


def test_pages_hold_300_and_lead_to_each_other() -> None:
    """RFC 5005, by links that gPodder's parser follows."""
    pages = feed_pages(SHOW, days(7), per_page=3)
    assert list(pages) == ["feed.xml", "feed-2.xml", "feed-3.xml"]
    read = [podcastparser.parse(URL, BytesIO(page)) for page in pages.values()]
    assert [len(one["episodes"]) for one in read] == [3, 3, 1]
    assert read[0]["paged_feed_next"] == f"{BASE}/feed-2.xml"
    assert "paged_feed_next" not in read[2]
    assert f'href="{BASE}/feed.xml" rel="previous"' in pages["feed-2.xml"].decode()
    assert f'href="{BASE}/feed-3.xml" rel="last"' in pages["feed.xml"].decode()
    assert len(feed_pages(SHOW, days(300))) == 1
    assert len(feed_pages(SHOW, days(301))) == 2


def test_no_page_reaches_a_megabyte_however_much_there_is_to_say() -> None:
    """Long descriptions make shorter pages; nothing is lost."""
    long = tuple(replace(one, summary="A long summary. " * 400) for one in days(600))
    pages = feed_pages(SHOW, long)
    assert max(map(len, pages.values())) < 1_000_000
    assert sum(page.count(b"<item>") for page in pages.values()) == 600
    assert len(pages) > 2


@pytest.mark.parametrize("name", ["id", "guid", "track"])
def test_two_episodes_that_apps_take_for_one_are_refused(name: str) -> None:
    """Before anything is written."""
    one, two = episode(1), episode(2)
    same: dict[str, Any] = {"id": one.id, "guid": one.guid, "enclosure": one.enclosure}
    field = "enclosure" if name == "track" else name
    with pytest.raises(KindpaceError, match=f"share the {name} "):
        feed_pages(SHOW, (one, replace(two, **{field: same[field]})))


def test_a_base_that_is_no_address_is_refused() -> None:
    """A feed points at its tracks by whole addresses."""
    with pytest.raises(WrongUse):
        feed_pages(replace(SHOW, base_url="public"), days(1))
    assert feed_address(SHOW) == URL


def test_writing_again_touches_nothing(tmp_path: Path) -> None:
    """The same bytes keep their date; a page too many goes."""
    first = write_feed(SHOW, days(7), tmp_path, per_page=3)
    assert [path.name for path in first] == ["feed-3.xml", "feed-2.xml", "feed.xml"]
    stamps = {path: path.stat().st_mtime_ns for path in first}
    assert write_feed(SHOW, days(7), tmp_path, per_page=3) == ()
    assert {path: path.stat().st_mtime_ns for path in first} == stamps
    (tmp_path / "feed-back.xml").write_text("mine", "utf-8")
    write_feed(SHOW, days(2), tmp_path, per_page=3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed-back.xml", "feed.xml"]


def unpuzzled(text: str) -> str:
    """`text` as feedparser takes it where it looks like UTF-8 that was read as Latin-1."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


WORDS = st.text(
    st.one_of(st.characters(), st.sampled_from("<>&;]\u202e\u200d\n'\"🙂")), max_size=80
)


@settings(max_examples=40)
@given(WORDS, WORDS, WORDS)
def test_any_words_reach_real_apps_as_they_are(name: str, summary: str, chapter: str) -> None:
    """The feed is XML, and two parsers of podcast apps read back what was meant."""
    one = episode(1, title=name, summary=summary, chapters=(Chapter(start=0, title=chapter),))
    show = replace(SHOW, title=name, summary=summary, author=name, link=f"https://a.org/{name}")
    page = first_page(show, one)
    fromstring(page)  # noqa: S314 - our own words
    theirs = podcastparser.parse(URL, BytesIO(page))
    said = title(name, otherwise=one.id)
    assert theirs["episodes"][0]["title"] == said
    assert theirs["episodes"][0]["chapters"] == [{"start": 0, "title": title(chapter, most=39)}]
    read = feedparser.parse(BytesIO(page))
    assert not read.bozo
    assert read.entries[0].title in (said, unpuzzled(said))
    assert read.entries[0].id == one.guid
    assert read.entries[0].enclosures[0].length == "20000"


def test_a_show_without_anything_optional_is_whole() -> None:
    """No art, no category, no notes, no episodes."""
    bare = Show(id="bare", guid="g", title="", summary="", base_url=BASE, category=(), locked=False)
    read = podcastparser.parse(URL, BytesIO(first_page(bare)))
    assert (read["title"], read["episodes"]) == ("bare", [])
    page = first_page(replace(bare, art=Art(path="a.png", size=1, sha256="0"))).decode()
    assert "<podcast:locked>no</podcast:locked>" in page
