from pathlib import Path

import espeakng_loader
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.voices.tongues import (
    QUICKEST_RATE,
    SLOWEST_RATE,
    VARIANTS,
    Tongue,
    find_tongue,
    rate_and_gap,
    read_tongues,
)

ENGLISH = Tongue(code="en-us", engine="en-US", summary="English")


@pytest.mark.parametrize(
    ("code", "engine"),
    [
        ("en", "en-US"),
        ("en-GB", "en"),
        ("de_AT", "de"),
        ("fr", "fr"),
        ("es-MX", "es-419"),
        ("pt", "pt"),
        ("zh", "cmn"),
    ],
)
def test_a_script_s_language_finds_its_speaker(code: str, engine: str) -> None:
    """Exact accents first, then the language; English alone is American."""
    tongue = find_tongue(read_tongues(Path(espeakng_loader.get_data_path())), code)
    assert tongue is not None
    assert tongue.engine == engine


def test_the_lower_number_wins_and_files_may_be_odd(tmp_path: Path) -> None:
    """Priorities decide between two files of one code; a file without a language is no tongue."""
    (tmp_path / "lang" / "x").mkdir(parents=True)
    (tmp_path / "lang" / "x" / "one").write_text("name One\nlanguage xx 7\n", "utf-8")
    (tmp_path / "lang" / "x" / "two").write_text("language XX 2\nlanguage\n", "utf-8")
    (tmp_path / "lang" / "none").write_bytes(b"\xff\xfe")
    tongues = read_tongues(tmp_path)
    assert tongues == {"xx": Tongue(code="xx", engine="two", summary="two")}
    assert find_tongue(tongues, "yy") is None


@given(st.integers(1, 900), st.integers(1, 900), st.sampled_from(sorted(VARIANTS)))
def test_asking_for_more_never_gives_less(one: int, other: int, variant: str) -> None:
    """Rate and gap stay within the engine's bounds, and speed grows with pace."""

    def speed(pace: int) -> float:
        rate, gap = rate_and_gap(pace, ENGLISH, variant)
        assert SLOWEST_RATE <= rate <= QUICKEST_RATE
        return rate / (1.08 + 0.044 * gap if gap else 1)

    slow, quick = sorted((one, other))
    assert speed(slow) <= speed(quick) * 1.01


def test_gaps_come_only_where_the_rate_ends() -> None:
    """At an easy pace words follow one another as the engine likes it."""
    assert rate_and_gap(125, ENGLISH) == (99, 0)
    assert rate_and_gap(90, ENGLISH)[1] > 0
