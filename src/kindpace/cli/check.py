"""`check`: what stands in a script's way, what is unkind or unsafe in it, what nobody looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

import click

from kindpace.care.support import stale
from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import OrderOf, with_options
from kindpace.cli.words import as_json, lines_of, print_json, tell
from kindpace.problems import KindpaceError, Problem, Weight
from kindpace.session.model import Exemption
from kindpace.studio.looking import looked_through
from kindpace.studio.planning import Order, library


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One script or programme: faults that keep it from being read, or else what was found."""

    name: str
    code: int = 0
    faults: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()
    allowed: tuple[Exemption, ...] = ()
    unchecked: tuple[Problem, ...] = ()


@click.command("check", cls=WordsAfterMix)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@with_options
@click.option("--all", "hints", is_flag=True, help="Hints as well: what might be said otherwise.")
@click.option("--json", "as_data", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def check_command(
    ctx: click.Context, names: tuple[str, ...], order_of: OrderOf, hints: bool, as_data: bool
) -> None:
    """Tell every fault of a script or a programme at once.

    Without a name, every session of the library is looked at.
    """
    several = len(names) != 1
    checked = [look_at(order_of(name), hints=hints) for name in names or library()]
    if as_data:
        told = [_json(one) for one in checked]
        print_json(told if several else told[0])
    else:
        for one in checked:
            _tell(one, named=several)
        _tell_unchecked(checked)
    ctx.exit(max((one.code for one in checked), default=0))


def look_at(order: Order, *, hints: bool) -> Checked:
    """What is found in a script or a programme, for every cadence that a runner may choose."""
    try:
        found = looked_through(order)
    except KindpaceError as error:
        return Checked(name=order.name, code=error.exit_code, faults=error.problems)
    told = {one.what for one in found.findings}
    old = [one for one in stale(order.today) if one.what not in told] if order.today else []
    return Checked(
        name=order.name,
        code=1 if found.stops else 0,
        findings=tuple(one for one in found.findings if hints or one.weight is not Weight.HINT),
        allowed=found.allowed,
        unchecked=(*found.unchecked, *old),
    )


def allowed_lines(allowed: Iterable[Exemption]) -> list[str]:
    """Each rule that a script sets aside, where, and the writer's reason."""
    told = dict.fromkeys((one.rule, one.because, one.mark.line) for one in allowed)
    return [f"{rule} set aside in line {line}: {because}" for rule, because, line in told]


def allowed_json(allowed: Iterable[Exemption]) -> list[dict[str, object]]:
    """The same for a machine."""
    return [
        {
            "rule": one.rule,
            "because": one.because,
            "where": {"file": one.mark.file, "line": one.mark.line, "column": one.mark.column},
        }
        for one in allowed
    ]


def _json(one: Checked) -> dict[str, object]:
    return {
        "name": one.name,
        "faults": [as_json(found) for found in one.faults],
        "notes": [as_json(found) for found in one.findings],
        "allowed": allowed_json(one.allowed),
        "unchecked": [as_json(found) for found in one.unchecked],
    }


def _tell(one: Checked, *, named: bool) -> None:
    if named:
        click.echo(click.style(one.name, bold=True))
    if one.faults:
        tell(one.faults)
        return
    for found in one.findings:
        click.echo("\n".join(lines_of(found)) + "\n")
    for line in allowed_lines(one.allowed):
        click.echo(line)
    click.echo(verdict(one.findings))


def verdict(findings: Iterable[Problem]) -> str:
    """How many things there are to mend and to look at, in a sentence."""
    weights = [one.weight for one in findings]
    mend = weights.count(Weight.MEND)
    look = len(weights) - mend
    if not weights:
        return "No known problem."
    notes = ("One note" if look == 1 else f"{look} notes") + " to look at."
    if not mend:
        return f"{notes} The session can be rendered as it stands."
    things = ("One thing" if mend == 1 else f"{mend} things") + " to mend before a render."
    return f"{things} {notes}" if look else things


def _tell_unchecked(checked: Iterable[Checked]) -> None:
    """What was not looked at, once for all scripts together."""
    told = dict.fromkeys(found.what for one in checked for found in one.unchecked)
    if told:
        click.echo("\nNot checked:")
        for what in told:
            click.echo(f"   {what}")
