"""Rules about episodes."""

import datetime as dt
import re

import pytest

from kindpace.problems import Weight
from tests.feed.lint.feeds import GOOD, changed, slugs, told
from tests.feed.maker import BASE, episode

ONE, TWO = episode(1), episode(2)
DATE = "<pubDate>Fri, 01 May 2026 06:00:00 +0000<"
TRACK = f'url="{BASE}/{TWO.enclosure.path}" length="20000" type="audio/mpeg"'
CASES = [
    ("feed/guid-twice", f"{TWO.guid}</guid>", f"{ONE.guid}</guid>"),
    (
        "feed/track-twice",
        f'url="{BASE}/{TWO.enclosure.path}"',
        f'url="{BASE}/{ONE.enclosure.path}"',
    ),
    ("feed/title-twice", "run, day 2<", "run, day 1<"),
    ("feed/permalink", ' isPermaLink="false"', ""),
    ("feed/permalink", 'isPermaLink="false"', 'isPermaLink="true"'),
    ("feed/date", DATE, "<pubDate>2026-04-30T06:00:00Z<"),
    ("feed/date", DATE, "<pubDate>Friday, 01 May 2026 06:00:00 +0000<"),
    ("feed/date", DATE, "<pubDate>Fri, 31 Apr 2026 06:00:00 +0000<"),
    ("feed/weekday", DATE, "<pubDate>Thu, 01 May 2026 06:00:00 +0000<"),
    ("feed/to-come", DATE, "<pubDate>Sat, 01 May 2027 06:00:00 +0000<"),
    ("feed/track-length", TRACK, TRACK.replace("20000", "0")),
    ("feed/track-length", TRACK, TRACK.replace("20000", "20 kB")),
    ("feed/track-length", TRACK, TRACK.replace(' length="20000"', "")),
    ("feed/track-small", TRACK, TRACK.replace("20000", "200")),
    ("feed/track-type", TRACK, TRACK.replace("audio/mpeg", "audio/mp3")),
    ("feed/track-type", TRACK, TRACK.replace(' type="audio/mpeg"', "")),
    ("feed/numbered-title", "<title>An easy run, day 2", "<title>#2 An easy run"),
    ("feed/numbered-title", "<title>An easy run, day 2", "<title>Episode 2: An easy run"),
    ("feed/numbered-title", "<title>An easy run, day 2", "<title>2. An easy run"),
    ("feed/show-in-title", "<title>An easy run, day 2", "<title>Easy runs: day 2"),
    ("feed/number", "<itunes:episode>2<", "<itunes:episode>0<"),
    ("feed/number", "<itunes:season>1<", "<itunes:season>one<"),
    ("feed/serial-number", "<itunes:episode>2</itunes:episode>", ""),
    ("feed/number-twice", "<itunes:episode>2<", "<itunes:episode>1<"),
    ("feed/duration", "<itunes:duration>120<", "<itunes:duration>2:00<"),
    ("feed/duration", "<itunes:duration>120<", "<itunes:duration>two<"),
]


@pytest.mark.parametrize(("slug", "old", "new"), CASES)
def test_a_change_is_noticed(slug: str, old: str, new: str) -> None:
    """One thing at a time."""
    assert slug in slugs(changed(old, new))


@pytest.mark.parametrize("name", ["title", "enclosure", "guid"])
def test_what_an_episode_needs_is_missed(name: str) -> None:
    """At the item's own place."""
    head, item, rest = GOOD.partition("<item>")
    bare = re.sub(rf"<{name}\b[^>]*/>|<{name}\b.*?</{name}>", "", rest, count=1)
    found = [one for one in told(head + item + bare) if one.slug == "feed/item-lacks"]
    assert [name in one.what for one in found] == [True]


def test_what_is_wished_for_is_told_once_with_how_many() -> None:
    """5,000 episodes without pictures are one finding."""
    bare = re.sub(r"<itunes:duration>.*?</itunes:duration>", "", GOOD)
    found = told(bare)
    assert [one.slug for one in found] == ["feed/item-misses"]
    assert found[0].what.startswith("itunes:duration is left out by 2 episodes")


@pytest.mark.parametrize(
    "date",
    ["Fri, 01 May 2026 06:00:00 GMT", "01 May 2026 06:00 +0200", "Fri, 1 May 2026 23:30:00 -0700"],
)
def test_other_ways_to_write_a_date_pass(date: str) -> None:
    """The weekday is that of the date as written, wherever that is."""
    now = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    assert told(changed(DATE, f"<pubDate>{date}<"), now) == ()


def test_clocks_may_differ_by_a_little() -> None:
    """Five minutes are no future."""
    at = dt.datetime(2026, 5, 1, 5, 56, tzinfo=dt.UTC)
    assert told(GOOD, at) == ()
    assert [one.slug for one in told(GOOD, at - dt.timedelta(minutes=5))] == ["feed/to-come"]


def test_a_duration_with_colons_is_advice() -> None:
    """Apps read it; another word nobody does."""
    weights = [
        one.weight
        for new in ("2:00", "two")
        for one in told(changed("<itunes:duration>120<", f"<itunes:duration>{new}<"))
    ]
    assert weights == [Weight.LOOK, Weight.MEND]
