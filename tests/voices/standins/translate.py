"""Google Translate's batchexecute, as gTTS knows it: a form goes in, base64 in JSON comes out."""

import json
from base64 import b64encode
from urllib.parse import parse_qs

from .serving import Heard, Reply
from .sounds import said

PATH = "/_/TranslateWebserverUi/data/batchexecute"
RPC = "jQ1olc"
MOST = 100


def translate(heard: Heard, _count: int) -> Reply:
    """A healthy answer."""
    return spoken(said(asked(heard)))


def asked(heard: Heard) -> str:
    """The text that was asked for; anything unusual is an AssertionError."""
    assert heard.path == PATH
    assert heard.headers["Content-Type"] == "application/x-www-form-urlencoded;charset=utf-8"
    assert heard.body.startswith(b"f.req=")
    ((name, inner, nothing, kind),) = json.loads(parse_qs(heard.body.decode())["f.req"][0])[0]
    assert (name, nothing, kind) == (RPC, None, "generic")
    text, language, slow, last = json.loads(inner)
    assert 0 < len(text) <= MOST
    assert language
    assert slow in (None, True)
    assert last == "null"
    return str(text)


def spoken(sound: bytes) -> Reply:
    """An answer that holds `sound`."""
    return framed(json.dumps([b64encode(sound).decode()]))


def framed(inner: str | None) -> Reply:
    """The service's framing: a guard against scripts, then lines of JSON, each after its length."""
    first = json.dumps(
        [
            ["wrb.fr", RPC, inner, None, None, None, "generic"],
            ["di", 42],
            ["af.httprm", 42, "-123", 3],
        ],
        separators=(",", ":"),
    )
    last = json.dumps([["e", 4, None, None, len(first)]], separators=(",", ":"))
    body = f")]}}'\n\n{len(first) + 2}\n{first}\n{len(last) + 2}\n{last}\n"
    return Reply(body=body.encode(), headers={"Content-Type": "application/json; charset=utf-8"})
