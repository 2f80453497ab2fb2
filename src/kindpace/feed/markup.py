"""A small XML writer: names come from us, whatever stands between and within is escaped."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

PLAIN: Final = re.compile("[ !#-%'-;=?-~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""Letters that stand for themselves anywhere: most values hold no others, and are done with."""

ILLEGAL: Final = re.compile("[^\\t\\n\\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that XML 1.0 has no way to write (2.2): nothing of ours needs them."""

PACKED: Final[Mapping[str, str]] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
QUOTED: Final[Mapping[str, str]] = {**PACKED, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def element(name: str, text: str = "", /, **attributes: str | None) -> str:
    """`<name a="b">text</name>`; None leaves an attribute out."""
    head = name + _attributes(attributes) if attributes else name
    return f"<{head}>{_packed(text, PACKED)}</{name}>" if text else f"<{head}/>"


def around(name: str, inner: Iterable[str], /, **attributes: str | None) -> str:
    """An element around others that are already written; a line each."""
    return "\n".join([f"<{name}{_attributes(attributes)}>", *inner, f"</{name}>"])


def cdata(name: str, text: str) -> str:
    """An element whose text stands as it is: apps take it for HTML."""
    whole = legal(text).replace("]]>", "]]]]><![CDATA[>")
    return f"<{name}><![CDATA[{whole}]]></{name}>"


def legal(text: str) -> str:
    """`text` without the letters that no XML can hold."""
    return ILLEGAL.sub("", text)


def _attributes(attributes: Mapping[str, str | None]) -> str:
    told = ((name, value) for name, value in attributes.items() if value is not None)
    return "".join([f' {name}="{_packed(value, QUOTED)}"' for name, value in told])


def _packed(text: str, letters: Mapping[str, str]) -> str:
    if PLAIN.fullmatch(text):
        return text
    text = legal(text)
    for letter, packed in letters.items():  # the & comes first
        text = text.replace(letter, packed)
    return text
