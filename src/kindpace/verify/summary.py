"""The upper part of the page: its title, six figures, and the promises that are broken."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kindpace.problems import Problem
from kindpace.session.notation import clock
from kindpace.verify.drawing import (
    ALARM,
    BAND,
    DUSK,
    FINE,
    INK,
    LIGHT,
    NIGHT,
    PAPER,
    RULE,
    SOFT_INK,
    TEAL,
    Shape,
    Sheet,
    mixed,
)
from kindpace.verify.flags import sign_of
from kindpace.verify.found import Found
from kindpace.verify.letters import legible, wrapped
from kindpace.verify.promises import (
    BEAT_WITHIN,
    LOUDNESS,
    TRUE_PEAK,
    anchored,
    around,
    worst_beat,
)

HEADER = 150
FIGURES = 128
TITLE_SIZES = (54, 46, 40, 34)
TOLD = 10
"""So many broken promises are told in full; how many more there are is told by a number."""

LINE = 31
"""Pixels from one line of a sentence to the next."""

Edges = tuple[float, float]
"""Left and right end of what is written."""

Faults = Sequence[Problem]
"""The promises that are broken, worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number for the eye, its name, what it is held to, and whether it is (None: to nothing)."""

    name: str
    value: str
    wanted: str
    kept: bool | None


def header(sheet: Sheet, found: Found, faults: Faults, edges: Edges) -> float:
    """The evening sky with title, length and form, and how many promises are kept."""
    wide, high = sheet.image.width, FINE * HEADER
    column = mixed((NIGHT, DUSK), np.linspace(0, 1, high))
    sheet.paste(np.repeat(column[:, None], wide, axis=1))
    left, right = edges
    reading = found.reading
    name = legible(reading.path.stem, "A track")
    title = legible(reading.labels.title, name)
    size = next((size for size in TITLE_SIZES if sheet.wide(title, size) <= right - left), 34)
    sheet.write((left, 78), title, size=size, ink=LIGHT, room=right - left)
    planned = found.score is not None
    taken = _verdict(sheet, len(faults), right, planned=planned)
    room = right - left - taken - 30
    sheet.write((left, 124), "  ·  ".join(_form(found)), size=22, ink=LIGHT, room=room)
    return HEADER


def _verdict(sheet: Sheet, count: int, right: float, *, planned: bool) -> float:
    """Whether all promises are kept, on a plate of its own; gives how wide it is."""
    kept = "every promise kept" if planned else "kept, as far as it needs no plan"
    verdict = f"{count} promise{'s' * (count > 1)} broken" if count else kept
    wide = sheet.wide(verdict, 24) + 76
    mark, colour = (Shape.EXCLAMATION, ALARM) if count else (Shape.TICK, TEAL)
    sheet.box((right - wide, 93, right, 137), PAPER, radius=22)
    sheet.sign(mark, right - wide + 30, 115, colour, 20)
    sheet.write((right - 24, 123), verdict, size=24, ink=colour, align=1)
    return wide


def _form(found: Found) -> list[str]:
    form, path = found.reading.form, found.reading.path
    channels = {1: "mono", 2: "stereo"}.get(form.channels, f"{form.channels} channels")
    bitrate = f"{form.bitrate} kbit/s" if form.bitrate else "varying bitrate"
    chapters = len(found.reading.labels.chapters)
    told = [
        clock(form.length),
        f"MP3, {form.rate / 1000:g} kHz, {channels}, {bitrate}",
        f"{chapters} chapter{'s' * (chapters != 1)}" if chapters else "no chapters",
        legible(path.name),
    ]
    return [words for words in told if words]


def figures(found: Found, faults: Faults) -> tuple[Figure, ...]:
    """Loudness, peak, range, skipping, beat and lines, each with what it is held to."""
    levels, leave, exact = found.levels, around(found), anchored(found)
    share = max((one.share for one in found.skipped), default=0.0)
    return (
        Figure(
            name="loudness",
            value=f"{levels.integrated:.1f} LUFS",
            wanted=f"{LOUDNESS:.0f} ± {leave:g}" if exact else f"{LOUDNESS + leave:g} at most",
            kept=_kept(faults, "loudness-"),
        ),
        Figure(
            name="true peak",
            value=f"{levels.true_peak:.1f} dBTP",
            wanted=f"{TRUE_PEAK:.0f} at most",
            kept=_kept(faults, "peak-"),
        ),
        Figure(name="loudness range", value=f"{levels.range:.1f} LU", wanted="", kept=None),
        Figure(
            name="skip-silence removes",
            value=f"{100 * share:.1f} %",
            wanted="0.0 %, any player",
            kept=_kept(faults, "silence-"),
        ),
        _beat_figure(found, faults),
        _lines_figure(found, faults),
    )


def _kept(faults: Faults, group: str) -> bool:
    return not any(fault.slug.startswith(group) for fault in faults)


def _beat_figure(found: Found, faults: Faults) -> Figure:
    beats, kept = found.beats, _kept(faults, "beats-")
    if beats is None or not len(beats.planned):
        return Figure(name="beat", value="-", wanted=_nothing(found), kept=None)
    _, worst = worst_beat(beats)
    missing = int((~np.isfinite(beats.late_by)).sum())
    wanted = f"{1000 * BEAT_WITHIN:g} ms at most"
    if missing:
        wanted = f"{missing} missing"
    elif not _kept(faults, "beats-drift"):
        wanted = f"drifts {60_000 * beats.slope:+.1f} ms a minute"
    value = f"{1000 * abs(worst):.1f} ms" if np.isfinite(worst) else "not heard"
    return Figure(name="beat, worst", value=value, wanted=wanted, kept=kept)


def _lines_figure(found: Found, faults: Faults) -> Figure:
    if not found.lines:
        return Figure(name="lines", value="-", wanted=_nothing(found), kept=None)
    heard = sum(line.begins is not None for line in found.lines)
    clear = min((line.clear for line in found.lines if line.clear is not None), default=None)
    return Figure(
        name="lines found",
        value=f"{heard} of {len(found.lines)}",
        wanted="" if clear is None else f"{clear:.0f} LU or more above the bed",
        kept=_kept(faults, "line-"),
    )


def _nothing(found: Found) -> str:
    return "none planned" if found.score else "the file holds no plan"


def figure_row(sheet: Sheet, row: Sequence[Figure], edges: Edges, top: float) -> float:
    """The figures side by side, and where the row ends."""
    wide = (edges[1] - edges[0]) / len(row)
    for number, figure in enumerate(row):
        left = edges[0] + number * wide
        if number:
            sheet.line([(left - 18, top + 22), (left - 18, top + FIGURES - 22)], RULE, thick=1)
        room = wide - 44
        sheet.write((left, top + 36), figure.name, size=20, ink=SOFT_INK, room=room)
        ink = ALARM if figure.kept is False else INK
        taken = sheet.write((left, top + 78), figure.value, size=34, ink=ink, room=room)
        sheet.write((left, top + 108), figure.wanted, size=18, ink=SOFT_INK, room=room)
        if figure.kept is not None:
            shape = Shape.TICK if figure.kept else Shape.EXCLAMATION
            sheet.sign(shape, left + taken + 22, top + 67, TEAL if figure.kept else ALARM, 18)
    return top + FIGURES


def promises(faults: Faults, room: float) -> list[tuple[Shape | None, str]]:
    """Lines about the broken promises as wide as `room`, the first of each with its sign."""
    lines: list[tuple[Shape | None, str]] = []
    for fault in faults[:TOLD]:
        first, *others = wrapped(legible(fault.what), FINE * 21, FINE * room)
        lines += [(sign_of(fault.slug), first), *((None, other) for other in others)]
    if rest := len(faults) - TOLD:
        lines += [(None, f"... and {rest} more")] * (rest > 0)
    return lines


def promise_list(sheet: Sheet, faults: Faults, edges: Edges, top: float) -> float:
    """Write the broken promises, the legend of the signs on the page, and give their end."""
    lines = promises(faults, edges[1] - edges[0] - 40)
    end = top + promises_height(faults, edges)
    sheet.box((edges[0] - 20, top, edges[1] + 20, end), BAND, radius=10)
    for number, (shape, text) in enumerate(lines):
        base = top + 36 + LINE * number
        if shape:
            sheet.sign(shape, edges[0] + 10, base - 7, ALARM, 15)
        sheet.write((edges[0] + 36, base), text, size=21, ink=INK)
    return end


def promises_height(faults: Faults, edges: Edges) -> float:
    """How high the list of broken promises is; nothing where all are kept."""
    count = len(promises(faults, edges[1] - edges[0] - 40))
    return LINE * count + 26 if count else 0
