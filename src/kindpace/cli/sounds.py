"""`sounds`: what a session can stand in, and twenty seconds of it to hear."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kindpace.cli.words import print_json, progress, tell
from kindpace.library import shipped
from kindpace.session.reading import checked_values
from kindpace.sound.templates import Template, read_template
from kindpace.studio.planning import TEMPLATES

if TYPE_CHECKING:  # only a taste needs voices and an encoder; the list stays quick without them
    from kindpace.studio.making import Rendered

WIDTH = 88


@click.command("sounds")
@click.option("--try", "name", metavar="NAME", help="Render twenty seconds of this sound.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where they go; else NAME.mp3."
)
@click.option("--voice", help="The voice of its one sentence; `kindpace voices` shows them.")
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
def sounds_command(
    *, name: str | None, output: Path | None, voice: str | None, as_data: bool
) -> None:
    """Show the sounds that a session can stand in, or try one."""
    if name is not None:
        _try(name, output, voice, as_data=as_data)
        return
    if output or voice:
        raise click.UsageError("-o and --voice go with --try NAME.")
    templates = [read_template(path) for path in sorted(shipped(TEMPLATES).glob("*.yaml"))]
    if as_data:
        print_json([_card(one) for one in templates])
        return
    for one in templates:
        click.echo(click.style(one.name, bold=True))
        click.echo(textwrap.fill(one.summary, WIDTH, initial_indent="   ", subsequent_indent="   "))


def _card(one: Template) -> dict[str, object]:
    return {
        "id": one.name,
        "summary": one.summary,
        "beat": one.beat.timbre,
        "breath": one.breath.timbre,
    }


def _try(name: str, output: Path | None, voice: str | None, *, as_data: bool) -> None:
    from kindpace.cli.render import report_json  # noqa: PLC0415 - the list stays quick
    from kindpace.studio.trying import tried  # noqa: PLC0415 - the list stays quick

    wishes = checked_values({"voice": voice} if voice else {}, "--")
    with progress() as shown:
        made = tried(
            name,
            output or Path(f"{Path(name).stem}.mp3"),
            wishes=wishes,
            on_progress=shown,
            on_leaving=lambda leaving: tell([leaving.told]),
        )
    told = _told(made, report_json(made))
    if as_data:
        print_json(told)
        return
    click.echo(click.style(made.plan.session.title, bold=True))
    for label in ("beat", "breath", "voices", "seconds", "path"):
        click.echo(f"  {label:<9} {told[label]}")
    click.echo(f"  {'loudness':<9} {told['loudness']} LUFS, peak {told['true_peak']} dBTP")


def _told(made: "Rendered", report: Mapping[str, object]) -> dict[str, object]:
    """What was tried, and what was measured on it as on any track."""
    template = made.plan.template
    return {
        **_card(template),
        "voices": ", ".join(made.voices),
        "seconds": round(float(made.track.length), 1),
        "path": str(made.track.path),
        "loudness": report["loudness"],
        "true_peak": report["true_peak"],
    }
