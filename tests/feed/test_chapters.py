"""Chapters the same everywhere."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.feed.chapters import chapters_json, fitted, lines, listed, psc, stamp, told_in
from kindpace.feed.show import Chapter
from kindpace.track import labels

PARTS = st.lists(st.tuples(st.fractions(0, 5000, max_denominator=100), st.text(max_size=60)))


def parts(*told: tuple[Fraction, str]) -> tuple[labels.Chapter, ...]:
    """Chapters of a track, from their starts and titles."""
    return tuple(labels.Chapter(start=start, end=start + 1, title=title) for start, title in told)


@settings(max_examples=40)
@given(PARTS, st.fractions(1, 6000, max_denominator=100))
def test_every_place_tells_the_same_chapters(
    told: list[tuple[Fraction, str]], length: Fraction
) -> None:
    """JSON, the feed and the description are read back alike, and fit what Spotify shows."""
    chapters = listed(fitted(parts(*told), length))
    found = json.loads(chapters_json(chapters))
    assert found["version"] == "1.2.0"
    expected = [(one.start, one.title) for one in chapters]
    assert [(one["startTime"], one["title"]) for one in found["chapters"]] == expected
    assert [(one.start, one.title) for one in map(told_in, lines(chapters)) if one] == expected
    assert psc(chapters).count("<psc:chapter ") == len(chapters)
    assert all(len(one.title) < 40 for one in chapters)
    assert not chapters or chapters[0].start == 0


def test_a_chapter_made_elsewhere_is_the_same_in_every_place_too() -> None:
    """Its title is made safe where it is written."""
    odd = (Chapter(start=0, title="<i>\x00" + "x" * 60),)
    name = "‹i›" + "x" * 35 + "…"
    assert json.loads(chapters_json(odd))["chapters"][0]["title"] == name
    assert f'title="{name}"' in psc(odd)
    assert lines(odd) == [f"(00:00) {name}"]


def test_times_are_written_as_each_place_reads_them() -> None:
    """Podlove always with hours; descriptions from an hour on."""
    assert [stamp(0), stamp(185), stamp(3725)] == ["00:00", "03:05", "1:02:05"]
    assert stamp(185, hours=True) == "00:03:05"
    assert 'start="00:03:05.000"' in psc([Chapter(start=185, title="Out")])


@pytest.mark.parametrize(
    "line", ["(03:05) Out", "3:05 Out", "0:03:05 - Out", " (00:03:05)  Out ", "03:05 – Out"]
)
def test_a_line_of_a_description_is_read_however_it_is_written(line: str) -> None:
    """As feeds made elsewhere do."""
    assert told_in(line) == Chapter(start=185, title="Out")


@pytest.mark.parametrize(
    "line", ["", "Out", "3 Out", "(03:05)", "See 03:05 for more", "12:345 Out"]
)
def test_other_lines_tell_no_chapter(line: str) -> None:
    """A time within a sentence is none."""
    assert told_in(line) is None
