"""What has to be done for one feed: which episodes stay as they are, which are to be made."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kindpace.care.support import digits_for_all
from kindpace.feed.guids import episode_guid
from kindpace.feed.importing import Known, Older, Wanted, matched
from kindpace.feed.ledger import NAME as LEDGER
from kindpace.feed.ledger import read_ledger
from kindpace.feed.show import Episode, Show, files_of
from kindpace.problems import KindpaceError, Problem, Weight, problem
from kindpace.programme.model import Rung
from kindpace.studio.building.asked import Ask, Entry
from kindpace.studio.building.dating import in_a_row, morning
from kindpace.studio.building.fingerprint import Contents, fingerprint
from kindpace.studio.building.folder import is_whole, noted
from kindpace.studio.building.gathering import Gathered, entries
from kindpace.studio.building.presenting import Settled, labels_of, refreshed, show_of
from kindpace.studio.building.speakers import Speakers
from kindpace.studio.planning import load, plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """An episode to be made: with which guid, since when, and what stood there before."""

    one: Settled
    guid: str
    published: dt.datetime
    before: Episode | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One feed to be: its show, what stays, what is to be made, and what is said about it.

    `entries` are those whose script reads; `before` and `old` are the show and its episodes as they
    were; `orphans` are episodes whose script has gone.
    """

    folder: Path
    entries: tuple[Entry, ...]
    show: Show
    before: Show | None
    old: Mapping[str, Episode]
    kept: tuple[Episode, ...]
    todo: tuple[Todo, ...]
    orphans: tuple[Episode, ...]
    waiting: tuple[str, ...]
    faults: "Faults"


@dataclass(frozen=True, slots=True)
class Faults:
    """Everything that keeps single episodes out, gathered on the way."""

    problems: list[Problem] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)

    def add(self, error: KindpaceError) -> None:
        """Remember what `error` tells."""
        self.problems.extend(error.problems)
        self.codes.append(error.exit_code)

    @property
    def exit_code(self) -> int:
        """0 without faults, 1 where a script has to be mended, else what stood in the way."""
        return 0 if not self.codes else 1 if 1 in self.codes else max(self.codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all feeds of one build share: what is asked, the moment, and what was looked up."""

    ask: Ask
    found: Gathered
    now: dt.datetime
    older: Older | None = None
    contents: Contents = field(default_factory=Contents)
    speakers: Speakers = field(default_factory=Speakers)


def draft(desk: Desk, rung: Rung, name: str) -> Draft:
    """What the feed of `rung`, in the folder `name` below the build's own, needs.

    Raises KindpaceError for what concerns the whole feed.
    """
    ask, faults = desk.ask, Faults()
    folder = ask.into / name if name else ask.into
    before, old = _as_it_was(folder)
    wanted = entries(ask, desk.found, rung)
    loaded = list(_loaded(wanted, faults))
    show = show_of(ask, desk.found, [one.session for one in loaded], name, before)
    if before is None and desk.older and desk.older.guid and not name:
        show = replace(show, guid=desk.older.guid)
    due = [one for one in loaded if _is_due(one, desk, old)]
    settled = [
        replace(one, fingerprint=_fingerprint(one, show, desk))
        for one in _without_twins(due, faults)
    ]
    kept, new = _sorted(settled, folder, old, again=ask.again)
    todo = tuple(_todo(desk, new, old, name, faults))
    ids = {one.id for one in loaded}
    return Draft(
        folder=folder,
        entries=tuple(one.entry for one in loaded),
        show=show,
        before=before,
        old=old,
        kept=kept,
        todo=todo,
        orphans=tuple(one for one in old.values() if one.id not in ids),
        waiting=tuple(one.title for one in loaded if one not in due),
        faults=faults,
    )


def _as_it_was(folder: Path) -> tuple[Show | None, Mapping[str, Episode]]:
    if not (folder / LEDGER).exists():
        return None, {}
    show, episodes = read_ledger(folder)
    return show, {one.id: one for one in episodes}


def _loaded(wanted: Iterable[Entry], faults: Faults) -> Iterator[Settled]:
    for entry in wanted:
        try:
            session, template = load(entry.order)
        except KindpaceError as error:
            faults.add(error)
            continue
        id_ = entry.id or session.id
        title = entry.title or session.title
        yield Settled(entry=entry, id=id_, title=title, session=session, template=template)


def _is_due(one: Settled, desk: Desk, old: Mapping[str, Episode]) -> bool:
    """Whether its day has come, or it doesn't have to; what is out already stays so."""
    day = one.entry.day
    return day is None or desk.ask.ahead or one.id in old or morning(day) <= desk.now


def _without_twins(settled: Iterable[Settled], faults: Faults) -> Iterator[Settled]:
    """Those whose id is theirs alone; scripts that share one are told of, and none is taken."""
    by_id: dict[str, list[Settled]] = defaultdict(list)
    for one in settled:
        by_id[one.id].append(one)
    for id_, same in by_id.items():
        if len(same) == 1:
            yield same[0]
            continue
        names = [one.entry.order.name for one in same]
        for one in same:
            others = ", ".join(name for name in names if name != one.entry.order.name)
            told = problem("episodes-share-id", one.session.mark, id=id_, others=others or names[0])
            faults.add(KindpaceError([told]))


def _fingerprint(one: Settled, show: Show, desk: Desk) -> str:
    return fingerprint(
        one.session,
        one.template,
        voices=desk.speakers.of(one.session),
        encoding=desk.ask.encoding,
        labels=labels_of(one.entry, show, one.title),
        contents=desk.contents,
    )


def _sorted(
    settled: Iterable[Settled], folder: Path, old: Mapping[str, Episode], *, again: bool
) -> tuple[tuple[Episode, ...], tuple[Settled, ...]]:
    """Episodes that are as they should be, in the feed or finished since, and those that aren't."""
    finished = noted(folder)
    kept: list[Episode] = []
    new: list[Settled] = []
    for one in settled:
        known = () if again else (old.get(one.id), finished.get(one.id))
        fitting = (
            episode
            for episode in known
            if episode and episode.fingerprint == one.fingerprint and _stands(folder, episode)
        )
        if episode := next(fitting, None):
            kept.append(refreshed(episode, one))
        else:
            new.append(one)
    return tuple(kept), tuple(new)


def _stands(folder: Path, episode: Episode) -> bool:
    nobody = Show(id="", guid="", title="", summary="", base_url="")
    return is_whole(folder, files_of(nobody, (episode,)))


def _todo(
    desk: Desk, new: tuple[Settled, ...], old: Mapping[str, Episode], rung: str, faults: Faults
) -> Iterator[Todo]:
    """The episodes to be made, each planned and looked at by care before anything is spoken."""
    known = _older(desk, new, old)
    for place, one in enumerate(new):
        before, older = old.get(one.id), known.get(one.id)
        try:
            planned = plan(one.entry.order)
        except KindpaceError as error:
            faults.add(error)
            continue
        mend = [found for found in planned.findings() if found.weight is Weight.MEND]
        mend += digits_for_all(planned.timeline.speeches)
        if mend:
            faults.add(KindpaceError(mend))
            continue
        day = one.entry.day
        usual = morning(day) if day else in_a_row(desk.now, place, len(new))
        guid = older.guid if older else episode_guid(one.id, rung)
        yield Todo(
            one=one,
            guid=before.guid if before else guid,
            published=before.published if before else (older and older.published) or usual,
            before=before,
            seconds=float(planned.timeline.length),
        )


def _older(desk: Desk, new: Iterable[Settled], old: Mapping[str, Episode]) -> Mapping[str, Known]:
    """The episodes of the imported feed that new ones continue, by id."""
    if desk.older is None:
        return {}
    wanted = [Wanted(id=one.id, title=one.title) for one in new if one.id not in old]
    return {match.id: match.known for match in matched(desk.older, wanted).matches}
