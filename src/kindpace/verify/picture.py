"""A verified track as one page that is read in ten seconds: figures, then panels on one clock.

What stands out carries the same sign in the list of broken promises, over the panels and, as a
coloured stretch, through all of them.
"""

from collections.abc import Sequence
from itertools import pairwise

from kindpace.verify import panel_sound, panel_steps, panel_words
from kindpace.verify.axes import Clock, Plot, runs, seated
from kindpace.verify.drawing import BAND, RULE, SOFT_INK, Sheet, sheet
from kindpace.verify.flags import lane, raise_flags
from kindpace.verify.found import Found
from kindpace.verify.letters import legible, shortened, width
from kindpace.verify.panel import HEAD, Panel, lay
from kindpace.verify.promises import broken
from kindpace.verify.summary import (
    FIGURES,
    HEADER,
    Faults,
    figure_row,
    figures,
    header,
    promise_list,
    promises_height,
)
from kindpace.verify.tables import tables, tables_height

WIDE = 1800
EDGES = (56.0, 1744.0)
AXIS = (120.0, 1744.0)
"""Where the clock of all panels begins and ends."""

GAP = 18
TIME_LINE = 44
NAME_ROW = 30
NAME_ROWS = 2
NAME_SIZE = 18
NAME_GAP = 14
NAME_WIDE = 210
"""Pixels that a chapter's name may take, if its chapter is shorter than that."""

BAND_ROOM = 7
"""Pixels that a chapter needs to be a band of its own."""

MAKERS = (
    panel_sound.waveform,
    panel_sound.loudness,
    panel_steps.beat,
    panel_steps.cadence,
    panel_words.bed,
    panel_words.clearance,
    panel_words.breath,
)


def draw(found: Found) -> bytes:
    """A PNG, 1800 pixels wide and as high as what was found needs; the same again, same bytes.

    Work and size are bounded: of a long track, lows and highs of each column are drawn.
    """
    return page(found).png()


def page(found: Found) -> Sheet:
    """The page before it is scaled down, which knows where each of its words stands."""
    panels = [panel for make in MAKERS if (panel := make(found)) is not None]
    clock = _clock(found)
    faults = broken(found)
    paper = sheet(WIDE, _height(found, faults, panels))
    end = header(paper, found, faults, EDGES)
    end = figure_row(paper, figures(found, faults), EDGES, end)
    end = promise_list(paper, faults, EDGES, end) + GAP
    signs = end + _names_height(found)
    plots, top = [], signs + lane(found)
    for panel in panels:
        plots.append(panel.plot(clock, top))
        top = plots[-1].bottom + GAP
    _chapters(paper, found, clock, signs, plots)
    _time_line(paper, clock, plots)
    for panel, plot in zip(panels, plots, strict=True):
        lay(paper, panel, plot)
    heights = [(plot.top, plot.bottom) for plot in plots]
    raise_flags(paper, found, clock, signs, heights)
    tables(paper, found, EDGES, plots[-1].bottom + TIME_LINE + GAP)
    return paper


def _height(found: Found, faults: Faults, panels: Sequence[Panel]) -> int:
    """How many pixels `page` comes to, part by part."""
    words = promises_height(faults, EDGES) + GAP + tables_height(found) + GAP
    signs = _names_height(found) + lane(found)
    plots = sum(HEAD + panel.height + GAP for panel in panels)
    return round(HEADER + FIGURES + words + signs + plots + TIME_LINE)


def _starts(found: Found) -> list[tuple[float, str]]:
    """Where chapters begin, in time order, with a name to show; a nameless one has its number."""
    chapters = enumerate(found.reading.labels.chapters, 1)
    named = ((float(one.start), legible(one.title, str(number))) for number, one in chapters)
    return sorted(one for one in named if 0 <= one[0] < found.levels.length)


def _names(found: Found, clock: Clock) -> list[tuple[float, int, str]]:
    """Where each chapter's name stands that finds room: from where on, on which row."""
    starts = _starts(found)
    xs = [clock.x(start) for start, _ in starts]
    ends = [*xs[1:], clock.right][: len(xs)]
    names = [
        shortened(name, NAME_SIZE, min(clock.right, max(end, x + NAME_WIDE)) - x - 7)
        for (_, name), x, end in zip(starts, xs, ends, strict=True)
    ]
    wides = [7 + width(name, NAME_SIZE) for name in names]
    rows = seated(xs, wides, NAME_ROWS, NAME_GAP)
    if -1 in rows:  # too many for all of them: fewer are calmer
        rows = seated(xs, wides, 1, NAME_GAP)
    return [one for one in zip(xs, rows, names, strict=True) if one[1] >= 0]


def _names_height(found: Found) -> float:
    rows = 1 + max((row for _, row, _ in _names(found, _clock(found))), default=-1)
    return NAME_ROW * rows + 10 if _starts(found) else 0


def _clock(found: Found) -> Clock:
    return Clock(length=found.levels.length, left=AXIS[0], right=AXIS[1])


def _chapters(
    paper: Sheet, found: Found, clock: Clock, bottom: float, plots: Sequence[Plot]
) -> None:
    """Chapters as quiet bands through all plots, their names on rows over `bottom`."""
    xs = [clock.x(start) for start, _ in _starts(found)]
    for number, (left, right) in enumerate(pairwise([*xs, clock.right])):
        if number % 2 == 0 and right - left >= BAND_ROOM:
            for plot in plots:
                paper.box((left, plot.top, right, plot.bottom), BAND)
    for left, _ in runs([(x, x) for x in xs], 3):
        paper.line([(left, bottom - 7), (left, bottom)], SOFT_INK, thick=1)
    names = _names(found, clock)
    last = max((row for _, row, _ in names), default=0)
    for x, row, name in names:
        base = bottom - 14 - NAME_ROW * (last - row)
        paper.line([(x, base - 14), (x, bottom)], SOFT_INK, thick=1)
        paper.write((x + 7, base), name, size=NAME_SIZE, ink=SOFT_INK)


def _time_line(paper: Sheet, clock: Clock, plots: Sequence[Plot]) -> None:
    """Round moments as faint lines through all plots, and named under the last."""
    foot = plots[-1].bottom
    for moment, name in clock.marks():
        x = clock.x(moment)
        for plot in plots:
            paper.line([(x, plot.top), (x, plot.bottom)], RULE, thick=1)
        paper.line([(x, foot), (x, foot + 7)], SOFT_INK, thick=1)
        paper.write((x, foot + 30), name, size=18, ink=SOFT_INK, align=0.5)
