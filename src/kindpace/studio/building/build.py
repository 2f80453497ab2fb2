"""The one walk of a build: look at everything, make what has changed, write the feeds last."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kindpace.care.support import stale
from kindpace.feed.importing import Older, older_feed
from kindpace.feed.show import Episode
from kindpace.problems import KindpaceError, Problem, WorldError, problem
from kindpace.studio.building.asked import Ask, Built, Step
from kindpace.studio.building.crew import Crew, CrewGone, Lost, carried_out
from kindpace.studio.building.drafting import Desk, Draft, Faults, Todo, draft
from kindpace.studio.building.folder import note, ready_folder
from kindpace.studio.building.gathering import gathered, steps_of
from kindpace.studio.building.ladder import rung_name, write_ladder
from kindpace.studio.building.parcel import Parcel, Work, packed
from kindpace.studio.building.presenting import episode_of, notes_lack
from kindpace.studio.building.rendering import Made, Outcome, rendered
from kindpace.studio.building.shelving import shelved
from kindpace.studio.building.workers import here
from kindpace.studio.making import Remark, Told, record, unheard, unread, unwatched
from kindpace.studio.planning import plan
from kindpace.voices.cache import open_cache
from kindpace.voices.claims import if_free, in_use

LOCK: Final = ".building.lock"
LARGEST_FEED: Final = 64 << 20

OpenCrew = Callable[[], AbstractContextManager[Crew]]
"""Gives those who render, once there is something to do."""

OnStep = Callable[[Step], None]


def unseen(_step: Step) -> None:
    """For those who don't watch."""


def build(
    ask: Ask,
    *,
    crew: OpenCrew = here,
    now: dt.datetime,
    on_step: OnStep = unseen,
    on_leaving: Told = unheard,
    on_remark: Remark = unread,
) -> Built:
    """The feeds that `ask` wants, in its folder: what hasn't changed isn't touched.

    One script with faults keeps its own episode out and no other. However it ends, the folder
    holds a whole feed, and what was finished isn't made again. Lines are spoken here, tracks are
    made by the `crew`. Raises KindpaceError where nothing can be built at all.
    """
    found = gathered(ask)
    desk = Desk(ask=ask, found=found, now=now, older=_older(ask.older))
    for remark in found.remarks:
        on_remark(remark)
    ready_folder(ask.into)
    with _alone(ask.into):
        rungs = steps_of(ask, found)
        drafts = [draft(desk, rung, rung_name(rung, rungs)) for rung in rungs]
        notes = (notes_lack(one.show, found.words) for one in drafts)
        for remark in dict.fromkeys(chain(stale(now.date()), *notes)):
            on_remark(remark)
        faults = Faults()
        for problems in (found.faults, *(one.faults.problems for one in drafts)):
            faults.problems.extend(problems)
        faults.codes.extend(1 for _ in found.faults)
        faults.codes.extend(code for one in drafts for code in one.faults.codes)
        making = _Making(desk, drafts, faults, on_step, on_leaving, on_remark)
        if making.tasks:
            with crew() as hands:
                making.make(hands)
        feeds = [
            shelved(desk, one, made, whole=not faults.codes)
            for one, made in zip(drafts, making.made, strict=True)
        ]
        write_ladder(ask.into, rungs)
    problems = tuple(dict.fromkeys(faults.problems))
    return Built(feeds=tuple(feeds), faults=problems, exit_code=faults.exit_code)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold `folder` against other builds, for as long as this process lives. Raises WorldError."""
    with if_free(folder / LOCK) as free:
        if not free:
            raise WorldError([problem("build-busy", folder=folder)])
        yield


def _older(path: Path | None) -> Older | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FEED)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise WorldError([problem("old-feed-away", path=path, reason=reason)]) from fault
    return older_feed(data, str(path))


@dataclass(slots=True)
class _Making:
    """The part of a build that takes its time; `made` are the finished episodes of each draft."""

    desk: Desk
    drafts: Sequence[Draft]
    faults: Faults
    on_step: OnStep
    on_leaving: Told
    on_remark: Remark
    tasks: Sequence[tuple[int, Todo]] = ()
    made: list[dict[str, Episode]] = field(default_factory=list)
    told: set[Problem] = field(default_factory=set)
    done: int = 0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.tasks = [(at, todo) for at, one in enumerate(self.drafts) for todo in one.todo]
        self.made = [{} for _ in self.drafts]

    def make(self, crew: Crew) -> None:
        """Make every episode that is to be made; faults are gathered, and stop nothing else."""
        self._step("")
        with TemporaryDirectory(prefix="kindpace-") as spare:
            cache = open_cache(Path(spare))
            try:
                with in_use(cache.folder):
                    for parcel, outcome in carried_out(self._parcels(Path(spare)), rendered, crew):
                        self._take(parcel, outcome)
            except CrewGone as gone:
                self.faults.add(WorldError([problem("crew-gone", reason=str(gone)[:120])]))

    def _parcels(self, spare: Path) -> Iterator[Parcel]:
        """Each task spoken and packed, as there are hands for it."""
        for key, (at, todo) in enumerate(self.tasks):
            try:
                yield self._packed(key, self.drafts[at], todo, spare)
            except KindpaceError as error:
                self.faults.add(error)
                self._step(todo.one.title, todo)

    def _packed(self, key: int, one: Draft, todo: Todo, spare: Path) -> Parcel:
        entry, title = todo.one.entry, todo.one.title
        spoken, takes = record(plan(entry.order), unwatched, spare, self.on_leaving, self._remark)
        work = Work(
            planned=spoken,
            takes=takes,
            encoding=self.desk.ask.encoding,
            album=one.show.title,
            artist=one.show.author,
            title=title,
            number=entry.place,
        )
        try:
            return packed(work, key)
        except OSError as fault:
            reason = fault.strerror or str(fault)
            gone = problem("build-file-gone", title=title[:80], reason=reason)
            raise WorldError([gone]) from fault

    def _take(self, parcel: Parcel, outcome: Outcome | Lost) -> None:
        at, todo = self.tasks[parcel.key]
        try:
            if isinstance(outcome, Made):
                self._put(self.drafts[at], todo, outcome, self.made[at])
            elif isinstance(outcome, Lost):
                lost = problem("worker-lost", title=todo.one.title[:80], reason=outcome.reason)
                self.faults.add(WorldError([lost]))
            else:
                self.faults.problems.extend(outcome.problems)
                self.faults.codes.append(outcome.exit_code)
        except KindpaceError as error:
            self.faults.add(error)
        self._step(todo.one.title, todo)

    def _put(self, one: Draft, todo: Todo, made: Made, into: dict[str, Episode]) -> None:
        episode = episode_of(
            made,
            todo.one,
            one.folder,
            guid=todo.guid,
            published=todo.published,
            encoding=self.desk.ask.encoding,
            now=self.desk.now,
            before=todo.before,
        )
        note(one.folder, episode)
        into[episode.id] = episode
        for remark in made.remarks:
            words = problem("track-remark", title=todo.one.title[:80], what=remark.what)
            self._remark(replace(remark, what=words.what))

    def _remark(self, remark: Problem) -> None:
        """Advice, told once however many tracks it holds for."""
        if remark not in self.told:
            self.told.add(remark)
            self.on_remark(remark)

    def _step(self, title: str, todo: Todo | None = None) -> None:
        if todo:
            self.done += 1
            self.seconds += todo.seconds
        whole = sum(each.seconds for _, each in self.tasks)
        self.on_step(
            Step(
                title=title,
                done=self.done,
                all=len(self.tasks),
                sound_done=self.seconds,
                sound_all=whole,
            )
        )
