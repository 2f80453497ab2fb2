"""`show.yaml` is read as scripts are: whole, or with every fault at its place."""

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.podcast import NOTHING_SAID, read_show
from kindpace.session.tree import Source

WHOLE = b"""\
kindpace: 1
title: Morning runs
id: morning
author: Ben
category: [Health & Fitness, Mental Health]
order: serial
notes: Go gently.
ladder: 150 to 160 by 5
base_url: https://example.org/runs
"""


def test_a_show_is_read() -> None:
    """Short forms too: one note needs no list, and a ladder is a line."""
    words, _ = read_show(Source(name="show.yaml", data=WHOLE))
    assert (words.title, words.id, words.order) == ("Morning runs", "morning", "serial")
    assert words.notes == ["Go gently."]
    assert [*map(int, words.ladder or ())] == [150, 155, 160]
    assert words.email is None


def test_nothing_has_to_be_told() -> None:
    """The version alone is a whole file."""
    assert read_show(Source(name="show.yaml", data=b"kindpace: 1\n"))[0] == NOTHING_SAID


def test_every_fault_comes_with_its_place() -> None:
    """All at once: an unknown key, an order that there isn't, an id with a space."""
    data = b"kindpace: 1\ntilte: x\norder: random\nid: two words\n"
    with pytest.raises(KindpaceError) as raised:
        read_show(Source(name="show.yaml", data=data))
    places = [(one.where.line, one.slug) for one in raised.value.problems if one.where]
    assert [line for line, _ in places] == [2, 3, 4]
    assert places[0][1] == "key-unknown"
