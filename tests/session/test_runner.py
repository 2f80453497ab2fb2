"""Who runs: profiles laid over one another."""

from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.session.model import Mix, Runner
from kindpace.session.reading import checked_values
from kindpace.session.runner import (
    cadence_of,
    guessed_cadence,
    laid_over,
    mix_from,
    plain,
    runner_from,
)
from kindpace.session.written import Profile

WORDS: dict[str, object] = {
    "name": "Ana",
    "gait": "walk",
    "beat": "off",
    "breath": "3:3",
    "goal": "be kind",
    "carry": "one step",
    "company": "Sam",
    "place": "park",
    "weather": "rain",
    "country": "IE",
    "voice": "tone",
    "talk": "more",
    "support": "Jo",
    "heart": "slow down",
}


def profile(**values: object) -> Profile:
    """A profile as it is written."""
    return checked_values(values, "--")


def cadence(*profiles: Profile) -> Fraction | None:
    """What the profiles together say of the cadence."""
    return cadence_of(laid_over(*profiles))


def test_the_later_word_counts() -> None:
    """Key by key; blank words and nothing at all tell nothing."""
    both = laid_over(
        profile(name="Ana", goal="turn up", talk="more"),
        profile(name=" ", goal="be kind", pace=None),
    )
    assert (both.name, both.goal, both.talk, both.pace) == ("Ana", "be kind", "more", None)
    assert laid_over() == Profile()


@pytest.mark.parametrize(
    ("profiles", "steps"),
    [
        ([profile(cadence=160), profile(cadence=170)], 170),
        ([profile(cadence=160), profile(counted="82 in 30s")], 164),
        ([profile(counted="82 in 30s"), profile(cadence=170)], 170),
        ([profile(cadence=160), profile(height=172, easy_pace="6:00")], 164),
        ([profile(cadence=160), profile(height=180)], 160),
        ([profile(cadence=160), profile(easy_pace="6:00")], 160),
        ([profile(cadence=160, height=172), profile(easy_pace="6:00")], 164),
        ([profile(height=172, easy_pace="6:00"), profile(cadence=170)], 170),
        ([profile(height=172, easy_pace="6:00"), profile(cadence=170), profile(height=160)], 170),
        ([profile(cadence=170, height=172, easy_pace="6:00")], 170),
        ([profile(height=172)], None),
        ([profile(name="Ana")], None),
    ],
)
def test_a_newer_source_of_the_cadence_replaces_the_older(
    profiles: list[Profile], steps: int | None
) -> None:
    """A number, counted steps, or a guess, which needs both of its halves."""
    assert cadence(*profiles) == steps


@given(st.integers(100, 230), st.integers(120, 1199))
def test_a_guess_stays_within_reason(height: int, seconds: int) -> None:
    """Whole steps from 150 to 185; the taller, the fewer."""
    pace = f"{seconds // 60}:{seconds % 60:02}"
    guess = guessed_cadence(height, pace)
    assert 150 <= guess <= 185
    assert guess.denominator == 1
    assert guessed_cadence(height + 1, pace) <= guess


def test_who_tells_nothing_is_anyone() -> None:
    """The defaults of the model stay."""
    assert runner_from(Profile()) == Runner()


def test_what_is_told_is_kept() -> None:
    """Every field finds its place."""
    told = runner_from(profile(**WORDS, cadence=172, walk=115, minutes=25, pace=130, skip=["body"]))
    rhythm = {"cadence": Fraction(172), "walk": Fraction(115), "length": Fraction(1500)}
    assert asdict(told) == {**asdict(Runner()), **WORDS, **rhythm, "pace": 130, "skip": ("body",)}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("<b>O'Brien {x} [pause 9s]", "<b>O'Brien (x) (pause 9s)"),
        ("  Ana\n Maria ", "Ana Maria"),
        ("turn up.", "turn up"),
        ("go!", "go!"),
        (None, ""),
    ],
)
def test_own_words_are_plain(words: str | None, kept: str) -> None:
    """Nothing in them acts as markup of a script."""
    assert plain(words) == kept


NAMES = st.sampled_from(["voice", "beat", "breath", "bed"])
MIXES = st.dictionaries(NAMES, st.integers(-24, 12))


@given(st.lists(MIXES, max_size=4))
def test_of_a_mix_each_level_stands_for_itself(written: list[dict[str, int]]) -> None:
    """Name by name the last word counts, however many have one; what nobody tells stays at 0."""
    profiles = [profile(mix=one) for one in written]
    told: dict[str, int] = {}
    for one in written:
        told |= one
    wanted = Mix(**{name: Fraction(level) for name, level in told.items()})
    assert mix_from(laid_over(*profiles).mix) == wanted
    assert mix_from(*(one.mix for one in profiles)) == wanted


def test_a_profile_without_a_mix_leaves_the_one_before() -> None:
    """And nobody's mix is the template as it is."""
    assert mix_from(laid_over(profile(mix={"bed": 3}), profile(name="Ana")).mix) == Mix(
        bed=Fraction(3)
    )
    assert mix_from() == mix_from(None, laid_over().mix) == Mix()
