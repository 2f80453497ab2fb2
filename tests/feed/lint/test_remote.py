"""A feed on the web, asked for as apps do."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kindpace.feed.lint.remote import look_at
from kindpace.problems import WorldError
from tests.feed.lint.server import Page, serving
from tests.feed.maker import BASE, NOW

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TYPES = {".mp3": "audio/mpeg", ".jpg": "image/jpeg", ".vtt": "text/vtt", ".xml": "text/xml"}
OPEN = {"Access-Control-Allow-Origin": "*"}


def pages_of(folder: Path) -> dict[str, Page]:
    """Every file of a folder, as a good server gives it."""
    found = {}
    for file in folder.rglob("*.*"):
        kind = TYPES.get(file.suffix, "application/json")
        page = Page(body=file.read_bytes(), type=kind, headers={**OPEN, "ETag": '"1"'})
        found["/" + file.relative_to(folder).as_posix()] = page
    return found


def slugs(pages: dict[str, Page], **changes: object) -> list[str]:
    """What is found in the feed of `pages`, once those that end in a name are changed."""
    served: dict[str, Page] = {}
    other: dict[str, Any] = {name: value for name, value in changes.items() if name != "ending"}
    with serving(served) as base:
        for path, page in pages.items():
            served[path] = page
            if path.endswith(".xml"):
                served[path] = replace(page, body=page.body.replace(BASE.encode(), base.encode()))
            elif path.endswith(str(changes.get("ending", "nothing"))):
                served[path] = replace(page, **other)
        return [one.slug for one in look_at(f"{base}/feed.xml", NOW)]


@pytest.fixture(scope="module")
def pages(made_folder: Path) -> dict[str, Page]:
    """The files of a small feed."""
    return pages_of(made_folder)


def test_a_feed_on_a_good_server_has_nothing_to_mend(pages: dict[str, Page]) -> None:
    """HEAD, ranges, types, tags and open doors for captions."""
    assert slugs(pages) == []


@pytest.mark.parametrize(
    ("ending", "change", "expected"),
    [
        (".mp3", {"status": 404}, ["feed/no-answer"]),
        (".mp3", {"head": False}, ["feed/no-answer"]),
        (".mp3", {"ranges": False}, ["feed/no-range"]),
        (".mp3", {"type": "text/html"}, ["feed/served-as"]),
        (".mp3", {"body": b"short"}, ["feed/length-differs"]),
        (".jpg", {"status": 500}, ["feed/no-answer"]),
        (".jpg", {"body": b"GIF"}, ["feed/picture-kind"]),
        (".vtt", {"headers": {}}, ["feed/no-cors"]),
        (".vtt", {"status": 403}, ["feed/no-answer"]),
        (".json", {"body": b"{}"}, ["feed/chapter-file"]),
    ],
)
def test_what_a_server_does_otherwise_is_noticed(
    pages: dict[str, Page], ending: str, change: dict[str, object], expected: list[str]
) -> None:
    """One thing at a time."""
    assert slugs(pages, ending=ending, **change) == expected


def test_how_the_feed_itself_is_served_is_looked_at(pages: dict[str, Page]) -> None:
    """As XML, and not sent again when nothing changed."""
    plain = {path: replace(page, headers=OPEN) for path, page in pages.items()}
    assert slugs(plain) == ["feed/no-etag"]
    html = {**pages, "/feed.xml": replace(pages["/feed.xml"], type="text/html")}
    assert slugs(html) == ["feed/served-as"]


def test_files_elsewhere_are_named_as_they_answer(pages: dict[str, Page]) -> None:
    """Here nobody answers at all."""
    body = pages["/feed.xml"].body.replace(f"{BASE}/art".encode(), b"http://127.0.0.1:9/art")
    found = slugs({**pages, "/feed.xml": replace(pages["/feed.xml"], body=body)})
    assert found == ["feed/no-answer"]


def test_further_pages_are_looked_at_too(pages: dict[str, Page]) -> None:
    """As far as they lead; one that is away is named, and a circle ends."""
    feed = pages["/feed.xml"]
    link = f'<atom:link rel="next" href="{BASE}/feed-2.xml"/><language>'.encode()
    first = replace(feed, body=feed.body.replace(b"<language>", link))
    assert slugs({**pages, "/feed.xml": first}) == ["feed/no-answer"]
    torn = replace(feed, body=b"<rss>")
    assert slugs({**pages, "/feed.xml": first, "/feed-2.xml": torn}) == ["feed/not-xml"]
    circle = replace(first, body=first.body.replace(b">false<", b">no<"))
    found = slugs({**pages, "/feed.xml": first, "/feed-2.xml": circle})
    assert found == ["feed/self-other", "feed/explicit", "feed/explicit"]


def test_a_feed_that_cannot_be_had_is_the_worlds() -> None:
    """No server, no feed; a feed that is none is a finding."""
    with serving({"/x": Page(body=b"<rss>&")}) as base:
        with pytest.raises(WorldError, match="404"):
            look_at(f"{base}/feed.xml", NOW)
        assert [one.slug for one in look_at(f"{base}/x", NOW)] == ["feed/not-xml"]
    with pytest.raises(WorldError, match="feed-unfetched"):
        look_at(f"{base}/feed.xml", NOW)


def test_a_feed_from_the_open_web_sends_nobody_round_the_home(
    pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files at home addresses are named, and not asked for."""
    monkeypatch.setattr("kindpace.feed.lint.remote._may_ask", lambda _base, _url: False)
    assert set(slugs(pages)) == {"feed/not-asked"}


@pytest.mark.parametrize(
    ("base", "url", "asked"),
    [
        ("https://a.org/feed.xml", "https://b.org/a.mp3", True),
        ("https://a.org/feed.xml", "http://192.168.1.1/a.mp3", False),
        ("https://a.org/feed.xml", "http://localhost/a.mp3", False),
        ("https://a.org/feed.xml", "http://169.254.169.254/latest", False),
        ("http://127.0.0.1/feed.xml", "http://127.0.0.1:99/a.mp3", True),
    ],
)
def test_who_may_send_where(base: str, url: str, asked: bool) -> None:
    """A feed at home may name what is at home."""
    from kindpace.feed.lint.remote import _may_ask  # noqa: PLC0415 - a look inside

    assert _may_ask(base, url) is asked
