"""`new`: a script to begin with."""

from pathlib import Path

import click

from kindpace.problems import WorldError, WrongUse, problem
from kindpace.session.starter import starter


@click.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", help="What the session is called; else the file's name.")
def new_command(file: Path, title: str | None) -> None:
    """Write a commented script that renders as it stands."""
    name = title or file.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    try:
        with file.open("x", encoding="utf-8") as script:
            script.write(starter(name))
    except FileExistsError:
        raise WrongUse([problem("file-exists", name=file)]) from None
    except OSError as error:
        reason = error.strerror or "the disk refuses"
        raise WorldError([problem("file-unwritable", name=file, reason=reason)]) from None
    click.echo(
        f"{file} is yours. Look at it with:\n  kindpace plan {file}\n  kindpace render {file}"
    )
