"""`record-sheet`: every line of a session, with its id, to read aloud oneself."""

from pathlib import Path

import click

from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import with_wishes
from kindpace.cli.words import print_json
from kindpace.studio.planning import Order, plan
from kindpace.studio.record_sheet import record_sheet, sheet_json, write_sheet


@click.command("record-sheet", cls=WordsAfterMix)
@with_wishes
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where the page goes; else NAME.html."
)
@click.option("--every-day", is_flag=True, help="Lines that other days draw, too.")
@click.option("--json", "as_data", is_flag=True, help="Print the lines as JSON.")
def record_sheet_command(
    *, order: Order, output: Path | None, every_day: bool, as_data: bool
) -> None:
    """List every line to read aloud yourself.

    Name each recording by the id of its line, put them into one folder, and tell it to the script
    (recordings: my-voice/), to your runner profile, or to --recordings.
    """
    planned = plan(order)
    sheet = record_sheet(planned, every_day=every_day)
    into = output or (None if as_data else Path(f"{planned.session.id}.html"))
    if into is not None:
        write_sheet(sheet, into)
    if as_data:
        print_json(sheet_json(sheet))
        return
    done = sum(row.file is not None for row in sheet.rows)
    recorded = f", {done} of them recorded" if done else ""
    lines = "1 line" if len(sheet.rows) == 1 else f"{len(sheet.rows)} lines"
    click.echo(f"{into}: {lines} to read{recorded}.")
