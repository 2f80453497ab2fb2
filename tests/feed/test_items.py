"""One episode as an RSS item."""

import re
from dataclasses import replace

import pytest

from kindpace.feed.items import item, numbered, person
from kindpace.feed.show import Enclosure, Kind, Order, Person, Soundbite
from tests.feed.maker import BASE, SHOW, days, episode

SERIAL = replace(SHOW, order=Order.SERIAL)

EXPECTED = [
    "<title>An easy run, day 1</title>",
    f"<link>{BASE}/index.html#run-1</link>",
    "<pubDate>Thu, 30 Apr 2026 06:00:00 +0000</pubDate>",
    f'<enclosure url="{BASE}/tracks/run-1-0123456789.mp3" length="20000" type="audio/mpeg"/>',
    "<itunes:duration>120</itunes:duration>",
    "<itunes:explicit>false</itunes:explicit>",
    "<itunes:episodeType>full</itunes:episodeType>",
    f'<itunes:image href="{BASE}/art/run-1-0123456789.jpg"/>',
    (
        f'<podcast:chapters url="{BASE}/chapters/run-1-0123456789.json" '
        'type="application/json+chapters"/>'
    ),
    (
        f'<podcast:transcript url="{BASE}/tracks/run-1-0123456789.vtt" type="text/vtt" '
        'language="en" rel="captions"/>'
    ),
    '<podcast:txt purpose="ai-content">true</podcast:txt>',
    '<psc:chapter start="00:00:40.000" title="Settle"/>',
]


@pytest.mark.parametrize("line", EXPECTED)
def test_an_item_tells_everything(line: str) -> None:
    """What Apple, PSP-1, Podcasting 2.0 and Podlove ask for."""
    assert line in item(SHOW, episode(1)).split("\n")


def test_the_guid_is_no_address() -> None:
    """And says so."""
    one = episode(1)
    assert f'<guid isPermaLink="false">{one.guid}</guid>' in item(SHOW, one)


def test_a_programme_day_has_week_number_and_words() -> None:
    """For Apple as numbers, for others with names."""
    text = item(SHOW, episode(1, season=2, season_name="Week 2", number=5, display="Day 5"))
    assert "<itunes:season>2</itunes:season>\n<itunes:episode>5</itunes:episode>" in text
    assert '<podcast:season name="Week 2">2</podcast:season>' in text
    assert '<podcast:episode display="Day 5">5</podcast:episode>' in text


def test_a_smaller_file_stands_beside_the_usual_one() -> None:
    """The usual one leads the list and is marked."""
    small = Enclosure(path="tracks/small.mp3", size=9, sha256="1", bitrate=64)
    text = item(SHOW, episode(1, alternates=(small,)))
    usual, other = re.findall(r"<podcast:alternateEnclosure ([^>]*)>", text)
    assert 'default="true"' in usual
    assert other == 'type="audio/mpeg" length="9" bitrate="64000" title="small file"'
    assert f'<podcast:source uri="{BASE}/tracks/small.mp3"/>' in text


def test_a_preview_and_a_person_are_named() -> None:
    """Seconds with one digit; what a person does only where it is told."""
    bite = Soundbite(start=73, length=60.04, title="Settling")
    text = item(SHOW, episode(1, soundbites=(bite,), persons=(Person(name="Bo", role="guest"),)))
    assert (
        '<podcast:soundbite startTime="73.0" duration="60.0">Settling</podcast:soundbite>' in text
    )
    assert '<podcast:person role="guest">Bo</podcast:person>' in text
    assert person(Person(name="Ana")) == "<podcast:person>Ana</podcast:person>"


def test_a_voice_of_flesh_is_not_flagged() -> None:
    """True, false, or nothing where it isn't known."""
    assert ">false</podcast:txt>" in item(SHOW, episode(1, synthetic=False))
    assert "podcast:txt" not in item(replace(SHOW, synthetic=None), episode(1))


def test_a_private_item_asks_to_be_left_out() -> None:
    """Of every directory."""
    assert "<itunes:block>Yes</itunes:block>" in item(replace(SHOW, private=True), episode(1))
    assert "itunes:block" not in item(SHOW, episode(1))


def test_a_serial_show_numbers_what_has_no_number() -> None:
    """By date, from the lowest free number of the season; a trailer needs none."""
    first, second, third = days(3)
    told = numbered(SERIAL, (replace(second, number=1), third, first))
    assert [(one.id, one.number) for one in told] == [("run-3", 3), ("run-2", 1), ("run-1", 2)]
    trailer = replace(first, kind=Kind.TRAILER)
    assert [one.number for one in numbered(SERIAL, (trailer, second))] == [1, None]


def test_each_season_counts_for_itself() -> None:
    """And an episodic show counts nothing."""
    weeks = tuple(replace(one, season=week) for one, week in zip(days(3), (1, 2, 2), strict=True))
    assert [one.number for one in numbered(SERIAL, weeks)] == [2, 1, 1]
    assert {one.number for one in numbered(SHOW, weeks)} == {None}
