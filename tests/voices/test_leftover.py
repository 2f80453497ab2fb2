from kindpace.voices.leftover import leftovers
from kindpace.voices.numerals import Numerals
from kindpace.voices.rules import follow, rule
from kindpace.voices.worded import words_of

WORDS = words_of("en")
NUMERALS = Numerals.read(WORDS["numbers"])


def said(text: str) -> str:
    """`text` after these rules alone, with one for a bare seven."""
    seven = rule("seven", "7", lambda _: "lucky")
    rules = leftovers(NUMERALS, WORDS["signs"], WORDS["phrases"], [seven])
    return " ".join(follow(text, rules, lambda _: None).split())


def test_what_is_left_becomes_words_or_goes() -> None:
    """Signs with a name are said, marks make room, numbers are numbers."""
    assert said("a & b = c") == "a and b equals c"
    assert said("his/her *own* [way] so_far") == "his or her own way so far"
    assert said("20 on / 10 off") == "twenty on, ten off"
    assert said("R2D2 + 12") == "R two D two plus twelve"
    assert said("1.2.3 and 4:5") == "one point two point three and four five"
    assert said("7 and 8") == "lucky and eight"
    assert said("right,left") == "right, left"


def test_only_letters_and_pauses_stay() -> None:
    """In any alphabet; what has no name is left out."""
    assert said("é ж 木 กำ √ ∞ ⟨x⟩ ٣") == "é ж 木 กำ x three"
