"""A programme as it is written -> the `Programme` that it means."""

from collections.abc import Iterator, Mapping, Sequence

from kindpace.problems import KindpaceError, Mark, problem
from kindpace.programme.model import Entry, Kind, Ladder, Programme, Week
from kindpace.session import weeks as written
from kindpace.session.reading import read_programme
from kindpace.session.resolve import slug_of
from kindpace.session.runner import laid_over
from kindpace.session.tree import Source, Trail, Tree
from kindpace.session.written import Profile


def resolved(source: Source) -> Programme:
    """The programme in `source`. Raises KindpaceError with every fault, each at its place."""
    words, tree = read_programme(source)
    return Programme(
        id=words.id or slug_of(words.title),
        title=words.title,
        summary=_line(words.summary),
        language=words.language,
        topics=tuple(words.topics),
        carries=tuple(words.carries),
        starts=words.starts,
        instead=tuple(words.instead),
        ladder=Ladder(cadences=words.ladder.cadence or (), lengths=words.ladder.length or ()),
        weeks=_bounded(tuple(_weeks(words, tree)), tree),
        notes=tuple(words.notes),
        afterwards=_line(words.afterwards or ""),
        mark=tree.mark(()),
        named=_named(words, tree),
    )


def _named(words: written.Programme, tree: Tree) -> Mapping[str, Mark]:
    """Every session that is named, and where it is for the first time."""
    found: dict[str, Mark] = {}
    for week, days in enumerate(one.days for one in words.weeks):
        for index, day in enumerate(days):
            path: Trail = ("weeks", week, "days", index)
            if name := day.session or _rest(day):
                found.setdefault(name, tree.mark((*path, "session" if day.session else "rest")))
            for other, name in enumerate(day.others or ()):
                found.setdefault(name, tree.mark((*path, "or", other)))
    for index, name in enumerate(words.instead):
        found.setdefault(name, tree.mark(("instead", index)))
    return found


def _bounded(weeks: tuple[Week, ...], tree: Tree) -> tuple[Week, ...]:
    if len(weeks) > written.MOST_WEEKS:
        most, where = written.MOST_WEEKS, tree.key(("weeks",))
        raise KindpaceError([problem("programme-too-long", where, weeks=len(weeks), most=most)])
    return weeks


def _weeks(words: written.Programme, tree: Tree) -> Iterator[Week]:
    for index, week in enumerate(words.weeks):
        path: Trail = ("weeks", index)
        settled = Week(
            name=week.week,
            note=_line(week.note or ""),
            entries=tuple(_entries(week.days, words.runner, tree, path)),
            mark=tree.mark(path),
        )
        yield from [settled] * (week.repeat or 1)


def _entries(
    days: Sequence[written.Day], runner: Profile, tree: Tree, path: Trail
) -> Iterator[Entry]:
    for index, day in enumerate(days):
        yield _entry(day, runner, tree.mark((*path, "days", index)))
    for _ in range(written.DAYS_A_WEEK - len(days)):
        yield _entry(written.Day(rest=written.NOTHING), runner, tree.mark(path))


def _entry(day: written.Day, runner: Profile, mark: Mark) -> Entry:
    told = {"minutes": day.minutes} if day.minutes else {}
    length = Profile.model_construct(_fields_set=set(told), **told)  # read and checked already
    return Entry(
        kind=Kind.MOVE if day.session else Kind.REST,
        session=day.session or _rest(day),
        others=tuple(day.others or ()),
        title=day.title,
        wishes=laid_over(runner, day.runner, length),
        note=_line(day.note or ""),
        mark=mark,
    )


def _rest(day: written.Day) -> str | None:
    """The session of a day of rest, if it has one."""
    return None if day.rest == written.NOTHING else day.rest


def _line(text: str) -> str:
    return " ".join(text.split())
