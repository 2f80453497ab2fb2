"""What holds at one cadence is looked at for all of them."""

from dataclasses import replace
from fractions import Fraction

import pytest

from kindpace.care.ladder import RUNNING, WALKING, elsewhere, rungs
from kindpace.care.outing import section_at
from kindpace.session.model import Gait
from tests.care.maker import breathing, run, seconds, session, sit, slugs, steps, timeline, walk

LEGS = (walk(5, 110), run(10, 165), walk(5, 110))


def test_the_ladder_has_every_rung_but_ones_own() -> None:
    """150 to 185 and 95 to 120, five apart, for the gaits that are there."""
    found = list(rungs(session(LEGS)))
    assert len(found) == len(RUNNING) - 1 + len(WALKING) - 1
    assert all(one.shift % 5 == 0 and one.shift for one in found)
    assert list(rungs(session((sit(5),)))) == []


@pytest.mark.parametrize(
    ("pattern", "first"), [((4, 4), "150"), ((2, 2), "185"), ((3, 2), None), ((5, 5), "150")]
)
def test_a_breath_is_looked_at_on_every_rung(pattern: tuple[int, int], first: str | None) -> None:
    """4:4 is at home at 165, and too slow at 150; 3:2 is at home everywhere."""
    laid = timeline(LEGS, breaths=breathing(600, 700, steps(*pattern), 165))
    found = [one for one in elsewhere(session(LEGS), laid) if one.slug == "breath/rate"]
    assert len(found) == (0 if first is None else 1)
    assert all(f"run at {first} steps a minute" in one.what for one in found)


def test_the_rate_on_a_rung_is_exact() -> None:
    """Eight steps a breath at 150 steps a minute are 18.75 breaths."""
    laid = timeline(LEGS, breaths=breathing(600, 700, steps(4, 4), 165))
    (found,) = (one for one in elsewhere(session(LEGS), laid) if one.slug == "breath/rate")
    assert "18.8 breaths" in found.what


def test_breath_in_seconds_keeps_its_rate() -> None:
    """A chair has no cadence."""
    legs = (*LEGS, sit(5))
    laid = timeline(legs, breaths=breathing(1210, 1290, seconds(4, 6)))
    assert "breath/rate" not in slugs(elsewhere(session(legs), laid))


def test_a_ramp_between_gaits_moves_at_both_ends() -> None:
    """It begins where the walk is, whichever the running cadence."""
    legs = (walk(5, 110), run(10, 165), walk(5, 110))
    script, laid = session(legs), timeline(legs)
    abrupt = [one for one in elsewhere(script, laid) if one.slug == "cadence/jump-abrupt"]
    assert abrupt == []
    assert section_at(laid, Fraction(400)).gait is Gait.RUN


def test_a_place_is_named_once() -> None:
    """However many rungs find something there."""
    laid = timeline(LEGS, breaths=breathing(600, 700, steps(5, 5), 165))
    found = list(elsewhere(replace(session(LEGS)), laid))
    assert len({(one.slug, one.where) for one in found}) == len(found) > 0
