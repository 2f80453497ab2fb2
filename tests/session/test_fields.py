"""The kinds of values in a script."""

from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from kindpace.session import fields
from kindpace.session.model import Seconds, Stretch


def value(kind: Any, written: object) -> Any:  # noqa: ANN401 - of whatever kind was asked
    """What `written` is as a value of this kind."""
    return TypeAdapter(kind).validate_python(written)


def fault(kind: Any, written: object) -> str:  # noqa: ANN401 - any kind
    """The name of the fault in `written`."""
    with pytest.raises(ValidationError) as told:
        value(kind, written)
    return str(told.value.errors()[0]["type"])


def test_notations_bring_their_own_faults() -> None:
    """With the slug and the words of the notation."""
    assert fault(fields.Duration, 5) == "duration-bare"
    assert fault(fields.CadencePlan, "fast") == "cadence-unreadable"
    assert fault(fields.Stages, "sound then silent") == "stages-open"
    assert fault(fields.Aloud, "Hello {nmae}.") == "placeholder-unknown"
    assert fault(fields.PartName, "For {name}") == "placeholder-not-in-names"


def test_rests_give_and_take_and_pauses_only_grow() -> None:
    """Three fifths to one and a half of a rest; a pause keeps what was asked for."""
    ten = Seconds(10)
    assert value(fields.RestLength, "10s") == Stretch(least=Seconds(6), usual=ten, most=Seconds(15))
    assert value(fields.PauseLength, "10s") == Stretch(least=ten, usual=ten, most=Seconds(15))
    for none in (0, "0", "0s"):
        assert value(fields.PauseLength, none) == Stretch.fixed(Seconds(0))
    assert fault(fields.PauseLength, False) == "duration-unreadable"
    assert value(fields.QuietLength, "elastic").least == fields.ELASTIC_LEAST


def test_names_stand_on_one_line() -> None:
    """They become chapters, tags and file names."""
    assert value(fields.Name, "  Walk\n  in ") == "Walk in"
    assert fault(fields.Name, " ") == "string_too_short"
    assert fault(fields.Name, "x" * 201) == "string_too_long"


@pytest.mark.parametrize("written", [True, "60", Fraction(121, 2), None, [90]])
def test_whole_numbers_are_only_that(written: object) -> None:
    """Neither text nor true nor a half."""
    assert fault(fields.Pace, written) == "int_type"
    assert value(fields.Pace, 90) == 90
    assert fault(fields.Pace, 20) == "greater_than_equal"


@pytest.mark.parametrize(
    ("written", "good"), [("2:00", True), ("20:00", True), ("1:59", False), ("20:01", False)]
)
def test_a_kilometre_takes_between_two_and_twenty_minutes(written: str, *, good: bool) -> None:
    """Beyond that no guess holds."""
    if good:
        assert value(fields.EasyPace, written) == written
    else:
        assert fault(fields.EasyPace, written) == "easy-pace-range"


def test_the_version_is_one() -> None:
    """And true is not one."""
    assert value(fields.Version, 1) == 1
    assert fault(fields.Version, True) == "literal_error"


@pytest.mark.parametrize(
    ("kind", "good", "odd"),
    [
        (fields.Slug, "a-b2", "A b"),
        (fields.Tag, "breath/rate", "a_b"),
        (fields.Language, "pt-BR", "english language"),
    ],
)
def test_names_that_travel_have_a_form(kind: Any, good: str, odd: str) -> None:  # noqa: ANN401 - any kind
    """Into feeds, tags and file names."""
    assert value(kind, good) == good
    assert fault(kind, odd) == "string_pattern_mismatch"
