"""A house that is open on loopback while a test asks it things."""

import http.client
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from threading import Thread
from typing import Any

from kindpace.feed.serving.opening import Wish, opened
from kindpace.feed.serving.running import server

PATIENCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What came back."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where to knock. `page` is the address that a person is shown."""

    port: int
    page: str
    log: list[str]

    @property
    def before(self) -> str:
        """The path of the page: `/`, or the secret one."""
        return "/" + self.page.split("/", 3)[3]

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Got:
        """Ask as a well-behaved client does; `if_range` means `If-Range`."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            asking.request(method, path, headers=told)
            answer = asking.getresponse()
            return Got(status=answer.status, headers=answer.headers, body=answer.read())
        finally:
            asking.close()

    def knock(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def raw(self, data: bytes) -> bytes:
        """Send bytes as they are; all that comes back until the door closes."""
        with self.knock() as line:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            return heard(line)


def heard(line: socket.socket) -> bytes:
    """All that comes until the other side closes, politely or not."""
    pieces = []
    try:
        while piece := line.recv(65536):
            pieces.append(piece)
    except ConnectionResetError:
        pass
    return b"".join(pieces)


@contextmanager
def open_house(folder: Path, *, keys: Path | None = None, **wish: Any) -> Iterator[Door]:  # noqa: ANN401 - whatever a wish holds
    """The folder served at a free port, as the command serves it; over https with `keys`."""
    log: list[str] = []
    there = opened(Wish(folder=folder, port=0, note=log.append, **wish))
    running = server(there.house)
    if keys is not None:
        running.config.ssl_keyfile = running.config.ssl_certfile = str(keys)
    thread = Thread(target=running.run, kwargs={"sockets": [there.listening]})
    port = there.listening.getsockname()[1]
    thread.start()
    try:
        while not running.started:
            time.sleep(0.01)
        yield Door(port=port, page=there.page, log=log)
    finally:
        running.should_exit = True
        thread.join(PATIENCE)
    assert not thread.is_alive()


def headers_of(answer: bytes) -> Mapping[str, str]:
    """The headers of a raw answer, in small letters."""
    head = answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in head)}
