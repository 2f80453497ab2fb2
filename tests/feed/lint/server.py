"""A small web server on loopback for the tests: it answers what it was given, and no more."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands at a path. `ranges` and `head` tell whether those are answered."""

    body: bytes
    type: str = "application/octet-stream"
    status: int = 200
    ranges: bool = True
    head: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from `pages`."""

    pages: Mapping[str, Page]

    def do_GET(self) -> None:
        """A page, a part of it, or nothing new."""
        page = self.pages.get(self.path, Page(body=b"", status=404))
        tag = page.headers.get("ETag")
        wants_part = page.ranges and self.headers.get("Range") == "bytes=0-1"
        if tag and self.headers.get("If-None-Match") == tag:
            self._answer(304, b"", page)
        elif self.command == "HEAD" and not page.head:
            self._answer(405, b"", page)
        elif wants_part and page.status == 200:
            self._answer(206, page.body[:2], page)
        else:
            self._answer(page.status, page.body, page)

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _answer(self, status: int, body: bytes, page: Page) -> None:
        self.send_response(status)
        self.send_header("Content-Type", page.type)
        self.send_header("Content-Length", str(len(body)))
        if status == 206:
            self.send_header("Content-Range", f"bytes 0-1/{len(page.body)}")
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(pages: dict[str, Page]) -> Iterator[str]:
    """The address of a server with `pages`, which may be filled while it runs."""
    handler = type("Pages", (Handler,), {"pages": pages})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
