"""Waveform and loudness stand at the right height and moment."""

from dataclasses import replace

import numpy as np
import pytest

from kindpace.sound.loudness import Loudness
from kindpace.verify.axes import Clock, Plot
from kindpace.verify.drawing import BLUE, GOLD, INK, PALE_GOLD, TEAL, Sheet, sheet
from kindpace.verify.found import Found
from kindpace.verify.panel import Panel, lay
from kindpace.verify.panel_sound import WORD_BAR, loudness, relative_gate, spoken, waveform
from tests.verify import maker
from tests.verify.looking import blended, columns, pixels, where

CLOCK = Clock(length=100, left=100, right=1100)
PLAN = maker.score(100, lines_every=40)
FOUND = maker.found(100, plan=PLAN)


def painted(panel: Panel) -> tuple[Sheet, Plot]:
    """The panel alone on a sheet."""
    page, plot = sheet(1200, 300), panel.plot(CLOCK, 0)
    lay(page, panel, plot)
    return page, plot


def with_levels(**levels: object) -> Found:
    """The same track with other levels."""
    return replace(FOUND, levels=replace(FOUND.levels, **levels))  # type: ignore[arg-type]  # names vary


def test_a_loud_moment_stands_out_of_the_waveform() -> None:
    """Ten seconds at half of full scale, the rest near silence."""
    highs = np.full(1000, 0.02)
    highs[300:400] = 0.5
    page, plot = painted(waveform(with_levels(highs=highs, lows=-highs)))
    wave = where(pixels(page)[int(plot.top) : int(plot.bottom)], blended(BLUE, 0.85)).sum(axis=0)
    assert wave[450] == pytest.approx(75, abs=3)
    assert wave[300] < 8
    loud = np.flatnonzero(wave > 40)
    assert (loud[0], loud[-1]) == (pytest.approx(400, abs=2), pytest.approx(499, abs=2))


def test_words_are_marked_under_the_waveform() -> None:
    """Where they were found; where they are planned if they weren't."""
    moved = replace(FOUND.lines[0], begins=10.0)
    lost = replace(FOUND.lines[1], begins=None)
    found = replace(FOUND, lines=(moved, lost))
    first, second = spoken(found)
    assert first == pytest.approx((10, 10 + moved.end - moved.start))
    assert second == (lost.start, lost.end)
    page, plot = painted(waveform(found))
    bar = pixels(page)[int(plot.bottom) + 4 : int(plot.bottom) + WORD_BAR]
    marked = columns(bar, GOLD)
    assert marked[0] == round(CLOCK.x(10))
    assert marked[-1] == pytest.approx(CLOCK.x(lost.end), abs=2)


def test_a_track_without_words_has_no_key_for_them() -> None:
    """A sign that stands nowhere is not explained."""
    foreign = maker.found(100)
    assert [key.text for key in waveform(foreign).keys] == ["highest and lowest sample"]
    assert "words" not in [key.text for key in loudness(foreign).keys]
    assert "words" in [key.text for key in loudness(FOUND).keys]


def test_loudness_stands_at_its_height() -> None:
    """A steady -20 LUFS is a line at -20; the whole's and the target's lines are there."""
    page, plot = painted(loudness(with_levels(momentary=np.full(997, -20.0), integrated=-25.0)))
    seen = pixels(page)
    between = where(seen[:, 500:520], blended(BLUE, 0.75)).any(axis=1)
    assert np.flatnonzero(between).mean() == pytest.approx(plot.y(-20), abs=2)
    whole = where(seen[:, 500:520], TEAL, 25).all(axis=1)
    assert np.flatnonzero(whole).mean() == pytest.approx(plot.y(-25), abs=2)
    target = where(seen[:, 100:1100], INK, 25).sum(axis=1)
    assert int(target[int(plot.top) :].argmax()) + plot.top == pytest.approx(plot.y(-16), abs=2)


def test_words_tint_the_loudness() -> None:
    """As a band from top to bottom."""
    page, plot = painted(loudness(FOUND))
    top = pixels(page)[int(plot.top) + 3]
    tinted = columns(top[None], PALE_GOLD)
    line = FOUND.lines[0]
    assert tinted[0] == pytest.approx(CLOCK.x(line.start + 0.004), abs=1)
    assert min(abs(column - CLOCK.x(line.end)) for column in tinted) <= 1


def test_the_gate_lies_ten_units_under_what_is_louder_than_silence() -> None:
    """BS.1770-4 eq. 6: blocks under -70 don't count; without any other there is no gate."""
    momentary = np.array([-20.0, -20, -100])
    assert relative_gate(momentary) == pytest.approx(-30)
    assert relative_gate(np.array([-100.0])) is None
    assert relative_gate(np.zeros(0)) is None
    loud = Loudness(np.full(50, 10 ** ((-18 + 0.691) / 10)))
    assert relative_gate(loud.momentary) == pytest.approx(loud.integrated - 10)


def test_silence_and_shortness_still_make_a_panel() -> None:
    """No block of 400 ms, or nothing but silence."""
    for momentary in (np.zeros(0), np.full(50, -120.0)):
        panel = loudness(with_levels(momentary=momentary, integrated=-120.0))
        painted(panel)
        assert panel.low < panel.high
        assert "gate" not in " ".join(key.text for key in panel.keys)
