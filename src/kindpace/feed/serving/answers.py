"""What is sent back: a status, headers, and a body or a part of a file."""

import gzip
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import BinaryIO

from kindpace.feed.serving.conditions import Version, passed, still_the_same
from kindpace.feed.serving.kinds import Kind
from kindpace.feed.serving.ranges import Span, Unreachable, wanted
from kindpace.problems import sentences

WORTH = 1024
MOST = 16 << 20
"""Bytes of text that are worth packing, and that fit well into memory."""

STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""For all that isn't a page of ours: nothing runs, nothing is fetched, nobody frames it."""

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
READ_ELSEWHERE = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Content-Length, Content-Range, ETag",
}

OF_A_BODY = ("content-type", "content-encoding")
"""What tells of a body that a 304 doesn't bring."""

TOLD = {
    400: "serve-unclear",
    404: "serve-nowhere",
    405: "serve-only-reading",
    412: "serve-changed",
    414: "serve-too-long",
    416: "serve-no-such-part",
    421: "serve-another-name",
    431: "serve-too-much",
    500: "serve-unforeseen",
}
"""What a person reads in place of what they asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a path leads to: `size` bytes of `source`, to be closed by whoever sends it.

    `policy` is the page's own content policy; `caching` its `Cache-Control`.
    """

    source: BinaryIO
    size: int
    version: Version
    kind: Kind
    caching: str
    policy: str = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes out. `source` is sent from byte `start`, `length` bytes of it."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    source: BinaryIO = field(default_factory=io.BytesIO)
    start: int = 0
    length: int = 0


def small(status: int, **headers: str) -> Answer:
    """A calm sentence for a status that brings no content; the connection ends with it."""
    sentence = sentences()[TOLD[status]]
    text = f"{sentence.what}\n{sentence.mend}\n".encode()
    told = {
        "content-type": "text/plain; charset=utf-8",
        "content-security-policy": STRICT,
        "cache-control": "no-store",
        "connection": "close",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return _sized(Answer(status=status, headers=ALWAYS | told, source=io.BytesIO(text)), len(text))


def moved(address: str) -> Answer:
    """That what was asked for stands at `address`."""
    return _sized(Answer(status=308, headers=ALWAYS | {"location": address}), 0)


def allowed() -> Answer:
    """To a player elsewhere that asks beforehand: captions may be read, a part at a time too."""
    asked = {"access-control-allow-methods": "GET, HEAD", "access-control-allow-headers": "Range"}
    return Answer(status=204, headers=ALWAYS | READ_ELSEWHERE | asked)


def answer(asked: Mapping[str, str], content: Content) -> Answer:
    """What to send to whoever asked for `content` with the headers `asked`: RFC 9110."""
    packs = _packs(asked, content)
    tag = f'{content.version.tag[:-1]}-gz"' if packs else content.version.tag
    now = Version(tag=tag, modified=content.version.modified)
    headers = _headers(content, now, packs=packs)
    status = passed(asked, now)
    if status == HTTPStatus.PRECONDITION_FAILED:
        return _closing(content, small(status))
    if status is not None:
        kept = {name: value for name, value in headers.items() if name not in OF_A_BODY}
        return _closing(content, Answer(status=status, headers=kept))
    if packs:
        with content.source:
            data = gzip.compress(content.source.read(), compresslevel=6, mtime=0)
        return _sized(Answer(status=200, headers=headers, source=io.BytesIO(data)), len(data))
    try:
        span = wanted(asked.get("range"), content.size) if _may_part(asked, now) else None
    except Unreachable:
        return _closing(content, small(416, content_range=f"bytes */{content.size}"))
    whole = Answer(status=200, headers=headers, source=content.source)
    return _sized(whole, content.size) if span is None else _part(whole, span, content.size)


def _may_part(asked: Mapping[str, str], now: Version) -> bool:
    return still_the_same(asked.get("if-range"), now)


def _part(whole: Answer, span: Span, size: int) -> Answer:
    told = {"content-range": f"bytes {span.start}-{span.stop - 1}/{size}"}
    headers = {**whole.headers, **told}
    return _sized(replace(whole, status=206, headers=headers, start=span.start), span.length)


def _headers(content: Content, now: Version, *, packs: bool) -> dict[str, str]:
    foreign = content.kind.open or content.kind.shown
    told = {
        "content-type": content.kind.type,
        "etag": now.tag,
        "last-modified": now.date,
        "cache-control": content.caching,
        "accept-ranges": "bytes",
        "content-security-policy": content.policy,
        "cross-origin-resource-policy": "cross-origin" if foreign else "same-origin",
    }
    if content.kind.text:
        told["vary"] = "Accept-Encoding"
    if packs:
        told["content-encoding"] = "gzip"
    return {**ALWAYS, **told, **(READ_ELSEWHERE if content.kind.open else {})}


def _packs(asked: Mapping[str, str], content: Content) -> bool:
    """Whether text goes out gzipped: to whoever takes it; sound and pictures are packed already.

    Parts are counted in the bytes as they lie, so whoever asks for one gets no packing.
    """
    fits = content.kind.text and WORTH <= content.size <= MOST
    return fits and "range" not in asked and takes_gzip(asked.get("accept-encoding", ""))


def takes_gzip(accepted: str) -> bool:
    """Whether an `Accept-Encoding` names gzip, and doesn't weigh it with nought."""
    for one in accepted.lower().split(","):
        coding, _, weight = (part.strip() for part in one.partition(";"))
        if coding in ("gzip", "x-gzip"):
            return weight.replace(" ", "").rstrip("0") not in ("q=", "q=.", "q=0.")
    return False


def _sized(answered: Answer, length: int) -> Answer:
    headers = {**answered.headers, "content-length": str(length)}
    return replace(answered, headers=headers, length=length)


def _closing(content: Content, answered: Answer) -> Answer:
    content.source.close()
    return answered
