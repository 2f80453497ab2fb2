"""Rules about single values, wherever they stand: words, addresses, numbers, yes and no."""

import html
import re
import unicodedata
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from kindpace.feed.addresses import is_address
from kindpace.feed.lint.document import Node
from kindpace.feed.lint.findings import Findings, Looked, said
from kindpace.feed.show import Kind, Order
from kindpace.feed.titles import DESCRIPTION, JOINERS, TITLE

MEDIA: Final = (
    "podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "course",
)  # fmt: skip

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "itunes:type": tuple(Order),
    "itunes:episodeType": tuple(Kind),
    "itunes:block": ("Yes",),
    "itunes:complete": ("Yes",),
    "podcast:locked": ("yes", "no"),
    "podcast:block": ("yes", "no"),
    "podcast:medium": (
        *(name + ending for name in MEDIA for ending in ("", "L")),
        "publisher",
        "mixed",
    ),
}
"""Elements that hold one of a few words. A `podcast:medium` ending in L is a list of its kind."""

ADDRESSES: Final[Mapping[str, str]] = {
    "link": "",
    "itunes:new-feed-url": "",
    "itunes:image": "href",
    "atom:link": "href",
    "enclosure": "url",
    "podcast:chapters": "url",
    "podcast:transcript": "url",
    "podcast:source": "uri",
}
"""Where an address stands: in an attribute, or ("") in the text."""

PLAIN: Final = ("title", "itunes:title", "itunes:author")
SPACELESS: Final = frozenset({*PLAIN, *WORDS, "guid", "itunes:explicit"})
MARKUP: Final = re.compile(r"<[a-zA-Z/!]|<.*>")
FAR: Final = 4000
"""Letters of a title that are looked at: of a longer one it is told that it is."""

HIDDEN: Final = ("Cc", "Cf", "Co", "Cn", "Cs")
PICTURES: Final = (".jpg", ".jpeg", ".png")
AT_HOME: Final = re.compile(
    r"localhost|127\.\d+\.\d+\.\d+|::1|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|.*\.local"
)


def _everywhere(looked: Looked) -> tuple[Node, ...]:
    """The channel's own elements and every item's, with one level below."""
    parents = (looked.document.channel, *looked.document.items)
    return tuple(one for parent in parents for one in parent.children if one.name != "item")


def emptiness(looked: Looked) -> Findings:
    """An element without content is worse than none."""
    for node in _everywhere(looked):
        wanted = node.name in (*PLAIN, *WORDS, "guid", "description", "itunes:explicit", "pubDate")
        if wanted and not node.text.strip():
            yield looked.mend("feed/empty", node, name=node.name)


def lengths(looked: Looked) -> Findings:
    """Apple's limits: 4000 bytes for descriptions, 255 letters for what else people read."""
    for node in _everywhere(looked):
        if node.name == "description" and (size := len(node.text.strip().encode())) > DESCRIPTION:
            yield looked.mend("feed/long-description", node, size=size, most=DESCRIPTION)
        elif node.name in PLAIN and len(node.text.strip()) > TITLE:
            size = len(node.text.strip())
            yield looked.mend("feed/long-value", node, name=node.name, size=size, most=TITLE)
        bare = node.text.strip()
        if bare and node.text != bare and node.name in SPACELESS:
            yield looked.look("feed/spaces", node, name=node.name)


def words(looked: Looked) -> Findings:
    """Elements that hold one of a few words, letter by letter."""
    for node in _everywhere(looked):
        allowed, found = WORDS.get(node.name, ()), node.text.strip()
        if allowed and found and found not in allowed:
            offered = ", ".join(one for one in allowed if not one.endswith("L"))
            yield looked.mend(
                "feed/one-of", node, name=node.name, found=said(found), offered=offered
            )
        elif node.name == "itunes:explicit" and found and found not in ("true", "false"):
            yield looked.mend("feed/explicit", node, found=said(found))


def titles(looked: Looked) -> Findings:
    """Titles that an app would take apart: markup, entities, letters that nobody sees."""
    for node in _everywhere(looked):
        if node.name not in PLAIN:
            continue
        text = node.text[:FAR]
        if MARKUP.search(text) or MARKUP.search(html.unescape(text)):
            yield looked.mend("feed/markup", node, found=said(node.text))
        elif html.unescape(text) != text:
            yield looked.look("feed/packed", node, found=said(node.text))
        if any(map(_is_hidden, text.strip())):
            yield looked.look("feed/hidden", node, found=said(node.text))


def _is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in HIDDEN and letter not in JOINERS


def addresses(looked: Looked) -> Findings:
    """Whole addresses in ASCII, which every app can ask for."""
    for node in _everywhere(looked):
        for one in (node, *node.children):
            if one.name not in ADDRESSES:
                continue
            attribute = ADDRESSES[one.name]
            found = (one.attributes.get(attribute, "") if attribute else one.text).strip()
            yield from _address(looked, one, found)


def _address(looked: Looked, node: Node, found: str) -> Findings:
    if not is_address(found):
        yield looked.mend("feed/address", node, name=node.name, found=said(found))
        return
    parts = urlsplit(found)
    if parts.username is not None:
        yield looked.mend("feed/password", node, name=node.name)
    if parts.scheme == "http" and not AT_HOME.fullmatch(parts.hostname or ""):
        yield looked.look("feed/insecure", node, name=node.name, found=said(found))
    if node.name == "itunes:image" and not parts.path.lower().endswith(PICTURES):
        yield looked.mend("feed/picture-name", node, found=said(found))


RULES = (emptiness, lengths, words, titles, addresses)
