"""From the name of a programme to its days: each session found, read, and planned if asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kindpace.care.outing import spent
from kindpace.care.weeks import Load, look_at_weeks
from kindpace.library import shipped
from kindpace.problems import KindpaceError, Problem, WrongUse, problem, stop_if_any
from kindpace.programme.days import AS_WRITTEN, Card, days
from kindpace.programme.model import Day, Programme, Rung
from kindpace.programme.resolve import resolved
from kindpace.session.model import Gait, Seconds
from kindpace.session.notation import Unreadable, shown
from kindpace.session.reading import read_script
from kindpace.session.runner import laid_over
from kindpace.session.tree import grown_tree
from kindpace.session.written import Profile
from kindpace.studio.planning import ENDINGS, Order, plan, shelves, source_of

PROGRAMMES = "programmes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A programme, the file of each session that it names, and what each says about itself."""

    programme: Programme
    scripts: Mapping[str, Path]
    cards: Mapping[str, Card]

    def days(
        self,
        *,
        starts: date | None = None,
        again: Sequence[int] = (),
        rung: Rung = AS_WRITTEN,
    ) -> tuple[Day, ...]:
        """Its days in order, titled as their sessions are. Raises as `programme.days.days`."""
        return days(self.programme, starts=starts, again=again, cards=self.cards, rung=rung)


def programmes() -> Mapping[str, Path]:
    """The library's programmes by name."""
    folder = shipped("scripts") / PROGRAMMES
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def is_programme(name: str) -> bool:
    """Whether `name` is a file with weeks in it, or a programme of the library."""
    path = Path(name)
    try:
        there = path.is_file()
    except (OSError, ValueError):  # a name that no disk can hold
        there = False
    return "weeks" in keys_of(path) if there else name in programmes()


def keys_of(path: Path) -> Sequence[str]:
    """The first keys of a file; of one that can't be read none, which is told in its turn."""
    try:
        value = grown_tree(source_of(path)).value
    except KindpaceError:
        return ()
    return tuple(value) if isinstance(value, dict) else ()


def find_programme(name: str) -> Path:
    """The file called `name`, or the library's programme of that name. Raises WrongUse."""
    path = Path(name)
    try:
        if path.is_file():
            return path
    except (OSError, ValueError):  # a name that no disk can hold
        pass
    known = programmes()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else f"The library has: {', '.join(known)}."
    raise WrongUse([problem("programme-unknown", name=shown(name), hint=hint)])


def load_programme(name: str) -> Loaded:
    """The programme called `name`, with every session that it names found and read.

    Raises WrongUse where there is none, KindpaceError with every fault in it and in its sessions.
    """
    path = find_programme(name)
    programme = resolved(source_of(path))
    scripts = scripts_of(programme, path.parent)
    return Loaded(programme=programme, scripts=scripts, cards=_cards(scripts))


def order_of(loaded: Loaded, day: Day, order: Order) -> Order:
    """What to plan or render for `day`, for whom `order` tells.

    The programme's wishes lie below the runner's own, as a script's do; only a day's minutes, its
    session's own among them, hold unless `order` asks for others itself. The cadence of a rung
    holds always: it is what the rung is. Raises KeyError for a day without a session.
    """
    wishes = order.wishes
    if day.cadence is not None:
        rung = Profile.model_construct(_fields_set={"cadence"}, cadence=day.cadence)
        wishes = laid_over(wishes, rung)
    if wishes.minutes is None:
        wishes = _with_minutes(wishes, day.minutes)
    name = str(loaded.scripts[day.session or ""])
    return replace(order, name=name, wishes=wishes, under=day.wishes, day=day.date, turn=day.turn)


def choices(day: Day) -> tuple[tuple[str, Profile], ...]:
    """Each session that `day` may be, with what is asked of it; its minutes are the first one's."""
    if day.session is None:
        return ()
    others = _with_minutes(day.wishes, None)
    return ((day.session, day.wishes), *((name, others) for name in day.others))


def loads(loaded: Loaded, days: Sequence[Day]) -> tuple[Load, ...]:
    """How much running each day holds at the most, whichever of its sessions is chosen.

    Raises KindpaceError where a session can't be planned as the programme asks.
    """
    wanted = {(name, repr(told)): (name, told) for day in days for name, told in choices(day)}
    running = {key: _running(loaded.scripts[name], told) for key, (name, told) in wanted.items()}

    def most(day: Day) -> Seconds:
        found = (running[name, repr(told)] for name, told in choices(day))
        return max(found, default=Seconds(0))

    return tuple(Load(day=day, running=most(day)) for day in days)


def look_at_programme(loaded: Loaded, days: Sequence[Day]) -> tuple[Problem, ...]:
    """What care has to say about how its weeks follow one another. Raises as `loads`."""
    return look_at_weeks(loads(loaded, days))


def _running(script: Path, wishes: Profile) -> Seconds:
    planned = plan(Order(name=str(script), under=wishes))
    return spent(planned.timeline, Gait.RUN)


def _with_minutes(wishes: Profile, minutes: Seconds | None) -> Profile:
    told = {key: getattr(wishes, key) for key in wishes.model_fields_set - {"minutes"}}
    told |= {"minutes": minutes} if minutes else {}
    return Profile.model_construct(_fields_set=set(told), **told)


def scripts_of(programme: Programme, folder: Path) -> Mapping[str, Path]:
    """The file of every session that `programme` names, for one that stands in `folder`.

    Raises KindpaceError with every name that leads nowhere, at its place.
    """
    found: dict[str, Path] = {}
    faults: list[Problem] = []
    known = shelves()
    for name, mark in programme.named.items():
        try:
            found[name] = _script(name, folder, known)
        except Unreadable as error:
            faults.append(error.at(mark))
    stop_if_any(faults)
    return found


def _script(name: str, folder: Path, known: Mapping[str, Path]) -> Path:
    """A script beside the programme, else the library's. Raises Unreadable."""
    beside = folder / (name if name.endswith(ENDINGS) else f"{name}.yaml")
    try:
        inside = beside.resolve().is_relative_to(folder.resolve())
        if inside and beside.is_file():
            return beside
    except (OSError, RuntimeError, ValueError):  # a name that no disk can hold
        inside = True
    if name in known:
        return known[name]
    if not inside:
        raise Unreadable("programme-session-outside", name=shown(name))
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean `{near[0]}`?" if near else "`kindpace list` shows the sessions."
    raise Unreadable("programme-session-unknown", name=shown(name), hint=hint)


def _cards(scripts: Mapping[str, Path]) -> Mapping[str, Card]:
    """What each script says about itself. Raises KindpaceError with every fault of their shape."""
    found: dict[str, Card] = {}
    faults: list[Problem] = []
    for name, path in scripts.items():
        try:
            script, _ = read_script(source_of(path))
            found[name] = Card(title=script.title, minutes=script.minutes)
        except KindpaceError as error:
            faults += error.problems
    stop_if_any(faults)
    return found
