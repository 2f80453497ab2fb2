"""SSML becomes a draft."""

import pytest

from kindpace.importing.draft import Draft
from kindpace.importing.ssml import looks_like_ssml, read_ssml


def draft(inside: str, attributes: str = 'xml:lang="en"') -> Draft:
    """What a document with this inside becomes."""
    return read_ssml(f"<speak {attributes}>{inside}</speak>", "a.ssml", "A")


def cues(inside: str) -> list[tuple[str, str | int]]:
    """Act and value of each cue."""
    return [(cue.act, cue.value) for cue in draft(inside).flat[0].cues]


def told(inside: str) -> list[tuple[str, str, str]]:
    """What is told, without the guess of the gait."""
    left = draft(inside).left
    return [(one.slug, one.words, one.became) for one in left if one.slug != "import-gait"]


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<p>One.</p><p>Two.</p>", [("say", "One."), ("say", "Two.")]),
        ("<s>One</s> <s>two?</s>", [("say", "One. two?")]),
        ("One<break time='1.5s'/>two", [("say", "One [pause 1.5s] two")]),
        ("One<break time='250ms'/>two", [("say", "One [pause 0.25s] two")]),
        ("One<break strength='strong'/>two", [("say", "One [pause 1s] two")]),
        ("One<break/>two", [("say", "One [pause 0.75s] two")]),
        ("One<break time='0s'/>two", [("say", "One two")]),
        ("One<break time='90s'/>", [("say", "One"), ("quiet", "1m30")]),
        ("The <emphasis>one</emphasis>, now", [("say", "The one, now")]),
        ("<foo>One</foo>", [("say", "One")]),
        ("A [b] {c}", [("say", "A b c")]),
    ],
)
def test_words_and_breaks_are_carried(inside: str, found: list[tuple[str, str]]) -> None:
    """Short breaks in their line, long ones by themselves."""
    assert cues(inside) == found


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<prosody rate='slow'>One</prosody>", ("import-manner", "prosody rate slow", "")),
        ("<sub alias='one two'>12</sub>", ("import-instead", "12", "one two")),
        ("<audio src='b.mp3'>One</audio>", ("import-audio", "b.mp3", "")),
        ("<mark name='b'/>One", ("import-left", "mark name b", "")),
        ("<desc>A bird</desc>One", ("import-left", "desc  A bird", "")),
        ("One<break time='soon'/>", ("import-left", "break time soon", "")),
        ("<phoneme ph='wʌn'>One</phoneme>", ("import-sounds", "One", "wʌn")),
        ("<phoneme ph='1!'>One</phoneme>", ("import-left", "phoneme ph 1!", "")),
        (
            "<phoneme alphabet='x-sampa' ph='wVn'>One</phoneme>",
            ("import-left", "phoneme alphabet x-sampa ph wVn", ""),
        ),
    ],
)
def test_what_is_left_is_told(inside: str, left: tuple[str, str, str]) -> None:
    """With its own words."""
    assert left in told(inside)


def test_pronunciations_go_to_the_lexicon() -> None:
    """The first of each word."""
    found = draft("<phoneme ph='wʌn'>One</phoneme> <phoneme ph='wɒn'>One</phoneme>")
    assert found.lexicon == (("One", "wʌn"),)


def test_languages_are_carried() -> None:
    """That of the document, and that of a line."""
    found = draft("One. <lang xml:lang='es-ES'>Dos.</lang>", 'xml:lang="en_US"')
    assert found.language == "en-US"
    assert [(cue.value, cue.language) for cue in found.flat[0].cues] == [
        ("One.", ""),
        ("Dos.", "es-ES"),
    ]


def test_a_piece_without_its_root_is_read_as_well() -> None:
    """As people paste it."""
    found = read_ssml("One<break time='2s'/>two", "a.txt", "A")
    assert found.flat[0].cues[0].value == "One [pause 2s] two"
    assert looks_like_ssml("<speak>")
    assert not looks_like_ssml("we speak")
