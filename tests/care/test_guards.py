"""Guards speak for words near by, and for no others."""

import pytest

from kindpace.care.clauses import rows
from kindpace.care.guards import GUARDS, Hit, excused
from kindpace.care.pack import word_pack
from kindpace.session.model import Gait


def speaks(guard: str, text: str, words: str, gait: Gait | None = None) -> bool:
    """Whether `guard` excuses `words` in the first sentence of `text`."""
    pack = word_pack("en")
    assert pack
    row, *more = rows(text, pack.contractions)
    start = row.text.index(f" {words} ")
    whole = "".join(one.text[:-1] for one in (row, *more)) + " "
    later = more[0] if more else None
    span = (start, start + len(words) + 2)
    hit = Hit(row=row, span=span, denies=False, later=later, gait=gait, whole=whole)
    assert excused(hit, frozenset({guard}), pack) == GUARDS[guard](hit, pack)
    return GUARDS[guard](hit, pack)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Running does not cure grief.", True),
        ("This is not, by itself, a cure grief asks for.", True),
        ("We are not here to run, to cure grief or to win.", True),
        ("To cure grief is not the plan.", True),
        ("No, we cure grief.", False),
        ("It is not raining, so we cure grief.", False),
        ("Not only do we cure grief.", False),
        ("Do not forget that we cure grief.", False),
        ("We cure grief and do not look back.", False),
        ("Without fail we cure grief, but not today.", True),
    ],
)
def test_a_no_reaches_as_far_as_its_clause(text: str, said: bool) -> None:
    """Before, within, behind, in a list; not over a comma, a that, or another no."""
    words = "a cure grief" if "a cure grief" in text else "cure grief"
    assert speaks("neg", text, words) is said


@pytest.mark.parametrize(
    ("guard", "text", "words", "said"),
    [
        ("quote", "“Run it off” is on the shirt.", "run it off", True),
        ("quote", "“Run it off.”", "run it off", False),
        ("report", "People say we cure grief.", "cure grief", True),
        ("report", "I always say we cure grief.", "cure grief", False),
        ("report", "Some say we cure grief, and it is true.", "cure grief", False),
        ("but", "Running is therapy, but I also see a therapist.", "is therapy", True),
        ("but", "Running is therapy. But I also need help.", "is therapy", True),
        ("but", "Running is therapy, and it is fun.", "is therapy", False),
        ("q", "Are you running from it?", "running from it", True),
        ("q", "Did you know you are running from it?", "running from it", False),
        ("hedge", "It may lift a mood.", "lift a mood", True),
        ("hedge", "It will lift a mood.", "lift a mood", False),
        ("if", "If you are sad, walk.", "are sad", True),
        ("if", "You are sad, if I may say so.", "are sad", False),
    ],
)
def test_each_guard_knows_its_words(guard: str, text: str, words: str, said: bool) -> None:
    """And what only looks like them."""
    assert speaks(guard, text, words) is said


def test_a_chair_and_a_choice_go_together() -> None:
    """`seat` asks for both, `sit` for the chair alone."""
    offer = "Close your eyes, or leave them open."
    assert speaks("seat", offer, "close your eyes", Gait.SIT)
    assert not speaks("seat", offer, "close your eyes", Gait.STAND)
    assert not speaks("seat", "Close your eyes.", "close your eyes", Gait.SIT)
    assert speaks("sit", "Hold it.", "hold it", Gait.SIT)
    assert not speaks("sit", "Hold it.", "hold it", None)
