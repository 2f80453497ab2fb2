"""The promises of a track, each with its number, and which of them a file doesn't keep."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kindpace.problems import Problem, problem
from kindpace.session.notation import clock
from kindpace.track.encode import RATE
from kindpace.verify.form import broken_form, broken_tag, exactly, shortly
from kindpace.verify.found import Beats, Found, LineFound, Numbers, Skipped, Stretch
from kindpace.verify.lines import ALIKE

LOUDNESS = -16.0
"""LUFS integrated: Apple Podcasts' "Audio requirements" ask for -16 dB LKFS +-1 dB."""

AROUND_OURS, AROUND_OTHERS = 0.5, 1.0
"""LU of leave for a track with a plan, and for any other, which keeps to the directory's rule."""

TRUE_PEAK = -1.0
"""dBTP at most, as EBU R 128 and podcast directories have it."""

PEAK_WITHIN = 0.05
"""dB by which two decoders of one MP3 may differ."""

OFFSET = 0.002
"""Of full scale: -54 dBFS of DC, under which a start or a pause makes no audible click."""

BEAT_WITHIN = 0.002
"""Seconds between a beat and its step, at worst."""

DRIFT = 1e-6
"""Seconds a second: a beat may be this much too quick or too slow ..."""

DRIFT_WITHIN = 0.0005
"""... or come this many seconds apart over the track, for a short one tells its slope less well."""

SLICE = "SPAN"
"""The pair in the tag that says which span of a session a track is, where it isn't the whole."""

MOST_MISSING = 0.5
"""Of all beats: where more are gone, those that seem to be heard are chance."""

DRIFT_EXPLAINS = 0.9
"""Of the variance of uneven beats: below it they are shifted in pieces rather than drifting."""

LINE_WITHIN = 0.06
"""Seconds between a line and its place."""

LIKENESS = ALIKE
"""How like its planned outline a line is at least, of 1."""

CLEARANCE = 10.0
"""LU by which a line stands above what lies under it."""

MONO_LOSS = 1.0
"""LU that a track may lose when both channels are added, over the whole."""

MONO_LOSS_ONCE = 6.0
"""LU in its worst three seconds: two channels that know nothing of each other lose 3."""

SKIPPED_WITHIN = 0.05
"""Seconds that a player may take in all: so much of the very first and last fades is faint."""

LEANING = 1.5
"""dB between the ears, over the whole."""


def broken(found: Found) -> tuple[Problem, ...]:
    """Each promise that the file doesn't keep, the worst for a runner first.

    One cause is told once, at its first place, with the count of the others.
    """
    checks = (
        broken_form(found.reading, found.score),
        _beats(found.beats, float(found.levels.length)) if found.beats else (),
        _lines(found.lines),
        _places(found),
        _skipped(found),
        _levels(found),
        _ears(found),
        broken_tag(found.reading, found.score),
    )
    return tuple(one for check in checks for one in check)


def around(found: Found) -> float:
    """How far from `LOUDNESS` this file may be."""
    return AROUND_OTHERS if found.score is None else AROUND_OURS


def anchored(found: Found) -> bool:
    """Whether this is the whole of a session with words, as far as anybody can know.

    A slice, or a session without a word, may be softer, for loudness is anchored on the voice; and
    who would announce its quiet has been cut off, or never spoke.
    """
    sliced = any(name == SLICE for name, _ in found.reading.labels.extra)
    worded = found.score is None or bool(found.score.lines or found.score.plays)
    return worded and not sliced


def worst_beat(beats: Beats) -> tuple[float, float]:
    """The moment (s) of the beat that stands furthest from the others' grid, and its lateness (s).

    What all beats share, lateness and drift, is taken off: each is told by itself. NaN, NaN where
    no beat was found.
    """
    uneven = unevenness(beats)
    if not np.isfinite(uneven).any():
        return float("nan"), float("nan")
    worst = int(np.nanargmax(np.abs(uneven)))
    return float(beats.planned[worst]), float(uneven[worst])


def unevenness(beats: Beats) -> Numbers:
    """How late (s) each beat is beside the lateness and the drift that all of them share."""
    shared = beats.late + beats.slope * beats.planned
    uneven: Numbers = beats.late_by - shared
    return uneven


def _beats(beats: Beats, length: float) -> Iterator[Problem]:
    heard = np.isfinite(beats.late_by) | _hidden(beats)
    count, gone = len(heard), int((~heard).sum())
    if gone:
        first = moment(beats.planned[~heard][0])
        yield problem("beats-missing", count=gone, all=count, moment=first)
    if gone > MOST_MISSING * count:
        return  # what is left is chance, and tells nothing about the beat
    uneven = unevenness(beats)
    off = np.abs(uneven) > BEAT_WITHIN
    drifts = _drifts(beats, length) and (not off.any() or _explained(beats) > DRIFT_EXPLAINS)
    if drifts:
        parts, apart = f"{beats.slope * 1e6:+.1f}", f"{beats.slope * length * 1000:+.1f}"
        yield problem("beats-drift", parts=parts, late=apart)
    if off.any():
        at, late_by = worst_beat(beats)
        late, side, many = _ms(late_by), _side(late_by), int(off.sum())
        yield problem(
            "beats-uneven", moment=moment(at), late=late, side=side, count=many, all=count
        )
    if abs(beats.late) > BEAT_WITHIN and not drifts:
        yield problem("beats-shifted", late=_ms(beats.late), side=_side(beats.late))


def _hidden(beats: Beats) -> NDArray[np.bool_]:
    """The beats that a word's own onset may cover: alone under words, both neighbours heard."""
    heard = np.pad(np.isfinite(beats.late_by), 1)
    hidden: NDArray[np.bool_] = beats.spoken & heard[:-2] & heard[2:]
    return hidden


def _drifts(beats: Beats, length: float) -> bool:
    return abs(beats.slope) > max(DRIFT, DRIFT_WITHIN / max(length, 1.0))


def _explained(beats: Beats) -> float:
    """How much of the beats' lateness, of 1, is drift: a piece cut out shifts them all at once."""
    whole = float(np.nanvar(beats.late_by))
    return 1 - float(np.nanvar(unevenness(beats))) / whole if whole else 0.0


def _lines(lines: Sequence[LineFound]) -> Iterator[Problem]:
    heard = [line for line in lines if line.begins is not None]
    like = [line for line in heard if line.likeness is None or line.likeness >= LIKENESS]
    moved = [line for line in like if abs(_late(line)) > LINE_WITHIN]
    covered = [line for line in heard if line.clear is not None and line.clear < CLEARANCE]
    if gone := [line for line in lines if line.begins is None]:
        yield problem("line-missing", **_line_words(gone))
    if unlike := [line for line in heard if line not in like]:
        yield problem("line-unlike", **_line_words(unlike))
    if moved:
        late = _late(moved[0])
        yield problem("line-moved", late=_ms(late), side=_side(late), **_line_words(moved))
    if covered:
        covered.sort(key=lambda line: line.clear or 0.0)
        clear = f"{covered[0].clear:.1f}"
        yield problem("line-covered", clear=clear, **_line_words(covered))


def _late(line: LineFound) -> float:
    return 0.0 if line.begins is None else line.begins - line.start


def _line_words(lines: Sequence[LineFound]) -> dict[str, Any]:
    """The first of `lines` for a sentence, and how many more there are."""
    first = lines[0]
    return {"moment": moment(first.start), "text": shortly(first.text), "more": _more(lines)}


def _places(found: Found) -> Iterator[Problem]:
    """Holes, clicks, sinking beds and long quiets, each kind at its first or worst place."""
    for slug, stretches in (("dead-air", found.holes), ("bed-sinks", found.pumping)):
        if stretches:
            at, length = exactly(Fraction(stretches[0].start)), f"{_long(stretches[0]):.2f}"
            yield problem(slug, moment=at, length=length, more=_more(stretches))
    if found.clicks:
        first = found.clicks[0]
        size, at = f"{first.size:.2f}", exactly(Fraction(first.at))
        yield problem("click-heard", moment=at, size=size, more=_more(found.clicks))
    if found.still and anchored(found):
        longest = max(found.still, key=_long)
        at, length = moment(longest.start), moment(_long(longest))
        yield problem("quiet-unforeseen", moment=at, length=length, more=_more(found.still))


def _long(stretch: Stretch) -> float:
    return stretch.end - stretch.start


def _skipped(found: Found) -> Iterator[Problem]:
    """The players that would cut something away; one cause, so one sentence."""
    cutting = cutting_players(found.skipped)
    if not cutting:
        return
    most = max(one.seconds for one in cutting)
    first = min(one.first for one in cutting if one.first is not None)
    names = [one.player for one in cutting]
    players = ", ".join(names[:3]) + _more(names[2:])
    yield problem("silence-skipped", seconds=f"{most:.1f}", moment=moment(first), players=players)


def cutting_players(skipped: Sequence[Skipped]) -> list[Skipped]:
    """Those that would take away more than `SKIPPED_WITHIN`."""
    return [one for one in skipped if one.seconds > SKIPPED_WITHIN]


def _levels(found: Found) -> Iterator[Problem]:
    levels, leave = found.levels, around(found)
    off = levels.integrated - LOUDNESS
    words: dict[str, Any] = {
        "found": f"{levels.integrated:.1f}",
        "target": f"{LOUDNESS:.0f}",
        "around": leave,
    }
    if off > leave:
        yield problem("loudness-high", over=f"{off:.1f}", **words)
    if anchored(found) and not off >= -leave:  # a NaN too: what is too faint has no loudness
        yield problem("loudness-low", under=f"{-off:.1f}", **words)
    if levels.clipped:
        yield problem("sound-clipped", count=levels.clipped)
    if levels.true_peak > TRUE_PEAK + PEAK_WITHIN:
        peak, over = f"{levels.true_peak:.1f}", f"{levels.true_peak - TRUE_PEAK:.1f}"
        yield problem("peak-high", found=peak, most=f"{TRUE_PEAK:.0f}", over=over)
    if abs(levels.offset) > OFFSET:
        yield problem("sound-offset", found=f"{100 * levels.offset:+.1f}")


def _ears(found: Found) -> Iterator[Problem]:
    ears = found.ears
    if ears.lost > MONO_LOSS:
        yield problem("mono-thin", lost=_decibels(ears.lost))
    elif ears.worst_lost > MONO_LOSS_ONCE:
        lost, at = _decibels(ears.worst_lost), moment(ears.worst_at)
        yield problem("mono-thin-once", lost=lost, moment=at)
    if abs(ears.leaning) > LEANING:
        yield problem("ears-lean", leaning=_decibels(abs(ears.leaning)))


def moment(seconds: float) -> str:
    """A moment of the track as a player shows it."""
    return clock(Fraction(round(float(seconds) * RATE), RATE)) if isfinite(seconds) else "0:00"


def _decibels(number: float) -> str:
    return f"{number:.1f}" if number < 100 else "100 or more"  # noqa: PLR2004 - beyond all hearing


def _ms(seconds: float) -> str:
    return f"{abs(seconds) * 1000:.1f}" if abs(seconds) < 1 else f"{abs(seconds) * 1000:.0f}"


def _side(seconds: float) -> str:
    return "after" if seconds > 0 else "before"


def _more(things: Sequence[object]) -> str:
    """What to add to a sentence about the first of `things`."""
    others = len(things) - 1
    return f", and {others} more" if others > 0 else ""
