"""Rules about what surrounds a track in the feed."""

import pytest

from kindpace.feed.lint.extras import from_psc, from_words
from kindpace.feed.show import Chapter
from tests.feed.lint.feeds import changed, feed_of, slugs

SETTLE = '<psc:chapter start="00:00:40.000" title="Settle"/>'
CASES = [
    ("feed/chapters-differ", "(00:40) Settle", "(00:41) Settle"),
    ("feed/chapters-differ", "(00:40) Settle", "(00:40) Settled"),
    ("feed/chapters-differ", SETTLE, ""),
    ("feed/chapter-time", "00:00:40.000", "soon"),
    ("feed/chapter-order", "00:00:40.000", "00:01:30.000"),
    ("feed/chapter-order", "00:00:40.000", "00:00:00.000"),
    ("feed/chapter-first", "00:00:00.000", "00:00:01.000"),
    ("feed/chapter-brief", "00:00:40.000", "00:00:20.000"),
    ("feed/chapters-few", SETTLE, ""),
    ("feed/chapter-title", 'title="Settle"', f'title="{"x" * 40}"'),
    ("feed/chapter-fraction", "00:00:40.000", "00:00:40.500"),
    ("feed/kind", "application/json+chapters", "text/json"),
    ("feed/kind", 'type="text/vtt"', 'type="text/captions"'),
    ("feed/captions", ' rel="captions"', ""),
    ("feed/soundbite", 'duration="30.0"', 'duration="long"'),
    ("feed/soundbite", ' startTime="20.0"', ""),
    ("feed/soundbite-length", 'duration="30.0"', 'duration="3.0"'),
    ("feed/machine-voice", 'ai-content">true<', 'ai-content">yes<'),
    (
        "feed/alternate",
        SETTLE,
        f"{SETTLE}</psc:chapters><podcast:alternateEnclosure/><psc:chapters>",
    ),
    (
        "feed/alternate",
        "</psc:chapters>",
        (
            '</psc:chapters><podcast:alternateEnclosure type="audio/mpeg"><podcast:source/>'
            "</podcast:alternateEnclosure>"
        ),
    ),
]


@pytest.mark.parametrize(("slug", "old", "new"), CASES)
def test_a_change_is_noticed(slug: str, old: str, new: str) -> None:
    """One thing at a time."""
    assert slug in slugs(changed(old, new))


@pytest.mark.parametrize("start", ["75", "1:15", "01:15", "0:01:15", "00:01:15.000", "75.0"])
def test_every_way_to_write_a_time_is_read(start: str) -> None:
    """Normal Play Time, with and without hours."""
    data = (
        '<item xmlns:psc="http://podlove.org/simple-chapters"><psc:chapters>'
        f'<psc:chapter start="{start}" title="A"/></psc:chapters></item>'
    )
    assert from_psc(feed_of(data.encode()).root) == (Chapter(start=75, title="A"),)


def test_times_are_found_in_any_description() -> None:
    """In paragraphs, lists and plain lines; only lists that begin at nought count."""
    for text in (
        "<p>Hi</p><p>00:00 A</p><p>(1:00) B &amp; c</p>",
        "<ul><li>0:00 <b>A</b></li><li>1:00 B &amp; c</li></ul>",
        "Hi\n00:00 A\n01:00 B &amp; c",
        "00:00 A<br />01:00 B &amp; c",
    ):
        item = feed_of(f"<item><description><![CDATA[{text}]]></description></item>".encode()).root
        assert from_words(item) == (Chapter(start=0, title="A"), Chapter(start=60, title="B & c"))
    later = feed_of(b"<item><description>1:00 B</description></item>").root
    assert from_words(later) == ()
