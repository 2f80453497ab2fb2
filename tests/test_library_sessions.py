"""Every session that comes along can be read, planned, stretched, and keeps its ideas."""

from fractions import Fraction
from itertools import product

import pytest

from kindpace.problems import KindpaceError
from kindpace.session.ideas import essays, ideas_of
from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order, Planned, library, plan

SESSIONS = list(library())


def planned(name: str, /, **wishes: object) -> Planned:
    """The plan of a library session for a runner with `wishes`."""
    return plan(Order(name=name, wishes=checked_values(wishes, "--")))


def ideas() -> dict[str, tuple[str, ...]]:
    """Every idea in seeds/ with the sessions that carry it."""
    return {name: idea.carriers.sessions for name, idea in ideas_of(essays()).items()}


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_lasts_exactly_as_long_as_it_says(name: str) -> None:
    """The timeline ends on the asked second."""
    made = planned(name)
    assert made.session.length == made.timeline.length


@pytest.mark.parametrize(("name", "share"), list(product(SESSIONS, (70, 85, 120, 150))))
def test_a_session_fits_seventy_to_a_hundred_and_fifty_percent(name: str, share: int) -> None:
    """What a runner asks for in minutes is met exactly."""
    usual = planned(name).timeline.length
    asked = Fraction(round(usual / 60 * share), 100)
    assert asked * 60 == planned(name, minutes=asked).timeline.length


@pytest.mark.parametrize("minutes", range(15, 61, 5))
def test_the_steady_companion_fits_a_quarter_of_an_hour_to_a_whole_one(minutes: int) -> None:
    """Thirty minutes as written, fifteen to sixty as asked."""
    made = planned("steady-companion", minutes=minutes)
    assert minutes * 60 == made.timeline.length


def test_breath_and_safety_keep_their_time_at_every_length() -> None:
    """Only quiets, rests and pauses give way."""

    def kept(minutes: int) -> tuple[list[Fraction], list[Fraction], int]:
        timeline = planned("steady-companion", minutes=minutes).timeline
        safety = [one.length for one in timeline.speeches if one.kind in ("safety", "stop_if")]
        return safety, [one.room for one in timeline.words], len(timeline.words)

    assert kept(30) == kept(15) == kept(60)


@pytest.mark.parametrize(("name", "cadence"), list(product(SESSIONS, (150, 165, 173, 185))))
def test_a_session_can_be_run_at_every_cadence(name: str, cadence: int) -> None:
    """No cadence of the ladder brings a fault."""
    assert planned(name, cadence=cadence).timeline.length > 0


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        *product(
            SESSIONS,
            [
                {"breath": "off"},
                {"beat": "off"},
                {"talk": "sparse"},
                {"talk": "more"},
                {"skip": ["questions", "breath"]},
                {"weather": "rain", "place": "treadmill"},
                {"name": "Ana", "goal": "come home", "carry": "easy does it", "company": "Sam"},
            ],
        )
    ],
)
def test_a_session_takes_every_wish(name: str, wish: dict[str, object]) -> None:
    """Each wish alone gives a whole session, with no brace left in its words."""
    made = planned(name, **wish)
    assert made.session.length == made.timeline.length
    assert not [one for one in made.timeline.speeches if set("{}[]") & set(one.line.text)]


def test_what_cannot_be_fitted_is_told_with_its_part() -> None:
    """Three minutes for thirty is too little, and the answer says by how much and where."""
    with pytest.raises(KindpaceError) as raised:
        planned("steady-companion", minutes=3)
    (found,) = raised.value.problems
    assert found.slug == "minutes-too-few"
    assert "too short" in found.what
    assert "line" in found.mend


def test_every_idea_knows_its_sessions_and_every_session_its_ideas() -> None:
    """`carries` and `carried_by` tell the same."""
    carried = {(idea, name) for name in SESSIONS for idea in planned(name).session.carries}
    assert carried == {(idea, name) for idea, names in ideas().items() for name in names}


def test_no_session_opens_or_closes_like_another() -> None:
    """The first and the last sentence of each session stand once in the library."""
    edges = [
        text
        for name in SESSIONS
        for speeches in [planned(name).timeline.speeches]
        for text in (speeches[0].line.text, speeches[-1].line.text)
    ]
    assert len(edges) == len(set(edges))
