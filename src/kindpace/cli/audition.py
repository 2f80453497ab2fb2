"""`audition`: hear a slice of a session while it is written."""

import re
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import with_wishes
from kindpace.cli.words import print_json, progress, tell
from kindpace.problems import WrongUse, problem
from kindpace.session.model import Seconds
from kindpace.session.notation import Unreadable, clock, duration
from kindpace.studio.planning import Order, Planned, plan

if TYPE_CHECKING:  # `--help` is shown without waiting for numpy
    from kindpace.studio.auditioning import Heard, Wanted

MOMENT = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,4}):)?(\d{1,6}(?:\.\d{1,6})?)", re.ASCII)


@click.command("audition", cls=WordsAfterMix)
@with_wishes
@click.option("--at", metavar="MOMENT", help="Where it begins, such as 5:00; else at the start.")
@click.option("--for", "lasts", metavar="LENGTH", help="How much of it, such as 45s; else 30s.")
@click.option("--part", metavar="PART", help="This part alone.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Keep it in a .wav or .mp3 file."
)
@click.option("--no-play", is_flag=True, help="Make the file, and don't play it.")
@click.option("--json", "as_data", is_flag=True, help="Print what was made as JSON.")
def audition_command(
    *,
    order: Order,
    at: str | None,
    lasts: str | None,
    part: str | None,
    output: Path | None,
    no_play: bool,
    as_data: bool,
) -> None:
    """Hear a slice of a session while it is written.

    It sounds as it does in the whole. So all lines are spoken before, unless they were already:
    how long each one lasts shifts what follows, and an estimate would lead to another place.
    """
    from kindpace.studio.auditioning import Wanted  # noqa: PLC0415 - for --help

    if at is not None and part is not None:
        raise click.UsageError("--at counts from the start of the track; leave it or --part away.")
    wanted = Wanted(
        part=part,
        at=moment_of(at) if at is not None else Seconds(0),
        lasts=length_of(lasts) if lasts is not None else None,
    )
    planned = plan(order)
    if output is not None or no_play or not _anybody_plays():
        into = output or Path(f"{planned.session.id}.wav")
        heard = _made(planned, wanted, into)
        _tell(heard, "" if no_play else _played(heard), as_data=as_data)
        return
    with TemporaryDirectory(prefix="kindpace-") as folder:
        heard = _made(planned, wanted, Path(folder) / "audition.wav")
        player = _played(heard)
        if not player:
            heard = _made(planned, wanted, Path(f"{planned.session.id}.wav"))
    _tell(heard, player, as_data=as_data, kept=not player)


def _made(planned: Planned, wanted: "Wanted", into: Path) -> "Heard":
    from kindpace.studio.auditioning import audition  # noqa: PLC0415 - for --help

    with progress() as shown:
        return audition(
            planned,
            wanted,
            into,
            on_progress=shown,
            on_leaving=lambda leaving: tell([leaving.told]),
            on_remark=lambda remark: tell([remark]),
        )


def _anybody_plays() -> bool:
    from kindpace.studio.playing import anybody_plays  # noqa: PLC0415 - for --help

    return anybody_plays()


def _played(heard: "Heard") -> str:
    from kindpace.studio.playing import played  # noqa: PLC0415 - for --help

    return played(heard.path, float(heard.length))


def _tell(heard: "Heard", player: str, *, as_data: bool, kept: bool = True) -> None:
    """What was heard, and where it is."""
    if as_data:
        print_json(
            {
                "title": heard.plan.session.title,
                "start": float(heard.start),
                "end": float(heard.end),
                "player": player or None,
                "path": str(heard.path) if kept else None,
            }
        )
        return
    told = f"{heard.plan.session.title}, {clock(heard.start)} to {clock(heard.end)}"
    click.echo(f"{told}, played by {player}." if player else f"{told}.")
    if kept:
        click.echo(f"It is in {heard.path}")


def moment_of(written: str) -> Seconds:
    """`5:00`, `1:02:30` or `90` as seconds from the start; `5m` too. Raises WrongUse."""
    match = MOMENT.fullmatch(written.strip())
    if match:
        hours, minutes, seconds = (Fraction(group or 0) for group in match.groups())
        return 3600 * hours + 60 * minutes + seconds
    try:
        return duration(written)
    except Unreadable:
        raise WrongUse([problem("moment-unreadable", written=written)]) from None


def length_of(written: str) -> Seconds:
    """`45s`, `1m30`, `0:45` or `45` as seconds, more than none. Raises WrongUse."""
    length = moment_of(written)
    if length <= 0:
        raise WrongUse([problem("moment-unreadable", written=written)])
    return length
