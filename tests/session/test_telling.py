"""What each placeholder stands for."""

from fractions import Fraction

import pytest

from kindpace.session.expand import WrittenPart
from kindpace.session.filling import ALWAYS_TOLD, FIELDS
from kindpace.session.model import Pattern, Runner, Seconds
from kindpace.session.packs import Pack, pack_for
from kindpace.session.reading import read_script
from kindpace.session.telling import known_in, told_by
from tests.session.maker import script, source

WRITTEN, TREE = read_script(source(script()))
PART = WrittenPart(part=WRITTEN.parts[0], tree=TREE, path=("parts", 0), round=2, rounds=12)


def known(pack: Pack | None, length: Seconds | None = None) -> dict[str, str]:
    """What is known in the second of twelve rounds."""
    return dict(
        known_in(
            PART,
            title="A {title}, so.",
            length=length,
            runner=Runner(cadence=Fraction(331, 2)),
            breath=Pattern(inhale=3, exhale=2),
            pack=pack,
        )
    )


def test_every_field_stands_for_something() -> None:
    """Those that a runner tells and those that are known make up all that there are."""
    assert {*told_by(Runner()), *known(None), "quiet", "helpline"} == set(FIELDS)
    assert {*known(None), "quiet", "helpline"} - {"minutes"} == set(ALWAYS_TOLD)


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", ("three", "two", "two", "12")),
        ("es", ("tres", "dos", "dos", "12")),
        ("it", ("3", "2", "2", "12")),
    ],
)
def test_small_numbers_are_words(language: str, numbers: tuple[str, ...]) -> None:
    """Where a pack has them."""
    told = known(pack_for(language))
    assert (told["in"], told["out"], told["round"], told["rounds"]) == numbers


def test_cadence_and_minutes_are_whole() -> None:
    """Nobody runs half a step; a title is plain words; an open length is not told."""
    told = known(None, Seconds(1520))
    assert (told["cadence"], told["walk"], told["minutes"]) == ("166", "110", "25")
    assert told["title"] == "A (title), so"
    assert known(None)["minutes"] == ""


def test_nobody_tells_nothing() -> None:
    """Empty words are words that were not told."""
    assert set(told_by(Runner()).values()) == {""}
    assert told_by(Runner(name="Ana"))["name"] == "Ana"
