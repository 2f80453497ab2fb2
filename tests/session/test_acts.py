"""What a cue does, as it is written."""

import pytest
from pydantic import ValidationError

from kindpace.session.acts import Notice, QuietWords, Words
from kindpace.session.model import Seconds
from kindpace.session.written import Cue


def cue(**keys: object) -> Cue:
    """A cue as it is written."""
    return Cue.model_validate(keys)


def test_words_are_one_text_or_several() -> None:
    """Each of which may be said."""
    assert Words(text="One.").choices == ("One.",)
    assert Words(any=["One.", "Two."]).choices == ("One.", "Two.")


@pytest.mark.parametrize("sense", Notice.SENSES)
def test_a_notice_speaks_to_a_sense(sense: str) -> None:
    """Or to none in particular."""
    notice = Notice.model_validate({sense: "What is there?"})
    assert (notice.sense, notice.choices) == (sense, ("What is there?",))
    assert Notice(text="What is there?").sense is None


def test_short_forms_stand_for_long_ones() -> None:
    """The one main value alone."""
    assert cue(say="x") == cue(say={"text": "x"})
    assert cue(notice="x") == cue(notice={"text": "x"})
    assert cue(ask="x") == cue(ask={"text": "x"})
    assert cue(quiet="2m") == cue(quiet={"lasts": "2m"})
    assert cue(play="a.wav") == cue(play={"file": "a.wav"})


@pytest.mark.parametrize(
    ("written", "value"), [(True, True), ("yes", True), ("on", True), ("no", False), ("off", False)]
)
def test_yes_and_no_are_said_in_several_ways(written: object, *, value: bool) -> None:
    """As a writer would."""
    quiet = QuietWords.model_validate({"lasts": "2m", "announce": written})
    assert (quiet.announce, quiet.lasts.usual) == (value, Seconds(120))


@pytest.mark.parametrize("written", [1, 0, "maybe", "", [], None])
def test_other_words_are_neither(written: object) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValidationError):
        QuietWords.model_validate({"lasts": "2m", "announce": written})


def test_written_things_stay_as_they_are() -> None:
    """Frozen, and with no keys that nobody knows."""
    with pytest.raises(ValidationError):
        setattr(Words(text="x"), "text", "y")  # noqa: B010 - the point of the test
    with pytest.raises(ValidationError):
        Words.model_validate({"text": "x", "odd": 1})
