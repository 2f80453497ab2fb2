"""Requests over the network, bounded in time and size; every bad end told as a voice's fault."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import ip_address
from socket import gaierror
from threading import Lock
from time import time
from urllib.parse import urlsplit

import requests
from requests import exceptions
from urllib3.exceptions import LocationParseError, NewConnectionError

from kindpace.problems import problem
from kindpace.voices.errands import Abandoned, Errands
from kindpace.voices.protocol import (
    VoiceBusy,
    VoiceFailed,
    VoiceFault,
    VoiceRejected,
    VoiceUnavailable,
    VoiceUnreachable,
)

CHUNK = 1024
"""Bytes taken at a time: few, so that a slow drip can be left early."""

LATER = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)
End = tuple[tuple[type[BaseException], ...], type[VoiceFault], str]
"""Exceptions, the fault that they mean, and the slug of its sentence."""

ENDS: tuple[End, ...] = (
    ((ssl.SSLCertVerificationError,), VoiceUnavailable, "wire-untrusted"),
    (
        (
            exceptions.InvalidURL,
            exceptions.InvalidSchema,
            exceptions.MissingSchema,
            exceptions.InvalidHeader,
            exceptions.InvalidProxyURL,
            LocationParseError,
            UnicodeError,
        ),
        VoiceUnavailable,
        "wire-address",
    ),
    ((exceptions.Timeout, TimeoutError), VoiceBusy, "wire-slow"),
    ((ConnectionResetError, BrokenPipeError), VoiceBusy, "wire-cut"),
    (
        (ConnectionRefusedError, gaierror, NewConnectionError, exceptions.ProxyError),
        VoiceUnreachable,
        "wire-unreachable",
    ),
    ((exceptions.ContentDecodingError,), VoiceFailed, "wire-garbled"),
    ((exceptions.ConnectionError, exceptions.ChunkedEncodingError), VoiceBusy, "wire-cut"),
)
"""What a broken connection means; the first that fits any of its causes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds to connect, between two pieces of an answer, and in all; bytes of one answer."""

    connect: float = 5
    read: float = 30
    whole: float = 60
    most: int = 32_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, whole; `headers` are found in any case."""

    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """Connections kept alive, each used by one request at a time.

    Certificates are checked, redirects are not followed, and nothing is tried again here. Proxies
    and an own certificate store are taken from the environment, as requests does.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._idle: list[requests.Session] = []
        self._lock = Lock()
        self._errands = Errands()

    def post(self, url: str, data: str | bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a POST of `data`, whatever its status. Raises `VoiceFault`s."""
        session = self._take()
        limits = self._limits
        try:
            answer = self._errands.run(
                lambda: _post(session, url, data, headers, limits), limits.whole
            )
        except Abandoned as late:
            raise VoiceBusy(problem("wire-slow", host=host_of(url)).what) from late
        except BaseException:
            session.close()
            raise
        with self._lock:
            self._idle.append(session)
        return answer

    def close(self) -> None:
        """Let go of all connections; nothing is asked for any more."""
        self._errands.abandon()
        with self._lock:
            idle, self._idle = self._idle, []
        for session in idle:
            session.close()

    def _take(self) -> requests.Session:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        session = requests.Session()
        session.headers.clear()  # what is sent is what was asked to be sent
        return session


def host_of(url: str) -> str:
    """The host (and port, if it has one) that `url` leads to, without names or keys in it."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname, parts.port
    except ValueError:
        return "that address"
    return f"{name or 'that address'}{f':{port}' if port else ''}"


def stays_here(host: str) -> bool:
    """Whether `host`, without its port, is this machine itself."""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def refusal(answer: Answer, detail: str = "") -> VoiceFault | None:
    """The fault that an answer's status tells of, None if it is fine; `detail` is the host's."""
    status, host = answer.status, answer.host
    told = f" It says: {detail}" if detail else ""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return None
    if status in LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return VoiceBusy(
            problem("wire-busy", host=host, status=status).what + told, retry_after(answer.headers)
        )
    if status < HTTPStatus.BAD_REQUEST:
        return VoiceUnavailable(problem("wire-redirected", host=host, status=status).what)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN):
        return VoiceUnavailable(problem("wire-locked", host=host, status=status).what)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE):
        return VoiceUnavailable(problem("wire-nothing-there", host=host, status=status).what + told)
    return VoiceRejected(problem("wire-refused", host=host, status=status).what + told)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait, from Retry-After: a number or a date (RFC 9110, 10.2.3); None if untold."""
    written = headers.get("Retry-After", "").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        return max(0.0, parsedate_to_datetime(written).timestamp() - time())
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def _post(
    session: requests.Session,
    url: str,
    data: str | bytes,
    headers: Mapping[str, str],
    limits: Limits,
) -> Answer:
    host = host_of(url)
    try:
        with session.post(
            url,
            data=data,
            headers=dict(headers),
            auth=_as_it_is,
            timeout=(limits.connect, limits.read),
            allow_redirects=False,
            stream=True,
            proxies=_proxies(url),
        ) as response:
            body = _body(response, limits.most, host)
            return Answer(
                host=host, status=response.status_code, headers=response.headers, body=body
            )
    except (requests.RequestException, ValueError, OSError) as fault:
        raise fault_of(fault, host) from fault


def _proxies(url: str) -> dict[str, str] | None:
    """None leaves it to the environment; this machine is never asked by way of another."""
    here = urlsplit(url).hostname or ""
    return {"no_proxy": here} if stays_here(here) else None


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No sign-in: without this, requests would send what a .netrc file holds for the host."""
    return request


def _body(response: requests.Response, most: int, host: str) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > most:
            raise VoiceFailed(problem("wire-too-much", host=host).what)
    return bytes(body)


def fault_of(fault: BaseException, host: str) -> VoiceFault:
    """What a broken connection to `host` means for a voice."""
    causes = list(_causes(fault))
    for kinds, meaning, slug in ENDS:
        if any(isinstance(cause, kinds) for cause in causes):
            return meaning(problem(slug, host=host).what)
    return VoiceUnavailable(problem("wire-broken", host=host, reason=type(fault).__name__).what)


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """`fault` and all that led to it, however urllib3 and requests have wrapped it."""
    waiting, seen = [fault], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        waiting += [each for each in inner if isinstance(each, BaseException)]
