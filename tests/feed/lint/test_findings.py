"""How a finding is worded."""

from hypothesis import given
from hypothesis import strategies as st

from kindpace.feed.lint.findings import Looked, count, listing, said
from kindpace.feed.show import Chapter
from kindpace.problems import Weight
from tests.feed.lint.feeds import GOOD, feed_of
from tests.feed.maker import NOW


@given(st.text(max_size=300))
def test_a_strangers_words_are_quoted_harmlessly(text: str) -> None:
    """One short line, which no terminal obeys."""
    quoted = said(text)
    assert len(quoted) <= 60
    assert quoted == "" or quoted.isprintable()


def test_findings_carry_place_and_weight() -> None:
    """What keeps an episode out, and what an app does without."""
    looked = Looked(document=feed_of(GOOD.encode()), now=NOW)
    mend, look = (
        tell("feed/once", looked.document.root, name="title") for tell in (looked.mend, looked.look)
    )
    assert (mend.weight, look.weight) == (Weight.MEND, Weight.LOOK)
    assert str(mend.where) == "feed.xml:2:1"


def test_numbers_and_chapters_are_told_shortly() -> None:
    """In words."""
    assert [count(number, "episode", "episodes") for number in (1, 2)] == [
        "1 episode",
        "2 episodes",
    ]
    assert listing((Chapter(start=0, title="A"), Chapter(start=9, title="B"))) == "0 A, 9 B"
    assert listing(()) == "none"
