"""A programme -> its days in order, each with a name that lasts, a date, and its turn."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from kindpace.problems import WrongUse, problem
from kindpace.programme.model import Day, Entry, Programme, Rung, Week
from kindpace.session.model import Seconds
from kindpace.session.runner import laid_over
from kindpace.session.weeks import DAYS_A_WEEK
from kindpace.session.written import Profile

AS_WRITTEN = Rung()
FREE = "Rest"
MOST_AGAIN = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a session says about itself: its title, and its usual length if it tells one."""

    title: str
    minutes: Seconds | None = None


NO_CARDS: Mapping[str, Card] = MappingProxyType({})


def days(
    programme: Programme,
    *,
    starts: date | None = None,
    again: Sequence[int] = (),
    cards: Mapping[str, Card] = NO_CARDS,
    rung: Rung = AS_WRITTEN,
) -> tuple[Day, ...]:
    """Every day from the first to the last, days of rest among them.

    `starts` replaces the programme's own first day. Each week number in `again` lets that week
    come once more, right after itself; no other day's id changes by it. `cards` tell about the
    sessions; `rung` is the step of the ladder. Raises WrongUse (`week-unknown`, `weeks-again`).
    """
    begin = starts or programme.starts
    turns: Counter[str] = Counter()
    found = []
    for number, day in enumerate(_lived(programme, again, cards, rung), start=1):
        shelf = _shelf(day.session or "")
        when = begin and begin + timedelta(days=number - 1)
        found.append(replace(day, number=number, date=when, turn=turns[shelf]))
        turns[shelf] += 1
    return tuple(found)


def weeks_of(days: Sequence[Day]) -> Iterator[tuple[Day, ...]]:
    """The days, seven by seven."""
    for first in range(0, len(days), DAYS_A_WEEK):
        yield tuple(days[first : first + DAYS_A_WEEK])


def _lived(
    programme: Programme, again: Sequence[int], cards: Mapping[str, Card], rung: Rung
) -> Iterator[Day]:
    """The days of each week as often as it comes, before they have a number and a date."""
    count = len(programme.weeks)
    for asked in again:
        if not 1 <= asked <= count:
            raise WrongUse([problem("week-unknown", week=asked, count=count)])
    if len(again) > MOST_AGAIN:
        raise WrongUse([problem("weeks-again", count=len(again), most=MOST_AGAIN)])
    for number, week in enumerate(programme.weeks, start=1):
        for turn in range(1, 2 + again.count(number)):
            for day in _seven(week, cards, rung):
                again_id = "" if turn == 1 else f"-again-{turn - 1}"
                name = f"{programme.id}-w{number}-d{day.day}{again_id}"
                yield replace(day, id=name, week=number, round=turn)


def _seven(week: Week, cards: Mapping[str, Card], rung: Rung) -> Iterator[Day]:
    """The days of a week, before the week has its place."""
    for index, entry in enumerate(week.entries, start=1):
        card = cards.get(entry.session or "") or _plain(entry.session)
        minutes, wishes = _asked(entry, card, rung)
        yield Day(
            id="",
            title=entry.title or card.title,
            kind=entry.kind,
            session=entry.session,
            others=entry.others,
            wishes=wishes,
            minutes=minutes,
            cadence=rung.cadence,
            date=None,
            number=0,
            week=0,
            week_name=week.name,
            day=index,
            round=1,
            turn=0,
            note=entry.note,
            mark=entry.mark,
        )


def _asked(entry: Entry, card: Card, rung: Rung) -> tuple[Seconds | None, Profile]:
    """How long the day's track is, as far as anyone tells, and all that is asked of its session."""
    usual = entry.wishes.minutes or card.minutes
    minutes = usual and usual * rung.length
    told: dict[str, object] = {}
    if minutes != card.minutes:
        told["minutes"] = minutes
    if rung.cadence is not None:
        told["cadence"] = rung.cadence
    return minutes, laid_over(entry.wishes, Profile.model_construct(_fields_set=set(told), **told))


def _shelf(session: str) -> str:
    """What shares its lines with `session`: the sessions of its folder, or it alone.

    Its days take their turns together, so that none opens or closes like the one before.
    """
    return session.partition("/")[0]


def _plain(session: str | None) -> Card:
    """A title made from a session's name, where nobody has read the session."""
    if session is None:
        return Card(title=FREE)
    name = session.rpartition("/")[2].removesuffix(".yaml")
    return Card(title=name.replace("-", " ").capitalize())
