"""`plan`: what a session will be."""

import shutil

import click

from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import with_wishes
from kindpace.cli.words import print_json
from kindpace.studio.planning import Order, plan
from kindpace.timeline.plan_json import plan_json
from kindpace.timeline.plan_text import plan_text


@click.command("plan", cls=WordsAfterMix)
@with_wishes
@click.option("--json", "as_data", is_flag=True, help="Print the whole timeline as JSON.")
def plan_command(order: Order, as_data: bool) -> None:
    """Show the timeline of a session, with no voice loaded."""
    planned = plan(order)
    if as_data:
        print_json(plan_json(planned.session, planned.timeline))
        return
    width = min(shutil.get_terminal_size((100, 24)).columns, 110)
    click.echo(plan_text(planned.session, planned.timeline, width), nl=False)
