"""What every rule needs: the document, the hour, and how a finding is worded."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kindpace.feed.lint.document import Document, Node
from kindpace.feed.show import Chapter
from kindpace.problems import Problem, Weight, problem

SHORTENED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A feed under the lint: `now` in UTC; `address` is where it was fetched, "" for a file."""

    document: Document
    now: dt.datetime
    address: str = ""

    def mend(self, slug: str, node: Node, **words: object) -> Problem:
        """What keeps the feed, or an episode, out of an app."""
        return problem(slug, self.document.mark(node), weight=Weight.MEND, **words)

    def look(self, slug: str, node: Node, **words: object) -> Problem:
        """What an app does without, or shows other than meant."""
        return problem(slug, self.document.mark(node), weight=Weight.LOOK, **words)


Findings = Iterator[Problem]
Rule = Callable[[Looked], Findings]
ItemRule = Callable[[Looked, Node], Findings]


def said(text: str) -> str:
    """A stranger's `text` within a sentence: one short line, with nothing that acts on displays."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= SHORTENED else line[: SHORTENED - 1] + "…"


def count(number: int, one: str, many: str) -> str:
    """`1 episode`, `7 episodes`."""
    return f"{number} {one if number == 1 else many}"


Chapters = tuple[Chapter, ...]


def listing(chapters: Chapters) -> str:
    """The chapters of one place, shortly, to set beside those of another."""
    return said(", ".join(f"{one.start} {one.title}" for one in chapters) or "none")
