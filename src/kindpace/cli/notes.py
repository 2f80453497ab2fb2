"""`notes`: what stands beside a track, to read before a run or to put beside an episode."""

from datetime import datetime
from pathlib import Path

import click

from kindpace.care.outing import moves
from kindpace.care.support import stale
from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import with_wishes
from kindpace.cli.words import print_json, tell
from kindpace.studio.notes import lacking, notes
from kindpace.studio.page import markdown, page_json, write_page
from kindpace.studio.planning import Order, plan


@click.command("notes", cls=WordsAfterMix)
@with_wishes
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A Markdown file to write.")
@click.option("--feedback", default="", metavar="ADDRESS", help="Where listeners may write to.")
@click.option("--every-day", is_flag=True, help="Lines that other days draw, too.")
@click.option("--json", "as_data", is_flag=True, help="Print them as JSON.")
def notes_command(
    *, order: Order, output: Path | None, feedback: str, every_day: bool, as_data: bool
) -> None:
    """Print what to read before a session, and its every word.

    Nothing private is in them, whatever you tell: they are made for others to read, too.
    """
    today = datetime.now().astimezone().date()
    planned = plan(order)
    page = notes(planned, feedback, today=today, every_day=every_day)
    tell([*stale(today, planned.session.runner.country)])
    if output is not None:
        write_page(page, output)
        tell(lacking(page, moving=moves(planned.timeline)))
    if as_data:
        print_json(page_json(page))
    elif output is None:
        click.echo(markdown(page), nl=False)
    else:
        click.echo(f"{output}: {len(page.sections)} sections to read.")
