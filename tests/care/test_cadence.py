"""Tempo that legs have, changed in a way that legs can follow."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.cadence import gait_change, jump, reach
from kindpace.problems import Weight
from kindpace.session.model import Leg
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

TOLD = (speech(285, "In a moment we run."), speech(1485, "In a moment we walk."))


def found(*legs: Stretch) -> list[tuple[str, Weight]]:
    """What the two rules that look at the script say about `legs`."""
    script, laid = session(legs), timeline(legs)
    told = (*reach(script, laid), *jump(script, laid))
    return [(problem.slug.partition("/")[2], problem.weight) for problem in told]


@pytest.mark.parametrize(
    ("leg", "weight"),
    [
        (walk(5, 110), None),
        (walk(5, 90), None),
        (walk(5, 135), None),
        (walk(5, 88), Weight.LOOK),
        (walk(5, 140), Weight.LOOK),
        (walk(5, 70), Weight.MEND),
        (run(5, 165), None),
        (run(5, 145), None),
        (run(5, 190), None),
        (run(5, 140), Weight.LOOK),
        (run(5, 195), Weight.LOOK),
        (run(5, 205), Weight.MEND),
        (stand(5), None),
        (sit(5), None),
    ],
)
def test_each_gait_has_its_tempo(leg: Stretch, weight: Weight | None) -> None:
    """At home passes, unusual is told, out of reach is to be mended."""
    assert found(leg) == ([("range", weight)] if weight else [])


def test_a_ramp_is_looked_at_on_both_ends_and_told_at_its_farthest() -> None:
    """From 150 up to 202: only the upper end lies outside."""
    legs = (walk(5), run(5, 150, 202))
    (told,) = reach(session(legs), timeline(legs))
    assert (told.where, told.weight) == (mark(20), Weight.MEND)
    assert "202" in told.what


def test_a_ramp_out_of_another_gait_may_begin_there() -> None:
    """A run that is written `112 -> 160` begins at walking tempo by nature; a second one can't."""
    assert found(walk(5, 112), run(5, 112, 160)) == []
    assert ("range", Weight.LOOK) in found(walk(5), run(5, 160), run(5, 112, 160))


@pytest.mark.parametrize(
    ("second", "weight"),
    [(160, None), (165, None), (167, Weight.LOOK), (170, Weight.LOOK), (172, Weight.MEND)],
)
def test_running_parts_meet_at_nearly_one_tempo(second: int, weight: Weight | None) -> None:
    """Five steps a minute go unnoticed, ten are felt, more is a push."""
    assert found(run(5, 160), run(5, second)) == ([("jump", weight)] if weight else [])
    assert found(run(5, second), run(5, 160)) == ([("jump", weight)] if weight else [])


@given(start=st.integers(145, 190), ends=st.lists(st.integers(145, 190), min_size=1, max_size=6))
def test_a_plan_of_joined_ramps_never_jumps(start: int, ends: list[int]) -> None:
    """Wherever each leg begins where the last one ended, there is no jump, however far it goes."""
    begins = [start, *ends]
    legs = [run(5, begin, end) for begin, end in zip(begins, ends, strict=False)]
    assert found(*legs) == []


def test_a_jump_within_a_part_is_noticed() -> None:
    """Two legs of one plan are looked at like two parts."""
    script = session([run(10, 160)])
    plan = tuple(Leg(begin=Fraction(f), end=Fraction(f), lasts=None) for f in (160, 168))
    script = replace(script, parts=(replace(script.parts[0], cadence=plan),))
    (told,) = jump(script, timeline([run(10, 160)]))
    assert (told.where, told.weight) == (mark(10), Weight.LOOK)
    assert "160" in told.what
    assert "168" in told.what


def test_standing_between_does_not_hide_a_jump() -> None:
    """A stop at the lights is no change of gait."""
    assert found(walk(3, 100), stand(1), walk(3, 110)) == [("jump", Weight.LOOK)]


def test_a_told_and_eased_change_of_gait_passes() -> None:
    """Words some seconds ahead, twenty seconds of ramp."""
    legs = (walk(5), run(20), walk(5))
    assert slugs(gait_change(session(legs), timeline(legs, speeches=TOLD))) == []


@pytest.mark.parametrize("moment", [100, 299, 305])
def test_a_change_of_gait_without_words_ahead_is_noticed(moment: int) -> None:
    """Too early is forgotten, at the very moment is too late."""
    legs = (walk(5), run(5))
    laid = timeline(legs, speeches=[speech(moment, "We run.")])
    (told,) = gait_change(session(legs), laid)
    assert (told.slug, told.where) == ("cadence/jump-untold", mark(20))


def test_an_abrupt_change_of_gait_is_noticed() -> None:
    """From 110 to 165 in one step."""
    legs = (walk(5), run(20), walk(5))
    laid = timeline(legs, speeches=TOLD, eased=False)
    told = list(gait_change(session(legs), laid))
    assert [problem.where for problem in told] == [mark(20), mark(30)]
    assert {problem.slug for problem in told} == {"cadence/jump-abrupt"}


def test_a_hasty_ramp_is_noticed() -> None:
    """Six seconds from walk to run are a leap as well."""
    legs = (walk(5), run(5))
    laid = timeline(legs, speeches=TOLD)
    first, ramp, rest = laid.strides
    laid = replace(laid, strides=(first, replace(ramp, steps=14), rest))
    assert slugs(gait_change(session(legs), laid)) == ["cadence/jump-abrupt"]


def test_setting_out_from_a_stand_needs_no_ramp() -> None:
    """Only changes between walking and running are looked at."""
    legs = (stand(1), walk(5), stand(1), sit(2))
    assert slugs(gait_change(session(legs), timeline(legs, eased=False))) == []
