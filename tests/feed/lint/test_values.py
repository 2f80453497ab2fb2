"""Rules about single values, wherever they stand."""

import pytest

from kindpace.problems import Weight
from tests.feed.lint.feeds import changed, slugs, told
from tests.feed.maker import BASE

TITLE = "<title>An easy run, day 2"
CASES = [
    ("feed/empty", "<itunes:type>serial<", "<itunes:type><"),
    ("feed/long-value", TITLE, "<title>" + "x" * 256),
    ("feed/spaces", TITLE, "<title> An easy run"),
    ("feed/one-of", "<itunes:type>serial<", "<itunes:type>Serial<"),
    ("feed/one-of", ">full<", ">half<"),
    ("feed/one-of", "<podcast:locked>yes<", "<podcast:locked>true<"),
    ("feed/one-of", "<podcast:medium>podcast<", "<podcast:medium>radio<"),
    ("feed/one-of", "<itunes:type>", "<itunes:block>yes</itunes:block><itunes:type>"),
    ("feed/explicit", "<itunes:explicit>false<", "<itunes:explicit>no<"),
    ("feed/explicit", "<itunes:explicit>false<", "<itunes:explicit>clean<"),
    ("feed/markup", TITLE, "<title>&lt;b>Run&lt;/b>"),
    ("feed/markup", TITLE, "<title>&amp;lt;b&amp;gt;Run"),
    ("feed/packed", TITLE, "<title>Tom &amp;amp; Jerry"),
    ("feed/hidden", TITLE, "<title>\u202eRun"),
    ("feed/address", f"<link>{BASE}/index.html", "<link>/index.html"),
    ("feed/address", f'<enclosure url="{BASE}/tracks/run-2', '<enclosure url="https://a.org/a b'),
    ("feed/address", f'<itunes:image href="{BASE}', '<itunes:image href="https://ä.org'),
    ("feed/address", f'<podcast:chapters url="{BASE}', '<podcast:chapters url="'),
    ("feed/password", f"<link>{BASE}/", "<link>https://me:secret@example.org/"),
    ("feed/insecure", f'<enclosure url="{BASE}', '<enclosure url="http://example.org'),
    ("feed/picture-name", "easy-runs-0123456789.jpg", "easy-runs.webp"),
]


@pytest.mark.parametrize(("slug", "old", "new"), CASES)
def test_a_change_is_noticed(slug: str, old: str, new: str) -> None:
    """One thing at a time."""
    assert slug in slugs(changed(old, new))


def test_a_long_description_is_measured_in_bytes() -> None:
    """4000, in the channel as in an item."""
    for size, found in ((2000, set()), (2001, {"feed/long-description"})):
        text = changed("Company for easy runs.\n\nThis is company, not therapy.", "é" * size)
        assert slugs(text) == found


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "192.168.1.7", "[::1]", "mac.local"])
def test_a_feed_at_home_needs_no_encryption(host: str) -> None:
    """Nobody listens on the way."""
    assert "feed/insecure" not in slugs(changed(f"<link>{BASE}/", f"<link>http://{host}/"))


def test_what_keeps_a_feed_out_weighs_more_than_advice() -> None:
    """Apple refuses the one, and shows the other."""
    weights = {
        one.slug: one.weight
        for old, new in (("<itunes:explicit>false<", "<itunes:explicit>no<"), (TITLE, "<title> x"))
        for one in told(changed(old, new))
    }
    assert weights["feed/explicit"] is Weight.MEND
    assert weights["feed/spaces"] is Weight.LOOK
