"""A paragraph, piece by piece."""

import pytest

from kindpace.importing.draft import Gathering
from kindpace.importing.inline import tokens_of


def pieces(text: str) -> list[tuple[str, str]]:
    """Meaning and words of each token."""
    return [(str(one.means), one.text) for one in tokens_of(text, 1, Gathering("a.md"))]


def told(text: str) -> list[tuple[str, int, str]]:
    """What is told about a paragraph that begins in line 10."""
    gathering = Gathering("a.md")
    list(tokens_of(text, 10, gathering))
    return [(one.slug, one.line, one.words) for one in gathering.left]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Look **up**, _now_.", [("words", "Look up, now.")]),
        ("One. [pause 5s] Two.", [("words", "One."), ("pause", "pause 5s"), ("words", "Two.")]),
        ("One. ... Two.", [("words", "One."), ("pause", "..."), ("words", "Two.")]),
        ("Wait... there.", [("words", "Wait... there.")]),
        ("...", [("pause", "...")]),
        ("[She smiles]", [("note", "She smiles")]),
        ("*She smiles*", [("note", "She smiles")]),
        ("(She smiles.)", [("note", "She smiles.")]),
        ("*(pause 3s)*", [("pause", "(pause 3s)")]),
        ("Walk (or run).", [("words", "Walk"), ("words", "(or run)"), ("words", ".")]),
        ("Hi [your name].", [("words", "Hi"), ("words", "{name}"), ("words", ".")]),
        ("Hi <name>", [("words", "Hi"), ("words", "{name}")]),
        ("2:30 - Go.", [("stamp", "2:30"), ("words", "Go.")]),
        ("[02:30] Go.", [("stamp", "02:30"), ("words", "Go.")]),
        ("See <!-- not said --> it.", [("words", "See"), ("note", " not said "), ("words", "it.")]),
        ("[bell, then wait for them]", [("bell", "bell"), ("note", " then wait for them")]),
    ],
)
def test_a_paragraph_is_taken_apart(text: str, found: list[tuple[str, str]]) -> None:
    """Marks, directions, moments and words."""
    assert pieces(text) == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A [leaf](https://a.example).", ("import-link", 10, "https://a.example")),
        ("See\nhttps://a.example now", ("import-link", 11, "https://a.example")),
        ("![a tree](b.png)", ("import-picture", 10, "![a tree](b.png)")),
        ("One.[^1]", ("import-left", 10, "[^1]")),
        ("<b>One</b>", ("import-left", 10, "<b>")),
        ("🙂 [pause 2s] Go.", ("import-left", 10, "🙂 ")),
    ],
)
def test_what_is_left_out_is_told_at_its_line(text: str, left: tuple[str, int, str]) -> None:
    """With its own words."""
    assert left in told(text)


def test_words_know_their_line() -> None:
    """Also in the middle of a paragraph."""
    tokens = list(tokens_of("One.\nTwo. [pause 2s]\nThree.", 5, Gathering("a.md")))
    assert [one.line for one in tokens] == [5, 6, 7]
