"""Rules about the document as a whole: its namespaces, its size, elements that no app knows."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from kindpace.feed.lint.document import NAMESPACES
from kindpace.feed.lint.findings import Findings, Looked, said

SPELLED: Final = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}
"""Namespaces as apps compare them, letter by letter."""

HEAVY: Final = 1_000_000
TOO_HEAVY: Final = 5_000_000
"""Bytes. Apps fetch a feed up to every hour; the W3C's validator reads no more than the second."""


Names = frozenset[str]


@cache
def vocabulary(chapter: str) -> Mapping[str, Names]:
    """Element names from `vocabulary.toml`: those `known`, by prefix, or those of `rules`."""
    text = files("kindpace.feed.lint").joinpath("vocabulary.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text)[chapter].items()}


def version(looked: Looked) -> Findings:
    """RSS 2.0 is what every directory reads."""
    root = looked.document.root
    if root.name != "rss" or root.first("channel") is None:
        yield looked.mend("feed/not-rss", root, name=said(root.name))
    elif root.attributes.get("version") != "2.0":
        found = said(root.attributes.get("version", ""))
        yield looked.mend("feed/version", root, found=found)


def spaces(looked: Looked) -> Findings:
    """Namespaces are names: another letter makes another namespace."""
    root = looked.document.root
    for space in sorted(looked.document.spaces):
        prefix = NAMESPACES.get(space.lower()) or _nearly(space)
        if prefix in SPELLED and space != SPELLED[prefix]:
            wanted = SPELLED[prefix]
            yield looked.mend("feed/namespace", root, found=said(space), wanted=wanted)
    if SPELLED["itunes"] not in looked.document.spaces and not any(
        NAMESPACES.get(space.lower()) == "itunes" for space in looked.document.spaces
    ):
        yield looked.mend("feed/no-namespace", root, wanted=SPELLED["itunes"])


def _nearly(space: str) -> str | None:
    """The short name of a namespace that was meant, where only scheme or closing slash differ."""
    bare = space.lower().removeprefix("https://").removeprefix("http://").rstrip("/")
    for known, prefix in NAMESPACES.items():
        if known.removeprefix("https://").removeprefix("http://").rstrip("/") == bare:
            return prefix
    return None


def elements(looked: Looked) -> Findings:
    """Elements that no app knows, each name once, where it stands first."""
    known, retired = vocabulary("known"), vocabulary("rules")["retired"]
    seen: set[str] = set()
    for node in looked.document.root.deep():
        prefix, _, local = node.name.partition(":")
        if node.name in seen or prefix not in known:
            continue
        seen.add(node.name)
        if local not in known[prefix]:
            meant = next(
                (one for one in sorted(known[prefix]) if one.lower() == local.lower()), None
            )
            wanted = f"{prefix}:{meant}" if meant else f"one of {prefix}'s elements"
            yield looked.look("feed/unknown-element", node, name=said(node.name), wanted=wanted)
        elif node.name in retired:
            yield looked.look("feed/retired", node, name=node.name)


def once(looked: Looked) -> Findings:
    """Elements of which apps read one: the first here, the last there."""
    single = vocabulary("rules")["once"]
    for parent in (looked.document.channel, *looked.document.items):
        seen: set[str] = set()
        for node in parent.children:
            if node.name in single and node.name in seen:
                yield looked.mend("feed/once", node, name=node.name)
            seen.add(node.name)


def weight(looked: Looked) -> Findings:
    """How much each app has to fetch, hour by hour."""
    size = looked.document.size
    if size > HEAVY:
        tell = looked.mend if size > TOO_HEAVY else looked.look
        yield tell("feed/heavy", looked.document.root, size=f"{size / 1e6:.1f}")


RULES = (version, spaces, elements, once, weight)
