"""The options that tell who runs and how; the same for every command that makes a session."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path

import click

from kindpace.cli.mix import MIX, levels
from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order

USUAL_PROFILE = Path("runner.yaml")

WISHES = {
    "minutes": "Length of the whole track, in minutes.",
    "cadence": "Running steps a minute.",
    "walk": "Walking steps a minute.",
    "gait": "run, or walk: the whole session at a walk.",
    "breath": "Breath pattern in steps, such as 3:3, or off.",
    "beat": "on, windows or off.",
    "name": "The runner's name.",
    "goal": "A gentle goal, in the runner's own words.",
    "carry": "A sentence to carry along.",
    "company": "Who comes along: alone, or names.",
    "place": "road, trail, track, treadmill ...",
    "weather": "dry, rain, wind, cold, heat, dark ...",
    "country": "Two letters, for support lines.",
    "voice": "The voice; `kindpace voices` shows them.",
    "pace": "Words a minute inside a line.",
    "talk": "How much is said: sparse, normal or more.",
}

FILE = click.Path(path_type=Path)

OPTIONS = (
    click.option(
        "--runner", type=FILE, help="A runner profile; else ./runner.yaml if it is there."
    ),
    click.option("--skip", multiple=True, help="A topic to leave out; may be repeated."),
    click.option("--sound", help="An audio template; `kindpace sounds` shows them."),
    click.option(
        "--bed", type=FILE, metavar="FILE", help="Your own music, in place of the template's bed."
    ),
    click.option(
        "--recordings", type=FILE, metavar="DIR", help="Lines that you read yourself, by their ids."
    ),
    click.option(
        MIX,
        multiple=True,
        metavar="LEVELS",
        help="Louder or softer, in decibels: any of voice=0 beat=-6 breath=-3 bed=-2.",
    ),
    click.option(
        "--date", "day", help="The day, which draws among alternatives: 2026-11-22 or today."
    ),
)


OrderOf = Callable[[str], Order]
"""From the name of a session to what was asked for."""


def with_wishes(command: Callable[..., None]) -> Callable[..., None]:
    """`command` for a NAME, with the runner's options; all of it reaches it as one `order`."""

    @click.argument("which", metavar="NAME")
    @with_options
    @wraps(command)
    def with_order(*, which: str, order_of: OrderOf, **options: object) -> None:
        command(order=order_of(which), **options)

    return with_order


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the runner's options, which reach it as `order_of`, an `OrderOf`.

    Declare it with `cls=WordsAfterMix`, so that `--mix voice=0 beat=-6` needs no quotes.
    """

    @wraps(command)
    def with_told(
        *,
        runner: Path | None,
        skip: tuple[str, ...],
        sound: str | None,
        bed: Path | None,
        recordings: Path | None,
        mix: tuple[str, ...],
        day: str | None,
        **options: object,
    ) -> None:
        given = {wish: options.pop(wish) for wish in WISHES}
        told = {wish: value for wish, value in given.items() if value is not None}
        told |= {"skip": list(skip)} if skip else {}
        told |= {"mix": levels(mix)} if mix else {}
        order = Order(
            name="",
            wishes=checked_values(_numbers(told), "--"),
            runner=_profile(runner),
            day=_day(day),
            today=_day("today"),
            sound=sound,
            bed=bed,
            recordings=recordings,
        )
        command(order_of=lambda name: replace(order, name=name), **options)

    decorated: Callable[..., None] = with_told
    for option in reversed(OPTIONS):
        decorated = option(decorated)
    for wish, sentence in reversed(WISHES.items()):
        decorated = click.option(f"--{wish}", help=sentence)(decorated)
    return decorated


def _numbers(told: dict[str, object]) -> dict[str, object]:
    """Bare numbers as numbers, as they would stand in a file."""
    plain = dict(told)
    for wish in ("minutes", "pace"):
        if str(plain.get(wish, "")).isdigit():
            plain[wish] = int(str(plain[wish]))
    return plain


def _profile(runner: Path | None) -> Path | None:
    if runner is None:
        return USUAL_PROFILE if USUAL_PROFILE.is_file() else None
    if not runner.is_file():
        raise click.BadParameter(f"there is no file {runner}.", param_hint="--runner")
    return runner


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    if written == "today":
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise click.BadParameter(
            "write a day like 2026-11-22, or today.", param_hint="--date"
        ) from None
