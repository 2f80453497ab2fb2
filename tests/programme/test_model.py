"""Ladders as rungs."""

from fractions import Fraction

from kindpace.programme.model import Ladder, Rung, rungs


def test_every_cadence_comes_at_every_length() -> None:
    """In rising order."""
    ladder = Ladder(cadences=(Fraction(150), Fraction(155)), lengths=(Fraction(4, 5), Fraction(1)))
    found = list(rungs(ladder))
    assert len(found) == 4
    assert found[0] == Rung(cadence=Fraction(150), length=Fraction(4, 5))
    assert [(one.length, one.cadence) for one in found] == sorted(
        (one.length, one.cadence or 0) for one in found
    )


def test_without_a_ladder_there_is_the_programme_itself() -> None:
    """One rung that changes nothing."""
    assert list(rungs(Ladder())) == [Rung()]
    assert [one.cadence for one in rungs(Ladder(lengths=(Fraction(1), Fraction(2))))] == [None] * 2
