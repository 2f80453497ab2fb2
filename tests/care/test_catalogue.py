"""Every rule has a name, a sentence with its reason, and a kinder way to say it."""

from kindpace.care.catalogue import (
    COMPUTED,
    ELSEWHERE,
    IN_WORDS,
    NAMES,
    examples,
    known_as,
    stands_for,
)
from kindpace.problems import sentences


def test_a_rule_stands_in_one_place() -> None:
    """It reads words, or a timeline, or what is around sessions."""
    assert len(NAMES) == len(IN_WORDS) + len(COMPUTED) + len(ELSEWHERE) > 45


def test_every_rule_has_its_sentences() -> None:
    """And a word rule quotes what it found."""
    known = sentences()
    assert set(known) >= NAMES
    assert all("{words}" in known[name].what for name in IN_WORDS)


def test_examples_stand_beside_word_rules_alone() -> None:
    """In every language that has some; other rules have none."""
    flags, passes = examples("claim/cure")
    assert "Running cures depression." in flags
    assert "Correr cura la depresión." in flags
    assert "Running is not a cure for depression." in passes
    assert examples("breath/rate") == ((), ())


def test_a_slip_in_a_name_finds_the_nearest() -> None:
    """Near ones only."""
    assert known_as("claim/cures") == "claim/cure"
    assert known_as("zzz") == ""


def test_rules_of_programmes_have_another_name() -> None:
    """The one that is about programmes leads to those about their weeks."""
    assert stands_for("prog/rest-ramp") == ("weeks/adds-much", "weeks/no-rest-after")
    assert stands_for("body/weight") == ("body/weight",)
    assert known_as("prog/anything") in NAMES
