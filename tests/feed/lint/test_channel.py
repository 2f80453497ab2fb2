"""Rules about the show."""

import re

import pytest

from kindpace.feed.lint.channel import apple_categories
from tests.feed.lint.feeds import GOOD, changed, slugs, told
from tests.feed.maker import BASE

CASES = [
    ("feed/language", "<language>en<", "<language>english<"),
    ("feed/language", "<language>en<", "<language>xx<"),
    ("feed/category", 'text="Health &amp; Fitness"', 'text="Health and Fitness"'),
    ("feed/category", 'text="Fitness"', 'text="Running"'),
    ("feed/category", 'text="Health &amp; Fitness"', 'text="health &amp; fitness"'),
    ("feed/guid-form", "<podcast:guid>", "<podcast:guid>x"),
    ("feed/copyright", "<copyright>", "<copyright>© 2026 "),
    ("feed/copyright", "<copyright>", "<copyright>Copyright "),
    ("feed/rhythm", 'rrule="FREQ=DAILY"', 'rrule="daily"'),
    ("feed/date", "<lastBuildDate>Fri, 01 May", "<lastBuildDate>yesterday"),
    ("feed/page-circle", "<language>", f'<atom:link rel="next" href="{BASE}/feed.xml"/><language>'),
]


@pytest.mark.parametrize(("slug", "old", "new"), CASES)
def test_a_change_is_noticed(slug: str, old: str, new: str) -> None:
    """One thing at a time."""
    assert slug in slugs(changed(old, new))


@pytest.mark.parametrize(
    "name",
    ["title", "link", "description", "language", "itunes:category", "itunes:explicit",
     "itunes:image", "atom:link"],
)  # fmt: skip
def test_what_directories_require_is_missed(name: str) -> None:
    """Each, where the channel begins."""
    head, item, rest = GOOD.partition("<item>")
    bare = re.sub(rf"(?s)<{name}\b[^>]*/>|<{name}\b.*?</{name}>", "", head)
    found = [one for one in told(bare + item + rest) if one.slug == "feed/channel-lacks"]
    assert len(found) == 1
    assert name in found[0].what
    assert found[0].where
    assert found[0].where.line == 3


@pytest.mark.parametrize("name", ["itunes:author", "podcast:guid", "podcast:locked"])
def test_what_psp_1_recommends_is_wished_for(name: str) -> None:
    """As advice."""
    bare = re.sub(rf"<{name}>.*?</{name}>", "", GOOD)
    assert slugs(bare) == {"feed/channel-misses"}


def test_a_guid_of_another_kind_is_told_as_advice() -> None:
    """Version 4 names the show as well, but nobody else arrives at it."""
    other = re.sub(
        r"<podcast:guid>.*?<", "<podcast:guid>9b024349-ccf0-4f69-a609-6b82873eab3c<", GOOD
    )
    assert slugs(other) == {"feed/guid-version"}


def test_the_address_that_was_asked_is_compared() -> None:
    """Only where there was one."""
    found = told(GOOD, address="https://elsewhere.example/feed.xml")
    assert [one.slug for one in found] == ["feed/self-other"]
    assert told(GOOD, address=f"{BASE}/feed.xml") == ()


def test_no_episodes_and_too_many_are_told() -> None:
    """One is enough, 300 fill a page."""
    head, _, _ = GOOD.partition("<item>")
    assert "feed/no-items" in slugs(head + "</channel></rss>")
    assert "feed/one-page" in slugs(head + "<item/>" * 301 + "</channel></rss>")


def test_the_order_is_told_once() -> None:
    """Where the first newer one stands."""
    parts = re.split(r"(?=<item>)|(?=</channel>)", GOOD)
    turned = parts[0] + parts[2] + parts[1] + parts[3]
    assert [one.slug for one in told(turned)] == ["feed/order"]


def test_apples_categories_hold_ours() -> None:
    """All nineteen with their subcategories."""
    known = apple_categories()
    assert len(known) == 19
    assert "Fitness" in known["Health & Fitness"]
    assert "Running" in known["Sports"]
