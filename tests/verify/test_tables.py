"""The tables at the foot: every player, and the figures that have no panel."""

from dataclasses import replace

from kindpace.verify.drawing import ALARM, TEAL, sheet
from kindpace.verify.found import Ears, Found, Skipped
from kindpace.verify.tables import tables, tables_height
from tests.verify import maker
from tests.verify.looking import clashes, columns, pixels

EDGES = (56.0, 1744.0)
WHOLE = maker.found(60)
STEREO = replace(WHOLE, reading=maker.reading(60, channels=2))


def told(found: Found) -> list[str]:
    """All words, after a look that none lie over others and all lie within the height."""
    height = tables_height(found)
    page = sheet(1800, round(height))
    tables(page, found, EDGES, 0)
    assert clashes(page.words) == []
    assert all(word.bottom <= height for word in page.words)
    return [word.text for word in page.words]


def test_every_player_has_its_row() -> None:
    """With nothing taken away, or how much of it and from where on."""
    cut = Skipped(player="Media3", seconds=12.34, share=0.0213, first=65.0)
    found = replace(WHOLE, skipped=(*WHOLE.skipped[:1], cut))
    words = told(found)
    assert words.count("nothing taken away") == 1
    assert "2.1 %, 12.34 s, first at 1:05" in words
    assert {"Media3", WHOLE.skipped[0].player} <= set(words)


def test_a_breath_at_the_edge_is_told_but_no_alarm() -> None:
    """As little as the promise allows for."""
    faint = replace(WHOLE.skipped[0], seconds=0.01, share=0.0001, first=0.0)
    found = replace(WHOLE, skipped=(faint,))
    assert "0.0 %, 0.01 s, first at 0:00" in told(found)
    page = sheet(1800, round(tables_height(found)))
    tables(page, found, EDGES, 0)
    assert columns(pixels(page), ALARM) == []


def test_what_is_off_is_marked() -> None:
    """Alarm in the left table for players, in the right one for the others."""
    cut = replace(WHOLE.skipped[0], seconds=1.0, share=0.1, first=None)
    leaning = Ears(lost=0.2, worst_lost=0.4, worst_at=7.0, leaning=9.0)
    for found, side in (
        (replace(STEREO, skipped=(cut,)), 0),
        (replace(STEREO, ears=leaning), 1),
        (replace(STEREO, levels=replace(STEREO.levels, clipped=3)), 1),
        (replace(STEREO, levels=replace(STEREO.levels, offset=-0.1)), 1),
    ):
        page = sheet(1800, round(tables_height(found)))
        tables(page, found, EDGES, 0)
        seen = pixels(page)
        halves = [bool(columns(part, ALARM)) for part in (seen[:, :900], seen[:, 900:])]
        assert halves == [side == 0, side == 1]


def test_a_whole_track_alarms_nowhere() -> None:
    """Ticks only."""
    page = sheet(1800, round(tables_height(WHOLE)))
    tables(page, WHOLE, EDGES, 0)
    assert columns(pixels(page), ALARM) == []
    assert columns(pixels(page), TEAL)


def test_mono_has_nothing_to_lose() -> None:
    """Only two channels tell figures."""
    assert told(WHOLE).count("nothing: mono") == 2
    ears = Ears(lost=0.31, worst_lost=1.2, worst_at=75.0, leaning=-0.4)
    words = told(replace(STEREO, ears=ears))
    assert "0.3 dB, 1.2 dB around 1:15" in words
    assert "0.4 dB" in words


def test_what_no_ear_could_tell_apart_has_no_figure() -> None:
    """Channels that cancel one another lose more than anybody can hear, or no number at all."""
    gone = Ears(lost=float("inf"), worst_lost=240.0, worst_at=float("nan"), leaning=0.0)
    assert "over 100 dB, over 100 dB around 0:00" in told(replace(STEREO, ears=gone))


def test_the_height_follows_the_longer_table() -> None:
    """Many players make a higher page; none at all still has the other figures."""
    many = replace(WHOLE, skipped=WHOLE.skipped * 4)
    assert tables_height(many) > tables_height(WHOLE)
    assert tables_height(replace(WHOLE, skipped=())) == tables_height(WHOLE)
    assert "clipped samples" in told(replace(WHOLE, skipped=()))
