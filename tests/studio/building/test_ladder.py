"""Ladders as they are written, and where their rungs stand."""

from fractions import Fraction
from pathlib import Path

import pytest

from kindpace.problems import WrongUse
from kindpace.programme.model import Rung
from kindpace.studio.building.ladder import rung_name, rungs_from, write_ladder


@pytest.mark.parametrize(
    ("written", "cadences"),
    [
        ("150-165", [150, 155, 160, 165]),
        ("150-170/10", [150, 160, 170]),
        ("150, 160", [150, 160]),
        ("172.5", [Fraction(345, 2)]),
    ],
)
def test_a_ladder_is_read(written: str, cadences: list[Fraction]) -> None:
    """By fives unless told otherwise."""
    assert [one.cadence for one in rungs_from(written)] == cadences


@pytest.mark.parametrize("written", ["", "170-150", "150-185/0", "quick", "10-20", "160,150"])
def test_what_is_no_ladder_is_told(written: str) -> None:
    """Naming the option."""
    with pytest.raises(WrongUse, match="--ladder"):
        rungs_from(written)


def test_a_rung_stands_in_a_folder_of_its_cadence() -> None:
    """Letters that any address holds; a feed that is no ladder stands in the build's own folder."""
    rungs = rungs_from("160,172.5")
    assert [rung_name(one, rungs) for one in rungs] == ["160", "172-5"]
    assert rung_name(Rung(), (Rung(),)) == ""
    lengths = (
        Rung(),
        Rung(length=Fraction(9, 10)),
        Rung(cadence=Fraction(160), length=Fraction(6, 5)),
    )
    assert [rung_name(one, lengths) for one in lengths] == [
        "usual",
        "90-percent",
        "160-120-percent",
    ]


def test_without_a_ladder_there_is_no_page_for_one(tmp_path: Path) -> None:
    """Nor for one that has no rungs yet."""
    write_ladder(tmp_path, (Rung(),))
    write_ladder(tmp_path, rungs_from("150,160"))
    assert list(tmp_path.iterdir()) == []
