"""A store that speaks as S3 does, on loopback, and that notices every change."""

import http.client
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any
from urllib.parse import quote

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.feed.publishing.shows import Reader

BUCKET = "runs"
PATIENCE = 20
CHANGES = ("PUT", "POST", "DELETE")


class Quiet(WSGIRequestHandler):
    """Says nothing about what it is asked."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002, ANN401 - the library's own names
        """Nothing."""


@dataclass(slots=True, kw_only=True)
class Store:
    """Where it listens. Before a change of a path that holds `at`, `then` is called.

    For the changes numbered in `busy`, counted from 1, it says that it has no time.
    """

    port: int = 0
    at: str = ""
    then: Callable[[], None] = lambda: None
    busy: frozenset[int] = frozenset()
    changes: list[str] = field(default_factory=list)
    lock: Any = field(default_factory=Lock)

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def around(self) -> dict[str, str]:
        """What a process needs around it to find the store."""
        bare = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return bare | {
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "example-secret",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": self.endpoint,
        }

    def ask(self, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        """One request of somebody in the bucket."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            asking.request(method, quote(path), headers={"Authorization": "AWS reader:0"})
            answer = asking.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, answer.read()
        finally:
            asking.close()

    def reader(self, prefix: str) -> Reader:
        """Somebody who follows what is published below `prefix`."""

        def read(path: str) -> bytes | None:
            status, _, body = self.ask("GET", f"/{BUCKET}/{prefix}/{path}")
            return body if status == 200 else None

        return Reader(read=read)

    def noticed(self, doing: str) -> int:
        """Count a change; the number of it."""
        with self.lock:
            self.changes.append(doing)
            number = len(self.changes)
        if self.at and self.at in doing:
            self.then()
        return number

    def again(self) -> None:
        """Forget what was noticed and what was to happen."""
        self.changes.clear()
        self.at, self.then, self.busy = "", (lambda: None), frozenset()


@contextmanager
def store() -> Iterator[Store]:
    """The store, with a bucket."""
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    there = Store()
    inner = DomainDispatcherApplication(create_backend_app)

    def app(around: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if around["REQUEST_METHOD"] in CHANGES and around.get("HTTP_HOST", "") and there.port:
            number = there.noticed(f"{around['REQUEST_METHOD']} {around['PATH_INFO']}")
            if number in there.busy:
                start("503 Slow Down", [("Content-Length", "0")])
                return [b""]
        answer: Iterable[bytes] = inner(around, start)
        return answer

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        there.port = server.server_port
        assert there.ask("PUT", f"/{BUCKET}")[0] == 200
        there.again()
        yield there
    finally:
        server.shutdown()
        thread.join(PATIENCE)
        server.server_close()
