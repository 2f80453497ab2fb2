"""All rules over one feed, and what they found in the order of the file."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice
from typing import Final

from kindpace.feed.lint import channel, extras, frame, items, values
from kindpace.feed.lint.document import Document
from kindpace.feed.lint.findings import Looked, Rule
from kindpace.problems import Mark, Problem, Weight

RULES: Final[tuple[Rule, ...]] = (
    *frame.RULES,
    *channel.RULES,
    *values.RULES,
    *items.RULES,
    *extras.RULES,
)

MOST: Final = 1_000
"""Findings of one kind that are kept: whoever has more begins with these."""


FLOOD: Final = 20 * MOST
"""Findings after which a rule is no longer asked."""


def look_through(feed: Document, now: dt.datetime, address: str = "") -> tuple[Problem, ...]:
    """Everything in `feed` that an app or a directory would stumble over, in its order.

    `now` tells which dates are to come; `address` is where the feed was fetched, "" for a file.
    """
    looked = Looked(document=feed, now=now, address=address)
    if feed.root.name != "rss":
        return tuple(frame.version(looked))
    return in_order(chain.from_iterable(islice(rule(looked), FLOOD) for rule in RULES))


def in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """The findings in the order of their files, what has to be mended first in each place."""
    kept, _ = folded(found, MOST)
    return tuple(sorted(kept, key=_place))


def _place(one: Problem) -> tuple[bool, Mark, bool]:
    return (one.where is None, one.where or Mark("", 0, 0), one.weight is Weight.LOOK)


def folded(found: Iterable[Problem], most: int = 8) -> tuple[tuple[Problem, ...], int]:
    """At most `most` findings of each kind, for people; and how many were left out."""
    seen = Counter[str]()
    kept, left = [], 0
    for one in found:
        seen[one.slug] += 1
        if seen[one.slug] <= most:
            kept.append(one)
        else:
            left += 1
    return tuple(kept), left
