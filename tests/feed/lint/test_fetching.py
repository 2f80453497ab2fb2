"""Asks a web server for one thing, within bounds."""

import gzip
import socket

import pytest

from kindpace.feed.lint import fetching
from kindpace.feed.lint.fetching import Away, ask
from tests.feed.lint.server import Page, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_an_answer_comes_with_its_headers_and_no_more_than_was_asked() -> None:
    """Names in small letters; the body cut."""
    with serving({"/a?b=1": Page(body=b"x" * 1000, type="text/plain")}) as base:
        answer = ask(f"{base}/a?b=1", most=10)
    assert (answer.status, answer.body) == (200, b"x" * 10)
    assert answer.headers["content-type"] == "text/plain"


def test_redirections_are_followed_a_few_times() -> None:
    """To where they lead, and not in a circle."""
    pages = {"/there": Page(body=b"here")}
    with serving(pages) as base:
        pages["/a"] = Page(body=b"", status=301, headers={"Location": "/there"})
        pages["/o"] = Page(body=b"", status=302, headers={"Location": f"{base}/o"})
        pages["/f"] = Page(body=b"", status=302, headers={"Location": "gopher://a.example/b"})
        answer = ask(f"{base}/a")
        assert (answer.url, answer.body) == (f"{base}/there", b"here")
        with pytest.raises(Away, match="without end"):
            ask(f"{base}/o")
        with pytest.raises(Away, match="no web address"):
            ask(f"{base}/f")
        with pytest.raises(Away, match="may not send"):
            ask(f"{base}/a", may=lambda url: "there" not in url)


def test_what_is_packed_is_unpacked_within_bounds() -> None:
    """A megabyte of nothing, packed small, is cut as any other."""
    packed = gzip.compress(b"\0" * 1_000_000)
    pages = {"/": Page(body=packed, headers={"Content-Encoding": "gzip"})}
    pages["/torn"] = Page(body=b"no gzip", headers={"Content-Encoding": "gzip"})
    with serving(pages) as base:
        assert len(ask(f"{base}/", most=5000).body) == 5000
        with pytest.raises(Away):
            ask(f"{base}/torn")


def test_nobody_there_is_said_calmly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed door, silence, and what is no address."""
    monkeypatch.setattr(fetching, "PATIENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as door:
        with pytest.raises(Away, match="silent"):
            ask(f"http://127.0.0.1:{door.getsockname()[1]}/")
        port = door.getsockname()[1]
    with pytest.raises(Away, match="nobody answers"):
        ask(f"http://127.0.0.1:{port}/")
    with pytest.raises(Away, match="no web address"):
        ask("ftp://127.0.0.1/")
