"""`import`: somebody else's script becomes a session script, with a report of what was left."""

import textwrap
from pathlib import Path

import click

from kindpace.cli.words import INDENT, WIDTH, as_json, print_json
from kindpace.importing.taking import LARGEST, Kind, Taken, taken
from kindpace.problems import Problem, WorldError, WrongUse, problem
from kindpace.session.notation import clock
from kindpace.studio.copying import write_new, write_over

SHOWN = 60
"""How many things the report tells on a terminal; `--json` tells them all."""

NAMES = {
    Kind.TEXT: "a guided script in plain text",
    Kind.MARKDOWN: "a guided script in Markdown",
    Kind.ZWIFT: "a Zwift workout",
    Kind.INTERVALS: "an Intervals.icu workout",
    Kind.SSML: "SSML",
}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "kind", metavar="KIND", help=f"What it is: {', '.join(Kind)}.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Else NAME.yaml beside it.")
@click.option("--force", is_flag=True, help="Write over a script that is there already.")
@click.option("--json", "as_data", is_flag=True, help="Print the report as JSON.")
def import_command(
    *, file: Path, kind: str | None, output: Path | None, force: bool, as_data: bool
) -> None:
    """Make a script of somebody else's text or workout.

    Plain text and Markdown with pauses in brackets, Zwift workouts (.zwo), Intervals.icu workout
    text and SSML. The report tells what could not be carried, with its line.
    """
    into = output or file.with_suffix(".yaml")
    if into.resolve() == file.resolve():
        raise WrongUse([problem("import-onto-itself", name=file)])
    if into.exists() and not force:
        raise WrongUse([problem("import-there", name=into)])
    made = taken(_bytes(file), file.name, _kind(kind))
    (write_over if force else write_new)(into, made.text)
    if as_data:
        print_json(_json(made, into))
        return
    _tell(made, file, into)


def _kind(written: str | None) -> Kind | None:
    """The kind that is asked for. Raises WrongUse for one that isn't known."""
    if written is None:
        return None
    if written.lower() not in list(Kind):
        hint = f"Choose one of: {', '.join(Kind)}."
        raise WrongUse([problem("import-kind", written=written, hint=hint)])
    return Kind(written.lower())


def _bytes(file: Path) -> bytes:
    """The file's bytes; of one that is far too large, as many as show that it is."""
    try:
        with file.open("rb") as source:
            return source.read(LARGEST + 1)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise WrongUse([_unreadable(file, error)]) from None
    except (OSError, ValueError) as error:
        raise WorldError([_unreadable(file, error)]) from None


def _unreadable(file: Path, error: Exception) -> Problem:
    reason = getattr(error, "strerror", None) or "the path can't be followed"
    return problem("import-unreadable", name=file, reason=reason)


def _tell(made: Taken, file: Path, into: Path) -> None:
    parts = "1 part" if made.parts == 1 else f"{made.parts} parts"
    lines = "1 line" if made.lines == 1 else f"{made.lines} lines"
    click.echo(f"{file} was taken for {NAMES[made.kind]} (--as {made.kind}).")
    click.echo(f"{into}: {made.title}, {parts}, {lines} to say, about {clock(made.length)}.")
    if made.report:
        click.echo("\nNot carried as it stood, or guessed:")
    for one in made.report[:SHOWN]:
        line = one.problem.where.line if one.problem.where else 1
        text = f"line {line}: {one.problem.what}"
        click.echo(
            "\n".join(
                textwrap.wrap(text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT * 2)
            )
        )
    if len(made.report) > SHOWN:
        click.echo(f"{INDENT}and {len(made.report) - SHOWN} more: --json tells them all")
    click.echo(
        "\nLook through it, then make the track:"
        f"\n  kindpace check {into}\n  kindpace render {into}"
    )
    if made.stops:
        things = "One thing" if len(made.stops) == 1 else f"{len(made.stops)} things"
        click.echo(f"{things} to mend before a render: `kindpace check` tells where.")


def _json(made: Taken, into: Path) -> dict[str, object]:
    return {
        "script": str(into),
        "kind": str(made.kind),
        "title": made.title,
        "seconds": round(float(made.length), 2),
        "parts": made.parts,
        "lines": made.lines,
        "report": [{**as_json(one.problem), "words": one.words} for one in made.report],
        "stops": [as_json(one) for one in made.stops],
    }
