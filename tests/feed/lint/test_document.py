"""A stranger's bytes become a tree, at a bounded cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.lint import document as room
from kindpace.feed.lint.document import MOST_BYTES, document, short
from kindpace.problems import KindpaceError
from tests.feed.lint.feeds import GOOD, feed_of

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss><channel><title>&b;</title></channel></rss>"""

OUTSIDE = b"""<!DOCTYPE a [<!ENTITY % p SYSTEM "file:etc/passwd"> %p;]><rss/>"""


def test_elements_remember_their_places() -> None:
    """Line and column from one, with a line that can be shown."""
    feed = feed_of(GOOD.encode())
    title = feed.channel.first("title")
    assert title
    mark = feed.mark(title)
    assert (mark.line, mark.column, mark.source) == (4, 1, "<title>Easy runs</title>")
    assert [one.words("itunes:duration") for one in feed.items] == ["120", "120"]


def test_a_line_without_end_is_not_shown() -> None:
    """Some feeds are one line: its findings keep their column, and cost nothing."""
    feed = feed_of(b"<rss><a>" + b"x" * 20_000 + b"</a><b/></rss>")
    mark = feed.mark(feed.root.children[1])
    assert (mark.line, mark.column, mark.source) == (1, 20_013, "")
    tabbed = feed_of(b"<rss>\t<a/></rss>")
    assert tabbed.mark(tabbed.root).source == "<rss> <a/></rss>"


def test_prefixes_are_ours_whatever_the_feed_calls_them() -> None:
    """Namespaces name elements; prefixes only point at them."""
    data = b'<rss xmlns:i="http://www.itunes.com/DTDs/Podcast-1.0.dtd"><channel><i:type/></channel></rss>'
    feed = feed_of(data)
    assert feed.channel.children[0].name == "itunes:type"
    assert short("http://odd.example thing") == "?:thing"
    assert feed.spaces == {"http://www.itunes.com/DTDs/Podcast-1.0.dtd"}


@pytest.mark.parametrize("data", [BOMB, OUTSIDE])
def test_entities_are_refused_before_they_grow(data: bytes) -> None:
    """Whether they would fill memory or name a file."""
    with pytest.raises(KindpaceError, match="feed/entities"):
        document(data, "feed.xml")


def test_a_doctype_alone_does_no_harm() -> None:
    """Old feeds begin with one."""
    assert feed_of(b'<!DOCTYPE rss SYSTEM "rss-0.91.dtd"><rss/>').root.name == "rss"


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 50 + b"</a>" * 50,
        b"<a " + b" ".join(b'a%d=""' % number for number in range(200)) + b"/>",
        b" " * (MOST_BYTES + 1),
    ],
)
def test_what_is_made_to_fill_memory_is_refused(data: bytes) -> None:
    """Too deep, too wide, too long."""
    with pytest.raises(KindpaceError, match="feed/too-large"):
        document(data, "feed.xml")


def test_elements_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million is the most."""
    monkeypatch.setattr(room, "MOST_NODES", 10)
    with pytest.raises(KindpaceError, match="10 elements and more"):
        document(b"<a>" + b"<b/>" * 20 + b"</a>", "feed.xml")


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"", 1, 1),
        (b"<rss>\n  <title>Tom & Jerry</title></rss>", 2, 15),
        (b"<rss><channel></rss>", 1, 17),
        (b"<rss>&nbsp;</rss>", 1, 6),
        (b'<?xml version="1.0" encoding="odd"?><rss/>', 1, 31),
        (b"<rss>\xff</rss>", 1, 6),
    ],
)
def test_where_it_stops_being_xml_is_told(data: bytes, line: int, column: int) -> None:
    """With line and column."""
    with pytest.raises(KindpaceError, match="feed/not-xml") as found:
        document(data, "feed.xml")
    mark = found.value.problems[0].where
    assert mark
    assert (mark.line, mark.column) == (line, column)


def test_other_encodings_are_read() -> None:
    """Latin-1 and UTF-16, as old feeds have."""
    for encoding in ("iso-8859-1", "utf-16", "windows-1252"):
        text = f'<?xml version="1.0" encoding="{encoding}"?><rss><title>é</title></rss>'
        assert feed_of(text.encode(encoding)).root.words("title") == "é"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing else happens."""
    found: tuple[str, ...] = ()
    try:
        document(b"<rss>" + data + b"</rss>", "feed.xml")
    except KindpaceError as refused:
        found = tuple(one.slug for one in refused.problems)
    assert found in ((), ("feed/not-xml",), ("feed/entities",), ("feed/too-large",))
