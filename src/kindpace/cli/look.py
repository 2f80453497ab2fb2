"""`explain`, `schema` and `doctor`: what is here, and what it means."""

import platform
import textwrap
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kindpace import __version__
from kindpace.care.catalogue import PROGRAMMES, examples, stands_for
from kindpace.cli.words import print_json
from kindpace.library import shipped
from kindpace.problems import KindpaceError, WrongUse, problem, sentences
from kindpace.session.schema import profile_schema, programme_schema, schema
from kindpace.studio.planning import library
from kindpace.voices.cache import open_cache
from kindpace.voices.doors import open_voice

as_json = click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
WIDTH = 88
PARTS = ("pydub", "numpy", "soundfile", "soxr", "lameenc", "mutagen", "Pillow", "espeakng-loader")


@click.command("explain")
@click.argument("slug")
@as_json
def explain_command(slug: str, as_data: bool) -> None:
    """Tell more about a message, by its name."""
    known = sentences()
    slugs = stands_for(slug) if slug.startswith(PROGRAMMES) else (slug,)
    if slug not in known and slugs == (slug,):
        near = get_close_matches(slug, known, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else "Copy it from the message."
        raise WrongUse([problem("slug-unknown", name=slug, hint=hint)])
    if as_data:
        told = [_explained_json(one) for one in slugs]
        print_json(told[0] if len(told) == 1 else told)
        return
    for one in slugs:
        _explain(one)


def _explained_json(slug: str) -> dict[str, object]:
    sentence, (flags, passes) = sentences()[slug], examples(slug)
    told = {"slug": slug, "what": sentence.what, "mend": sentence.mend, "why": sentence.why}
    return {**told, "flag": flags, "pass": passes} if flags else {**told}


def _explain(slug: str) -> None:
    sentence, (flags, passes) = sentences()[slug], examples(slug)
    click.echo(click.style(slug, bold=True))
    for text in (sentence.what, sentence.mend, sentence.why):
        click.echo(_wrapped(text.replace("{{", "{").replace("}}", "}")))
    for heading, lines in {"Looked at twice:": flags, "Passes:": passes}.items():
        if lines:
            click.echo(_wrapped(heading))
            click.echo("\n".join(f"     {line}" for line in lines))


@click.command("schema")
@click.option("--runner", is_flag=True, help="The schema of a runner profile.")
@click.option("--programme", is_flag=True, help="The schema of a programme of weeks.")
def schema_command(runner: bool, programme: bool) -> None:
    """Print the JSON Schema of scripts, for editors."""
    if runner and programme:
        raise click.UsageError("choose one of --runner and --programme.")
    one = programme_schema if programme else profile_schema if runner else schema
    print_json(one())


@click.command("doctor")
@as_json
@click.pass_context
def doctor_command(ctx: click.Context, as_data: bool) -> None:
    """Look whether everything is in place."""
    checks = [_checked(name, look) for name, look in CHECKS.items()]
    if as_data:
        print_json(checks)
    else:
        for check in checks:
            sign = (
                click.style("fine", fg="green")
                if check["fine"]
                else click.style("mend", fg="yellow")
            )
            click.echo(f"{sign}  {check['name']:<10} {check['found']}")
    ctx.exit(0 if all(check["fine"] for check in checks) else 3)


def _checked(name: str, look: Callable[[], str]) -> dict[str, object]:
    try:
        return {"name": name, "fine": True, "found": look()}
    except KindpaceError as error:
        told = " ".join(f"{one.what} {one.mend}" for one in error.problems)
        return {"name": name, "fine": False, "found": told}
    except (ImportError, PackageNotFoundError, OSError) as error:
        return {"name": name, "fine": False, "found": str(error)}


def _python() -> str:
    return f"Python {platform.python_version()}, kindpace {__version__}, {platform.system()}"


def _parts() -> str:
    return ", ".join(f"{name} {version(name)}" for name in PARTS)


def _library() -> str:
    return f"{len(library())} sessions in {shipped('scripts')}"


def _sounds() -> str:
    return ", ".join(path.stem for path in sorted(shipped("audio_templates").glob("*.yaml")))


def _voice_here() -> str:
    opened = open_voice()
    opened.voice.close()
    return f"auto means {opened.name}"


def _encoder() -> str:
    lame = import_module("lameenc")
    lame.Encoder()
    return "MP3 is encoded here, with no other program"


def _cache() -> str:
    with TemporaryDirectory() as spare:
        folder = open_cache(Path(spare)).folder
        kept = folder.name if folder == Path(spare) else str(folder)
        if folder == Path(spare):
            return f"{kept}: takes are kept for one render only; set KINDPACE_CACHE to a folder"
        return kept


CHECKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "parts": _parts,
    "library": _library,
    "sounds": _sounds,
    "voice": _voice_here,
    "encoder": _encoder,
    "cache": _cache,
}


def _wrapped(text: str) -> str:
    return "\n".join(_indented(text))


def _indented(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent="   ", subsequent_indent="   ")
