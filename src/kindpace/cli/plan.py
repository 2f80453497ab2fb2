"""`plan` and `check`: what a session will be, and what stands in its way."""

import shutil

import click

from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import with_wishes
from kindpace.cli.words import as_json, lines_of, print_json, tell
from kindpace.problems import KindpaceError, Problem
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


@click.command("check", cls=WordsAfterMix)
@with_wishes
@click.option("--json", "as_data", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def check_command(ctx: click.Context, order: Order, as_data: bool) -> None:
    """Look through a script and tell every fault at once."""
    faults: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()
    code = 0
    try:
        findings = plan(order).findings()
    except KindpaceError as error:
        faults, code = error.problems, error.exit_code
    if as_data:
        print_json(
            {"faults": [as_json(p) for p in faults], "notes": [as_json(p) for p in findings]}
        )
    elif faults:
        tell(faults)
    else:
        _tell_findings(findings)
    ctx.exit(code)


def _tell_findings(findings: tuple[Problem, ...]) -> None:
    for one in findings:
        click.echo("\n".join(lines_of(one)) + "\n")
    if findings:
        notes = "One note" if len(findings) == 1 else f"{len(findings)} notes"
        click.echo(f"{notes} to look at. The session can be rendered as it stands.")
    else:
        click.echo("No known problem. The words themselves were not checked.")
