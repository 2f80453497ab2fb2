"""The whole page, looked at as a reader does: what is there, where, and never over one another."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kindpace.verify.axes import Clock
from kindpace.verify.drawing import ALARM, BAND, FINE, Sheet
from kindpace.verify.found import Click, Found, Stretch
from kindpace.verify.picture import AXIS, WIDE, draw, page
from tests.verify import maker
from tests.verify.looking import clashes, columns, pixels, where

HOURS = 12 * 3600
MANY = tuple((number / 300, f"Chapter {number}") for number in range(300))


def whole() -> Found:
    """Ten minutes that keep every promise."""
    return maker.found(600, plan=maker.score(600))


def scarred() -> Found:
    """The same with one thing broken of each kind."""
    found = whole()
    lines = list(found.lines)
    lines[3] = replace(lines[3], begins=None, likeness=None, clear=None)
    beats = found.beats or maker.beats(maker.score(600))
    late = beats.late_by.copy()
    late[300:330] = np.nan
    late[700] = 0.006
    return replace(
        found,
        beats=replace(beats, late_by=late),
        lines=tuple(lines),
        clicks=(Click(at=73.2, size=0.3),),
        holes=(Stretch(start=240, end=242),),
        pumping=(Stretch(start=500, end=530),),
        still=(Stretch(start=430, end=495),),
        skipped=(replace(found.skipped[0], seconds=12.3, share=0.02, first=240.0),),
    )


def unheard() -> Found:
    """Nothing of the plan was found."""
    found = whole()
    beats = found.beats or maker.beats(maker.score(600))
    lines = tuple(replace(line, begins=None, likeness=None, clear=None) for line in found.lines)
    return replace(
        found, beats=replace(beats, late_by=np.full(len(beats.planned), np.nan)), lines=lines
    )


def brief() -> Found:
    """Ten seconds, in stereo."""
    chapters = ((0.0, "A"), (0.5, "Much too long a name for five seconds of walking " * 4))
    reading = maker.reading(10, title="中文", chapters=chapters, channels=2)
    return maker.found(10, plan=maker.score(10, lines_every=4), written=reading)


def endless() -> Found:
    """Twelve hours with hundreds of chapters, hundreds of lines and clicks all over."""
    reading = maker.reading(HOURS, title="Steady " * 60, chapters=MANY)
    found = maker.found(HOURS, plan=maker.score(HOURS, lines_every=120), written=reading)
    clicks = tuple(Click(at=float(at), size=0.1) for at in range(0, HOURS, 100))
    return replace(found, clicks=clicks)


def foreign() -> Found:
    """A file of somebody else, without chapters."""
    return maker.found(600, written=maker.reading(600, title="Café", chapters=(), channels=2))


def empty() -> Found:
    """A file without a sample, a title or a player."""
    found = maker.found(0.1, written=maker.reading(0.1, title="", chapters=()))
    none = np.zeros(0)
    levels = replace(
        found.levels, length=0.0, momentary=none, highs=none, lows=none, floor=none,
        integrated=-120.0,
    )  # fmt: skip
    return replace(found, levels=levels, skipped=())


FOUND = {make.__name__: make for make in (whole, scarred, unheard, brief, endless, foreign, empty)}
KINDS = sorted(FOUND)


@cache
def drawn(kind: str) -> Sheet:
    """Each page, drawn once."""
    return page(FOUND[kind]())


def texts(kind: str) -> set[str]:
    """All words on a page."""
    return {word.text for word in drawn(kind).words}


@pytest.mark.parametrize("kind", KINDS)
def test_no_words_lie_over_others_or_leave_the_page(kind: str) -> None:
    """Whatever the track, everything can be read."""
    paper = drawn(kind)
    wide, high = paper.image.width / FINE, paper.image.height / FINE
    assert clashes(paper.words) == []
    assert all(0 <= word.left and word.right <= wide for word in paper.words)
    assert all(0 <= word.top and word.bottom <= high for word in paper.words)
    assert wide == WIDE


@settings(max_examples=12, deadline=None)  # each lays out a page
@given(
    st.lists(st.tuples(st.floats(0, 0.99), st.text(max_size=30)), max_size=60),
    st.floats(5, 20_000),
    st.text(max_size=80),
)
def test_no_chapters_or_titles_crowd_the_page(
    chapters: list[tuple[float, str]], length: float, title: str
) -> None:
    """Any names, in any number, at any distance, in any order."""
    written = maker.reading(length, title=title, chapters=tuple(chapters))
    bare = replace(maker.found(5, written=written), score=None)
    paper = page(replace(bare, levels=replace(bare.levels, length=length)))
    assert clashes(paper.words) == []
    assert all(0 <= word.left and word.right <= WIDE for word in paper.words)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_ends_where_its_words_end(kind: str) -> None:
    """No empty paper under the tables."""
    paper = drawn(kind)
    last = max(word.bottom for word in paper.words)
    assert 10 <= paper.image.height / FINE - last <= 60


def test_a_track_of_ours_has_all_panels() -> None:
    """Aligned on one clock, in a steady order from top to bottom."""
    names = [
        "Waveform",
        "Loudness, LUFS",
        "Beat, ms late",
        "Cadence, steps a minute",
        "Words over the bed, dBFS",
        "Lines above the bed, LU",
        "Breath, as planned",
    ]
    places = {word.text: word for word in drawn("whole").words}
    tops = [places[name].top for name in names]
    assert tops == sorted(tops)
    assert {places[name].left for name in names} == {AXIS[0]}
    assert {"every promise kept", "Arrive", "Run", "Settle", "0:00", "10:00"} <= set(places)


def test_a_foreign_file_has_a_shorter_page() -> None:
    """Panels that can't tell anything are left out."""
    names = texts("foreign")
    assert {"Waveform", "Loudness, LUFS", "Skip silence", "Cafe\u0301"} <= names
    assert not {"Beat, ms late", "Words over the bed, dBFS", "Breath, as planned"} & names
    assert drawn("foreign").image.height < 0.6 * drawn("whole").image.height


def test_a_finding_stands_at_its_moment_on_every_panel() -> None:
    """The click of the scarred track is a line of alarm through all plots."""
    paper = page(replace(whole(), clicks=(Click(at=73.2, size=0.3),)))
    seen = pixels(paper)
    x = Clock(length=600, left=AXIS[0], right=AXIS[1]).x(73.2)
    heads = [word.top for word in paper.words if word.left == AXIS[0] and word.top > 300]
    for head in heads:
        plot = seen[int(head) + 55 : int(head) + 60, int(AXIS[0]) :]
        marked = [column + AXIS[0] for column in columns(plot, ALARM, 70)]
        assert marked
        assert all(abs(column + 0.5 - x) <= 1.5 for column in marked)


def test_a_whole_track_shows_no_alarm_at_all() -> None:
    """Not one pixel; a scarred one shows it in its list, its flags and its panels."""
    assert not where(pixels(drawn("whole")), ALARM, 20).any()
    assert where(pixels(drawn("scarred")), ALARM, 20).sum() > 1000
    assert any(text.endswith("promises broken") for text in texts("scarred"))


def test_chapters_are_quiet_bands() -> None:
    """Every other one is tinted, from its beginning to its end."""
    bands = page(replace(foreign(), reading=maker.reading(600)))
    clock = Clock(length=600, left=AXIS[0], right=AXIS[1])
    waveform = next(word for word in bands.words if word.text == "Waveform")
    row = pixels(bands)[int(waveform.bottom) + 20][None]
    tinted = columns(row, BAND, 2)
    assert [tinted[0], tinted[-1]] == pytest.approx([clock.x(0), clock.right], abs=2)
    assert not [column for column in tinted if clock.x(120) < column < clock.x(480) - 1]


def test_hundreds_of_chapters_keep_some_names_in_one_row() -> None:
    """As many as there is room for, and a nameless one has its number."""
    names = [word for word in drawn("endless").words if word.text.startswith("Chapter ")]
    assert 8 <= len(names) <= 30
    assert len({word.top for word in names}) == 1
    nameless = maker.reading(600, chapters=((0, ""), (0.5, "中文")))
    told = {word.text for word in page(replace(foreign(), reading=nameless)).words}
    assert {"1", "2"} <= told


def test_chapters_out_of_order_or_beyond_the_end_are_drawn_as_they_can_be() -> None:
    """In time order; one that begins after the end has no place."""
    chapters = ((0.5, "Later"), (0, "First"), (3, "Beyond"))
    told = [
        word
        for word in page(replace(foreign(), reading=maker.reading(600, chapters=chapters))).words
        if word.text in ("Later", "First", "Beyond")
    ]
    assert [word.text for word in sorted(told, key=lambda word: word.left)] == ["First", "Later"]


def test_twelve_hours_cost_no_more_paper_than_ten_minutes() -> None:
    """Bounded in size: the same panels, and few words."""
    assert drawn("endless").image.height < 1.2 * drawn("whole").image.height
    assert len(drawn("endless").words) < 120


def test_a_png_is_drawn_and_drawn_again_the_same() -> None:
    """Pillow opens it; no dice, no clock."""
    first = draw(foreign())
    picture = Image.open(BytesIO(first))
    assert (picture.format, picture.width, picture.mode) == ("PNG", WIDE, "RGB")
    assert first == draw(foreign())
    assert len(first) < 600_000


def test_numbers_that_are_none_are_never_shown() -> None:
    """No NaN on any page."""
    assert not [text for kind in KINDS for text in texts(kind) if "nan" in text.split()]
