"""`verify`: what a finished file keeps of its promises, measured on the file alone."""

from collections.abc import Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import FILE, OrderOf, with_options
from kindpace.cli.words import as_json, hushed, print_json, progress, tell
from kindpace.problems import KindpaceError, Problem
from kindpace.studio.verifying import Verified, verify
from kindpace.verify.report import report_json, report_lines, title_of

OWN = ("track", "script", "as_data", "picture")
"""The parameters that make sense without a script."""

KEPT = "Every promise is kept."


@click.command("verify", cls=WordsAfterMix)
@click.argument("track", type=FILE)
@click.option(
    "--plan",
    "script",
    metavar="SCRIPT",
    help="Hold the track against this script or library session, with the options of a render.",
)
@click.option("--json", "as_data", is_flag=True, help="Print all figures as JSON.")
@click.option("--picture", type=FILE, metavar="PNG", help="Draw what was found.")
@with_options
@click.pass_context
def verify_command(
    ctx: click.Context,
    *,
    track: Path,
    script: str | None,
    as_data: bool,
    picture: Path | None,
    order_of: OrderOf,
) -> None:
    """Read a finished MP3 back, and tell what it keeps."""
    _refuse_idle_options(ctx, script)
    order = order_of(script) if script is not None else None
    try:
        with hushed(), progress() as shown:
            done = verify(
                track,
                order=order,
                picture=picture,
                on_progress=shown,
                on_leaving=lambda leaving: tell([leaving.told]),
            )
    except KindpaceError as refused:
        if not as_data:
            raise
        print_json(_told(track, refused.problems, None))
        ctx.exit(refused.exit_code)
    if as_data:
        print_json(_told(track, done.broken, done))
    else:
        _show(done, picture)
    ctx.exit(1 if done.broken else 0)


def _refuse_idle_options(ctx: click.Context, script: str | None) -> None:
    """A runner's option says how a script is planned: without one it would do nothing."""
    given = (
        option.opts[0]
        for option in ctx.command.params
        if option.name not in OWN
        and ctx.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
    )
    if script is None and (idle := next(given, None)):
        raise click.UsageError(f"{idle} tells how to plan a script; name it with --plan.", ctx)


def _show(done: Verified, picture: Path | None) -> None:
    click.echo(click.style(title_of(done.found), bold=True))
    click.echo("\n".join(report_lines(done.found)))
    if picture is not None:
        click.echo(f"  {'picture':<9} {picture}")
    if done.broken:
        click.echo("")
        tell(done.broken, "The file is as it was.")
    else:
        click.echo(KEPT)


def _told(track: Path, problems: Sequence[Problem], done: Verified | None) -> dict[str, object]:
    """The verdict first, then all figures; without `done`, the file could not be read."""
    verdict = {"kept": not problems, "broken": [as_json(one) for one in problems]}
    return verdict | (report_json(done.found) if done else {"path": str(track)})
