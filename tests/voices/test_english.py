import pytest

from kindpace.voices.english import roman, rules
from kindpace.voices.spelling import spell


def test_every_rule_meets_plain_words_in_peace() -> None:
    """A sentence without numbers or short forms goes through all rules untouched."""
    plain = "Let your shoulders drop, and keep an easy smile; you're doing well-worn work."
    assert spell(plain) == plain
    assert all(not one.pattern.search(plain) for one in rules())


def test_special_forms_come_before_their_parts() -> None:
    """A clock with seconds isn't a breath pattern, and a pace isn't a clock."""
    assert spell("0:05:00") == "five minutes"
    assert spell("0:00:00") == "zero seconds"
    assert spell("4:50/mi") == "four fifty per mile"
    assert spell("1:1") == "one one"


@pytest.mark.parametrize(
    ("written", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("LXIX", 69)]
)
def test_roman_numbers(written: str, value: int) -> None:
    """A smaller letter before a larger one is taken away."""
    assert roman(written) == value


@pytest.mark.parametrize(
    "plain",
    [
        "I am in, and I'd go on",
        "Part I'd skip",
        "Mix it up",
        "VI",
        "Hmm, pfft, psst",
        "A level I like",
        "the DO and the DON'T",
    ],
)
def test_letters_that_only_look_like_numbers_or_names(plain: str) -> None:
    """`I` is a person, hums aren't spelled, and words in capitals stay words."""
    assert spell(plain) == plain


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("in 1999.", "in nineteen ninety-nine."),
        ("in 1900.", "in nineteen hundred."),
        ("since 1905.", "since nineteen oh five."),
        ("in 2000 steps", "in two thousand steps"),
        ("March, 2026", "March, twenty twenty-six"),
    ],
)
def test_years(written: str, spoken: str) -> None:
    """After their small word and at the end; elsewhere a number is a number."""
    assert spell(written) == spoken


def test_plural_letters() -> None:
    """The s stays with the last letter."""
    assert spell("two PBs and PRs") == "two P B's and P R's"
