"""`render`: one command makes a guided run."""

import re
from fractions import Fraction
from pathlib import Path

import click

from kindpace.cli.wishes import with_wishes
from kindpace.cli.words import print_json, progress
from kindpace.problems import WrongUse, problem
from kindpace.session.model import Seconds, Session
from kindpace.session.notation import clock
from kindpace.studio.making import Rendered, render
from kindpace.studio.planning import Order, plan
from kindpace.timeline.sheet import longest_quiet, quiet_share
from kindpace.track.encode import MONO, STEREO

SHOWN_MOVES = 4
"""How many of the parts that moved are named."""


@click.command("render")
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
    into = output or Path(f"{planned.session.id}.mp3")
    with progress() as shown:
        made = render(
            planned,
            into,
            only=span_of(span) if span else only,
            encoding=STEREO if stereo else MONO,
            on_progress=shown,
        )
    if as_data:
        print_json(report_json(made))
    else:
        click.echo("\n".join(report_lines(made)))


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
    told = {
        "length": clock(track.length),
        "cadence": _cadence(session),
        "breath": ", ".join(dict.fromkeys(str(one.pattern) for one in timeline.breaths)) or "free",
        "voice": f"{', '.join(made.voices)}, {made.lines} lines",
        "sound": session.sound,
        "loudness": f"{made.loudness:.1f} LUFS, peak {made.true_peak:.1f} dBTP, as decoded",
        "quiet": f"{share:.0%} without words, the longest {clock(longest_quiet(timeline))}",
        "moved": _moved(made),
        "where": f"{track.path}, {track.size / 1_000_000:.1f} MB",
    }
    lines = [click.style(session.title, bold=True)]
    lines += [f"  {label:<9} {text}" for label, text in told.items() if text]
    notes = len(made.plan.findings())
    if notes:
        lines.append(f"  {'notes':<9} {notes} to look at: kindpace check")
    lines.append("Copy it to your phone and play it at normal speed, with one ear free.")
    return lines


def _cadence(session: Session) -> str:
    run, walk = float(session.runner.cadence), float(session.runner.walk)
    gaits = {str(part.gait) for part in session.parts}
    told = [f"run {run:g}"] * ("run" in gaits) + [f"walk {walk:g}"] * ("walk" in gaits)
    return ", ".join(told) + " steps a minute" if told else "none, no steps here"


def _moved(made: Rendered) -> str:
    """The parts that gave or took the most time, so that the whole fits."""
    moves = [one for one in made.plan.timeline.moves if abs(one.fitted - one.written) > 1]
    moves.sort(key=lambda one: -abs(one.fitted - one.written))
    named = [
        f"{one.name} {clock(one.written)} to {clock(one.fitted)}" for one in moves[:SHOWN_MOVES]
    ]
    more = [f"and {len(moves) - SHOWN_MOVES} more"] if len(moves) > SHOWN_MOVES else []
    return ", ".join([*named, *more])


def report_json(made: Rendered) -> dict[str, object]:
    """What was made, for a machine."""
    session, timeline, track = made.plan.session, made.plan.timeline, made.track
    return {
        "title": session.title,
        "id": session.id,
        "path": str(track.path),
        "bytes": track.size,
        "seconds": float(track.length),
        "cadence": float(session.runner.cadence),
        "walk": float(session.runner.walk),
        "voices": list(made.voices),
        "lines": made.lines,
        "sound": session.sound,
        "loudness": round(made.loudness, 2),
        "true_peak": round(made.true_peak, 2),
        "quiet_share": round(float(quiet_share(timeline)), 4),
        "longest_quiet": float(longest_quiet(timeline)),
        "moves": [
            {"part": one.name, "written": float(one.written), "fitted": float(one.fitted)}
            for one in timeline.moves
        ],
        "notes": [one.slug for one in made.plan.findings()],
    }
