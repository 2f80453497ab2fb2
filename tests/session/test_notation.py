"""Durations, places, stretches: read exactly, or told."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import Mark
from kindpace.session.model import Anchor, Place, Seconds, Stretch
from kindpace.session.notation import (
    LONGEST,
    Unreadable,
    clock,
    duration,
    level,
    minutes,
    mix_level,
    place,
    repeats,
    rounds,
    shown,
    span,
    stretch,
)


def unread(reader: Callable[[object], object], written: object) -> str:
    """The slug with which `reader` sends `written` back."""
    with pytest.raises(Unreadable) as told:
        reader(written)
    return told.value.slug


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90s", 90),
        ("5m", 300),
        ("1m30", 90),
        ("1m30s", 90),
        ("1h", 3600),
        ("1h05m", 3900),
        ("1h30", 5400),
        ("1h05m20", 3920),
        ("2.5s", Fraction(5, 2)),
        (" 1m 30s ", 90),
        ("0.5h", 1800),
        ("24h", 86400),
    ],
)
def test_a_length_is_exact(written: str, seconds: Fraction) -> None:
    """After hours a bare number means minutes, after minutes seconds."""
    assert duration(written) == seconds


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_lengths_go_round(hours: int, whole: int, seconds: int) -> None:
    """Whatever is written from hours, minutes and seconds is read back as their sum."""
    total = 3600 * hours + 60 * whole + seconds
    written = f"{hours}h{whole}m{seconds}s"
    if total:
        assert duration(written) == total
        assert duration(written.removesuffix("s")) == total
    else:
        assert unread(duration, written) == "duration-out-of-range"


@given(st.decimals("0.000001", 86400, places=6))
def test_tiny_parts_of_a_second_stay(seconds: Fraction) -> None:
    """Six decimals are kept exactly."""
    assert duration(f"{seconds}s") == Fraction(seconds)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        (90, "duration-bare"),
        ("90", "duration-bare"),
        (Fraction(5, 2), "duration-bare"),
        ("", "duration-unreadable"),
        ("soon", "duration-unreadable"),
        ("1:30", "duration-unreadable"),
        ("5s3", "duration-unreadable"),
        ("1 0s", "duration-unreadable"),
        ("5M", "duration-unreadable"),
        ("s", "duration-unreadable"),
        ("-5s", "duration-unreadable"),
        (True, "duration-unreadable"),
        (["5m"], "duration-unreadable"),
        (None, "duration-unreadable"),
        ("1" * 500 + "s", "duration-unreadable"),
        ("0s", "duration-out-of-range"),
        ("24h1s", "duration-out-of-range"),
    ],
)
def test_what_is_no_length_is_told(written: object, slug: str) -> None:
    """Bare, unreadable, none at all, or longer than a day."""
    assert unread(duration, written) == slug


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5 min", "`5m`"),
        ("90 secs", "`90s`"),
        ("2 hours", "`2h`"),
        ("2:30", "`2m30` for minutes and seconds"),
        ("a bit", "`90s`, `5m`, `1m30` or `1h05m`"),
    ],
)
def test_what_was_meant_is_offered(written: str, meant: str) -> None:
    """The mend can be copied."""
    with pytest.raises(Unreadable) as told:
        duration(written)
    assert told.value.at(Mark("run.yaml", 1, 1)).mend == f"Write {meant}."


@pytest.mark.parametrize(
    ("written", "seconds"), [(25, 1500), ("25", 1500), (Fraction(1, 2), 30), ("1h05m", 3900)]
)
def test_minutes_may_be_bare(written: object, seconds: int) -> None:
    """Whole tracks are counted in minutes."""
    assert minutes(written) == seconds


@pytest.mark.parametrize("written", [0, -5, 1441, "0"])
def test_minutes_lie_within_a_day(written: object) -> None:
    """Neither nothing nor more than a day."""
    assert unread(minutes, written) == "duration-out-of-range"
    assert unread(minutes, True) == "duration-unreadable"


@pytest.mark.parametrize(
    ("written", "anchor", "value"),
    [
        ("1m30", Anchor.START, 90),
        ("0s", Anchor.START, 0),
        (0, Anchor.START, 0),
        ("60%", Anchor.SHARE, Fraction(3, 5)),
        ("0%", Anchor.SHARE, 0),
        ("100 %", Anchor.SHARE, 1),
        ("-30s", Anchor.END, 30),
    ],
)
def test_a_place_counts_from_its_part(written: object, anchor: Anchor, value: Fraction) -> None:
    """From its start, its end, or as a share of it."""
    assert place(written) == Place(anchor=anchor, value=Fraction(value))


def test_what_is_no_place_is_told() -> None:
    """Numbers lack a unit; other words are no place."""
    assert [unread(place, one) for one in (90, -30, "90")] == ["duration-bare"] * 3
    odd: list[object] = ["middle", "101%", "-", "-0s", [], {}, True, None]
    assert {unread(place, one) for one in odd} == {"place-unreadable"}


def test_a_stretch_moves_within_its_limits() -> None:
    """Elastic, within two lengths, or fixed."""
    least, two, five = Seconds(5), Seconds(120), Seconds(300)
    assert stretch("elastic", least, None) == Stretch(least=least, usual=None, most=None)
    assert stretch("2m  to 5m", least, None) == Stretch(least=two, usual=None, most=five)
    assert stretch("2m", least, None) == Stretch.fixed(two)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("5m to 2m", "stretch-backwards"),
        ("long", "quiet-unreadable"),
        ("2m to elastic", "duration-unreadable"),
        (["elastic"], "quiet-unreadable"),
        (5, "duration-bare"),
        ("0s", "duration-out-of-range"),
    ],
)
def test_what_does_not_stretch_is_told(written: object, slug: str) -> None:
    """With the notation for a quiet."""
    assert unread(lambda one: stretch(one, Seconds(5), None), written) == slug


def test_repeats_are_counted() -> None:
    """With or without the sign, from once to two hundred times."""
    assert [repeats(one) for one in ("3x", "3 ×", 3, "200x")] == [3, 3, 3, 200]
    odd: list[object] = ["0x", "201x", "x", "3.5x", True, [], None]
    assert {unread(repeats, one) for one in odd} == {"repeat-unreadable"}


def test_rounds_are_named() -> None:
    """Alone or several; the last one is -1."""
    assert [rounds(one) for one in ("first", "last", 2, ["first", 3])] == [
        (1,),
        (-1,),
        (2,),
        (1, 3),
    ]
    odd: list[object] = ["second", 0, -1, True, [], [[1]], 201, [1, "x"]]
    assert {unread(rounds, one) for one in odd} == {"rounds-unreadable"}


def test_levels_stay_bearable() -> None:
    """Decibels, with or without the unit."""
    assert [level(one) for one in (-6, "-6 dB", Fraction(-3, 2), "+3dB")] == [-6, -6, -1.5, 3]
    odd: list[object] = ["loud", 13, -61, True, [], "6 d"]
    assert {unread(level, one) for one in odd} == {"level-unreadable"}


def test_mixes_stay_within_bounds() -> None:
    """Decibels as a number or a text, -24 to +12, with any minus sign that keyboards have."""
    told = [mix_level(one) for one in (-24, 12, 0, "-6 dB", "+1.5db", ".5", "\N{MINUS SIGN}3")]
    assert told == [-24, 12, 0, -6, 1.5, 0.5, -3]
    odd = ("loud", "", "nan", "1e1", "- 6", "6 dBFS", True, None, [3], "1" * 9)
    assert {unread(mix_level, one) for one in odd} == {"mix-unreadable"}
    assert {unread(mix_level, one) for one in (-25, 10**9, "12.1")} == {"mix-out-of-range"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        ("", "nothing"),
        (True, "true"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 3), "0.333333"),
        (165, "165"),
        ({}, "a mapping"),
        ([], "a list"),
        (" a\n b ", "a b"),
        ("\x1b[31m", "·[31m"),
        ("x" * 99, "x" * 57 + "..."),
    ],
)
def test_a_value_is_shown_on_one_line(value: object, text: str) -> None:
    """Short, and without anything that a terminal would obey."""
    assert shown(value) == text


@given(st.integers(0, int(LONGEST)))
def test_clocks_can_be_read_back(seconds: int) -> None:
    """Hours only where there are any."""
    parts = [int(part) for part in clock(Seconds(seconds)).split(":")]
    assert sum(part * 60**place for place, part in enumerate(reversed(parts))) == seconds


def test_times_for_people() -> None:
    """Whole seconds on a clock, tenths in a short length."""
    assert [clock(Seconds(one)) for one in (0, 245, -5, 5550)] == [
        "0:00",
        "4:05",
        "-0:05",
        "1:32:30",
    ]
    assert [span(Fraction(one)) for one in ("6.2", "6", "80", "300", "59.96")] == [
        "6.2 s",
        "6 s",
        "1 min 20 s",
        "5 min",
        "1 min",
    ]
