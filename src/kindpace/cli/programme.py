"""`programme`: weeks of sessions, shown, copied, or put into a calendar."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from kindpace.care.weeks import Load, look_at_weeks
from kindpace.cli.words import WIDTH, print_json, tell
from kindpace.cli.words import as_json as problem_json
from kindpace.cli.write import title_from
from kindpace.problems import WrongUse, problem
from kindpace.programme.calendar import calendar
from kindpace.programme.days import weeks_of
from kindpace.programme.model import Day, Kind, Programme
from kindpace.programme.resolve import resolved
from kindpace.session.ladders import first_day
from kindpace.session.model import Seconds
from kindpace.session.notation import Unreadable, clock
from kindpace.studio.copying import programme_copy, write_new
from kindpace.studio.planning import source_of
from kindpace.studio.programmes import Loaded, load_programme, loads, programmes
from kindpace.track.whole import whole_file

USUAL = "steady-companion-4-weeks"
ENDING = ".ics"
ON_SCREEN = "-"
FILE = click.Path(path_type=Path)


class Starts(click.ParamType):
    """A first day, as it is written in a programme."""

    name = "DATE"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002 - the same
    ) -> date:
        """The day that `value` tells. Raises WrongUse."""
        try:
            return value if isinstance(value, date) else first_day(value)
        except Unreadable as error:
            raise WrongUse([problem(error.slug, **error.words)]) from None


def with_days(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the options that lay a programme out in time."""
    again = click.option(
        "--again", type=int, multiple=True, metavar="WEEK", help="A week to repeat, by its number."
    )
    starts = click.option("--starts", type=Starts(), help="The first day: 2026-01-05.")
    return starts(again(command))


@click.group("programme")
def programme_command() -> None:
    """Show, copy or put into a calendar weeks of sessions."""


@programme_command.command("show")
@click.argument("name", required=False)
@with_days
@click.option("--json", "as_data", is_flag=True, help="Print it as JSON.")
def show_command(
    *, name: str | None, starts: date | None, again: Sequence[int], as_data: bool
) -> None:
    """Show a programme day by day; without a NAME, which ones there are."""
    if name is None:
        _show_all(as_data=as_data)
        return
    loaded = load_programme(name)
    loaded_days = loaded.days(starts=starts, again=again)
    weighed = loads(loaded, loaded_days)
    found = look_at_weeks(weighed)
    if as_data:
        told = {"findings": [problem_json(one) for one in found]}
        print_json(_card(loaded.programme) | {"days": [_row(load) for load in weighed]} | told)
        return
    click.echo("\n".join(_shown(loaded, weighed)))
    tell(found)


@programme_command.command("new")
@click.argument("file", type=FILE)
@click.option("--from", "model", metavar="NAME", default=USUAL, help=f"One to copy; else {USUAL}.")
@click.option("--title", help="What the programme is called; else the file's name.")
def new_command(*, file: Path, model: str, title: str | None) -> None:
    """Write a programme of your own: a copy, with its comments."""
    write_new(file, programme_copy(model, file, title or title_from(file)))
    click.echo(f"{file} is yours. Look at it with:\n  kindpace programme show {file}")


@programme_command.command("calendar")
@click.argument("name")
@with_days
@click.option(
    "-o", "--output", type=FILE, help="Where the calendar goes, or - for here; else NAME.ics."
)
def calendar_command(
    *, name: str, starts: date | None, again: Sequence[int], output: Path | None
) -> None:
    """Write a calendar file: one whole day for each session and each rest."""
    loaded = load_programme(name)
    text = calendar(loaded.programme, loaded.days(starts=starts, again=again))
    if output == Path(ON_SCREEN):
        click.echo(text.encode(), nl=False)
        return
    into = output or Path(f"{loaded.programme.id}{ENDING}")
    if into.suffix.lower() != ENDING:
        raise WrongUse([problem("calendar-ending", name=into)])
    with whole_file(into) as file:
        file.write(text.encode())
    click.echo(f"{into}: {text.count('BEGIN:VEVENT')} days. Open it, and your calendar has them.")


def _show_all(*, as_data: bool) -> None:
    cards = [_card(resolved(source_of(path))) for path in programmes().values()]
    if as_data:
        print_json(cards)
        return
    for card in cards:
        click.echo(f"{click.style(str(card['id']), bold=True)}  {card['weeks']} weeks")
        click.echo(textwrap.indent(textwrap.fill(str(card["summary"]), WIDTH - 3), "   "))


def _card(programme: Programme) -> dict[str, object]:
    return {
        "id": programme.id,
        "title": programme.title,
        "summary": programme.summary,
        "language": programme.language,
        "topics": list(programme.topics),
        "carries": list(programme.carries),
        "weeks": len(programme.weeks),
        "instead": list(programme.instead),
        "cadences": [float(one) for one in programme.ladder.cadences],
        "lengths": [float(one) for one in programme.ladder.lengths],
        "notes": list(programme.notes),
        "afterwards": programme.afterwards,
    }


def _row(load: Load) -> dict[str, object]:
    day = load.day
    return {
        "id": day.id,
        "title": day.title,
        "kind": str(day.kind),
        "session": day.session,
        "or": list(day.others),
        "date": day.date and day.date.isoformat(),
        "week": day.week,
        "week_name": day.week_name,
        "day": day.day,
        "round": day.round,
        "turn": day.turn,
        "minutes": day.minutes and float(day.minutes / 60),
        "running": round(float(load.running / 60), 1),
        "note": day.note,
    }


def _shown(loaded: Loaded, weighed: Sequence[Load]) -> Iterator[str]:
    programme = loaded.programme
    yield click.style(programme.title, bold=True)
    yield from textwrap.wrap(programme.summary, WIDTH)
    running = {load.day.id: load.running for load in weighed}
    for week in weeks_of([load.day for load in weighed]):
        most = sum((running[day.id] for day in week), Seconds(0))
        again = f", time {week[0].round}" if week[0].round > 1 else ""
        yield ""
        about = f"up to {round(most / 60)} minutes of running" if most else "no running"
        yield click.style(f"Week {week[0].week}{again} · {week[0].week_name} · {about}", bold=True)
        yield from (_line(day) for day in week)
    yield ""
    if programme.instead:
        yield f"Any day may become {' or '.join(programme.instead)}, and counts the same."
    yield "Any week may come again (--again 2). Nothing has to be made up."
    if programme.afterwards:
        yield from textwrap.wrap(programme.afterwards, WIDTH)


def _line(day: Day) -> str:
    when = f"{day.date:%a %d %b %Y}" if day.date else f"day {day.day}"
    if day.session is None:
        return f"  {when:<15}  {day.title}"
    title = f"{'Rest: ' if day.kind is Kind.REST else ''}{day.title}"
    length = clock(day.minutes) if day.minutes else ""
    others = f", or {', '.join(day.others)}" if day.others else ""
    return f"  {when:<15}  {title:<24} {length:>6}  {day.session}{others}"
