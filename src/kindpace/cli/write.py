"""`new`: a script to begin with."""

from pathlib import Path

import click

from kindpace.session.starter import starter
from kindpace.studio.copying import session_copy, write_new


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", help="What the session is called; else the file's name.")
@click.option("--from", "model", metavar="NAME", help="A session to copy, with its comments.")
def new_command(file: Path, title: str | None, model: str | None) -> None:
    """Write a commented script that renders as it stands."""
    name = title or title_from(file)
    write_new(file, session_copy(model, file, name) if model else starter(name))
    click.echo(
        f"{file} is yours. Look at it with:\n  kindpace plan {file}\n  kindpace render {file}"
    )


def title_from(file: Path) -> str:
    """A file's name as a title: `my-first-run.yaml` is My first run."""
    return file.stem.replace("-", " ").replace("_", " ").strip().capitalize()
