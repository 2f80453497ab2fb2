"""The options that tell who runs and how; the same for every command that makes a session."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path

import click

from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order

USUAL_PROFILE = Path("runner.yaml")

WISHES = {
    "minutes": "Length of the whole track, in minutes.",
    "cadence": "Running steps a minute.",
    "walk": "Walking steps a minute.",
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


def with_wishes(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with the runner's options, which reach it as one `order`."""

    @click.argument("which", metavar="NAME")
    @click.option(
        "--runner",
        type=click.Path(path_type=Path),
        help="A runner profile; else ./runner.yaml if it is there.",
    )
    @click.option("--skip", multiple=True, help="A topic to leave out; may be repeated.")
    @click.option("--sound", help="An audio template; `kindpace sounds` shows them.")
    @click.option(
        "--date", "day", help="The day, which draws among alternatives: 2026-11-22 or today."
    )
    @wraps(command)
    def with_order(
        which: str,
        runner: Path | None,
        skip: tuple[str, ...],
        sound: str | None,
        day: str | None,
        **options: object,
    ) -> None:
        given = {wish: options.pop(wish) for wish in WISHES}
        told: dict[str, object] = {
            wish: value for wish, value in given.items() if value is not None
        }
        if skip:
            told["skip"] = list(skip)
        order = Order(
            name=which,
            wishes=checked_values(_numbers(told), "--"),
            runner=_profile(runner),
            day=_day(day),
            sound=sound,
        )
        command(order=order, **options)

    decorated: Callable[..., None] = with_order
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
