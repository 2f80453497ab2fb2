"""`feed`: a podcast feed looked through, whoever made it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from kindpace.cli.words import as_json, print_json, progress, tell
from kindpace.feed.lint.folder import look_into
from kindpace.feed.lint.looking import folded
from kindpace.feed.lint.remote import NEWEST, look_at
from kindpace.problems import KindpaceError, Problem, Weight, sentences

ENDING = "Nothing was changed."
FINE = "Nothing to mend."


@click.group("feed")
def feed_command() -> None:
    """Look through a podcast feed, yours or any other."""


@feed_command.command("check")
@click.argument("where", metavar="DIR|URL")
@click.option("--json", "as_data", is_flag=True, help="Print all findings as JSON.")
@click.option(
    "--newest",
    type=click.IntRange(0, 10_000),
    default=NEWEST,
    show_default=True,
    help="For an address: ask for the files of so many episodes.",
)
@click.pass_context
def check_command(ctx: click.Context, *, where: str, as_data: bool, newest: int) -> None:
    """Tell everything that an app or a directory would stumble over.

    Holds a feed to the rules of Apple, PSP-1, Podcasting 2.0 and Spotify. In a folder, its tracks,
    chapters, captions and pictures are read too; at an address they are asked for as apps do.
    """
    now = dt.datetime.now(dt.UTC)
    try:
        with progress() as shown:
            if where.lower().startswith(("http://", "https://")):
                found = look_at(where, now, shown, newest)
            else:
                found = look_into(Path(where), now, shown)
    except KindpaceError as refused:
        if not as_data:
            raise
        print_json(_told(where, refused.problems))
        ctx.exit(refused.exit_code)
    mend = any(one.weight is Weight.MEND for one in found)
    if as_data:
        print_json(_told(where, found))
    else:
        _show(found, mend)
    ctx.exit(1 if mend else 0)


def _show(found: Sequence[Problem], mend: bool) -> None:
    """The first findings of each kind, how many more there are, and the verdict."""
    kept, left = folded(found)
    tell(kept, ENDING)
    if left:
        click.echo(f"{left} more of these kinds; --json shows them all.", err=True)
    if not mend:
        click.echo(FINE)


def _told(where: str, found: Sequence[Problem]) -> dict[str, object]:
    """The verdict, and every finding with its reason."""
    return {
        "feed": where,
        "fine": all(one.weight is Weight.LOOK for one in found),
        "findings": [{**as_json(one), "why": sentences()[one.slug].why} for one in found],
    }
