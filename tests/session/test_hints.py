"""Did you mean."""

import pytest

from kindpace.session.hints import HOMES, INSIDE, MEANT, key_hint, known_keys, word_hint
from kindpace.session.tree import Trail
from kindpace.session.written import Block, Cue, Profile, Script

CUE: Trail = ("parts", 0, "cues", 1)


@pytest.mark.parametrize(
    ("key", "place", "hint"),
    [
        ("titel", (), "Did you mean `title`?"),
        ("Title", (), "Did you mean `title`?"),
        ("last-minute", ("marks",), "Did you mean `last_minute`?"),
        ("Stop If", CUE, "Did you mean `stop_if`?"),
        ("silence", CUE, "Did you mean `quiet`?"),
        ("duration", ("parts", 0), "Did you mean `lasts`?"),
        ("spm", ("parts", 0), "Did you mean `cadence`?"),
        ("candence", ("parts", 0), "Did you mean `cadence`?"),
        ("lasts", CUE, "`lasts` belongs in a part."),
        ("say", ("parts", 0), "`say` belongs in a cue."),
        ("sound", ("parts", 0), "`sound` belongs at the top of the script."),
        ("height", (), "`height` belongs in `runner:`."),
        ("levels", (), "Did you mean `mix`?"),
        ("bed", (), "`bed` belongs in `sound:`."),
        ("template", (), "Did you mean `sound`?"),
        ("metronome", ("mix",), "Did you mean `beat`?"),
        ("music", ("mix",), "Did you mean `bed`?"),
        ("music", ("sound",), "Did you mean `bed`?"),
        ("tempalte", ("sound",), "Did you mean `template`?"),
        ("starts", ("parts", 0, "breath"), "Did you mean `from`?"),
        ("start", ("parts", 0, "breath"), "Did you mean `from`?"),
        ("pattren", ("parts", 0, "breath"), "Did you mean `pattern`?"),
        ("anounce", (*CUE, "quiet"), "Did you mean `announce`?"),
        ("listen", (*CUE, "notice"), "Did you mean `hear`?"),
        ("txt", (*CUE, "win"), "Did you mean `text`?"),
        ("zzz", (*CUE, "win"), "Known here: text, any."),
    ],
)
def test_the_nearest_key_is_offered(key: str, place: Trail, hint: str) -> None:
    """Misspelt, put in other words, or put where it doesn't belong."""
    assert key_hint(key, (*place, key), Script) == hint


def test_long_lists_are_cut() -> None:
    """Nobody reads thirty names; the most useful come first."""
    hint = key_hint("zzzz", (*CUE, "zzzz"), Script)
    assert hint.startswith("Known here: say, notice, ")
    assert hint.endswith(", ....")


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("wlak", "Did you mean `walk`?"),
        ("RUN", "Did you mean `run`?"),
        ("jogging", "Did you mean `run`?"),
        ("swim", "Known here: stand, walk, run, sit."),
    ],
)
def test_the_nearest_word_is_offered(word: str, hint: str) -> None:
    """For values as for keys."""
    assert word_hint(word, ["stand", "walk", "run", "sit"]) == hint


def test_a_book_of_a_word_takes_no_time() -> None:
    """Only its beginning is compared."""
    assert word_hint("x" * 900_000, ["say"]) == "Known here: say."


def test_keys_are_those_of_the_mapping_around() -> None:
    """Whatever the depth, and at the top those of the file."""
    assert known_keys((*CUE, "x"), Script) == known_keys(("cues", 0, "x"), Block)
    assert "cadence" in known_keys(("runner", "x"), Script)
    assert known_keys(("x",), Profile) == known_keys(("runner", "x"), Script)
    assert known_keys((*CUE, "x"), Script)[-2:] == ["allow", "because"]


def test_other_words_lead_to_words_that_there_are() -> None:
    """No hint names a key or value that nothing knows."""
    values = {"run", "walk", "stand", "sit", "on", "off", "say", "sparse", "more"}
    keys = {key for model, _ in HOMES for key in known_keys(("x",), model)}
    inside = {key for model in INSIDE.values() for key in known_keys(("x",), model)}
    assert set(MEANT.values()) <= values | keys | inside
    assert "say" in known_keys(("x",), Cue)
