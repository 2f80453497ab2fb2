"""`plan`: what a session will be."""

import shutil
from pathlib import Path

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
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw it instead: a .svg, a .png, or a page to look through as .html.",
)
@click.option(
    "--shared", is_flag=True, help="Leave private words and what care finds out of the picture."
)
def plan_command(order: Order, as_data: bool, picture: Path | None, shared: bool) -> None:
    """Show the timeline of a session, with no voice loaded."""
    if shared and picture is None:
        raise click.UsageError("--shared goes with --picture FILE.")
    planned = plan(order)
    if picture is not None:
        from kindpace.studio.picture.writing import write_picture  # noqa: PLC0415 - plans stay quick

        click.echo(
            f"The picture is in {write_picture(planned, picture, shared=shared)}", err=as_data
        )
    if as_data:
        print_json(plan_json(planned.session, planned.timeline))
        return
    if picture is not None:
        return
    width = min(shutil.get_terminal_size((100, 24)).columns, 110)
    click.echo(plan_text(planned.session, planned.timeline, width), nl=False)
