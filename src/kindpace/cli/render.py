"""`render`: one command makes a guided run."""

import re
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path

import click

from kindpace.care.support import stale
from kindpace.cli.check import allowed_json, allowed_lines
from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import with_wishes
from kindpace.cli.words import as_json, print_json, progress, tell
from kindpace.problems import Problem, Weight, WrongUse, problem
from kindpace.session.model import Line, Seconds, Session
from kindpace.session.notation import clock
from kindpace.studio.making import Rendered, render
from kindpace.studio.planning import Order, plan
from kindpace.timeline.sheet import longest_quiet, quiet_share
from kindpace.track.encode import MONO, STEREO
from kindpace.verify.report import measures
from kindpace.verify.report import report_json as found_json
from kindpace.voices.own_files import id_of, shortened

SHOWN_MOVES = 4
"""How many of the parts that moved are named."""

SHOWN_SPOKEN = 3
"""How many of the lines without a recording are named."""


@click.command("render", cls=WordsAfterMix)
@with_wishes
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where the track goes; else NAME.mp3."
)
@click.option("--only", metavar="PART", help="Render one part alone.")
@click.option("--span", metavar="FROM-TO", help="Render a span alone, such as 5:00-6:30.")
@click.option("--stereo", is_flag=True, help="Stereo at 128 kbit/s; else mono at 96.")
@click.option("--json", "as_data", is_flag=True, help="Print the report as JSON.")
def render_command(
    *,
    order: Order,
    output: Path | None,
    only: str | None,
    span: str | None,
    stereo: bool,
    as_data: bool,
) -> None:
    """Make a track: one MP3 that any phone plays."""
    planned = plan(order)
    planned.cleared()
    into = output or Path(f"{planned.session.id}.mp3")
    remarks: list[Problem] = []

    def on_remark(remark: Problem) -> None:
        remarks.append(remark)
        tell([remark])

    country = planned.session.runner.country
    for old in stale(order.today, country) if order.today and country else ():
        on_remark(old)

    with progress() as shown:
        made = render(
            planned,
            into,
            only=span_of(span) if span else only,
            encoding=STEREO if stereo else MONO,
            on_progress=shown,
            on_leaving=lambda leaving: tell([leaving.told]),
            on_remark=on_remark,
        )
    if as_data:
        print_json(report_json(made) | {"remarks": [as_json(one) for one in remarks]})
        return
    click.echo("\n".join(report_lines(made)))
    if made.broken:
        click.echo("", err=True)
        tell(made.broken, "The track was written all the same.")


def span_of(written: str) -> tuple[Seconds, Seconds]:
    """`5:00-6:30` as two moments. Raises WrongUse."""
    match = re.fullmatch(r"(?:(\d+):)?(\d+(?:\.\d+)?)\s*-\s*(?:(\d+):)?(\d+(?:\.\d+)?)", written)
    if match is None:
        raise WrongUse([problem("span-unreadable", written=written)])
    minutes, seconds, last_minutes, last_seconds = (
        Fraction(group or 0) for group in match.groups()
    )
    return 60 * minutes + seconds, 60 * last_minutes + last_seconds


def report_lines(made: Rendered) -> list[str]:
    """What was made, in a few lines."""
    session, timeline, track = made.plan.session, made.plan.timeline, made.track
    share = float(quiet_share(timeline))
    heard = measures(made.found)
    told = {
        "length": clock(track.length),
        "cadence": _cadence(session),
        "breath": ", ".join(dict.fromkeys(str(one.pattern) for one in timeline.breaths)) or "free",
        "voice": f"{', '.join(made.voices)}, {len(made.recorded) + len(made.spoken)} lines",
        "own": _own(made),
        "sound": f"{session.sound}, with {session.bed.path.name}" if session.bed else session.sound,
        "mix": _mix(made),
        **{name: heard[name] for name in ("loudness", "beat", "lines", "skipping")},
        "quiet": f"{share:.0%} without words, the longest {clock(longest_quiet(timeline))}",
        "moved": _moved(made),
        "where": f"{track.path}, {track.size / 1_000_000:.1f} MB",
    }
    lines = [click.style(session.title, bold=True)]
    lines += [f"  {label:<9} {text}" for label, text in told.items() if text]
    found = made.plan.findings()
    notes = sum(one.weight is not Weight.HINT for one in found)
    if notes:
        lines.append(f"  {'notes':<9} {notes} to look at: kindpace check")
    lines += [f"  {'allowed':<9} {line}" for line in allowed_lines(session.exempt)]
    lines.append("Copy it to your phone and play it at normal speed, with one ear free.")
    return lines


def _cadence(session: Session) -> str:
    run, walk = float(session.runner.cadence), float(session.runner.walk)
    gaits = {str(part.gait) for part in session.parts}
    told = [f"run {run:g}"] * ("run" in gaits) + [f"walk {walk:g}"] * ("walk" in gaits)
    return ", ".join(told) + " steps a minute" if told else "none, no steps here"


def _own(made: Rendered) -> str:
    """How many lines are recorded, and the first of those that a voice speaks."""
    if made.plan.session.recordings is None:
        return ""
    told = f"{len(made.recorded)} recorded, {len(made.spoken)} spoken"
    shown = [f"{id_of(one)} “{shortened(one.text)}”" for one in made.spoken[:SHOWN_SPOKEN]]
    more = len(made.spoken) - len(shown)
    rest = [f"and {more} more: kindpace record-sheet"] if more else []
    return ": ".join([told, ", ".join([*shown, *rest])]) if shown else told


def _mix(made: Rendered) -> str:
    """Own levels in decibels, and what there was room for of those that ask for more."""
    mix = made.plan.session.mix
    less = {
        name: given
        for name, level in asdict(mix).items()
        if (given := float(getattr(made.given, name))) != float(level)
    }
    if not less:
        return str(mix)
    cut = ", ".join(f"{name} {given:+g}" for name, given in less.items())
    return f"{mix}; beside this voice there is room for {cut}"


def _moved(made: Rendered) -> str:
    """The parts that gave or took the most time, so that the whole fits."""
    moves = [one for one in made.plan.timeline.moves if abs(one.fitted - one.written) > 1]
    moves.sort(key=lambda one: -abs(one.fitted - one.written))
    named = [
        f"{one.name} {clock(one.written)} to {clock(one.fitted)}" for one in moves[:SHOWN_MOVES]
    ]
    more = [f"and {len(moves) - SHOWN_MOVES} more"] if len(moves) > SHOWN_MOVES else []
    return ", ".join([*named, *more])


def _line_json(line: Line) -> dict[str, str]:
    return {"id": id_of(line), "text": line.text}


def report_json(made: Rendered) -> dict[str, object]:
    """What was made, for a machine; `measured` is what `kindpace verify` tells of the MP3."""
    session, timeline, track = made.plan.session, made.plan.timeline, made.track
    found = found_json(made.found)
    return {
        "title": session.title,
        "id": session.id,
        "path": str(track.path),
        "bytes": track.size,
        "seconds": float(track.length),
        "cadence": float(session.runner.cadence),
        "walk": float(session.runner.walk),
        "voices": list(made.voices),
        "lines": len(made.recorded) + len(made.spoken),
        "recorded": [_line_json(one) for one in made.recorded],
        "spoken": [_line_json(one) for one in made.spoken],
        "sound": session.sound,
        "bed": session.bed.path.name if session.bed else None,
        "mix": {name: float(level) for name, level in asdict(session.mix).items()},
        "mix_given": {name: float(getattr(made.given, name)) for name in asdict(session.mix)},
        "loudness": found["loudness"],
        "true_peak": found["true_peak"],
        "measured": found,
        "kept": not made.broken,
        "broken": [as_json(one) for one in made.broken],
        "quiet_share": round(float(quiet_share(timeline)), 4),
        "longest_quiet": float(longest_quiet(timeline)),
        "moves": [
            {"part": one.name, "written": float(one.written), "fitted": float(one.fitted)}
            for one in timeline.moves
        ],
        "notes": [one.slug for one in made.plan.findings()],
        "allowed": allowed_json(session.exempt),
    }
