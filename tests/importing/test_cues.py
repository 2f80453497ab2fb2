"""Tokens in order become cues."""

from kindpace.importing.cues import cues_of, note
from kindpace.importing.draft import Cue, Gathering
from kindpace.importing.tokens import Means, Token
from kindpace.session.model import Seconds


def words(text: str, language: str = "") -> Token:
    """Something to say."""
    return Token(means=Means.WORDS, line=1, text=text, language=language)


def pause(seconds: int, means: Means = Means.PAUSE) -> Token:
    """A pause of a known length."""
    return Token(means=means, line=1, text="pause", length=Seconds(seconds))


BREAK = Token(means=Means.BREAK, line=1)


def made(*tokens: Token, gait: str = "walk", language: str = "en") -> list[tuple[str, str | int]]:
    """Act and value of each cue."""
    return [(cue.act, cue.value) for cue in cues(*tokens, gait=gait, language=language)]


def cues(*tokens: Token, gait: str = "walk", language: str = "en") -> list[Cue]:
    """The cues in full."""
    return list(cues_of(tokens, gait, language, Gathering("a.txt")))


def test_a_pause_between_words_stays_in_the_line() -> None:
    """One after them is a rest."""
    assert made(words("Look."), pause(5), words("And on."), pause(8)) == [
        ("say", "Look. [pause 5s] And on."),
        ("rest", "8s"),
    ]


def test_a_stop_after_a_pause_stands_before_it() -> None:
    """As in: walk (pause 5s). Then run."""
    found = made(words("Walk"), pause(5), words(". Then run."))
    assert found == [("say", "Walk. [pause 5s] Then run.")]


def test_paragraphs_are_lines_of_their_own() -> None:
    """And so are words in another language."""
    assert made(words("One."), BREAK, words("Two.")) == [("say", "One."), ("say", "Two.")]
    found = cues(words("One."), words("Dos.", "es"))
    assert [(cue.value, cue.language) for cue in found] == [("One.", ""), ("Dos.", "es")]


def test_a_stop_after_a_link_joins_its_sentence() -> None:
    """And one after nothing is nothing."""
    assert made(words("A leaf"), words("."), words("Go on.")) == [("say", "A leaf. Go on.")]
    assert made(words("."), BREAK, words(", and on.")) == [("say", "and on.")]


def test_long_pauses_and_silences_are_quiets() -> None:
    """From a minute on, or by their name."""
    assert made(pause(60)) == [("quiet", "1m")]
    assert made(pause(20, Means.SILENCE)) == [("quiet", "20s")]
    assert made(words("A."), pause(90), words("B.")) == [
        ("say", "A."), ("quiet", "1m30"), ("say", "B."),
    ]  # fmt: skip


def test_a_moment_belongs_to_the_next_cue() -> None:
    """And to no other."""
    stamp = Token(means=Means.STAMP, line=1, length=Seconds(30))
    assert [cue.at for cue in cues(words("A."), stamp, words("B."), words("C."))] == [None, 30]
    aside = Token(means=Means.NOTE, line=1, text="aside")
    assert [cue.at for cue in cues(stamp, aside, words("B."))] == [None, 30]


def test_breaths_are_counted_in_steps_or_in_seconds() -> None:
    """As one moves, and where the language has words for it; else they are a note."""
    breath = Token(means=Means.BREATH, line=1, text="in 3 out 2", numbers=(3, 2))
    assert made(breath, gait="run") == [("count", "2 cycles of 3:2")]
    assert made(breath, gait="sit") == [("count", "2 cycles of 3s:2s")]
    assert made(breath, language="sw") == [("note", "in 3 out 2")]
    much = Token(means=Means.BREATH, line=1, text="in 30", numbers=(30,))
    assert made(much) == [("note", "in 30")]


def test_a_guess_is_told_beside_the_line() -> None:
    """For whoever reads the script, and in the report."""
    gathering = Gathering("a.txt")
    token = Token(means=Means.PAUSE, line=7, text="pause", length=Seconds(5), guessed=True)
    (cue,) = cues_of([token], "walk", "en", gathering)
    assert (cue.comment, cue.value) == ("a guess: pause", "5s")
    assert [(one.slug, one.line) for one in gathering.left] == [("import-pause", 7)]


def test_a_long_direction_is_parted_and_kept() -> None:
    """A note holds so many letters; no words of it are lost."""
    gathering = Gathering("a.txt")
    text = "x" * 4000
    found = list(note(Token(means=Means.NOTE, line=1, text=text), gathering))
    assert "".join(str(cue.value) for cue in found) == text
    assert not list(note(Token(means=Means.NOTE, line=1, text=" "), gathering))
