"""Asks a web server for one thing: within a time, a size, and a few redirections."""

import http.client
import socket
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit

from kindpace.feed.addresses import is_address

PATIENCE: Final = 15.0
"""Seconds until a silent server is taken for away."""

HOPS: Final = 5
PIECE: Final = 1 << 16
MOVED: Final = (301, 302, 303, 307, 308)
NAMED: Final = {
    "User-Agent": "kindpace feed check",
    "Accept": "*/*",
    "Connection": "close",
}


class Away(Exception):
    """There is no answer; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from `url`, after redirections: header names in small letters."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def anywhere(_url: str) -> bool:
    """For requests that may lead wherever they lead."""
    return True


def ask(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    most: int = PIECE,
    may: Callable[[str], bool] = anywhere,
) -> Answer:
    """The answer to one request, its body no longer than `most` bytes.

    `may` is asked before each redirection is followed. Raises `Away`.
    """
    for _ in range(HOPS + 1):
        if not is_address(url):
            raise Away("it is no web address")
        answer = _once(url, method, {**NAMED, **(headers or {})}, most)
        onward = answer.headers.get("location", "")
        if answer.status not in MOVED or not onward:
            return answer
        url = _joined(url, onward)
        if not may(url):
            raise Away("it leads where a feed may not send us")
    raise Away("it leads on without end")


def _joined(url: str, onward: str) -> str:
    try:
        return urljoin(url, onward).partition("#")[0]
    except ValueError:  # brackets that are no address
        return ""


def _once(url: str, method: str, headers: Mapping[str, str], most: int) -> Answer:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=dict(headers))
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            body = _unpacked(_body(response, most), told.get("content-encoding", ""), most)
            return Answer(url=url, status=response.status, headers=told, body=body)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ssl.SSLError, ValueError, zlib.error) as fault:
        raise Away(_reason(fault)) from fault


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    pieces, size = [], 0
    while size < most and (piece := response.read(min(PIECE, most - size))):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """`body` as it was before the server packed it, cut at `most` bytes: packing may hide a lot."""
    if encoding.strip().lower() not in ("gzip", "deflate"):
        return body
    return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, most)


def _reason(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "it stays silent"
    if isinstance(fault, socket.gaierror):
        return "nobody knows its name"
    if isinstance(fault, ConnectionRefusedError):
        return "nobody answers there"
    if isinstance(fault, ssl.SSLError):
        return "its certificate doesn't hold"
    return " ".join(str(getattr(fault, "strerror", None) or fault).split())[:80] or "no answer"
