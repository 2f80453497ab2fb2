"""`serve`: a feed's folder for the phones around, until Ctrl-C."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from kindpace.cli.wishes import FILE
from kindpace.feed.qr import as_text
from kindpace.feed.serving.opening import Opened, Wish, opened
from kindpace.feed.serving.running import PORT, run


@click.command("serve")
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--lan", is_flag=True, help="For the phones on your network; else this machine only.")
@click.option("--private", is_flag=True, help="Below a secret path that nobody can guess.")
@click.option("--revoke", is_flag=True, help="With --private: a new path; the old one ends.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
@click.option("--base-url", metavar="URL", help="The address that a tunnel gives this machine.")
@click.option("--log", is_flag=True, help="Print a line for each answer, secret paths left out.")
@click.option("--no-qr", is_flag=True, help="Leave out the square for a phone's camera.")
def serve_command(*, folder: Path, log: bool, no_qr: bool, **asked: Any) -> None:  # noqa: ANN401 - the options, each as its wish says
    """Serve a feed's folder, with a page that plays on phones.

    Apps and phones on your network reach it with --lan. Ctrl-C ends it.
    """
    there = opened(Wish(folder=folder, note=_note if log else None, **asked))
    with suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
        _show(there, square=not no_qr)
        run(there.house, there.listening)
    click.echo("Closed.")


def _show(there: Opened, *, square: bool) -> None:
    tracks = "1 track" if there.tracks == 1 else f"{there.tracks} tracks"
    click.echo(f"{click.style(_shown(there.title), bold=True)}, {tracks}")
    click.echo(f"  page  {there.page}")
    if there.feed:
        click.echo(f"  feed  {there.feed}")
    drawn = as_text(there.page).rstrip("\n")
    if square and _shown(drawn) == drawn:
        for line in drawn.split("\n"):  # light on dark, whatever the terminal's colours are
            click.echo(click.style(line, fg="bright_white", bg="black"))
    click.echo("Open as long as this runs. Ctrl-C closes it.")


def _shown(text: str) -> str:
    """`text` as far as the terminal has letters for it."""
    letters = sys.stdout.encoding or "utf-8"
    return text.encode(letters, "replace").decode(letters)


def _note(line: str) -> None:
    click.echo(_shown(line), err=True)
