"""Every session in every sound, rendered and heard back: what each track keeps of its promises.

For each session and template three tracks are made, at 150, 165 and 180 steps a minute, one of them
in stereo. Each MP3 is decoded and held to its plan, and the plan in its tag has to be the same one.
A row tells the worst of the three. Ends with 1 where a promise is broken.

    python bench/trust.py [--minutes 4] [--session NAME ...] [--template NAME ...] [--voice espeak]
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kindpace.library import shipped
from kindpace.problems import KindpaceError, Problem
from kindpace.session.reading import checked_values
from kindpace.sound.templates import template_names
from kindpace.studio.making import Rendered, render
from kindpace.studio.planning import Order, library, plan
from kindpace.studio.scoring import PLAN
from kindpace.timeline.score import Score
from kindpace.timeline.score_text import read_score
from kindpace.track.encode import MONO, STEREO
from kindpace.verify.found import Beats, Found
from kindpace.verify.promises import LOUDNESS, worst_beat

CADENCES = (150, 165, 180)
IN_STEREO = 165


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One track to make; `minutes` None: as long as the session is written."""

    session: str
    template: str
    cadence: int
    voice: str
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was found in one track; None where it has none of it.

    Levels in LUFS, dBTP, LU and dBFS; `skipped` the largest share that a player would take away;
    `faint` and `beat` in seconds, `slope` in seconds a second; `clear` in LU, `lost` in dB.
    """

    run: Run
    integrated: float
    peak: float
    spread: float
    skipped: float
    faint: float
    beat: float | None
    slope: float | None
    lines: int
    found: int
    clear: float | None
    lost: float | None
    floor: float
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table: its name, its width, and what it says of the tracks of a row."""

    name: str
    width: int
    told: Callable[[Sequence[Heard]], str]


def heard(run: Run) -> Heard:
    """`run` made, and heard back."""
    stereo = run.cadence == IN_STEREO
    with TemporaryDirectory() as folder:
        path = Path(folder) / "run.mp3"
        try:
            made = _made(run, path)
        except KindpaceError as fault:
            return _unmade(run, tuple(_sentence(one) for one in fault.problems))
        broken = [_sentence(one) for one in made.broken]
        if _plan_in_tag(made.found) != made.found.score:
            broken.append("the plan in the tag is another than the one that was rendered")
        return _told(run, made.found, tuple(broken), stereo=stereo)


def _sentence(told: Problem) -> str:
    return f"{told.slug}: {told.what}"


def _plan_in_tag(found: Found) -> Score:
    return read_score(dict(found.reading.labels.extra)[PLAN])


def _made(run: Run, path: Path) -> Rendered:
    """Render; a session that is longer than `run.minutes` by its words gets what it needs."""
    encoding = STEREO if run.cadence == IN_STEREO else MONO
    for minutes in (None,) if run.minutes is None else count(run.minutes):
        wishes = {"cadence": run.cadence, "voice": run.voice}
        wishes |= {} if minutes is None else {"minutes": minutes}
        order = Order(
            name=run.session, wishes=checked_values(dict(wishes), "--"), sound=run.template
        )
        try:
            return render(plan(order), path, encoding=encoding)
        except KindpaceError as fault:
            short = all(one.slug == "minutes-too-few" for one in fault.problems)
            if not short or minutes is None:
                raise
    raise AssertionError("there is always one more minute")


def _told(run: Run, found: Found, broken: tuple[str, ...], *, stereo: bool) -> Heard:
    levels, lines = found.levels, found.lines
    clear = [one.clear for one in lines if one.clear is not None]
    late, slope = _beats(found.beats)
    return Heard(
        run=run,
        integrated=levels.integrated,
        peak=levels.true_peak,
        spread=levels.range,
        skipped=max((one.share for one in found.skipped), default=0.0),
        faint=levels.longest_faint,
        beat=late,
        slope=slope,
        lines=len(lines),
        found=sum(one.begins is not None for one in lines),
        clear=min(clear, default=None),
        lost=found.ears.lost if stereo else None,
        floor=float(np.nanmedian(levels.floor)),
        broken=broken,
    )


def _beats(beats: Beats | None) -> tuple[float | None, float | None]:
    """The worst lateness beside what all beats share, plus that share, and the drift."""
    if beats is None or not len(beats.planned):
        return None, None
    return abs(worst_beat(beats)[1]) + abs(beats.late), abs(beats.slope)


def _unmade(run: Run, broken: tuple[str, ...]) -> Heard:
    """A track that could not be made, or not be read."""
    nothing = float("nan")
    return Heard(
        run=run,
        integrated=nothing,
        peak=nothing,
        spread=nothing,
        skipped=nothing,
        faint=nothing,
        beat=None,
        slope=None,
        lines=0,
        found=0,
        clear=None,
        lost=None,
        floor=nothing,
        broken=broken,
    )


def _most(values: Iterable[float | None], form: str) -> str:
    known = [value for value in values if value is not None]
    return format(max(known), form) if known else "-"


def _least(values: Iterable[float | None], form: str) -> str:
    known = [value for value in values if value is not None]
    return format(min(known), form) if known else "-"


def _furthest(tracks: Sequence[Heard]) -> str:
    worst = max((one.integrated for one in tracks), key=lambda found: abs(found - LOUDNESS))
    return f"{worst:.2f}"


def _thousandths(values: Iterable[float | None]) -> Iterator[float | None]:
    return (None if value is None else 1000 * value for value in values)


COLUMNS = (
    Column(name="LUFS", width=8, told=_furthest),
    Column(name="dBTP", width=7, told=lambda row: _most((one.peak for one in row), ".2f")),
    Column(name="LRA", width=6, told=lambda row: _most((one.spread for one in row), ".1f")),
    Column(name="skip %", width=8, told=lambda row: _most((100 * x.skipped for x in row), ".2f")),
    Column(
        name="faint ms",
        width=10,
        told=lambda row: _most(_thousandths(one.faint for one in row), ".0f"),
    ),
    Column(
        name="beat ms",
        width=9,
        told=lambda row: _most(_thousandths(one.beat for one in row), ".2f"),
    ),
    Column(name="slope", width=9, told=lambda row: _most((one.slope for one in row), ".0e")),
    Column(
        name="lines",
        width=9,
        told=lambda row: f"{sum(one.found for one in row)}/{sum(one.lines for one in row)}",
    ),
    Column(name="clear", width=7, told=lambda row: _least((one.clear for one in row), ".1f")),
    Column(name="mono dB", width=9, told=lambda row: _most((one.lost for one in row), ".2f")),
    Column(name="floor", width=7, told=lambda row: _most((one.floor for one in row), ".0f")),
    Column(name="broken", width=8, told=lambda row: str(sum(len(one.broken) for one in row))),
)


def row(tracks: Sequence[Heard]) -> str:
    """The worst of `tracks`, which are of one session and template."""
    run = tracks[0].run
    figures = "".join(f"{column.told(tracks):>{column.width}}" for column in COLUMNS)
    return f"{run.session:<18}{run.template:<9}{figures}"


def table(tracks: Iterable[Heard]) -> Iterator[str]:
    """A line for the head, one for each session x template, and one for each broken promise."""
    head = "".join(f"{column.name:>{column.width}}" for column in COLUMNS)
    yield f"{'session':<18}{'template':<9}{head}"
    faults = []
    for _, group in groupby(tracks, key=lambda one: (one.run.session, one.run.template)):
        same = tuple(group)
        yield row(same)
        faults += [(one.run, told) for one in same for told in one.broken]
    for run, told in faults:
        yield f"  {run.session} {run.template} {run.cadence}: {told}"
    yield "Every promise is kept." if not faults else f"{len(faults)} broken promises."


def runs(asked: Namespace) -> tuple[Run, ...]:
    """Every track to make, those of one row side by side."""
    return tuple(
        Run(
            session=session,
            template=template,
            cadence=cadence,
            voice=asked.voice,
            minutes=asked.minutes,
        )
        for session in asked.session
        for template in asked.template
        for cadence in CADENCES
    )


def _asked() -> Namespace:
    parser = ArgumentParser(description="Every session in every sound, heard back.")
    parser.add_argument("--minutes", type=int, help="shorten every session to about this")
    parser.add_argument("--session", nargs="+", default=sorted(library()))
    templates = template_names([shipped("audio_templates")])
    parser.add_argument("--template", nargs="+", default=list(templates))
    parser.add_argument("--voice", default="espeak")
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


def main() -> int:
    """Print the table as it comes; 1 if a promise is broken."""
    asked = _asked()
    kept = True
    with ProcessPoolExecutor(asked.processes) as pool:

        def watched() -> Iterator[Heard]:
            nonlocal kept
            for one in pool.map(heard, runs(asked)):
                kept = kept and not one.broken
                yield one

        for line in table(watched()):
            print(line, flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
