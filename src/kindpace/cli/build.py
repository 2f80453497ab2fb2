"""`build`: a folder of scripts or a programme becomes a podcast folder."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path
from time import monotonic
from typing import Any

import click

from kindpace.cli.mix import WordsAfterMix
from kindpace.cli.wishes import OrderOf, with_options
from kindpace.cli.words import WIDE, as_json, print_json, tell
from kindpace.problems import Problem
from kindpace.session.model import Seconds
from kindpace.session.notation import clock
from kindpace.studio.building.asked import Ask, Built, Feed, Step
from kindpace.studio.building.build import OpenCrew, build
from kindpace.studio.building.crew import Crew
from kindpace.studio.building.dating import every as every_from
from kindpace.studio.building.ladder import rungs_from
from kindpace.studio.building.workers import cluster, here
from kindpace.studio.planning import Order
from kindpace.track.encode import MONO, STEREO

FILE = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])
OWN = "own"
"""The ladder that a programme tells."""

SHOWN = 6
"""How many titles of one kind are named."""


OPTIONS = (
    click.option(
        "-o", "--output", "into", type=FILE, required=True, help="The folder for the feed."
    ),
    click.option("--base-url", default="", metavar="URL", help="Where that folder will stand."),
    click.option("--ladder", metavar="150-185", help="A feed a cadence: 150-185, 150,160, or own."),
    click.option("--from", "starts", type=DAY, help="The first episode's day."),
    click.option("--every", metavar="DAYS", help="day, week, 3d or mon,wed,sat; with --from."),
    click.option("--ahead", is_flag=True, help="Episodes of days to come, too."),
    click.option(
        "--import", "older", type=FILE, metavar="FEED", help="A feed whose guids live on."
    ),
    click.option("--private", is_flag=True, help="Ask directories to leave the feed out."),
    click.option("--prune", is_flag=True, help="Let episodes go whose script has gone."),
    click.option("--again", is_flag=True, help="Make every track anew."),
    click.option("--stereo", is_flag=True, help="Stereo at 128 kbit/s; else mono at 96."),
)
"""What a feed is asked for beside the runner's options."""

Command = Callable[..., None]


def with_ask(command: Command) -> Command:
    """`command` with the options of a feed, which reach it as one `ask`."""

    @click.argument("what", nargs=-1, required=True)
    @with_options
    @click.pass_context
    @wraps(command)
    def with_told(
        ctx: click.Context,
        /,
        *,
        order_of: OrderOf,
        jobs: int | None,
        scheduler: str | None,
        as_data: bool,
        **told: Any,  # noqa: ANN401 - click gives each by its own name
    ) -> None:
        ladder, starts, every = told.pop("ladder"), told.pop("starts"), told.pop("every")
        ask = Ask(
            order=_order(ctx, order_of("")),
            ladder=rungs_from(ladder) if ladder and ladder != OWN else (),
            own_ladder=ladder == OWN,
            starts=starts.date() if starts else None,
            every=every_from(every) if every else None,
            encoding=STEREO if told.pop("stereo") else MONO,
            **told,
        )
        command(ctx, ask=ask, crew=partial(_crew, scheduler, jobs), as_data=as_data)

    decorated: Command = with_told
    for option in reversed(OPTIONS):
        decorated = option(decorated)
    return decorated


@click.command("build", cls=WordsAfterMix)
@with_ask
@click.option("--jobs", type=click.IntRange(1, 1024), help="Tracks made at once; else one a core.")
@click.option("--scheduler", metavar="tcp://HOST:8786", help="Make the tracks on a Dask cluster.")
@click.option("--json", "as_data", is_flag=True, help="Print the report as JSON.")
def build_command(ctx: click.Context, /, *, ask: Ask, crew: OpenCrew, as_data: bool) -> None:
    """Make a podcast: every session a track, with a feed and a page around them.

    WHAT is a folder of scripts, some scripts or library sessions, or a programme.
    """
    shown, remarks = Shown(), list[Problem]()

    def on_remark(remark: Problem) -> None:
        remarks.append(remark)
        shown.clear()
        tell([remark])

    built = build(
        ask,
        crew=crew,
        now=dt.datetime.now(dt.UTC),
        on_step=shown,
        on_leaving=lambda leaving: on_remark(leaving.told),
        on_remark=on_remark,
    )
    shown.clear()
    tell(built.faults, "The rest was built.")
    if as_data:
        print_json(report_json(built) | {"remarks": [as_json(one) for one in remarks]})
    else:
        click.echo("\n".join(line for feed in built.feeds for line in report_lines(feed)))
    ctx.exit(built.exit_code)


def _crew(scheduler: str | None, jobs: int | None) -> AbstractContextManager[Crew]:
    return cluster(scheduler) if scheduler else here(jobs)


def _order(ctx: click.Context, order: Order) -> Order:
    """A feed is for everybody, so a profile counts only if it is asked for."""
    asked = ctx.get_parameter_source("runner") is click.core.ParameterSource.COMMANDLINE
    return order if asked else replace(order, runner=None)


class Shown:
    """A bar with the time left on a terminal, a line an episode elsewhere."""

    def __init__(self) -> None:
        self.bar = click.get_text_stream("stderr").isatty()
        self.began = monotonic()
        self.drawn = False

    def __call__(self, step: Step) -> None:
        """Show how far the build has come."""
        if not self.bar:
            if step.title:
                click.echo(f"{step.done} of {step.all}  {step.title}", err=True)
            return
        share = step.sound_done / step.sound_all if step.sound_all else 1.0
        filled = round(share * WIDE)
        bar = "█" * filled + "░" * (WIDE - filled)
        told = f"{step.done} of {step.all}{self._left(share)}"
        click.echo(f"\r  {bar} {share:4.0%}  {told:<36}", err=True, nl=False)
        self.drawn = True

    def _left(self, share: float) -> str:
        """How long the rest will take, at the pace of what is done."""
        if not 0 < share < 1:
            return ""
        seconds = (monotonic() - self.began) * (1 - share) / share
        return f", {clock(Seconds(round(seconds)))} left"

    def clear(self) -> None:
        """Take the bar off the terminal."""
        if self.drawn:
            click.echo("\r" + " " * (WIDE + 48) + "\r", err=True, nl=False)
            self.drawn = False


def report_lines(feed: Feed) -> list[str]:
    """What a feed holds now, in a few lines."""
    told = {
        "made": _titles(feed.made),
        "as it was": str(len(feed.kept)) if feed.kept else "",
        "waiting": _titles(feed.waiting),
        "no script": f"{_titles(feed.orphans)}; they stay, --prune lets them go"
        if feed.orphans
        else "",
        "gone": _titles(feed.gone),
        "files": "nothing changed" if not feed.changed else f"{feed.changed} changed",
    }
    lines = [click.style(str(feed.folder), bold=True)]
    return lines + [f"  {label:<10} {text}" for label, text in told.items() if text]


def _titles(titles: tuple[str, ...]) -> str:
    more = len(titles) - SHOWN
    named = ", ".join(titles[:SHOWN])
    return f"{len(titles)}: {named}{f', and {more} more' if more > 0 else ''}" if titles else ""


def report_json(built: Built) -> dict[str, object]:
    """What came of a build, for a machine."""
    return {
        "feeds": [
            {
                "folder": str(feed.folder),
                "made": list(feed.made),
                "kept": list(feed.kept),
                "waiting": list(feed.waiting),
                "without_script": list(feed.orphans),
                "gone": list(feed.gone),
                "changed": feed.changed,
                "seconds": feed.seconds,
            }
            for feed in built.feeds
        ],
        "faults": [as_json(one) for one in built.faults],
    }
