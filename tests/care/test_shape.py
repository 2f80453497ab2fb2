"""Safety in time, gentle ends, a way out."""

import pytest

from kindpace.care.examine import Rule
from kindpace.care.shape import cool_down, safety_first, stop_if, warm_up, way_out
from kindpace.problems import Weight
from kindpace.session.model import Kind
from tests.care.maker import (
    Stretch,
    mark,
    run,
    session,
    sit,
    slugs,
    speech,
    stand,
    timeline,
    walk,
)

RUN = (walk(5), run(20), walk(5))
SIT = (sit(6), stand(6))


@pytest.mark.parametrize("moment", [0, 45, 90])
def test_safety_in_the_first_ninety_seconds_passes(moment: int) -> None:
    """Ears and roads are told at once."""
    laid = timeline(RUN, speeches=[speech(moment, kind=Kind.SAFETY)])
    assert slugs(safety_first(session(RUN), laid)) == []


def test_late_or_missing_safety_is_noticed() -> None:
    """Two minutes in, somebody has crossed a road already; a plain sentence does not count."""
    for said in ([speech(120, kind=Kind.SAFETY)], [speech(10)], []):
        (told,) = safety_first(session(RUN), timeline(RUN, speeches=said))
        assert (told.where, told.weight) == (mark(10), Weight.MEND)


def test_indoors_there_is_no_road() -> None:
    """Sitting, standing, or on a treadmill."""
    assert slugs(safety_first(session(SIT), timeline(SIT))) == []
    assert slugs(safety_first(session(RUN, place="treadmill"), timeline(RUN))) == []
    assert slugs(safety_first(session(RUN, place="park"), timeline(RUN))) != []


def test_the_signs_to_stop_for_come_before_the_first_running() -> None:
    """Told while walking: fine. Told after the run has begun, or never: noticed at the run."""
    assert (
        slugs(stop_if(session(RUN), timeline(RUN, speeches=[speech(60, kind=Kind.STOP_IF)]))) == []
    )
    for said in ([speech(320, kind=Kind.STOP_IF)], []):
        (told,) = stop_if(session(RUN), timeline(RUN, speeches=said))
        assert (told.where, told.weight) == (mark(20), Weight.MEND)
        assert "Part 1" in told.what


@pytest.mark.parametrize("rule", [stop_if, warm_up, cool_down])
@pytest.mark.parametrize("legs", [SIT, (walk(10),), (stand(1), walk(4), sit(1))])
def test_without_running_there_is_nothing_to_warm_up_for(
    rule: Rule, legs: tuple[Stretch, ...]
) -> None:
    """Rules about running look at runs only."""
    assert slugs(rule(session(legs), timeline(legs))) == []


@pytest.mark.parametrize(
    ("legs", "weight"),
    [
        ((walk(4), run(6), walk(3)), None),
        ((stand(1), walk(3.98), run(6), walk(3)), None),
        ((walk(3), run(6), walk(3)), Weight.LOOK),
        ((walk(1), run(6), walk(3)), Weight.MEND),
        ((stand(5), run(6), walk(3)), Weight.MEND),
        ((run(6), walk(3)), Weight.MEND),
        ((walk(4), run(16), walk(5)), Weight.LOOK),
        ((walk(5), run(15), walk(5)), None),
        ((walk(2), stand(1), walk(2), run(6), walk(3)), None),
    ],
)
def test_a_run_begins_with_a_walk(legs: tuple[Stretch, ...], weight: Weight | None) -> None:
    """Four minutes, or five before a longer session; under two is to be mended."""
    told = list(warm_up(session(legs), timeline(legs)))
    assert [problem.weight for problem in told] == ([weight] if weight else [])


@pytest.mark.parametrize(
    ("legs", "found"),
    [
        ((walk(4), run(6), walk(3)), False),
        ((walk(4), run(6), walk(2.98), stand(1)), False),
        ((walk(4), run(6), walk(2)), True),
        ((walk(4), run(6), stand(5)), True),
        ((walk(4), run(6)), True),
        ((walk(5), run(20), walk(4)), True),
        ((walk(5), run(20), walk(5)), False),
        ((walk(5), run(10), walk(2), run(10), walk(4)), True),
    ],
)
def test_a_run_ends_with_a_walk(legs: tuple[Stretch, ...], *, found: bool) -> None:
    """Three minutes, or five after twenty of running, all runs together."""
    told = list(cool_down(session(legs), timeline(legs)))
    assert slugs(told) == (["struct/cool-down"] if found else [])
    assert all(problem.where == mark(10 * len(legs)) for problem in told)


def test_a_way_out_early_and_again_passes() -> None:
    """Once in the first five minutes, once in the later half."""
    said = [speech(100, kind=Kind.WAY_OUT), speech(1000, kind=Kind.WAY_OUT)]
    assert slugs(way_out(session(RUN), timeline(RUN, speeches=said))) == []


def test_each_missing_way_out_is_told_where_it_would_stand() -> None:
    """Early in the first part; later in the part that holds half-way."""
    early, late = speech(100, kind=Kind.WAY_OUT), speech(1000, kind=Kind.WAY_OUT)
    (told,) = way_out(session(RUN), timeline(RUN, speeches=[early]))
    assert (told.slug, told.where) == ("struct/way-out-again", mark(20))
    (told,) = way_out(session(RUN), timeline(RUN, speeches=[late]))
    assert (told.slug, told.where) == ("struct/way-out", mark(10))


def test_a_short_session_gives_leave_twice_too() -> None:
    """Ten minutes can be long on a bad day."""
    legs = (sit(10),)
    laid = timeline(legs, speeches=[speech(30, kind=Kind.WAY_OUT)])
    assert slugs(way_out(session(legs), laid)) == ["struct/way-out-again"]
    laid = timeline(legs, speeches=[speech(30, kind=Kind.WAY_OUT), speech(400, kind=Kind.WAY_OUT)])
    assert slugs(way_out(session(legs), laid)) == []


@pytest.mark.parametrize("topic", ["mental-health", "hard-day", "honest"])
def test_on_a_heavy_day_the_way_out_is_no_mere_advice(topic: str) -> None:
    """Advice elsewhere, to be mended here; sitting sessions have a way out too."""
    plain = list(way_out(session(SIT), timeline(SIT)))
    heavy = list(way_out(session(SIT, topics=(topic,)), timeline(SIT)))
    assert {problem.weight for problem in plain} == {Weight.LOOK}
    assert {problem.weight for problem in heavy} == {Weight.MEND}
