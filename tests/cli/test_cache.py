"""`cache` from the outside: what it lists, clears and checks."""

import io
import json
import sys
from pathlib import Path

import pytest

from kindpace.cli.cache import age_of, size_of
from kindpace.problems import WrongUse
from kindpace.voices.cache import Cache
from kindpace.voices.claims import in_use
from tests.cli.conftest import Kindpace
from tests.voices.test_shelves import kept

DAY = 86_400


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    """Three takes: two by tone, used a day apart, and one by a German espeak."""
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "cache"))
    kept(tmp_path / "cache", "Drei Schritte.", voice="espeak", speaker="de")
    return kept(tmp_path / "cache", "One step.", "Two steps.")


def takes(kindpace: Kindpace) -> int:
    """How many there are."""
    count: int = json.loads(kindpace("cache", "list", "--json").out)["takes"]
    return count


def test_a_list_tells_how_much_each_voice_has_spoken(kindpace: Kindpace, cache: Cache) -> None:
    """In words and for programs: takes, room, minutes, days."""
    said = kindpace("cache", "list")
    assert said.code == 0
    assert said.out.startswith(f"{cache.folder}: 3 takes, ")
    assert "espeak:de" in said.out
    told = json.loads(kindpace("cache", "list", "--json").out)
    assert sorted((row["voice"], row["takes"]) for row in told["voices"]) == [
        ("espeak:de", 1),
        ("tone", 2),
    ]
    assert told["bytes"] == sum(row["bytes"] for row in told["voices"])
    assert told["voices"][0]["last_used"].endswith("+00:00")


def test_nothing_is_taken_away_without_a_choice(kindpace: Kindpace, cache: Cache) -> None:
    """The choices are named."""
    said = kindpace("cache", "prune")
    assert (said.code, "cache-nothing-chosen" in said.err) == (2, True)
    assert cache.folder.is_dir()
    assert takes(kindpace) == 3


@pytest.mark.usefixtures("cache")
def test_a_dry_run_takes_nothing(kindpace: Kindpace) -> None:
    """It tells what would go, and asks nothing."""
    said = kindpace("cache", "prune", "--all", "--dry-run")
    assert said.out.startswith("3 takes, ")
    assert said.out.endswith("would go.\n")
    assert takes(kindpace) == 3


@pytest.mark.usefixtures("cache")
def test_choices_narrow_one_another(kindpace: Kindpace) -> None:
    """By age within a voice, then a voice, then a size."""
    told = json.loads(
        kindpace("cache", "prune", "--voice", "tone", "--older-than", "12h", "--json").out
    )
    assert (told["takes"], told["dry_run"], told["kept_back"]) == (1, False, 0)
    assert kindpace("cache", "prune", "--voice", "espeak").out.startswith("1 take, ")
    assert takes(kindpace) == 1
    assert kindpace("cache", "prune", "--larger-than", "1G").out.startswith("0 takes")
    assert kindpace("cache", "prune", "--larger-than", "1k").out.startswith("1 take, ")
    assert takes(kindpace) == 0


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize(("answer", "left"), [("n\n", 3), ("", 3), ("y\n", 0)])
def test_all_of_it_goes_only_after_a_yes(
    kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    """Asked once; no answer is no."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    said = kindpace("cache", "prune", "--all")
    assert "Take away 3 takes" in said.err
    assert takes(kindpace) == left


@pytest.mark.usefixtures("cache")
def test_a_yes_beforehand_is_enough(kindpace: Kindpace) -> None:
    """For programs."""
    told = json.loads(kindpace("cache", "prune", "--all", "--yes", "--json").out)
    assert (told["takes"], takes(kindpace)) == (3, 0)


def test_while_a_run_is_made_its_takes_stay_and_that_is_told(
    kindpace: Kindpace, cache: Cache
) -> None:
    """Those used within a day."""
    with in_use(cache.folder):
        said = kindpace("cache", "prune", "--all", "--yes")
    assert "2 stayed" in said.out
    assert takes(kindpace) == 2


@pytest.mark.usefixtures("cache")
def test_an_unknown_voice_is_told_with_a_guess(kindpace: Kindpace) -> None:
    """As the list names them."""
    said = kindpace("cache", "prune", "--voice", "espaek")
    assert (said.code, "Did you mean espeak?" in said.err) == (2, True)


def test_a_whole_cache_is_fine(kindpace: Kindpace, cache: Cache) -> None:
    """And a torn one is named, with 3 to say so, until it is mended."""
    assert kindpace("cache", "verify").out == "Every take is whole: 3.\n"
    sound = next(cache.folder.rglob("*.flac"))
    sound.write_bytes(sound.read_bytes()[:99])
    said = kindpace("cache", "verify")
    assert said.code == 3
    assert sound.name[:64] in said.out
    assert "--mend" in said.out
    mended = json.loads(kindpace("cache", "verify", "--mend", "--json").out)
    assert [one["gone"] for one in mended["torn"]] == [True]
    assert kindpace("cache", "verify").out == "Every take is whole: 2.\n"


def test_ages_and_sizes_are_read_as_people_write_them() -> None:
    """Minutes to weeks; bytes to gigabytes."""
    assert [age_of(one) for one in ("30m", "12h", "90d", "2 W")] == [
        1800,
        DAY / 2,
        90 * DAY,
        14 * DAY,
    ]
    assert [size_of(one) for one in ("500", "1.5k", "500M", "2 GB", "1GiB")] == [
        500, 1500, 500_000_000, 2_000_000_000, 1_000_000_000,
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["", "90", "-1d", "d", "nand", "1e9d", "9" * 40 + "d"])
def test_what_is_no_age_is_told(written: str) -> None:
    """With an example."""
    with pytest.raises(WrongUse, match="cache-age"):
        age_of(written)


@pytest.mark.parametrize("written", ["", "M", "-5M", "5T", "inf", "9" * 40])
def test_what_is_no_size_is_told(written: str) -> None:
    """With an example."""
    with pytest.raises(WrongUse, match="cache-size"):
        size_of(written)
