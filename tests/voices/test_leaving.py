import pytest

from kindpace.problems import Weight
from kindpace.voices.leaving import leaving, private_words

from .maker import line


@pytest.mark.parametrize(
    ("text", "public", "words"),
    [
        ("Easy now.", None, ()),
        ("Nearly there, Ana.", "Nearly there, friend.", ("Ana",)),
        ("Ana, breathe in.", "Breathe in.", ("Ana",)),
        ("Call Jo Byrne, or 112.", "Call 112.", ("Jo Byrne, or",)),
        ("I run for my sister.", "", ("I run for my sister",)),
        ("You said: “one step”.", "You said: “your words”.", ("one step",)),
        ("Ana, well done, Ana!", "Well done!", ("Ana", "Ana")),
    ],
)
def test_private_words_are_those_that_others_do_not_read(
    text: str, public: str | None, words: tuple[str, ...]
) -> None:
    """Word by word, whatever their case, without the stops around them."""
    assert private_words(line(text, public=public)) == words


def test_each_private_word_is_told_once() -> None:
    """In one plain sentence, with how many lines, to whom, and where."""
    lines = [
        line("Hello, Ana.", public="Hello."),
        line("Easy."),
        line("Go on, Ana, for my sister.", public="Go on."),
    ]
    told = leaving("gtts", "translate.google.us", lines).told
    assert (told.slug, told.weight) == ("own-words-leave", Weight.LOOK)
    assert told.what == (
        "gtts is given 3 lines over the network, at translate.google.us. Words of your own leave"
        " this machine with them: “Ana”, “Ana, for my sister”."
    )
    assert "another voice" in told.mend


def test_lines_without_private_words_are_told_too() -> None:
    """They leave the machine all the same."""
    told = leaving("edge", "far.example", [line("Easy.")]).told
    assert told.slug == "words-leave"
    assert told.what.startswith("edge is given 1 line over the network, at far.example.")


def test_many_private_words_still_fit_a_screen() -> None:
    """The first dozen, each shortened, and how many more there are."""
    lines = [line(f"word{count} " * 20, public="") for count in range(15)]
    told = leaving("edge", "far.example", lines).told
    assert "and 3 more" in told.what
    assert len(told.what) < 1100
