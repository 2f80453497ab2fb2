"""Small programmes from a few lines, and what becomes of them."""

from textwrap import indent

import pytest

from kindpace.problems import KindpaceError
from kindpace.programme.model import Programme
from kindpace.programme.resolve import resolved
from tests.session.maker import source

DAYS = "- session: senses\n- rest\n- session: steady-companion\n- rest: rest-day-sit"


def week(days: str = DAYS, name: str = "One", more: str = "") -> str:
    """A week as it stands in a file; its first day begins in column 9."""
    extra = indent(f"{more}\n", "    ") if more else ""
    return f"  - week: {name}\n{extra}    days:\n{indent(days, '      ')}\n"


def text(*weeks: str, top: str = "") -> str:
    """A programme file."""
    head = f"{top}\n" if top else ""
    return f"kindpace: 1\ntitle: Some weeks\n{head}weeks:\n{''.join(weeks or (week(),))}"


def made(*weeks: str, top: str = "") -> Programme:
    """The programme that such a file means."""
    return resolved(source(text(*weeks, top=top), "weeks.yaml"))


def told(written: str) -> list[str]:
    """What stands in the way of a file, each with its place."""
    with pytest.raises(KindpaceError) as raised:
        resolved(source(written, "weeks.yaml"))
    return [f"{one.where} {one.slug}" for one in raised.value.problems]
