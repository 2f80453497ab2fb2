"""The end of a build: the feed's own files, written from its episodes, `feed.xml` last of all."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kindpace.feed.ledger import NAME as LEDGER
from kindpace.feed.ledger import written
from kindpace.feed.page.writing import page_files
from kindpace.feed.playlist import NAME as PLAYLIST
from kindpace.feed.playlist import playlist
from kindpace.feed.show import Art, Episode, Show, files_of, newest_first
from kindpace.feed.writing import write_feed
from kindpace.problems import KindpaceError, WrongUse, problem
from kindpace.studio.building.asked import Feed
from kindpace.studio.building.drafting import Desk, Draft
from kindpace.studio.building.folder import forget, holds, is_whole, named_by_feed, put, sweep
from kindpace.studio.building.presenting import LARGEST_PICTURE, art_of
from kindpace.studio.planning import plan
from kindpace.track.cover import artwork


def shelved(desk: Desk, one: Draft, made: Mapping[str, Episode], *, whole: bool) -> Feed:
    """Put the feed of `one` in place, with the episodes just `made`.

    Those without a script stay unless they are to be pruned, and then only if the build is
    `whole`: a script that can't be read has an id that nobody knows. Raises WorldError, and
    WrongUse for a picture that directories don't take.
    """
    prune = desk.ask.prune and whole
    gone = {each.id for each in one.orphans} if prune else set()
    old = {id_: each for id_, each in one.old.items() if id_ not in gone}
    now = old | {each.id: each for each in one.kept} | dict(made)
    if not now:
        return Feed(folder=one.folder, waiting=one.waiting)
    episodes = newest_first(tuple(sorted(now.values(), key=lambda each: each.id)))
    show = replace(
        one.show,
        art=_art(desk, one),
        synthetic=any(each.synthetic for each in episodes),
    )
    still = named_by_feed(one.folder)
    changed = _written(one.folder, show, episodes)
    swept = sweep(one.folder, files_of(show, episodes), still)
    forget(one.folder)
    made_of = {each.guid: each for each in made.values()}  # they came as they were finished
    return Feed(
        folder=one.folder,
        made=tuple(made_of[todo.guid].title for todo in one.todo if todo.guid in made_of),
        kept=tuple(each.title for each in one.kept),
        waiting=one.waiting,
        orphans=tuple(each.title for each in one.orphans if each.id not in gone),
        gone=tuple(each.title for each in one.orphans if each.id in gone),
        changed=changed + swept,
        seconds=float(sum(each.duration for each in made.values())),
    )


def _written(folder: Path, show: Show, episodes: tuple[Episode, ...]) -> int:
    """Ledger, playlist, page, and the feed when all that it points at is there; how many changed.

    A reader at any instant sees a whole feed: media stand before it, and each file comes whole.
    """
    files = {
        LEDGER: written(show, episodes),
        PLAYLIST: playlist(show, episodes),
        **page_files(show, episodes),
    }
    new = [name for name, data in files.items() if not holds(folder / name, data)]
    for name in new:
        put(folder, name, files[name], "")
    return len(new) + len(write_feed(show, episodes, folder))


def _art(desk: Desk, one: Draft) -> Art | None:
    """The show's own picture, else the one it had, else one drawn from its first session."""
    own = desk.found.words.art
    if own:
        return art_of(_picture(desk.found.beside, own), f"{one.show.id}-show", one.folder)
    before = one.before
    kept = before.art if before and before.title == one.show.title else None
    if kept and is_whole(one.folder, [kept]):
        return kept
    for entry in one.entries:
        try:
            timeline = plan(entry.order).timeline
        except KindpaceError:
            continue
        drawn = artwork(replace(timeline, title=one.show.title))
        return art_of(drawn, f"{one.show.id}-show", one.folder)
    return before.art if before else None


def _picture(beside: Path, name: str) -> bytes:
    """The picture called `name` beside `show.yaml`. Raises WrongUse if it isn't there."""
    path = beside / name
    try:
        if path.resolve().is_relative_to(beside.resolve()) and path.is_file():
            with path.open("rb") as file:
                return file.read(LARGEST_PICTURE + 1)
    except (OSError, ValueError):
        pass
    raise WrongUse([problem("show-art-missing", name=name[:80])])
