"""Moments as feeds write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.dates import moment_of, rfc_2822

SIX = dt.datetime(2026, 4, 30, 6, tzinfo=dt.UTC)


def test_a_moment_is_written_in_utc_with_its_weekday() -> None:
    """Wherever it was told."""
    madrid = dt.timezone(dt.timedelta(hours=2))
    assert rfc_2822(SIX.replace(tzinfo=None)) == rfc_2822(SIX)
    assert rfc_2822(SIX) == "Thu, 30 Apr 2026 06:00:00 +0000"
    assert rfc_2822(dt.datetime(2026, 4, 30, 8, tzinfo=madrid)) == rfc_2822(SIX)


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(9000, 1, 1)))  # noqa: DTZ001 - made aware below
def test_what_is_written_is_read_back(moment: dt.datetime) -> None:
    """To the second."""
    moment = moment.replace(tzinfo=dt.UTC, microsecond=0)
    assert moment_of(rfc_2822(moment)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 30 Apr 2026 06:00:00 GMT",
        " Thu, 30 Apr 2026 08:00:00 +0200 ",
        "30 Apr 2026 06:00 -0000",
        "2026-04-30T06:00:00Z",
        "2026-04-30 08:00:00+02:00",
    ],
)
def test_other_ways_to_write_it_are_read(text: str) -> None:
    """As feeds made elsewhere do."""
    assert moment_of(text) == SIX


@pytest.mark.parametrize(
    "text", ["", "soon", "30/04/2026", "Thu, 99 Apr 2026 06:00:00 GMT", "0" * 99]
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Never a guess."""
    assert moment_of(text) is None


@given(st.text(max_size=60))
def test_any_words_are_read_calmly(text: str) -> None:
    """A date or none, whatever stands there."""
    moment = moment_of(text)
    assert moment is None or moment.tzinfo is dt.UTC
