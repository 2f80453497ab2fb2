"""One request in, one answer out: who may ask, what for, and the bytes on their way (ASGI)."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from kindpace.feed.serving.answers import TOLD, Answer, allowed, answer, moved, small
from kindpace.feed.serving.hosts import Hosts
from kindpace.feed.serving.kinds import kind_of
from kindpace.feed.serving.paths import LONGEST, split, steps_of
from kindpace.feed.serving.shelf import Shelf
from kindpace.feed.serving.tokens import same

BLOCK = 1 << 16
"""Bytes read and sent at once: what a reader has not taken yet stays on the disk."""

MOST_WORDS = 16 << 10
"""Letters of all headers together: a browser's own stay below two thousand."""

VERSIONS = ("1.0", "1.1")

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asks: `target` as it stood in the request, `asked` the headers in small.

    `weight` is how many letters they have, with all their names and line ends.
    """

    method: str
    target: str
    asked: dict[str, str]
    scheme: str = "http"
    version: str = "1.1"
    weight: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What is served and to whom.

    `token` tells the secret first step of every path, at each request anew, so that taking it back
    takes effect at once; None is an open house. `base_url` stands for the address that a request
    names, where a tunnel brings it from elsewhere. `note` hears a line of each answer, without
    token.
    """

    shelf: Shelf
    hosts: Hosts
    token: Callable[[], str | None] | None = None
    base_url: str | None = None
    note: Note | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI 3, http)."""
        if scope["type"] != "http":
            return
        request = _request(scope)
        trouble = ""
        try:
            answered = await asyncio.to_thread(self.answer, request)
        except Exception as fault:  # noqa: BLE001 - the last net: whoever asks gets calm words, and the house stays open
            answered, trouble = small(500), f" ({type(fault).__name__}: {fault})"
        if _brings_a_body(request):  # nobody waits for what is not read
            answered = _last(answered)
        try:
            if self.note:
                self.note(
                    f"{answered.status} {request.method} {self._named(request, answered)}{trouble}"
                )
            await _sent(answered, receive, send, body=request.method != "HEAD")
        finally:
            answered.source.close()

    def answer(self, request: Request) -> Answer:
        """The answer to `request`. Raises KindpaceError if the ledger can't be read."""
        host, path = split(request.target)
        host = host if host is not None else request.asked.get("host")
        if refused := self._refused(request, host, path):
            return refused
        steps = steps_of(path)
        inside = self._inside(steps) if steps else None
        if steps is None or inside is None:
            return small(404)
        before, inner = steps[:inside], steps[inside:]
        if request.method == "OPTIONS":
            kind = kind_of(inner) if inner else None
            return allowed() if kind and kind.open else small(405, allow="GET, HEAD")
        return self._found(request, before, inner, host or "")

    def _refused(self, request: Request, host: str | None, path: str) -> Answer | None:
        """What to say before looking at the path; None goes on."""
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return small(405, allow="GET, HEAD")
        if len(request.target) > LONGEST:
            return small(414)
        if request.weight > MOST_WORDS:
            return small(431)
        if host is None or not path.startswith("/") or request.version not in VERSIONS:
            return small(400)
        return None if self.hosts.know(host) else small(421)

    def _inside(self, steps: tuple[str, ...]) -> int | None:
        """How many steps lead to the shelf: the secret one, or none; None leads nowhere."""
        if self.token is None:
            return 0
        token = self.token()
        return 1 if token is not None and same(steps[0], token) else None

    def _found(
        self, request: Request, before: tuple[str, ...], steps: tuple[str, ...], host: str
    ) -> Answer:
        """The answer to whoever may ask: a content, the way to a folder's page, or nothing."""
        base = self.base_url or f"{request.scheme}://{host}/"
        base += "".join(f"{step}/" for step in before)
        content = self.shelf.content(steps, base) if steps else None
        if content is not None:
            return answer(request.asked, content)
        if not steps or (steps[-1] and self.shelf.is_folder(steps)):
            return moved("/" + "/".join(quote(step) for step in (*before, *steps)) + "/")
        return small(404)

    def _named(self, request: Request, answered: Answer) -> str:
        """The path for a log, without the secret step; a path that leads nowhere may hold it."""
        path = quote(split(request.target)[1][:LONGEST], safe="/%")
        if self.token is None:
            return path
        return "/…/" + ("" if answered.status in TOLD else path.lstrip("/").partition("/")[2])


def _request(scope: Message) -> Request:
    asked: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        asked[key] = f"{asked[key]}, {text}" if key in asked else text
    target = scope["raw_path"].decode("latin-1")
    if query := scope["query_string"]:
        target += "?" + query.decode("latin-1")
    return Request(
        method=scope["method"],
        target=target,
        asked=asked,
        scheme=scope.get("scheme", "http"),
        version=scope["http_version"],
        weight=sum(len(name) + len(value) + 4 for name, value in scope["headers"]),
    )


def _brings_a_body(request: Request) -> bool:
    return "transfer-encoding" in request.asked or request.asked.get("content-length", "0") != "0"


def _last(answered: Answer) -> Answer:
    return replace(answered, headers={**answered.headers, "connection": "close"})


async def _sent(answered: Answer, receive: Receive, send: Send, *, body: bool) -> None:
    """Send headers, then the body block by block, for as long as anybody is there to take it."""
    headers = [(name.encode(), value.encode()) for name, value in answered.headers.items()]
    await send({"type": "http.response.start", "status": answered.status, "headers": headers})
    left = answered.length if body else 0
    if left:
        answered.source.seek(answered.start)
    gone = asyncio.ensure_future(_gone(receive)) if left > BLOCK else None
    try:
        while left > 0 and not (gone and gone.done()):
            block = await asyncio.to_thread(answered.source.read, min(BLOCK, left))
            if not block:  # cut short while it was read: the reader sees that bytes are missing
                return
            left -= len(block)
            await send({"type": "http.response.body", "body": block, "more_body": left > 0})
    finally:
        if gone:
            gone.cancel()
            with suppress(asyncio.CancelledError):
                await gone
    if not body or not answered.length:
        await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    """Wait until nobody is there."""
    while (await receive())["type"] != "http.disconnect":
        pass
