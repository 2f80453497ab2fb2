"""Phrases find what they say, and are only looked for where they can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.care.phrases import Grammar, Heard, Phrase, Vocabulary

ENDINGS = {"v": "(?:e|es|s|ed|ing|[np](?:ed|ing))?", "n": "(?:s|es)?"}
FAMILIES = {
    "heal": ["heal/v", "get rid of", "(make|mak)/v better"],
    "det": ["your", "the", "all"],
    "ill": ["depress\\w+", "(low )?mood/n"],
}
GRAMMAR = Grammar(ENDINGS, FAMILIES, r"\b(no|not)\b")


def phrase(written: str) -> Phrase:
    """One phrase, made ready."""
    return GRAMMAR.phrases([written])[0]


def heard(one: Phrase, row: str) -> Heard:
    """The words of a row, as `one` knows them."""
    return Vocabulary([one], []).of(row.split())


def found(written: str, row: str) -> list[str]:
    """What `written` finds in a row, asked as a rule asks."""
    one = phrase(written)
    words = heard(one, row)
    return [row[start:stop].strip() for start, stop in one.spans(row, words)]


@pytest.mark.parametrize(
    ("written", "row", "finds"),
    [
        ("<heal> <det>* <ill>", " run heals all the depression . ", "heals all the depression"),
        ("<heal> <det>* <ill>", " getting rid of moods ", ""),
        ("<heal> <det>* <ill>", " get rid of low moods ", "get rid of low moods"),
        ("run ~2 fast", " run so very fast ", "run so very fast"),
        ("run ~1 fast", " run so very fast ", ""),
        ("run ~2 fast", " run , fast ", ""),
        ("run( (now|on))?", " run on ", "run on"),
        ("(the )?road ends", " road ends ", "road ends"),
        ("^(please )?run", " please run ", "please run"),
        ("^run", " please run ", ""),
        ("run(ning)? [.!]", " running ! ", "running !"),
        ("stop/v", " we stopped ", "stopped"),
        ("not (?!only )run", " not only run ", ""),
    ],
)
def test_a_phrase_finds_what_it_says(written: str, row: str, finds: str) -> None:
    """Families, gaps, things that may be missing, endings, starts."""
    assert found(written, row) == ([finds] if finds else [])


def test_a_phrase_needs_a_word_of_each_kind() -> None:
    """Without one of them it isn't even compiled."""
    one = phrase("<heal> <det>* <ill>")
    assert len(one.needs) == 2
    assert "heals" in one.needs[0]
    assert "get" in one.needs[0]
    assert list(one.spans(" heals nothing ", heard(one, "heals nothing"))) == []
    assert "pattern" not in vars(one)


def test_the_words_have_to_stand_in_its_order() -> None:
    """Backwards they say something else, and nothing is compiled for that."""
    one = phrase("<heal> <det>* <ill>")
    assert not one.within(heard(one, "moods heal the runner"))
    assert one.within(heard(one, "heal the runner s moods"))
    assert "pattern" not in vars(one)


def test_a_phrase_knows_its_own_no() -> None:
    """So that a guard doesn't take it for another; a look ahead is no word."""
    assert phrase("not now").denies
    assert not phrase("run (?!not )now").denies


@given(
    st.lists(
        st.sampled_from(["run", "heals", "your", "the", "depression", "so", "mood", ",", "."]),
        max_size=8,
    )
)
def test_what_a_sentence_needs_never_hides_a_find(words: list[str]) -> None:
    """With or without the quick look beforehand, the same is found."""
    row = f" {' '.join(words)} "
    for written in ("<heal> <det>* <ill>", "(so )?run ~2 <ill>", "the( mood| run)?"):
        one = phrase(written)
        known = Vocabulary([one], []).of(words)
        assert list(one.spans(row)) == list(one.spans(row, known))


def test_a_vocabulary_calls_the_phrases_that_may_be_there() -> None:
    """By their words; a phrase that needs no certain word is always called."""
    sought = [phrase("<heal> <ill>"), phrase("road"), phrase("~2")]
    vocabulary = Vocabulary(sought, [])
    assert vocabulary.called(vocabulary.of(["heals", "depression"])) == [0, 2]
    assert vocabulary.called(vocabulary.of(["road"])) == [1, 2]
