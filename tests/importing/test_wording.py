"""Words of any source, ready to be said."""

from hypothesis import given
from hypothesis import strategies as st

from kindpace.importing.draft import Gathering
from kindpace.importing.wording import LONGEST_LINE, has_words, opened, plain, sayable, seen
from kindpace.session.filling import check_text


def said(text: str) -> tuple[list[str], list[str]]:
    """What is said of `text`, and the names of what is told about it."""
    gathering = Gathering("a.txt")
    found = list(sayable(text, 3, gathering))
    return found, [one.slug for one in gathering.left]


def test_words_are_said_on_one_line() -> None:
    """Whatever blanks stood between them."""
    assert said("  Easy\n now.\t") == (["Easy now."], [])


def test_known_placeholders_stay_and_may_be_missing() -> None:
    """A name in any fashion; what every runner has, as it is."""
    assert said("Hello {name}, run {{ goal }}.")[0] == ["Hello {name?}, run {goal?}."]
    assert said("{first_name}, {cadence} steps.")[0] == ["{name?}, {cadence} steps."]
    assert said("For {goal|turning up}.")[0] == ["For {goal|turning up}."]


def test_other_placeholders_keep_their_words_and_are_told() -> None:
    """Never a hole, and never a fault of the script."""
    assert said("See the {land_mark} there.") == (
        ["See the land mark there."],
        ["import-placeholder"],
    )


def test_stray_signs_are_left_out_and_told() -> None:
    """What opens and never closes has no meaning."""
    assert said("One } two.") == (["One two."], ["import-sign"])


def test_what_has_no_words_is_told() -> None:
    """A voice can't say it."""
    assert said("🙂 …") == ([], ["import-left"])
    assert said("") == ([], [])


def test_long_texts_are_parted_at_sentences() -> None:
    """And where there is none, at words."""
    long = "One step and one more. " * 200
    found, _ = said(long)
    assert len(found) > 1
    assert all(len(one) <= LONGEST_LINE and one.endswith(".") for one in found)
    assert " ".join(found) == long.strip()
    words, _ = said("word " * 800)
    assert " ".join(words) == ("word " * 800).strip()
    assert "".join(said("a" * 4000)[0]) == "a" * 4000


def test_names_are_plain() -> None:
    """No brackets, one line, and an end."""
    assert plain(" [A]\n{run} ") == "A run"
    assert plain("x" * 300).endswith("x…")
    assert len(plain("x" * 300)) == 200


def test_shouts_become_quiet() -> None:
    """Abbreviations stay."""
    assert [opened(one) for one in ("WARM UP", "easy", "HIT", "")] == ["Warm up", "Easy", "HIT", ""]


def test_what_nobody_sees_is_taken_out() -> None:
    """Marks of direction, soft hyphens, controls."""
    assert seen("a\u200bb\xadc\x07") == "abc"
    assert has_words("1")
    assert not has_words("…")


@given(st.text(alphabet="ab {}[]|?name.,!\n\x02é🙂", max_size=60))
def test_whatever_is_said_can_be_said(text: str) -> None:
    """Our own reader takes it, and no word is lost."""
    found, _ = said(text)
    for one in found:
        assert check_text(one) == one
    letters = "".join(sign for sign in text if sign in "bé")
    heard = "".join(sign for one in found for sign in one if sign in "bé")
    assert heard == letters
