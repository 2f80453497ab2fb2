"""What there is to build: a folder of scripts, some scripts by name, or a programme's days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Final

from kindpace.problems import KindpaceError, Problem, Weight, WrongUse, problem
from kindpace.programme.model import Rung, rungs
from kindpace.session.folder import read_bytes
from kindpace.session.notation import Unreadable
from kindpace.session.podcast import NOTHING_SAID, ShowWords, read_show
from kindpace.session.reading import read_profile
from kindpace.session.runner import laid_over, runner_from
from kindpace.session.telling import told_by
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.studio.building.asked import Ask, Entry
from kindpace.studio.building.dating import days_from
from kindpace.studio.planning import ENDINGS, Order, find_script
from kindpace.studio.programmes import Loaded, is_programme, keys_of, load_programme, order_of

SHOW: Final = "show.yaml"
NOT_SCRIPTS: Final = (SHOW, "runner.yaml", "lexicon.yaml")
"""Files that may lie beside scripts and are something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is to be built: scripts in their order or a programme, and what is told of the show.

    `name` is the folder's or the programme's own, for a show that has no other; `beside` is where
    the show's picture is looked for; `faults` keep single scripts out, `remarks` are advice.
    """

    name: str
    title: str
    summary: str
    beside: Path
    words: ShowWords
    scripts: tuple[Path, ...] = ()
    programme: Loaded | None = None
    faults: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def gathered(ask: Ask) -> Gathered:
    """Everything that `ask` names. Raises KindpaceError if there is nothing to go on with."""
    _refuse_private(ask.order)
    first = Path(ask.what[0])
    if len(ask.what) == 1 and first.is_dir():
        return _folder(first)
    if len(ask.what) == 1 and is_programme(ask.what[0]):
        return _programme(ask.what[0])
    paths = tuple(find_script(name) for name in ask.what)
    beside = paths[0].parent
    return Gathered(
        name=first.stem if len(paths) == 1 else "runs",
        title="Runs" if len(paths) > 1 else "",
        summary="",
        beside=beside,
        words=_show(beside) if first.is_file() else NOTHING_SAID,
        scripts=paths,
    )


def steps_of(ask: Ask, found: Gathered) -> tuple[Rung, ...]:
    """The ladder's rungs: as asked for, else as `show.yaml` says; one rung alone without any."""
    ladder = ask.ladder or tuple(Rung(cadence=one) for one in found.words.ladder or ())
    if ask.own_ladder and found.programme is not None:
        ladder = tuple(rungs(found.programme.programme.ladder))
    if ladder and ask.order.wishes.cadence:
        raise WrongUse([problem("ladder-and-cadence")])
    return ladder or (Rung(),)


def entries(ask: Ask, found: Gathered, rung: Rung) -> tuple[Entry, ...]:
    """The episodes of one rung, in the order in which they are to be heard.

    Raises WrongUse for days that a programme has already, and as a programme's days do.
    """
    if found.programme is not None:
        if ask.every is not None:
            raise WrongUse([problem("every-programme")])
        return tuple(_days(ask, found.programme, rung))
    step = ask.every or (1 if ask.starts else None)
    if step is not None and ask.starts is None:
        raise WrongUse([problem("every-without-start")])
    days = days_from(ask.starts, step) if ask.starts and step else repeat(None)
    order = _at_cadence(ask.order, rung)
    return tuple(
        Entry(order=replace(order, name=str(path), day=day or order.day, for_all=True), day=day)
        for path, day in zip(found.scripts, days, strict=False)
    )


def _days(ask: Ask, loaded: Loaded, rung: Rung) -> Iterator[Entry]:
    """The days of a programme that have a session; each week is a season."""
    numbers: dict[int, int] = {}
    for day in loaded.days(starts=ask.starts, rung=rung):
        if day.session is None:
            continue
        numbers[day.week] = numbers.get(day.week, 0) + 1
        yield Entry(
            order=replace(order_of(loaded, day, ask.order), for_all=True),
            id=day.id,
            title=day.title,
            day=day.date,
            season=day.week,
            season_name=day.week_name,
            number=numbers[day.week],
            place=day.number,
        )


def _at_cadence(order: Order, rung: Rung) -> Order:
    if rung.cadence is None:
        return order
    faster = Profile.model_construct(_fields_set={"cadence"}, cadence=rung.cadence)
    return replace(order, wishes=laid_over(order.wishes, faster))


def _folder(folder: Path) -> Gathered:
    """The scripts right in `folder`, by name; shared blocks and other files are passed over."""
    scripts: list[Path] = []
    faults: list[Problem] = []
    remarks: list[Problem] = []
    inside = folder.resolve()
    for path in sorted(folder.iterdir()):
        if path.suffix not in ENDINGS or path.name in NOT_SCRIPTS or path.name.startswith("."):
            continue
        if not path.resolve().is_relative_to(inside):
            faults.append(problem("script-outside", name=path.name[:80]))
        elif path.is_file():
            keys = keys_of(path)
            if "weeks" in keys:
                remarks.append(problem("build-passed-over", weight=Weight.LOOK, name=path.name))
            elif "block" not in keys:
                scripts.append(path)
    if not scripts and not faults:
        raise WrongUse([problem("build-nothing", name=str(folder))])
    name = inside.name or "runs"
    return Gathered(
        name=name,
        title=" ".join(re.split(r"[-_\s]+", name)).strip().capitalize() if len(scripts) > 1 else "",
        summary="",
        beside=folder,
        words=_show(folder),
        scripts=tuple(scripts),
        faults=tuple(faults),
        remarks=tuple(remarks),
    )


def _programme(name: str) -> Gathered:
    loaded = load_programme(name)
    told = loaded.programme
    file = Path(name)
    return Gathered(
        name=told.id,
        title=told.title,
        summary=told.summary,
        beside=file.parent,
        words=_show(file.parent) if file.is_file() else NOTHING_SAID,
        programme=loaded,
    )


def _show(folder: Path) -> ShowWords:
    """What `show.yaml` in `folder` tells, if it is there. Raises KindpaceError with its faults."""
    path = folder / SHOW
    if not path.is_file():
        return NOTHING_SAID
    try:
        return read_show(Source(name=str(path), data=read_bytes(path)))[0]
    except Unreadable as error:
        raise KindpaceError([problem(error.slug, **error.words)]) from None


def _refuse_private(order: Order) -> None:
    """Raises WrongUse with the words of one person that would be spoken to everybody."""
    wishes = order.wishes
    if order.runner is not None:
        try:
            source = Source(name=str(order.runner), data=read_bytes(order.runner))
        except Unreadable as error:
            raise KindpaceError([problem(error.slug, **error.words)]) from None
        wishes = laid_over(read_profile(source)[0], wishes)
    private = [name for name, words in told_by(runner_from(wishes)).items() if words]
    if private:
        raise WrongUse([problem("build-private", names=", ".join(private))])
