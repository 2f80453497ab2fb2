"""Frozen values as JSON and back."""

import datetime as dt
from typing import Any

import pytest

from kindpace.feed.show import Chapter, Enclosure, Episode, Kind, Show, Soundbite
from kindpace.feed.values import Unlike, from_json, to_json
from tests.feed.maker import SHOW, episode

ONE = {"path": "a.mp3", "size": 3, "sha256": "ab"}


def test_what_is_usual_is_left_out_and_comes_back() -> None:
    """Small files, and room for fields to come."""
    track = Enclosure(path="a.mp3", size=3, sha256="ab")
    assert to_json(track) == ONE
    assert from_json(Enclosure, ONE) == track


def test_everything_comes_back() -> None:
    """Moments, kinds, lists and values within values."""
    one = episode(1, kind=Kind.BONUS, soundbites=(Soundbite(start=1, length=20.5),), number=3)
    assert from_json(Episode, to_json(one)) == one
    assert from_json(Show, to_json(SHOW)) == SHOW


def test_a_moment_is_told_in_utc() -> None:
    """Whatever its zone."""
    late = dt.datetime(2026, 4, 30, 8, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert to_json(late) == "2026-04-30T06:00:00Z"
    assert from_json(dt.datetime, "2026-04-30T08:00:00+02:00") == late


@pytest.mark.parametrize(
    ("shape", "told", "reason"),
    [
        (Enclosure, [], "it is no object"),
        (Enclosure, {"path": "a"}, "it has no 'size'"),
        (Enclosure, ONE | {"more": 1}, "it has an unknown 'more'"),
        (Enclosure, ONE | {"size": "3"}, "it.size is no whole number"),
        (Enclosure, ONE | {"size": True}, "it.size is no whole number"),
        (Enclosure, ONE | {"size": 10**30}, "it.size is too large a number"),
        (Enclosure, ONE | {"path": "\ud83d"}, "it.path holds half a letter"),
        (Enclosure, ONE | {"path": "x" * 100_001}, "it.path is longer than 100,000 letters"),
        (tuple[Chapter, ...], {}, "it is no list"),
        (tuple[Chapter, ...], [{"start": 0}], "it[0] has no 'title'"),
        (Soundbite, {"start": float("nan"), "length": 1}, "it.start is too large a number"),
        (Kind, "other", "it is none of full, trailer, bonus"),
        (dt.datetime, "soon", "it is no time such as 2026-04-30T06:00:00Z"),
        (dt.datetime, "2026-04-30T06:00:00", "it is a time without its zone"),
        (dt.datetime, "0001-01-01T00:00:00+23:59", "it is no time such as 2026-04-30T06:00:00Z"),
        (bool, 1, "it is no true or false"),
    ],
)
def test_another_shape_is_named_with_its_place(shape: Any, told: object, reason: str) -> None:  # noqa: ANN401 - any of our types
    """Never a guess, and never a value half read."""
    with pytest.raises(Unlike) as found:
        from_json(shape, told)
    assert str(found.value) == reason
