"""A feed with nothing to mend, and what the lint says once something in it is changed."""

import datetime as dt
from dataclasses import replace

from kindpace.feed.lint.document import Document, document
from kindpace.feed.lint.looking import look_through
from kindpace.feed.show import Frequency, Order, Soundbite
from kindpace.feed.writing import feed_pages
from kindpace.problems import Problem
from tests.feed.maker import NOW, SHOW, episode

GOOD = feed_pages(
    replace(
        SHOW,
        order=Order.SERIAL,
        copyright="Ana",
        frequency=Frequency(text="Daily", rule="FREQ=DAILY"),
    ),
    tuple(
        episode(number, season=1, soundbites=(Soundbite(start=20, length=30),)) for number in (1, 2)
    ),
)["feed.xml"].decode()


def told(text: str, now: dt.datetime = NOW, address: str = "") -> tuple[Problem, ...]:
    """Everything that is found in the feed `text`."""
    return look_through(document(text.encode(), "feed.xml"), now, address)


def slugs(text: str) -> set[str]:
    """The kinds of everything that is found."""
    return {one.slug for one in told(text)}


def changed(old: str, new: str) -> str:
    """The good feed with the first `old` made `new`."""
    assert old in GOOD, old
    return GOOD.replace(old, new, 1)


def feed_of(data: bytes) -> Document:
    """A document called feed.xml."""
    return document(data, "feed.xml")
