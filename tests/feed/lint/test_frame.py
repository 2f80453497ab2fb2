"""Rules about the document as a whole."""

import pytest

from kindpace.feed.lint.frame import vocabulary
from kindpace.problems import Weight
from tests.feed.lint.feeds import GOOD, changed, slugs, told

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CASES = [
    ("feed/version", ' version="2.0"', ' version="0.92"'),
    ("feed/namespace", ITUNES, "http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ("feed/namespace", PODCAST, PODCAST + "/"),
    (
        "feed/namespace",
        PODCAST,
        "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
    ),
    ("feed/namespace", "http://podlove.org/", "https://podlove.org/"),
    ("feed/unknown-element", "<itunes:author>", "<itunes:Author/><itunes:author>"),
    ("feed/retired", "<itunes:author>", "<itunes:keywords>a</itunes:keywords><itunes:author>"),
    ("feed/once", "<language>en</language>", "<language>en</language><language>en</language>"),
    ("feed/once", "<enclosure ", '<enclosure url="https://a.org/b.mp3"/><enclosure '),
]


@pytest.mark.parametrize(("slug", "old", "new"), CASES)
def test_a_change_is_noticed(slug: str, old: str, new: str) -> None:
    """One thing at a time."""
    assert slug in slugs(changed(old, new))


def test_the_good_feed_has_nothing_to_say() -> None:
    """Ours passes its own lint."""
    assert told(GOOD) == ()


def test_a_feed_without_apples_namespace_is_noticed() -> None:
    """Its elements would mean nothing."""
    assert "feed/no-namespace" in slugs('<rss version="2.0"><channel/></rss>')


@pytest.mark.parametrize("text", ["<feed/>", "<rss/>", "<html><body/></html>"])
def test_what_is_no_rss_is_told_shortly(text: str) -> None:
    """One finding, and not forty about what else is missing."""
    assert [one.slug for one in told(text) if one.slug == "feed/not-rss"] == ["feed/not-rss"]


def test_the_wanted_spelling_is_named() -> None:
    """Small and capital letters make another element."""
    case = changed("<itunes:author>", "<itunes:newfeedurl/><itunes:Author/><itunes:author>")
    found = [one.mend for one in told(case) if one.slug == "feed/unknown-element"]
    assert len(found) == 2
    assert any("itunes:author" in one for one in found)


def test_weight_is_told_in_megabytes() -> None:
    """Beyond one as advice, beyond five to be mended."""
    for size, weight in ((1_100_000, Weight.LOOK), (5_100_000, Weight.MEND)):
        heavy = GOOD.replace("</channel>", " " * size + "</channel>")
        assert [(one.slug, one.weight) for one in told(heavy)] == [("feed/heavy", weight)]


def test_every_name_of_the_vocabulary_is_one_word() -> None:
    """Rules speak of elements that are known."""
    known = {f"{prefix}:{name}" for prefix, names in vocabulary("known").items() for name in names}
    rules = set().union(*vocabulary("rules").values())
    assert {one for one in rules if ":" in one} <= known
