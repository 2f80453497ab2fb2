"""The foot of the page: what each player would skip, and what else was measured."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from kindpace.session.notation import clock
from kindpace.verify.drawing import ALARM, INK, RULE, SOFT_INK, TEAL, Shape, Sheet
from kindpace.verify.found import Found, Skipped
from kindpace.verify.letters import legible
from kindpace.verify.promises import LEANING, MONO_LOSS, OFFSET, cutting_players

ROW = 36
"""Pixels from one row to the next."""

BEYOND_HEARING = 100.0
"""dB from which on a difference is told as no more than that."""

Edges = tuple[float, float]
"""Left and right end of what is written."""

Row = tuple[str, str, bool | None]
"""A name, what was measured, and whether it is as promised (None: it is told for itself)."""


def tables_height(found: Found) -> float:
    """How high the two tables are."""
    return 48 + ROW * max(len(_players(found)), len(_others(found)))


def tables(sheet: Sheet, found: Found, edges: Edges, top: float) -> None:
    """What each player would skip, beside what else was measured."""
    half = (edges[1] - edges[0]) / 2
    _table(sheet, "Skip silence", _players(found), (edges[0], edges[0] + half - 50), top)
    _table(sheet, "Also measured", _others(found), (edges[0] + half + 50, edges[1]), top)


def _players(found: Found) -> list[Row]:
    cutting = cutting_players(found.skipped)
    return [
        (legible(one.player, "a player"), _taken(one), one not in cutting) for one in found.skipped
    ]


def _taken(one: Skipped) -> str:
    """How much a player would take away, and from where on."""
    if not one.seconds:
        return "nothing taken away"
    first = "" if one.first is None else f", first at {_moment(one.first)}"
    return f"{100 * one.share:.1f} %, {one.seconds:.2f} s{first}"


def _others(found: Found) -> list[Row]:
    ears, levels = found.ears, found.levels
    one = found.reading.form.channels == 1
    worst = f"{_decibels(ears.worst_lost)} around {_moment(ears.worst_at)}"
    lost = f"{_decibels(ears.lost)}, {worst}"
    return [
        ("lost on one ear", "nothing: mono" if one else lost, ears.lost <= MONO_LOSS),
        (
            "one ear louder by",
            "nothing: mono" if one else _decibels(abs(ears.leaning)),
            abs(ears.leaning) <= LEANING,
        ),
        (
            "offset (DC)",
            f"{100 * abs(levels.offset):.2f} % of full scale",
            abs(levels.offset) <= OFFSET,
        ),
        ("clipped samples", str(levels.clipped), not levels.clipped),
        ("longest run under -30 dBFS", f"{1000 * levels.longest_faint:.0f} ms", None),
    ]


def _table(sheet: Sheet, name: str, rows: Sequence[Row], edges: Edges, top: float) -> None:
    left, right = edges
    sheet.write((left, top + 30), name, size=25, ink=INK)
    for number, (label, value, kept) in enumerate(rows):
        base = top + 30 + ROW * (number + 1)
        sheet.line([(left, base - 25), (right, base - 25)], RULE, thick=1)
        room = (right - left) / 2
        taken = sheet.write((right, base), value, size=20, ink=INK, align=1, room=room)
        if kept is not None:
            shape, colour = (Shape.TICK, TEAL) if kept else (Shape.EXCLAMATION, ALARM)
            sheet.sign(shape, right - taken - 18, base - 7, colour, 14)
        rest = right - left - taken - 50
        sheet.write((left, base), label, size=20, ink=SOFT_INK, room=rest)


def _decibels(number: float) -> str:
    return f"{number:.1f} dB" if number < BEYOND_HEARING else f"over {BEYOND_HEARING:g} dB"


def _moment(seconds: float) -> str:
    return clock(Fraction(round(seconds))) if np.isfinite(seconds) else "0:00"
