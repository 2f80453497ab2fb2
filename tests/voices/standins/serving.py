"""A server on this machine, plain or as a TLS tunnel, that answers by a script and keeps count."""

import socket
import socketserver
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler
from threading import Event, Lock, Thread
from typing import Any

import trustme

DRIP = 0.02
GOODBYE = 0.5
BLOCK = bytes(65_536)


class Way(StrEnum):
    """How an answer is given."""

    WHOLE = "whole"
    HANG = "hang"
    HANG_IN_THE_MIDDLE = "hang in the middle"
    CUT = "cut"
    CUT_BEFORE = "cut before"
    DRIP = "drip"
    DRIPPING_HEADERS = "dripping headers"
    HUGE = "huge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request as it came in; `host` is where the tunnel was asked to lead."""

    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered, and how."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    way: Way = Way.WHOLE


Script = Callable[[Heard, int], Reply]
"""The reply to a request, and to how many came before it and with it."""


class StandIn(socketserver.ThreadingTCPServer):
    """Answers POST by `script`, and CONNECT by TLS with a certificate of `authority`'s.

    `named` is the name in that certificate, if it is not the one that was asked for. What the
    script raises is kept in `complaints`.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(
        self,
        script: Script,
        authority: trustme.CA | None = None,
        named: str = "",
        handler: "type[Handler] | None" = None,
    ) -> None:
        super().__init__(("127.0.0.1", 0), handler or Handler)
        self.script = script
        self.authority = authority
        self.named = named
        self.heard: list[Heard] = []
        self.tunnels: list[str] = []
        self.complaints: list[Exception] = []
        self.over = Event()
        self.lock = Lock()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def reply(self, heard: Heard) -> Reply:
        """What the script says."""
        with self.lock:
            self.heard.append(heard)
            count = len(self.heard)
        try:
            return self.script(heard, count)
        except Exception as odd:  # noqa: BLE001 - the test is told of it, and looks
            self.complaints.append(odd)
            return Reply(status=418)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as inherited
        """A client that hangs up is no matter."""


class Handler(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body go in two pieces, and need not wait
    server: StandIn
    tunnel = ""

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""

    def do_CONNECT(self) -> None:
        """Open a tunnel, and stand at its other end."""
        self.tunnel = self.path.partition(":")[0]
        self.server.tunnels.append(self.tunnel)
        self.send_response(200)
        self.end_headers()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if self.server.authority is None:
            raise RuntimeError
        self.server.authority.issue_cert(self.server.named or self.tunnel).configure_cert(context)
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except (OSError, ssl.SSLError):
            self.close_connection = True
            return
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.close_connection = False  # whatever the tunnel's own opening said

    def do_POST(self) -> None:
        """Answer as the script says."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        host = self.tunnel or self.headers.get("Host", "")
        heard = Heard(host=host, path=self.path, headers=dict(self.headers.items()), body=body)
        with suppress(OSError):
            self._give(self.server.reply(heard))

    def finish(self) -> None:
        """Close the tunnel too, with TLS's own goodbye."""
        with suppress(OSError):
            super().finish()
        if isinstance(self.connection, ssl.SSLSocket):
            self.connection.settimeout(GOODBYE)
            with suppress(OSError, ValueError):
                self.connection.unwrap()
        self.connection.close()

    def _give(self, reply: Reply) -> None:
        if reply.way is not Way.WHOLE:
            self.close_connection = True
        if reply.way is Way.HANG:
            self.server.over.wait()
        if reply.way in (Way.HANG, Way.CUT_BEFORE):
            return
        if reply.way is Way.DRIPPING_HEADERS:
            self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 60_000)
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        size = 10**9 if reply.way is Way.HUGE else len(reply.body)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        half = len(reply.body) // 2
        match reply.way:
            case Way.HUGE:
                while not self.server.over.is_set():
                    self.wfile.write(BLOCK)
            case Way.DRIP:
                self._drip(reply.body)
            case Way.CUT:
                self.wfile.write(reply.body[:half])
            case Way.HANG_IN_THE_MIDDLE:
                self.wfile.write(reply.body[:half])
                self.server.over.wait()
            case _:
                self.wfile.write(reply.body)

    def _drip(self, content: bytes) -> None:
        for number in content:
            if self.server.over.wait(DRIP):
                return
            self.wfile.write(bytes([number]))


@contextmanager
def standing_in(server: StandIn) -> Iterator[StandIn]:
    """`server` at work until the end of the block; what its script raised is raised then."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
    for complaint in server.complaints:
        raise complaint


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
