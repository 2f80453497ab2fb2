"""The programmes that come along: they grow slowly, rest often, and never say the same twice."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from kindpace.care.examine import examine
from kindpace.care.outing import spent
from kindpace.care.weeks import Load, look_at_weeks, week_loads
from kindpace.problems import Weight
from kindpace.programme.days import weeks_of
from kindpace.programme.model import Day, Kind, rungs
from kindpace.session.model import Gait, Say, Session
from kindpace.session.model import Kind as Kinds
from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order, Planned, load, plan, shelves
from kindpace.studio.programmes import Loaded, load_programme, loads, order_of, programmes

PROGRAMMES = list(programmes())
SERIES = [name for name in shelves() if name.startswith("5k/")]
FIRST = date(2026, 1, 5)

WISHES: tuple[dict[str, object], ...] = (
    {"cadence": 150, "weather": "rain"},
    {"cadence": 185, "walk": 118, "talk": "more"},
    {"talk": "sparse", "beat": "off"},
    {"gait": "walk", "talk": "sparse"},
    {"breath": "off", "skip": ["questions", "body"], "weather": "cold"},
    {"place": "treadmill", "name": "Ana", "goal": "be outside", "weather": "heat"},
    {"gait": "walk", "weather": "wind", "cadence": 170},
)
"""Each session of the series meets some of these; together they meet all."""

UNKIND = re.compile(
    r"(?i)\b(?:streaks?|missed|make up for|catch up|behind schedule|must|should have|fail\w*"
    r"|burn|calories|weight|no excuses?|finish line|personal best|pace of \d)\b"
)


@cache
def loaded(name: str) -> Loaded:
    """A programme of the library, read once."""
    return load_programme(name)


@cache
def weighed(name: str) -> tuple[Load, ...]:
    """Its days with the most running that each may hold."""
    return loads(loaded(name), loaded(name).days())


def heard_days(name: str) -> Iterator[tuple[Day, Session]]:
    """Every day that has a track, with what is said in it."""
    for day in loaded(name).days(starts=FIRST):
        if day.session:
            yield day, load(order_of(loaded(name), day, Order(name="")))[0]


def words_at(session: Session, end: int) -> tuple[str, ...]:
    """What the first (0) or the last (-1) cue that speaks says."""
    said = [cue for part in session.parts for cue in part.cues if isinstance(cue, Say)]
    return tuple(line.text for line in said[end].lines)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_no_week_adds_more_than_ten_minutes_and_rest_follows_every_run(name: str) -> None:
    """Counted on the plans of every session that a day may hold."""
    assert look_at_weeks(weighed(name)) == ()
    running = [float(one) / 60 for _, one in week_loads(weighed(name))]
    assert max((after - before for before, after in pairwise(running)), default=0) <= 10.05
    runs = [one.running > 0 for one in weighed(name)]
    assert not any(one and two for one, two in pairwise(runs))


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("steady-companion-4-weeks", [35, 44, 42, 51]),
        ("two-brains-6-weeks", [58, 58, 66, 66, 66, 66]),
        ("first-5k-gently", [24, 32, 36, 42, 47, 54, 63, 69, 77]),
    ],
)
def test_weeks_hold_about_as_much_running_as_they_were_made_for(
    name: str, minutes: Sequence[int]
) -> None:
    """Three minutes more or less: sessions may still be polished."""
    found = [float(one) / 60 for _, one in week_loads(weighed(name))]
    assert [round(one) for one in found] == pytest.approx(list(minutes), abs=3)


@pytest.mark.parametrize("name", PROGRAMMES)
@pytest.mark.parametrize("again", [(1,), (2, 2, 3)])
def test_any_week_may_come_again(name: str, again: tuple[int, ...]) -> None:
    """A repeated week is as kind as the first time, and every other day keeps its name."""
    by_place = {(one.day.week, one.day.day): one.running for one in weighed(name)}
    lived = loaded(name).days(again=again)
    repeated = [Load(day=day, running=by_place[day.week, day.day]) for day in lived]
    assert look_at_weeks(repeated) == ()
    assert [day.id for day in lived if day.round == 1] == [one.day.id for one in weighed(name)]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_week_has_three_ways_out_and_a_rest_with_a_track(name: str) -> None:
    """And free days enough between."""
    for week in weeks_of(loaded(name).days()):
        assert sum(day.kind is Kind.MOVE for day in week) == 3
        assert sum(day.kind is Kind.REST and day.session is not None for day in week) == 1
        assert sum(day.session is None for day in week) == 3
    assert loaded(name).programme.instead


@pytest.mark.parametrize("name", PROGRAMMES)
def test_titles_hold_no_numbers_and_ids_are_one_of_a_kind(name: str) -> None:
    """What a feed will show, and what it knows an episode by."""
    days = loaded(name).days()
    assert not [day.title for day in days if re.search(r"\d", day.title)]
    assert len({day.id for day in days}) == len(days)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", day.id) for day in days)
    assert loaded(name).programme.id == name


@pytest.mark.parametrize("name", PROGRAMMES)
def test_no_opening_and_no_closing_is_heard_twice_in_a_row(name: str) -> None:
    """From one track to the next, and from one time of a session to its next time."""
    heard = [(day, words_at(made, 0), words_at(made, -1)) for day, made in heard_days(name)]
    for (_, first, last), (_, next_first, next_last) in pairwise(heard):
        assert first != next_first
        assert last != next_last
    by_shelf: dict[str, list[tuple[str, ...]]] = {}
    for day, first, _ in heard:
        by_shelf.setdefault((day.session or "").split("/")[0], []).append(first)
    again = {shelf: list(pairwise(said)) for shelf, said in by_shelf.items() if len(set(said)) > 1}
    assert all(one != two for pairs in again.values() for one, two in pairs)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_words_around_the_days_are_kind(name: str) -> None:
    """Notes, weeks and what comes afterwards: no streaks, nothing to catch up with."""
    programme = loaded(name).programme
    around = (programme.summary, programme.afterwards, *programme.notes)
    weeks = [text for week in programme.weeks for text in (week.name, week.note)]
    days = [day.note for day in loaded(name).days()]
    assert [text for text in (*around, *weeks, *days) if UNKIND.search(text)] == []
    assert "walk" in " ".join((*around, *weeks)).casefold()


@pytest.mark.parametrize("name", PROGRAMMES)
def test_a_ladder_goes_from_a_hundred_and_fifty_to_a_hundred_and_eighty_five(name: str) -> None:
    """In fives, for the whole programme."""
    ladder = loaded(name).programme.ladder
    assert ladder.cadences == tuple(range(150, 186, 5))
    shares = ladder.lengths or (1,)
    assert len(list(rungs(ladder))) == len(shares) * len(ladder.cadences)
    assert min(shares) <= 1 <= max(shares)


@pytest.mark.parametrize("name", ["steady-companion-4-weeks", "two-brains-6-weeks"])
def test_the_ends_of_a_ladder_can_be_planned(name: str) -> None:
    """The shortest and the longest, at the slowest and the quickest steps."""
    one, *_, last = rungs(loaded(name).programme.ladder)
    for rung in (one, last):
        seen: set[tuple[str | None, object]] = set()
        for day in loaded(name).days(rung=rung):
            if day.session is None or (day.session, day.minutes) in seen:
                continue
            seen.add((day.session, day.minutes))
            made = plan(order_of(loaded(name), day, Order(name="")))
            assert made.session.runner.cadence == rung.cadence
            assert made.timeline.length == day.minutes


def runs_on_the_way(made: Planned) -> list[str]:
    """Lines before the way home that speak of running, the plain ones of safety left aside."""
    home, plain = made.timeline.sections[-1].start, (Kinds.SAFETY, Kinds.STOP_IF)
    on_the_way = (one for one in made.timeline.speeches if one.start < home)
    said = [one.line.text for one in on_the_way if one.kind not in plain]
    return [text for text in said if re.search(r"(?i)\b(?:run|running|jog)\b", text)]


@pytest.mark.parametrize(("place", "name"), list(enumerate(SERIES)))
def test_a_session_of_the_series_is_kind_in_every_way_of_hearing_it(place: int, name: str) -> None:
    """As written and for another kind of runner: whole, as long as it says, with no finding."""
    for wish in ({}, WISHES[place % len(WISHES)]):
        made = plan(Order(name=name, wishes=checked_values(wish, "--"), turn=place))
        found = examine(made.session, made.timeline)
        assert [(one.slug, str(one.where), wish) for one in found] == []
        assert not [one for one in made.session.remarks if one.weight is Weight.MEND]
        assert made.timeline.length == made.session.length
        assert not [one for one in made.timeline.speeches if set("{}[]") & set(one.line.text)]
        if "gait" in wish:
            assert spent(made.timeline, Gait.RUN) == 0
            assert runs_on_the_way(made) == []
